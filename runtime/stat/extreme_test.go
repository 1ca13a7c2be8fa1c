package stat

import (
	"math"
	"testing"
)

// Animals that hardly differ have effects beyond any table; their intervals are still numbers about the effect.
func TestExtremeEffects(t *testing.T) {
	for _, df := range []float64{2, 3, 22, 500, 20000} {
		for _, seen := range []float64{-1e9, -3e4, -200, -1, 0, 1e-9, 0.5, 40, 1e3, 1e6, 1e12} {
			low, high := shiftInterval(seen, df, Level)
			if !(low < seen+1e-12 && seen < high+1e-12 && high-low < 8*(1+math.Abs(seen))) {
				t.Errorf("t(%g) = %g: shift from %g to %g", df, seen, low, high)
			}
			f := seen * seen
			e := PartialEtaSquared(f, 2, df)
			if !(0 <= e.Low && e.Low <= e.High && e.High <= 1 && e.Low <= e.Value) {
				t.Errorf("F(2, %g) = %g: %+v", df, f, e)
			}
			if mirror, _ := shiftInterval(-seen, df, Level); math.Abs(mirror+high) > 1e-9*(1+math.Abs(high)) {
				t.Errorf("t(%g) = %g: from %g, mirrored %g", df, seen, high, mirror)
			}
		}
	}
}
