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
		return []float64{c.PermutationP(key, TwoSided, 1), c.PermutationP(key, Greater, 1), c.PermutationP(key, Less, 1)}
	}
	o.each(t, "two", func(t *testing.T, c map[string][]float64) { agree(t, "p", sides(Compare(c["a"], c["b"])), c["p"]) })
	o.each(t, "pair", func(t *testing.T, c map[string][]float64) { agree(t, "p", sides(Against(c["x"], 0)), c["p"]) })
	o.each(t, "cells", func(t *testing.T, c map[string][]float64) {
		h := weighted(c["weights"], split(c["y"], c["n"]))
		agree(t, "p", sides(h), c["p"][:3])
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
			got, want := c.h.PermutationP(key, Side(side), Draws), c.h.Student(Side(side)).P
			if math.Abs(got-want) > 0.015 {
				t.Errorf("%s, %s: %g, by t %g", c.name, name, got, want)
			}
		}
		if again := c.h.PermutationP(key, TwoSided, Draws); again != c.h.PermutationP(key, TwoSided, Draws) {
			t.Errorf("%s: %g and another", c.name, again)
		}
	}
	far := Compare(normal(40, 50, 1), normal(40, 0, 2)).Permutation(key, TwoSided)
	if far.P != 1.0/(Draws+1) || far.Method != "20000 permutations drawn" {
		t.Errorf("p %g, %s", far.P, far.Method)
	}
}

// Few values have the interval of t, more that of the bootstrap, and each says so.
func TestIntervalOfPermutation(t *testing.T) {
	x := make([]float64, 2*Few)
	key.Normals(x, 3, 0, 0)
	for _, h := range []Contrast{Compare(x[:Few], x[Few:]), Compare(x[:Few-1], x[Few:]), Against(x[:Few-1], 0)} {
		r := h.Permutation(key, TwoSided)
		low, high := h.BCa(key, Level)
		how := "BCa bootstrap"
		if len(h.Cells[0].Values) < Few {
			w := h.Welch(TwoSided)
			low, high, how = w.Low, w.High, "t"
		}
		if r.Low != low || r.High != high || r.Interval != how {
			t.Errorf("%v: %g to %g by %s, want %g to %g by %s", r.N, r.Low, r.High, r.Interval, low, high, how)
		}
	}
}
