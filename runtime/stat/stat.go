// Package stat is the statistics of experiments: tests, effect sizes, intervals, corrections, sample sizes and power. It
// knows numbers only, nothing of scripts, animals or tables. Every test is checked against R on the cases in testdata.
//
// Most hypotheses are about a sum of weighted means, so they are one Contrast, and each test is a method of it:
//
//	r := stat.Compare(shocked, control).Permutation(key, stat.TwoSided)
//
// Which side? A p value is two-sided unless the caller asks otherwise, also for a hypothesis with a direction. So p agrees
// with the two-sided 95 % interval, with what R prints by default, and a large effect the other way is seen as one. A
// hypothesis with a direction holds where p is below alpha and Estimate has the sign that was foretold; by chance that
// happens in alpha/2 of experiments, so it is the stricter reading. Equivalence is one-sided by its nature.
//
// What a result says is found in one way: the interval of a test by permutation is all that the same permutations do not
// reject, that of a t test is by t. What cannot be tested has a Reason and never a NaN.
package stat

// Result is what a test found.
type Result struct {
	Name      string     // permutation, Welch t, ...
	Method    string     // exact over 3432 permutations; 20000 draws
	Statistic string     // t, U, F, ...
	Value     float64    // of the statistic
	DF        []float64  // one or two, or none
	Estimate  float64    // the difference, in the unit of the values
	Low, High float64    // its 95 % interval; both 0 where none is defined
	Interval  string     // how that was found: t, permutation, ranks; "" for none
	Bootstrap [2]float64 // by permutation: the 95 % interval of BCa as well; both ends 0 where none is
	P         float64
	Fewest    float64 // by permutation: the smallest p that so few values allow; 0 of other tests
	Still     bool    // by permutation or ranks: nothing varies within samples, so there is no interval and no effect size
	Effects   []Effect
	N         []int  // values in each sample
	Plain     Reason // why there is no test; then P is 1 and only Estimate and N count
}

// Effect is a size that does not depend on units, with its 95 % interval.
type Effect struct {
	Name             string // hedges_g, partial_eta_squared, rank_biserial
	Value, Low, High float64
}

// Level is that of every interval in a Result.
const Level = 0.95

// Side is which alternative to "the estimate is what the null hypothesis says" a p value counts.
type Side int

// The alternatives.
const (
	TwoSided Side = iota
	Greater
	Less
)

// Reason says in a sentence why there is no test.
type Reason string

// The reasons.
const (
	Empty      Reason = "There are no values to test."
	Alone      Reason = "A sample of one value has no spread, so nothing can be tested; at least two are needed in each sample."
	Still      Reason = "All values within each sample are the same, so there is no spread to compare a difference with. A permutation test needs none."
	Alike      Reason = "All individuals change alike from level to level, so there is no spread to compare a change with. A permutation test needs none."
	Equal      Reason = "All values are the same, so there is nothing to test."
	NotFinite  Reason = "Some values are infinite, not a number or too large to be squared."
	OneCell    Reason = "There is one sample only, so there is nothing to compare it with."
	Holes      Reason = "A combination of levels has no values, so its effect cannot be told from the others."
	NoContrast Reason = "Every weight is zero, so nothing is compared."
	TwoSamples Reason = "This test compares two samples, or pairs; these are more."
	NoRank     Reason = "A test of ranks compares two things; this is a sum."
	NoMargin   Reason = "The margin is zero, so nothing can be equivalent."
)

// none is the result where a test is not possible.
func none(name string, why Reason, estimate float64, n []int) Result {
	return Result{Name: name, Plain: why, Estimate: finite(estimate), P: 1, N: n}
}
