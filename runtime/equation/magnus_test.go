package equation

import (
	"math"
	"testing"
)

// coefficients of x' = -(2 + e^-t) x + y + e^-t, y' = -(1 + e^-t) y; both scaled by a speed.
func fading(speed float64) (Coefficients, *int) {
	calls := 0
	return func(t int64) ([]float64, error) {
		calls++
		f := math.Exp(-speed * float64(t) / 1e9)
		return []float64{-(2 + f), 1, 0, -(1 + f), 0, 0, f, 0}, nil
	}, &calls
}

// reference advances by many small Runge-Kutta steps.
func reference(at Coefficients, x, y, end float64) (float64, float64) {
	const n = 200_000
	h := end / n
	rate := func(t, x, y float64) (float64, float64) {
		c, _ := at(int64(t * 1e9))
		return c[0]*x + c[1]*y + c[6], c[2]*x + c[3]*y + c[7]
	}
	for k := range n {
		t := float64(k) * h
		a1, b1 := rate(t, x, y)
		a2, b2 := rate(t+h/2, x+h/2*a1, y+h/2*b1)
		a3, b3 := rate(t+h/2, x+h/2*a2, y+h/2*b2)
		a4, b4 := rate(t+h, x+h*a3, y+h*b3)
		x, y = x+h/6*(a1+2*a2+2*a3+a4), y+h/6*(b1+2*b2+2*b3+b4)
	}
	return x, y
}

func TestMagnus(t *testing.T) {
	for _, speed := range []float64{1e-4, 0.1, 1} {
		for _, end := range []float64{0.01, 1, 5} {
			at, calls := fading(speed)
			x := []float64{1, 0.5, 1}
			var m Magnus
			if err := m.Advance(2, 0, int64(end*1e9), x, speed, at); err != nil {
				t.Fatal(err)
			}
			used := *calls
			a, b := reference(at, 1, 0.5, end)
			if math.Abs(x[0]-a) > 1e-6 || math.Abs(x[1]-b) > 1e-6 || x[2] != 1 || used > 130 {
				t.Errorf("speed %g, %g s: %v, want %v %v; %d evaluations", speed, end, x, a, b, used)
			}
		}
	}
}

// The map of a basis is the map of every state.
func TestMagnusColumns(t *testing.T) {
	at, _ := fading(0.5)
	x := []float64{0.7, -0.2, 1}
	all := []float64{1, 0, 0, 0, 1, 0, 0, 0, 1}
	var m Magnus
	if m.Advance(2, 1e8, 3e9, x, 0.5, at) != nil || m.Advance(2, 1e8, 3e9, all, 0.5, at) != nil {
		t.Fatal("no step is small enough")
	}
	for i := range 2 {
		if y := 0.7*all[i] - 0.2*all[3+i] + all[6+i]; math.Abs(x[i]-y) > 1e-6 {
			t.Errorf("%d: %v and %v", i, x[i], y)
		}
	}
}

// Halving the step divides the error of one step by 2⁵.
func TestMagnusOrder(t *testing.T) {
	at, _ := fading(1)
	miss := func(h float64) float64 {
		var m Magnus
		x := []float64{1, 0.5, 1}
		m.reserve(2, 3)
		offset := int64(h * 1e9 * 0.28867513459481287)
		_ = m.matrix(0, int64(h*1e9)/2, at)
		_ = m.matrix(1, int64(h*1e9)/2-offset, at)
		_ = m.matrix(2, int64(h*1e9)/2+offset, at)
		m.series(h)
		m.apply(x, 3*h)
		a, _ := reference(at, 1, 0.5, h)
		return math.Abs(x[0] - a)
	}
	if r := math.Log2(miss(0.1) / miss(0.05)); r < 4.7 || r > 5.5 {
		t.Errorf("order of a step: %.2f", r)
	}
}
