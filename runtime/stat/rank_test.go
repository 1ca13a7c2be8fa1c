package stat

import "testing"

func TestRanks(t *testing.T) {
	o := readOracle(t, "rank.csv")
	check := func(t *testing.T, h Contrast, c map[string][]float64) {
		r := h.Wilcoxon(TwoSided)
		agree(t, "p", []float64{r.Value, r.P, h.Wilcoxon(Greater).P, h.Wilcoxon(Less).P}, c["p"])
		if c["interval"] != nil {
			agree(t, "interval", []float64{r.Estimate, r.Low, r.High}, c["interval"])
		}
		if !(r.Low <= r.Estimate && r.Estimate <= r.High) {
			t.Errorf("%g is not in %g to %g", r.Estimate, r.Low, r.High)
		}
		if e := r.Effects[0]; len(c["effect"]) == 1 { // R's interval has no width
			agree(t, "effect", []float64{e.Value}, c["effect"])
			if !(e.Low > -1 && e.Low < 1 && e.High == 1) {
				t.Errorf("effect from %g to %g", e.Low, e.High)
			}
		} else {
			agree(t, "effect", effect(e), c["effect"])
		}
	}
	o.each(t, "two", func(t *testing.T, c map[string][]float64) { check(t, Compare(c["a"], c["b"]), c) })
	o.each(t, "pair", func(t *testing.T, c map[string][]float64) { check(t, Against(c["x"], 0), c) })
	o.each(t, "trend", func(t *testing.T, c map[string][]float64) {
		samples := split(c["y"], c["n"])
		r := Jonckheere(TwoSided, samples...)
		agree(t, "p", []float64{r.Value, r.Estimate, r.P, Jonckheere(Greater, samples...).P, Jonckheere(Less, samples...).P}, c["p"])
	})
}

// A constant moves the values, a weight stretches them.
func TestRanksOfContrasts(t *testing.T) {
	a, b := []float64{5, 7, 9.5, 12}, []float64{1, 2, 2.5, 4.2, 6}
	moved := Compare(a, b)
	moved.Constant = 3
	low, want := moved.Wilcoxon(TwoSided), Compare([]float64{2, 4, 6.5, 9}, b).Wilcoxon(TwoSided)
	agree(t, "constant", []float64{low.P, low.Estimate, low.Low}, []float64{want.P, want.Estimate + 3, want.Low + 3})
	twice := Contrast{Cells: []Cell{{1, a}, {-2, b}}}.Wilcoxon(TwoSided)
	want = Compare(a, []float64{2, 4, 5, 8.4, 12.001}).Wilcoxon(TwoSided)
	agree(t, "weight", []float64{twice.Value - 0.5}, []float64{want.Value}) // 12 and 12 tie
	if r := weighted([]float64{1, 1}, [][]float64{a, b}).Wilcoxon(TwoSided); r.Plain != NoRank || r.P != 1 {
		t.Errorf("ranks of a sum: %+v", r)
	}
}

// TestStillRanks holds that a test of ranks says when nothing varies within its samples, as that of permutations does.
func TestStillRanks(t *testing.T) {
	if r := Compare([]float64{1, 1, 1, 1}, []float64{2, 2, 2, 2}).Wilcoxon(TwoSided); !r.Still || r.P > 0.05 {
		t.Errorf("copies: %+v", r)
	}
	if r := Compare([]float64{1, 1, 1, 2}, []float64{2, 2, 2, 2}).Wilcoxon(TwoSided); r.Still {
		t.Errorf("one differs: %+v", r)
	}
}
