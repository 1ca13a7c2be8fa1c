package stat

import (
	"math"
	"slices"
	"testing"

	"protoexp/runtime/random"
)

func TestBCa(t *testing.T) {
	readOracle(t, "bootstrap.csv").each(t, "", func(t *testing.T, c map[string][]float64) {
		h := Compare(c["a"], c["b"])
		if len(c["b"]) == 0 {
			h = Against(c["a"], 0)
		}
		low, high := bca(slices.Clone(c["t"]), c["t0"][0], h.acceleration(), Level)
		agree(t, "BCa", []float64{low, high}, c["ci"])
		// The same samples drawn by our own numbers: the ends differ by their Monte-Carlo error only.
		low, high = h.BCa(random.Key{Seed: 1}, Level)
		if width := c["ci"][1] - c["ci"][0]; math.Abs(low-c["ci"][0]) > 0.12*width || math.Abs(high-c["ci"][1]) > 0.12*width {
			t.Errorf("%g to %g, R says %v", low, high, c["ci"])
		}
	})
}
