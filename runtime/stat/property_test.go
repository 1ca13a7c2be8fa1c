package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"protoexp/runtime/random"
)

// sample draws values that are not all the same.
func sample(low, high int) *rapid.Generator[[]float64] {
	value := rapid.Map(rapid.IntRange(-2000, 2000), func(i int) float64 { return float64(i) / 64 })
	return rapid.SliceOfN(value, low, high).Filter(func(x []float64) bool { return !still(x) })
}

func moved(x []float64, scale, shift float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = scale*v + shift
	}
	return out
}

// tests are all ways to test two samples.
var tests = map[string]func(Contrast, Side) Result{
	"permutation": func(c Contrast, s Side) Result { return c.Permutation(key, s) },
	"Student":     Contrast.Student, "Welch": Contrast.Welch, "Wilcoxon": Contrast.Wilcoxon,
}

func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a)) }

// Another unit and another origin change no p and no effect; swapped samples change the sign and the side.
func TestInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := sample(2, 5).Draw(t, "a"), sample(2, 5).Draw(t, "b")
		scale, shift := float64(rapid.IntRange(1, 9).Draw(t, "scale"))/4, float64(rapid.IntRange(-50, 50).Draw(t, "shift"))/4
		for name, test := range tests {
			r, moved, swapped := test(Compare(a, b), Greater), test(Compare(moved(a, scale, shift), moved(b, scale, shift)), Greater), test(Compare(b, a), Less)
			if !same(r.P, moved.P) || !same(scale*r.Estimate, moved.Estimate) || !same(r.Effects[0].Low, moved.Effects[0].Low) {
				t.Fatalf("%s in another unit: %+v, %+v", name, r, moved)
			}
			if !same(r.P, swapped.P) || !same(r.Estimate, -swapped.Estimate) || !same(r.Effects[0].Low, -swapped.Effects[0].High) {
				t.Fatalf("%s, swapped: %+v, %+v", name, r, swapped)
			}
			if both := test(Compare(a, b), TwoSided); both.P > 1 || name != "permutation" && !same(both.P, min(1, 2*min(r.P, test(Compare(a, b), Less).P))) {
				t.Fatalf("%s, two-sided: %+v, one side %g", name, both, r.P)
			}
		}
	})
}

// The order of values in a sample changes nothing where every permutation is tried.
func TestOrderOfValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := sample(2, 4).Draw(t, "a"), sample(2, 4).Draw(t, "b"), sample(2, 3).Draw(t, "c")
		h := weighted([]float64{1, -0.5, -0.5}, [][]float64{a, b, c})
		back := slices.Clone(a)
		slices.Reverse(back)
		turned := weighted([]float64{-0.5, 1, -0.5}, [][]float64{c, back, b})
		if p, q := h.PermutationP(key, TwoSided, 1).P, turned.PermutationP(key, TwoSided, 1).P; !same(p, q) {
			t.Fatalf("p %g and %g", p, q)
		}
	})
}

// Where nothing is there, p is below alpha in no more than a share alpha of cases; normal and skewed values, equal and
// unequal sizes. For values without ties exact p values are uniform on their steps.
func TestLevel(t *testing.T) {
	const runs, alpha = 1500, 0.1
	for name, h := range map[string]func(x []float64) Contrast{
		"two":        func(x []float64) Contrast { return Compare(x[:5], x[5:12]) },
		"drawn":      func(x []float64) Contrast { return Compare(x[:9], x[9:20]) },
		"pairs":      func(x []float64) Contrast { return Paired(x[:8], x[8:16]) },
		"difference": func(x []float64) Contrast { return weighted([]float64{1, -1, -1, 1}, split(x, []float64{5, 5, 7, 7})) },
		"a half":     func(x []float64) Contrast { return Contrast{Cells: []Cell{{1, moved(x[:6], 0.5, 0)}, {-0.5, x[6:13]}}} },
	} {
		var found int
		for i := range runs {
			x := make([]float64, 24)
			random.Key{Seed: 77, Animal: uint64(i)}.Normals(x, random.Purpose(name), 0, 0)
			for j := range x {
				x[j] = math.Exp(0.7 * x[j])
			}
			if h(x).PermutationP(random.Key{Seed: 3, Animal: uint64(i)}, TwoSided, 199).P <= alpha {
				found++
			}
		}
		low, high := Wilson(found, runs, 0.9999)
		if low > alpha || high < alpha*0.85 {
			t.Errorf("%s: %d of %d below %g", name, found, runs, alpha)
		}
	}
}

// Combined terms: pairs in each of two groups, and what one group alone has.
func TestCombine(t *testing.T) {
	c := Combine(0,
		Term{1, []int{1, 2, 3}, []float64{5, 6, 8}}, Term{-1, []int{3, 1, 2}, []float64{1, 2, 4}},
		Term{-1, []int{4, 5}, []float64{7, 9}}, Term{1, []int{5, 4}, []float64{3, 2}},
		Term{0.5, []int{8, 9}, []float64{10, 14}}, Term{0, []int{77}, []float64{1}})
	want := []Cell{{1, []float64{3, 2, 7}}, {-1, []float64{5, 6}}, {0.5, []float64{10, 14}}}
	if len(c.Cells) != len(want) {
		t.Fatalf("%+v", c)
	}
	for i, cell := range c.Cells {
		if cell.Weight != want[i].Weight || !slices.Equal(cell.Values, want[i].Values) {
			t.Errorf("%+v, want %+v", cell, want[i])
		}
	}
	// All animals against one of their groups: the estimate is still the difference of the two means.
	all, some := []float64{1, 4, 6, 9}, []float64{6, 9}
	c = Combine(0, Term{1, []int{1, 2, 3, 4}, all}, Term{-1, []int{3, 4}, some})
	if !same(c.Estimate(), Mean(all)-Mean(some)) || len(c.Cells) != 2 {
		t.Errorf("%g: %+v", c.Estimate(), c)
	}
}

// The interval of permutation and that of Hedges' g hold the truth about as often as they say.
func TestCoverage(t *testing.T) {
	runs := 400
	if testing.Short() {
		runs = 100
	}
	var means, sizes int
	for i := range runs {
		x := make([]float64, 40)
		random.Key{Seed: 12, Animal: uint64(i)}.Normals(x, 1, 0, 0)
		h := Compare(moved(x[:20], 1, 1), x[20:])
		if low, high, _ := h.interval(random.Key{Seed: 1, Animal: uint64(i)}); low <= 1 && 1 <= high {
			means++
		}
		if g, _ := h.HedgesG(); g.Low <= 1 && 1 <= g.High {
			sizes++
		}
	}
	for name, held := range map[string]int{"permutation": means, "g": sizes} {
		if low, high := Wilson(held, runs, 0.999); high < 0.93 || low > 0.96 {
			t.Errorf("%s: %d of %d", name, held, runs)
		}
	}
}
