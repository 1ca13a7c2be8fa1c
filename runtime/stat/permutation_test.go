package stat

import (
	"fmt"
	"math"
	"testing"

	"protoexp/runtime/random"
)

var key = random.Key{Seed: 5, Animal: 9}

// Every permutation, counted in R by other means.
func TestPermutation(t *testing.T) {
	o := readOracle(t, "permutation.csv")
	sides := func(c Contrast) []float64 {
		return []float64{c.PermutationP(key, TwoSided, 1).P, c.PermutationP(key, Greater, 1).P, c.PermutationP(key, Less, 1).P}
	}
	interval := func(t *testing.T, h Contrast, want []float64) {
		r := h.Permutation(key, TwoSided)
		if math.IsNaN(want[0]) {
			if r.Interval != "" {
				t.Errorf("%g to %g, and R rejects nothing", r.Low, r.High)
			}
			return
		}
		agree(t, "interval", []float64{r.Low - r.Estimate, r.High - r.Estimate}, []float64{want[0] - r.Estimate, want[1] - r.Estimate})
	}
	o.each(t, "two", func(t *testing.T, c map[string][]float64) {
		agree(t, "p", sides(Compare(c["a"], c["b"])), c["p"])
		interval(t, Compare(c["a"], c["b"]), c["ci"])
	})
	o.each(t, "pair", func(t *testing.T, c map[string][]float64) {
		agree(t, "p", sides(Against(c["x"], 0)), c["p"])
		interval(t, Against(c["x"], 0), c["ci"])
	})
	o.each(t, "cells", func(t *testing.T, c map[string][]float64) {
		h := weighted(c["weights"], split(c["y"], c["n"]))
		agree(t, "p", sides(h), c["p"][:3])
		interval(t, h, c["ci"])
		r := h.Permutation(key, TwoSided)
		if want := fmt.Sprintf("exact over %g permutations", c["p"][3]); r.Method != want || r.Statistic != "t" {
			t.Errorf("%q %q, want %q", r.Method, r.Statistic, want)
		}
	})
}

// Drawn p values lie about the exact ones, and are never zero.
func TestDrawnPermutation(t *testing.T) {
	normal := func(n int, mean float64, what uint64) []float64 {
		x := make([]float64, n)
		random.Key{Seed: what}.Normals(x, 1, 2, 0)
		for i := range x {
			x[i] += mean
		}
		return x
	}
	for _, c := range []struct {
		h    Contrast
		name string
	}{
		{Compare(normal(12, 0.7, 1), normal(12, 0, 2)), "two"},
		{Compare(normal(9, 0.7, 3), normal(80, 0, 4)), "uneven"},
		{Against(normal(25, 0.4, 5), 0), "pairs"},
		{weighted([]float64{1, -1, -1, 1}, [][]float64{normal(10, 1, 6), normal(11, 0, 7), normal(8, 0, 8), normal(70, 0, 9)}), "cells"},
	} {
		for side, name := range []string{"two-sided", "greater", "less"} {
			got, want := c.h.PermutationP(key, Side(side), Draws).P, c.h.Student(Side(side)).P
			if math.Abs(got-want) > 0.015 {
				t.Errorf("%s, %s: %g, by t %g", c.name, name, got, want)
			}
		}
		if again := c.h.PermutationP(key, TwoSided, Draws).P; again != c.h.PermutationP(key, TwoSided, Draws).P {
			t.Errorf("%s: %g and another", c.name, again)
		}
	}
	far := Compare(normal(40, 50, 1), normal(40, 0, 2)).Permutation(key, TwoSided)
	if far.P != 1.0/(Draws+1) || far.Method != "20000 permutations drawn" {
		t.Errorf("p %g, %s", far.P, far.Method)
	}
}

