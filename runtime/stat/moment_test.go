package stat

import "testing"

func TestMoments(t *testing.T) {
	o := readOracle(t, "moment.csv")
	o.each(t, "sample", func(t *testing.T, c map[string][]float64) {
		x := c["x"]
		low, high := MeanInterval(x, 0.95)
		low90, high90 := MeanInterval(x, 0.9)
		agree(t, "moments", []float64{Mean(x), SD(x), SE(x), low, high, low90, high90}, c["moments"])
		var q []float64
		for _, p := range []float64{0, 0.025, 0.1, 0.25, 0.5, 0.77, 1} {
			q = append(q, Quantile(x, p))
		}
		agree(t, "quantiles", q, c["quantiles"])
	})
	o.each(t, "share", func(t *testing.T, c map[string][]float64) {
		k, n := int(c["kn"][0]), int(c["kn"][1])
		low, high := Wilson(k, n, 0.95)
		agree(t, "Wilson", []float64{low, high}, c["wilson"])
	})
}

func TestEquivalence(t *testing.T) {
	readOracle(t, "moment.csv").each(t, "tost", func(t *testing.T, c map[string][]float64) {
		a, b := c["a"], c["b"]
		d, lower, upper := Compare(a, b).Margin(0.3)
		agree(t, "Welch", []float64{Equivalence(d, lower, upper, Contrast.Welch).P}, c["welch"])
		agree(t, "Student", []float64{Equivalence(d, lower, upper, Contrast.Student).P}, c["student"])
		lower, upper = Contrast{Cells: []Cell{{1, a}, {-0.85, b}}}, Contrast{Cells: []Cell{{1, a}, {-1.15, b}}}
		agree(t, "share", []float64{Equivalence(d, lower, upper, Contrast.Welch).P}, c["share"])
		if c["paired"] != nil {
			d, lower, upper := Paired(a, b).Margin(0.3)
			r := Equivalence(d, lower, upper, Contrast.Welch)
			agree(t, "paired", []float64{r.P}, c["paired"])
			if r.Name != "two one-sided paired t" {
				t.Error(r.Name)
			}
		}
	})
}
