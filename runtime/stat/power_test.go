package stat

import (
	"math"
	"testing"
)

func TestPower(t *testing.T) {
	o := readOracle(t, "power.csv")
	sides := func(weights []float64, n []int, d, alpha float64) (out []float64) {
		for _, side := range []Side{TwoSided, Greater, Less} {
			out = append(out, Power(weights, n, d, alpha, side))
		}
		return out
	}
	o.each(t, "t", func(t *testing.T, c map[string][]float64) {
		n, d := int(c["nd"][0]), c["nd"][1]
		near := func(what string, got, want []float64) {
			for i := range got {
				if math.Abs(got[i]-want[i]) > 1e-11 { // R subtracts from one
					t.Errorf("%s: %v, R says %v", what, got, want)
				}
			}
		}
		near("two", sides([]float64{1, -1}, []int{n, n}, d, 0.05), c["two"])
		near("uneven", sides([]float64{1, -1}, []int{n, n + 7}, d, 0.05), c["uneven"])
		near("one", sides([]float64{1}, []int{n}, d, 0.01), c["one"])
	})
	o.each(t, "size", func(t *testing.T, c map[string][]float64) {
		d, power := c["dp"][0], c["dp"][1]
		two, _ := Size([]float64{1, -1}, d, 0.05, power, TwoSided)
		one, _ := Size([]float64{1}, d, 0.05, power, Greater)
		agree(t, "n", []float64{float64(two), float64(one)}, c["n"])
	})
	if n, ok := Size([]float64{1, -1}, 0, 0.05, 0.8, TwoSided); ok {
		t.Errorf("no difference is found with %d", n)
	}
}