// The interval holds the truth of one, and leaves it out where p is at most 0.05.
func TestIntervalOfPermutation(t *testing.T) {
	out := 0
	for i := range 60 {
		x := make([]float64, 4+i%9+12)
		random.Key{Seed: 8, Animal: uint64(i)}.Normals(x, 3, 0, 0)
		a, b := x[:4+i%9], x[4+i%9:]
		h := [...]Contrast{Compare(moved(a, 1, 0.9), b), Against(moved(x, 1, 0.4), 0), weighted([]float64{1, -1, -1, 1}, [][]float64{moved(a, 1, 1), b[:3], b[3:6], b[6:]}),
			{Cells: []Cell{{1, moved(a, 1, 1.5)}, {-2, b}}}, {Cells: []Cell{{0.5, a}, {0.5, moved(b, 1, 1)}}, Constant: 0.1}}[i%5]
		r := h.Permutation(key, TwoSided)
		if r.Interval != "permutation" || r.Low > r.Estimate || r.Estimate > r.High {
			t.Fatalf("%+v", r)
		}
		if out := r.Low > h.Constant || r.High < h.Constant; out != (r.P <= 1-Level) {
			t.Errorf("%d: %g to %g with p %g", i, r.Low, r.High, r.P)
		}
		if r.P <= 1-Level {
			out++
		}
		// A null hypothesis just within the interval is not rejected, one just outside is.
		for _, end := range []float64{r.Low, r.High} {
			for _, c := range []struct {
				by       float64
				rejected bool
			}{{0.999, false}, {1.001, true}} {
				at := h
				at.Constant = r.Estimate + c.by*(end-r.Estimate)
				if p := at.PermutationP(key, TwoSided, Draws).P; (p <= 1-Level) != c.rejected {
					t.Errorf("%d: p is %g at %g of the way to %g", i, p, c.by, end)
				}
			}
		}
	}
	if out < 10 || out > 50 {
		t.Errorf("%d of 60 were rejected", out)
	}
}

// Where permutations are too few there is no interval, and the result says how small p can get.
func TestFewPermutations(t *testing.T) {
	for _, c := range []struct {
		h      Contrast
		fewest float64
	}{
		{Compare([]float64{5, 6}, []float64{1, 2}), 2.0 / 6}, {Compare([]float64{5, 6, 7}, []float64{1, 2, 3}), 2.0 / 20}, {Compare([]float64{5, 6, 7}, []float64{1, 2}), 1.0 / 10},
		{Against([]float64{5, 6, 7, 8, 9}, 0), 2.0 / 32},
	} {
		r := c.h.Permutation(key, TwoSided)
		if r.Fewest != c.fewest || r.P != c.fewest || r.Interval != "" {
			t.Errorf("%v: %+v, want p %g", c.h, r, c.fewest)
		}
	}
	if r := Compare([]float64{5, 6, 7, 8}, []float64{1, 2, 3, 4}).Permutation(key, TwoSided); r.Fewest != 2.0/70 || r.Interval == "" {
		t.Errorf("four and four: %+v", r)
	}
}

// What never varies can be exchanged all the same: ten that all did against ten that all did not are one way of 184756.
func TestStillPermutation(t *testing.T) {
	fill := func(n int, v float64) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = v
		}
		return x
	}
	for _, c := range []struct {
		what string
		h    Contrast
		p    float64
	}{
		{"four of four", Compare(fill(4, 1), fill(4, 0)), 2.0 / 70},
		{"ten of ten", Compare(fill(10, 0.497), fill(10, 0.998)), 1.0 / (Draws + 1)},
		{"pairs", Against(fill(6, 0.3), 0), 2.0 / 64},
		{"nothing", Compare(fill(4, 0), fill(4, 0)), 1},
		{"nothing but rounding", Compare(fill(4, 0.1+0.2), fill(4, 0.3)), 1},
		{"pairs that agree", Against(fill(6, 0), 0), 1},
		{"nothing beside a constant", Against(fill(6, 0.1+0.2), 0.3), 1},
		{"four cells", weighted([]float64{1, -1, -1, 1}, [][]float64{fill(4, 5), fill(4, 1), fill(4, 1), fill(4, 1)}), 3.0 / (Draws + 1)},
	} {
		r := c.h.Permutation(key, TwoSided)
		if !r.Still || r.Plain != "" || r.Interval != "" || r.Effects != nil || math.Abs(r.P-c.p) > 1e-12 || c.p == 1 && r.Estimate != c.h.Constant {
			t.Errorf("%s: %+v, want p %g", c.what, r, c.p)
		}
		sound(t, c.what, r)
	}
	d := Groups(fill(5, 1), fill(5, 2), fill(5, 3))
	if r := d.Permutation(key, Factors{Between: []int{0}}); !r.Still || r.P > 0.001 || r.Statistic != "" {
		t.Errorf("three groups: %+v", r)
	}
	d = Design{Within: []int{2}, Cell: make([]int, 6), Values: [][]float64{{1, 3}, {2, 4}, {3, 5}, {4, 6}, {5, 7}, {6, 8}}}
	if r := d.Permutation(key, Factors{Within: []int{0}}); !r.Still || r.P != 2.0/64 || r.Estimate != 2 {
		t.Errorf("sessions: %+v", r)
	}
}
