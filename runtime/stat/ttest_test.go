package stat

import "testing"

func TestT(t *testing.T) {
	o := readOracle(t, "ttest.csv")
	numbers := func(r Result) []float64 { return []float64{r.Value, r.DF[0], r.P, r.Low, r.High} }
	o.each(t, "two", func(t *testing.T, c map[string][]float64) {
		h := Compare(c["a"], c["b"])
		h.Constant = c["constant"][0]
		agree(t, "student", numbers(h.Student(TwoSided)), c["student"])
		agree(t, "welch", numbers(h.Welch(TwoSided)), c["welch"])
		agree(t, "student, sides", []float64{h.Student(Greater).P, h.Student(Less).P}, c["student_sides"])
		agree(t, "welch, sides", []float64{h.Welch(Greater).P, h.Welch(Less).P}, c["welch_sides"])
		agree(t, "g", effect(h.Student(TwoSided).Effects[0]), c["hedges"])
	})
	o.each(t, "pair", func(t *testing.T, c map[string][]float64) {
		h := Paired(c["a"], c["b"])
		r := h.Student(TwoSided)
		agree(t, "paired t", numbers(r), c["paired"])
		agree(t, "g", effect(r.Effects[0]), c["hedges"])
	})
	o.each(t, "contrast", func(t *testing.T, c map[string][]float64) {
		h := weighted(c["weights"], split(c["y"], c["n"]))
		agree(t, "student", numbers(h.Student(TwoSided)), c["student"])
		agree(t, "welch", numbers(h.Welch(TwoSided)), c["welch"])
		agree(t, "g", effect(h.Student(TwoSided).Effects[0]), c["hedges"])
	})
}
