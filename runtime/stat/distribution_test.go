package stat

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

func TestDistributions(t *testing.T) {
	o := readOracle(t, "distribution.csv")
	for _, name := range o.cases {
		for kind, v := range o.table[name] {
			var got, want float64
			switch kind {
			case "t":
				got, want = tUpper(v[0], v[1]), v[2]
			case "tq":
				got, want = tQuantile(v[0], v[1]), v[2]
			case "f":
				got, want = fUpper(v[0], v[1], v[2]), v[3]
			case "nt":
				got, want = noncentralTUpper(v[0], v[1], v[2]), v[3]
			case "nf":
				got, want = noncentralFUpper(v[0], v[1], v[2], v[3]), v[4]
			}
			if kind == "nt" { // R's own error
				if math.Abs(got-want) > 1e-10 {
					t.Errorf("%s: %v, R says %v", name, got, want)
				}
				continue
			}
			agree(t, name, []float64{got}, []float64{want})
		}
	}
}

// Where R gives up, the shift is so large that the standard deviation alone decides.
func TestNoncentralTOfLargeShift(t *testing.T) {
	for _, df := range []float64{3, 20, 150} {
		for _, delta := range []float64{50, 400, 1e4} {
			for _, x := range []float64{0.7, 1, 1.4} {
				got := noncentralTUpper(x*delta, df, delta)
				want := mathext.GammaIncReg(df/2, df/x/x/2) // P(s < 1/x)
				if math.Abs(got-want) > 20*math.Sqrt(df)/delta/delta+1e-9 {
					t.Errorf("df %g, delta %g at %g: %v, expected about %v", df, delta, x, got, want)
				}
			}
		}
	}
}

func TestRoot(t *testing.T) {
	for _, want := range []float64{0, 1e-9, 0.3, 5, 1e6} {
		got := root(func(x float64) float64 { return math.Cbrt(x - want) }, -1, 0.1)
		if math.Abs(got-want) > 1e-12*max(1, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
