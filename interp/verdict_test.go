package interp_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

const learners = `experiment "h" {
  use rescorla_wagner; seed 2; variability 20%
  group a n=6 { train: reinforce A x5; test: test A }
  group b n=7 { train: reinforce A x3; test: test A }
  group c n=6 { train: reinforce A x2; test: test A }
  measure strength
  EXPECT
}`

var anyKey = random.Key{Seed: 123}

// nth is the responses to the n-th trial of a label in a group, animal by animal.
func nth(r *record.Result, group, label string, n int) (x []float64) {
	for _, t := range r.Trials {
		if t.Group == group && t.Label == label && t.N == n {
			x = append(x, t.Responses[0])
		}
	}
	return x
}

// TestChosenTest: the design chooses the test, or its name does, and the numbers are those of the trials.
func TestChosenTest(t *testing.T) {
	contrast := func(weights []float64, x ...[]float64) (c stat.Contrast) {
		for i, w := range weights {
			c.Cells = append(c.Cells, stat.Cell{Weight: w, Values: x[i]})
		}
		return c
	}
	half := func(x []float64) (out []float64) {
		for _, v := range x {
			out = append(out, v/2)
		}
		return out
	}
	for _, c := range []struct {
		expect, name string
		want         func(a, b, c, early []float64) stat.Result // of the tests of three groups and the second trial of a
		drawn        bool                                       // p is that of want but for its draws
	}{
		{"a.test > b.test", "permutation", func(a, b, _, _ []float64) stat.Result {
			return stat.Compare(a, b).Permutation(anyKey, stat.TwoSided)
		}, false},
		{"b.test < a.test by welch", "Welch t", func(a, b, _, _ []float64) stat.Result { return stat.Compare(b, a).Welch(stat.TwoSided) }, false},
		{"a.test > b.test by t", "Student t", func(a, b, _, _ []float64) stat.Result { return stat.Compare(a, b).Student(stat.TwoSided) }, false},
		{"a.test > b.test by mannwhitney", "Mann-Whitney", func(a, b, _, _ []float64) stat.Result { return stat.Compare(a, b).Wilcoxon(stat.TwoSided) }, false},
		{"a.test > b.test by anova", "one-way ANOVA", func(a, b, _, _ []float64) stat.Result {
			return stat.Groups(b, a).Anova(stat.Factors{Between: []int{0}})
		}, false},
		{"a.test > a.train[2]", "sign-flip permutation", func(a, _, _, early []float64) stat.Result {
			return stat.Paired(a, early).Permutation(anyKey, stat.TwoSided)
		}, false},
		{"a.test > a.train[2] by t", "paired t", func(a, _, _, early []float64) stat.Result { return stat.Paired(a, early).Student(stat.TwoSided) }, false},
		{"a.test > a.train[2] by wilcoxon", "Wilcoxon signed rank", func(a, _, _, early []float64) stat.Result {
			return stat.Paired(a, early).Wilcoxon(stat.TwoSided)
		}, false},
		{"a.test > 0.75 by t", "one-sample t", func(a, _, _, _ []float64) stat.Result { return stat.Against(a, 0.75).Student(stat.TwoSided) }, false},
		{"a.test > 50% of b.test by welch", "Welch t", func(a, b, _, _ []float64) stat.Result {
			return stat.Compare(a, half(b)).Welch(stat.TwoSided)
		}, false},
		{"(a.test - b.test) > (b.test - c.test)", "permutation", func(a, b, x, _ []float64) stat.Result {
			return contrast([]float64{1, -2, 1}, a, b, x).Permutation(anyKey, stat.TwoSided)
		}, true},
		{"(a.test - b.test) > (a.test - c.test)", "permutation", func(_, b, x, _ []float64) stat.Result { return stat.Compare(x, b).Permutation(anyKey, stat.TwoSided) }, false},
		{"(a.test - a.train[2]) > b.test by welch", "Welch t", func(a, b, _, early []float64) stat.Result {
			return stat.Compare(stat.Paired(a, early).Cells[0].Values, b).Welch(stat.TwoSided)
		}, false},
		{"a.test ~ b.test margin 40%", "two one-sided Welch t", func(a, b, _, _ []float64) stat.Result {
			return stat.Equivalence(stat.Compare(a, b), contrast([]float64{1, -0.6}, a, b), contrast([]float64{1, -1.4}, a, b), stat.Contrast.Welch)
		}, false},
	} {
		r := run(t, context.Background(), strings.Replace(learners, "EXPECT", "expect "+c.expect, 1), interp.Options{})
		got := r.Checks[0].Test
		want := c.want(nth(r, "a", "test", 1), nth(r, "b", "test", 1), nth(r, "c", "test", 1), nth(r, "a", "train", 2))
		if got.Name != c.name {
			t.Errorf("%s: tested by %s, not by %s", c.expect, got.Name, c.name)
		}
		tolerance := 1e-9
		if c.drawn {
			tolerance = 0.02
		}
		for what, pair := range map[string][2]float64{"estimate": {got.Estimate, want.Estimate}, "low": {got.Low, want.Low}, "effect": {got.Effects[0].Value, want.Effects[0].Value}} {
			if within := map[bool]float64{false: 1e-9, true: tolerance}[what == "low"]; !(math.Abs(pair[0]-pair[1]) < within) {
				t.Errorf("%s: %s %v, from the trials %v", c.expect, what, pair[0], pair[1])
			}
		}
		if !(math.Abs(got.P-want.P) < tolerance) {
			t.Errorf("%s: p %v, from the trials %v", c.expect, got.P, want.P)
		}
	}
}

// TestVerdicts: a hypothesis holds, does not hold, is not shown or cannot be tested, and says which.
func TestVerdicts(t *testing.T) {
	for _, c := range []struct{ script, verdict string }{
		{strings.Replace(learners, "EXPECT", "expect a.test > b.test", 1), `"a.test > b.test" holds: `},
		{strings.Replace(learners, "EXPECT", "expect a.test < b.test", 1), `"a.test < b.test" does not hold: `},
		{strings.Replace(learners, "EXPECT", "expect (a.test - b.test) > (b.test - c.test)", 1), "is not shown: "},
		{strings.Replace(learners, "EXPECT", "expect a.test ~ b.test margin 5%", 1), "is not shown: "},
		{strings.Replace(strings.Replace(learners, "20%", "0%", 1), "EXPECT", "expect a.test > b.test", 1), "could not be tested: the animals are copies of one another"},
		{strings.Replace(strings.Replace(learners, "n=6", "n=1", 1), "EXPECT", "expect a.test > b.test", 1), "could not be tested: a sample of one value has no spread"},
	} {
		check := run(t, context.Background(), c.script, interp.Options{}).Checks[0]
		if !strings.Contains(check.Sentence, c.verdict) || check.Pass != strings.Contains(check.Sentence, " holds: ") {
			t.Errorf("%v, %q, want %q", check.Pass, check.Sentence, c.verdict)
		}
		if untested := strings.Contains(c.verdict, "tested"); untested != math.IsNaN(check.Test.P) || untested != (check.Test.Plain != "") {
			t.Errorf("%q: p %g", check.Sentence, check.Test.P)
		}
	}
}
