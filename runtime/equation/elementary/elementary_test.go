package elementary

import (
	"math"
	"math/rand/v2"
	"testing"
)

func ulps(got, want float64) float64 {
	if got == want || math.IsNaN(got) && math.IsNaN(want) {
		return 0
	}
	if math.IsInf(want, 0) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	_, e := math.Frexp(want)
	return math.Abs(got-want) / math.Ldexp(1, max(e-53, -1074))
}

func TestAccuracy(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	span := func(lo, hi float64) func() float64 { return func() float64 { return lo + (hi-lo)*r.Float64() } }
	decades := func() float64 { return math.Exp(span(-700, 700)()) }
	for _, c := range []struct {
		name      string
		got, want func(float64) float64
		x         func() float64
		most      float64
	}{
		{"exp", Exp, math.Exp, span(-708, 709), 2},
		{"exp near 0", Exp, math.Exp, span(-2, 2), 2},
		{"log", Log, math.Log, decades, 2},
		{"log near 1", Log, math.Log, span(0.5, 2), 2},
		{"log10", Log10, math.Log10, decades, 2},
		{"sin", Sin, math.Sin, span(-10, 10), 2},
		{"sin far", Sin, math.Sin, span(-1e6, 1e6), 2},
		{"cos", Cos, math.Cos, span(-10, 10), 2},
		{"cos far", Cos, math.Cos, span(-1e6, 1e6), 2},
		{"tanh", Tanh, math.Tanh, span(-25, 25), 2},
		{"tanh near 0", Tanh, math.Tanh, span(-1, 1), 2},
		{"phi1", Phi1, func(z float64) float64 { return math.Expm1(z) / z }, span(-30, 3), 4},
		{"cube", func(x float64) float64 { return Pow(x, 3) }, func(x float64) float64 { return math.Pow(x, 3) }, span(-9, 9), 3},
		{"pow", func(x float64) float64 { return Pow(x, 0.3) }, func(x float64) float64 { return math.Pow(x, 0.3) }, span(0.1, 9), 4},
	} {
		worst, at := 0.0, 0.0
		for range 100000 {
			x := c.x()
			if u := ulps(c.got(x), c.want(x)); u > worst {
				worst, at = u, x
			}
		}
		if worst > c.most {
			t.Errorf("%s: %.2f ulp at %v: %v, want %v", c.name, worst, at, c.got(at), c.want(at))
		}
	}
}

func TestEdges(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ got, want float64 }{
		{Exp(0), 1}, {Exp(-709), 0}, {Exp(710), inf}, {Exp(-inf), 0}, {Exp(inf), inf}, {Exp(709.5), 1.3549863193146328e+308},
		{Log(0), -inf}, {Log(1), 0}, {Log(-1), math.NaN()}, {Log10(1000), 3}, {Log10(1e-3), -3},
		{Tanh(inf), 1}, {Tanh(-inf), -1}, {Sin(0), 0}, {Cos(0), 1}, {Phi1(0), 1}, {Pow(2, 10), 1024}, {Pow(2, -2), 0.25},
		{Pow(9, 0.5), 3}, {Exp(math.NaN()), math.NaN()},
	} {
		if u := ulps(c.got, c.want); u > 2 {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

func BenchmarkExp(b *testing.B) {
	x, s := -0.1, 0.0
	for b.Loop() {
		s += Exp(x)
		x -= 1e-7
	}
	_ = s
}
