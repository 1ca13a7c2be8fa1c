package stat

import (
	"cmp"
	"math"
	"slices"

	"protoexp/runtime/random"
)

// rankLimit is the size of a sample from which on R leaves the exact distribution of ranks for the normal one.
const rankLimit = 50

// Wilcoxon tests a contrast by ranks. One cell, such as one of differences: the signed-rank test. Two cells that are
// compared: the rank-sum test, which is that of Mann and Whitney (1947, Ann Math Stat 18:50). Both as wilcox.test in R:
// exact below 50 values where there are no ties (and no zeros), else the normal distribution with corrections for ties and
// continuity. Zeros of a signed-rank test are left out.
//
// Estimate is that of Hodges and Lehmann (1963, Ann Math Stat 34:598): the median of all differences between a value and a
// value, or of the means of all pairs of differences; its interval belongs to the same ranks (Hollander and Wolfe 1999,
// Nonparametric Statistical Methods, 3.3 and 4.3). The effect is the rank-biserial correlation.
func (c Contrast) Wilcoxon(side Side) Result {
	why, s := c.Reason(), c.Scaled()
	still := why == Still
	if still {
		why = "" // ranks need no spread within samples
	}
	if why == "" && (len(s.Cells) > 2 || len(s.Cells) == 2 && s.Cells[0].Weight != -s.Cells[1].Weight) {
		why = NoRank
	}
	name := "Mann-Whitney"
	if len(s.Cells) == 1 {
		name = "Wilcoxon signed rank"
	}
	if why != "" {
		return none(name, why, c.Estimate(), c.N())
	}
	x := times(s.Cells[0])
	for i := range x {
		x[i] -= c.Constant
	}
	var r Result
	if len(s.Cells) == 1 {
		r = signedRank(x, side)
	} else {
		y := times(s.Cells[1])
		for i := range y {
			y[i] = -y[i]
		}
		r = rankSum(x, y, side)
	}
	r.N, r.Still = c.N(), still
	r.Estimate += c.Constant
	if r.Plain == "" {
		r.Low, r.High, r.Interval = r.Low+c.Constant, r.High+c.Constant, "ranks"
	}
	return r
}

func times(c Cell) []float64 {
	out := make([]float64, len(c.Values))
	for i, v := range c.Values {
		out[i] = c.Weight * v
	}
	return out
}

func rankSum(x, y []float64, side Side) Result {
	m, n := float64(len(x)), float64(len(y))
	r := Result{Name: "Mann-Whitney", Statistic: "U", Method: "exact"}
	ranks, ties := rank(append(slices.Clone(x), y...))
	for _, v := range ranks[:len(x)] {
		r.Value += v
	}
	r.Value -= m * (m + 1) / 2
	steps := make([]float64, 0, len(x)*len(y))
	for _, a := range x {
		for _, b := range y {
			steps = append(steps, a-b)
		}
	}
	slices.Sort(steps)
	r.Estimate = Quantile(steps, 0.5)
	if ties == cube(m+n) {
		return none(r.Name, Equal, r.Estimate, nil)
	}
	var null ranking
	if ties == 0 && len(x) < rankLimit && len(y) < rankLimit {
		null = exactRanking(rankSums(len(x), len(y)))
	} else {
		null = ranking{mean: m * n / 2, sd: math.Sqrt(m * n / 12 * (m + n + 1 - ties/((m+n)*(m+n-1))))}
		r.Method = "normal distribution, corrected for ties and continuity"
	}
	r.P = null.p(r.Value, side)
	r.Low, r.High = null.interval(steps)
	r.Effects = []Effect{biserial(2*r.Value/(m*n)-1, 1/(m*n), math.Sqrt((m+n+1)/(3*m*n)))}
	return r
}

func signedRank(x []float64, side Side) Result {
	r := Result{Name: "Wilcoxon signed rank", Statistic: "V", Method: "exact"}
	walsh := []float64{}
	for i, a := range x {
		for _, b := range x[i:] {
			walsh = append(walsh, (a+b)/2)
		}
	}
	slices.Sort(walsh)
	r.Estimate = Quantile(walsh, 0.5)
	moved := slices.DeleteFunc(slices.Clone(x), func(v float64) bool { return v == 0 })
	if len(moved) == 0 {
		return none(r.Name, Equal, r.Estimate, nil)
	}
	sizes := make([]float64, len(moved))
	for i, v := range moved {
		sizes[i] = math.Abs(v)
	}
	ranks, ties := rank(sizes)
	for i, v := range moved {
		if v > 0 {
			r.Value += ranks[i]
		}
	}
	n := float64(len(moved))
	var null ranking
	if ties == 0 && len(moved) == len(x) && len(x) < rankLimit {
		null = exactRanking(signedRanks(len(x)))
		r.Low, r.High = null.interval(walsh)
	} else {
		null = ranking{mean: n * (n + 1) / 4, sd: math.Sqrt(n*(n+1)*(2*n+1)/24 - ties/48)}
		r.Method = "normal distribution, corrected for ties and continuity"
		all := float64(len(x))
		r.Low, r.High = ranking{mean: all * (all + 1) / 4, sd: math.Sqrt(all * (all + 1) * (2*all + 1) / 24)}.interval(walsh)
	}
	r.P = null.p(r.Value, side)
	total := n * (n + 1) / 2
	r.Effects = []Effect{biserial(2*r.Value/total-1, 1/total, math.Sqrt((2*n*n*n+3*n*n+n)/6)/total)}
	return r
}

// biserial is the rank-biserial correlation with its interval on the scale of Fisher's z, as in the package effectsize of R
// (Kerby 2014, Compr Psychol 3:1). Where all ranks are on one side z is infinite; then the near end is that of half a rank.
func biserial(r, step, se float64) Effect {
	z := math.Atanh(max(-1+step, min(1-step, r)))
	half := se * random.Quantile((1+Level)/2)
	e := Effect{"rank_biserial", r, math.Tanh(z - half), math.Tanh(z + half)}
	if r >= 1 {
		e.High = 1
	}
	if r <= -1 {
		e.Low = -1
	}
	return e
}

// rank gives each value its rank from 1, tied values the mean of theirs, and the sum of t³-t over the ties.
func rank(x []float64) (ranks []float64, ties float64) {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	ranks = make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = float64(i+j+1) / 2
		}
		ties += cube(float64(j - i))
		i = j
	}
	return ranks, ties
}

// cube is t³-t.
func cube(t float64) float64 { return t*t*t - t }
