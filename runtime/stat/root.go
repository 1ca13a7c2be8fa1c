package stat

import "math"

// root is where an increasing function that is not positive at low crosses zero; step is a first guess of how far that
// is. After Chandrupatla (1997, Adv Eng Softw 28:145): inverse parabolas where they are safe, else halves.
func root(f func(float64) float64, low, step float64) float64 {
	a, b := low+step, low
	fa, fb := f(a), f(b)
	for i := 0; fa < 0 && i < 1000; i++ {
		b, fb = a, fa
		step *= 2
		a += step
		fa = f(a)
	}
	if fb >= 0 {
		return b
	}
	c, fc, share := a, fa, 0.5
	for range 200 {
		x := a + share*(b-a)
		fx := f(x)
		if (fx < 0) == (fa < 0) {
			c, fc = a, fa
		} else {
			c, fc, b, fb = b, fb, a, fa
		}
		a, fa = x, fx
		best, at := a, fa
		if math.Abs(fb) < math.Abs(fa) {
			best, at = b, fb
		}
		limit := (4e-16*math.Abs(best) + 1e-300) / math.Abs(b-a)
		if at == 0 || limit > 0.5 {
			return best
		}
		xi, phi := (a-b)/(c-b), (fa-fb)/(fc-fb)
		share = 0.5
		if phi*phi < xi && (1-phi)*(1-phi) < 1-xi {
			share = fa/(fb-fa)*fc/(fb-fc) + (c-a)/(b-a)*fa/(fc-fa)*fb/(fc-fb)
		}
		share = min(max(share, limit), 1-limit)
	}
	return a
}
