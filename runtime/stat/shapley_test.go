package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The glove game: the first cause needs one of the other two. Its values are known (Shapley & Shubik 1969): 2/3, 1/6, 1/6.
func TestShapleyOfGloves(t *testing.T) {
	value := make([]float64, 8)
	for s := range value { // s is taken away
		if s&1 == 0 && s&6 != 6 {
			value[s] = 1
		}
	}
	for i, want := range []float64{2. / 3, 1. / 6, 1. / 6} {
		if got := Shapley(3, value)[i]; math.Abs(got-want) > 1e-12 {
			t.Errorf("cause %d: %g, want %g", i, got, want)
		}
	}
}

func TestInteractions(t *testing.T) {
	for _, c := range []struct {
		value []float64 // of none, the first, the second and both taken away
		want  float64
	}{
		{[]float64{1, 0, 0, 0}, 1},  // each needs the other
		{[]float64{1, 1, 1, 0}, -1}, // each does what the other does
		{[]float64{3, 2, 1, 0}, 0},  // what they do adds up
	} {
		if got := Interactions(2, c.value)[0][1]; math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v: %g, want %g", c.value, got, c.want)
		}
	}
}

func TestShapleyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		value := rapid.SliceOfN(rapid.Float64Range(-5, 5), 1<<n, 1<<n).Draw(t, "value")
		shares := Shapley(n, value)
		sum := 0.0
		for _, x := range shares {
			sum += x
		}
		if math.Abs(sum-(value[0]-value[len(value)-1])) > 1e-9 {
			t.Fatalf("the shares add up to %g", sum)
		}
		k := rapid.IntRange(0, n-1).Draw(t, "idle")
		for s := range value { // a cause that does nothing
			value[s|1<<k] = value[s&^(1<<k)]
		}
		if x := Shapley(n, value)[k]; math.Abs(x) > 1e-9 {
			t.Fatalf("a cause that does nothing has %g", x)
		}
		for _, row := range Interactions(n, value) {
			if math.Abs(row[k]) > 1e-9 {
				t.Fatalf("a cause that does nothing acts together with another: %g", row[k])
			}
		}
	})
}
