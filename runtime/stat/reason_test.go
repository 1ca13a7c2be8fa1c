package stat

import (
	"math"
	"testing"
)

func TestReasons(t *testing.T) {
	same, other := []float64{2, 2, 2}, []float64{5, 5, 5, 5}
	for _, c := range []struct {
		what string
		h    Contrast
		why  Reason
		rank Reason // of a test by ranks
	}{
		{"nothing", Contrast{}, Empty, Empty},
		{"an empty sample", Compare(same, nil), Empty, Empty},
		{"one value", Compare([]float64{1}, other), Alone, Alone},
		{"one pair", Paired([]float64{1}, []float64{2}), Alone, Alone},
		{"copies", Compare(same, other), Still, ""},
		{"copies that agree", Compare(same, same), Still, Equal},
		{"pairs that differ alike", Paired(same, other[:3]), Still, ""},
		{"pairs that agree", Paired(same, same), Still, Equal},
		{"differences of rounding only", Paired([]float64{0.1 + 0.2, 0.5, 0.7}, []float64{0.3, 0.5, 0.7}), Still, Equal},
		{"infinity", Compare([]float64{1, math.Inf(1)}, other), NotFinite, NotFinite},
		{"no number", Against([]float64{1, math.NaN(), 3}, 0), NotFinite, NotFinite},
		{"values whose squares are infinite", Compare([]float64{1e200, -1e200}, other), NotFinite, NotFinite},
		{"a weight whose square is", weighted([]float64{1, -1e300}, [][]float64{{1, 2, 3}, {2, 4, 5}}), NotFinite, NotFinite},
		{"no weight", weighted([]float64{0, 0}, [][]float64{same, other}), NoContrast, NoContrast},
	} {
		for name, r := range map[string]Result{
			"permutation": c.h.Permutation(key, TwoSided), "Student": c.h.Student(TwoSided), "Welch": c.h.Welch(Greater),
			"Wilcoxon": c.h.Wilcoxon(TwoSided), "equivalence": Equivalence(c.h, c.h, c.h, Contrast.Welch),
		} {
			want := c.why
			switch {
			case name == "Wilcoxon":
				want = c.rank
			case name == "permutation" && c.why == Still:
				want = "" // it needs no spread
			}
			if r.Plain != want || r.Name == "" || want != "" && r.P != 1 {
				t.Errorf("%s, %s: %q, p %g, want %q", c.what, name, r.Plain, r.P, want)
			}
			sound(t, c.what+", "+name, r)
		}
		if _, ok := c.h.HedgesG(); ok || c.why != Still && c.h.PermutationP(key, TwoSided, 100).P != 1 {
			t.Errorf("%s has a size", c.what)
		}
	}
	lower, upper := Combine(0, Term{1, []int{1, 2, 3}, []float64{2, 4, 7}}, Term{-0.8, []int{1, 2, 3}, []float64{2, 4, 7}}), Combine(0, Term{1, []int{1, 2, 3}, []float64{2, 4, 7}}, Term{-1.2, []int{1, 2, 3}, []float64{2, 4, 7}})
	if r := Equivalence(Paired([]float64{2, 4, 7}, []float64{2, 4, 7}), lower, upper, Contrast.Welch); r.Plain != "" || !r.Still || r.Interval != "" || r.P != max(lower.Student(Greater).P, upper.Student(Less).P) {
		t.Errorf("pairs that agree to the last digit are not alike: %+v", r)
	}
	if r := Compare([]float64{1, 2}, []float64{3, 5}).Student(TwoSided); len(r.Effects) != 1 {
		t.Error("two and two values have a g")
	}
	if r := Paired([]float64{1, 2}, []float64{3, 5}).Student(TwoSided); len(r.Effects) != 0 || r.Plain != "" {
		t.Error("a g of two pairs has no correction")
	}
}

func TestReasonsOfDesigns(t *testing.T) {
	main := Factors{Between: []int{0}}
	rows := func(v ...float64) (out [][]float64) {
		for i := range v[:len(v)/2] {
			out = append(out, v[2*i:2*i+2])
		}
		return out
	}
	for _, c := range []struct {
		what string
		d    Design
		e    Factors
		why  Reason
	}{
		{"nothing", Groups(), main, Empty},
		{"one group", Groups([]float64{1, 2}), main, OneCell},
		{"a hole", Groups([]float64{1, 2}, nil, []float64{1, 4}), main, Holes},
		{"one value", Groups([]float64{1, 2}, []float64{3}), main, Alone},
		{"copies", Groups([]float64{1, 1}, []float64{3, 3}, []float64{0.1, 0.1}), main, Still},
		{"infinity", Groups([]float64{1, 1}, []float64{3, math.Inf(-1)}), main, NotFinite},
		{"sessions that differ alike", Design{Within: []int{2}, Cell: []int{0, 0}, Values: rows(1, 3, 5, 7)}, Factors{Within: []int{0}}, Alike},
		{"sound", Design{Within: []int{2}, Cell: []int{0, 0}, Values: rows(1, 3, 5, 8)}, Factors{Within: []int{0}}, ""},
	} {
		for name, r := range map[string]Result{"F": c.d.Anova(c.e), "permutation": c.d.Permutation(key, c.e)} {
			want := c.why
			if name == "permutation" && (want == Still || want == Alike) {
				want = "" // it needs no spread
			}
			if r.Plain != want || want != "" && r.P != 1 {
				t.Errorf("%s, %s: %q, want %q", c.what, name, r.Plain, want)
			}
			sound(t, c.what+", "+name, r)
		}
	}
	for _, c := range []struct {
		samples [][]float64
		why     Reason
	}{
		{nil, OneCell}, {[][]float64{{1, 2}}, OneCell}, {[][]float64{{1, 2}, {3}}, Alone}, {[][]float64{{1, 2}, {}}, Empty},
		{[][]float64{{1, 1}, {1, 1}}, Equal}, {[][]float64{{1, 1}, {2, 2}}, ""}, {[][]float64{{1, 1}, {2, math.NaN()}}, NotFinite},
	} {
		r := Jonckheere(TwoSided, c.samples...)
		if r.Plain != c.why {
			t.Errorf("%v: %q, want %q", c.samples, r.Plain, c.why)
		}
		sound(t, "trend", r)
	}
}

// sound fails where a result holds what is no number.
func sound(t *testing.T, what string, r Result) {
	t.Helper()
	all := append([]float64{r.Value, r.Estimate, r.Low, r.High, r.P}, r.DF...)
	for _, e := range r.Effects {
		all = append(all, effect(e)...)
	}
	if !allFinite(all) || r.P < 0 || r.P > 1 || r.Low > r.High {
		t.Errorf("%s: %+v", what, r)
	}
}
