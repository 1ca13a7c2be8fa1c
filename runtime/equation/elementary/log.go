package elementary

import "math"

// Log is the natural logarithm. Method: FreeBSD's e_log.c (Sun 1993).
func Log(x float64) float64 {
	switch {
	case x != x || x == math.Inf(1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	f1, ki := math.Frexp(x)
	if f1 < math.Sqrt2/2 {
		f1 *= 2
		ki--
	}
	return logParts(f1, float64(ki))
}

// logParts is log(f1·2^k) for f1 between √½ and √2.
func logParts(f1, k float64) float64 {
	const (
		l1 = 6.666666666666735130e-01
		l2 = 3.999999999940941908e-01
		l3 = 2.857142874366239149e-01
		l4 = 2.222219843214978396e-01
		l5 = 1.818357216161805012e-01
		l6 = 1.531383769920937332e-01
		l7 = 1.479819860511658591e-01
	)
	f := f1 - 1
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	t1 := float64(s2 * (l1 + float64(s4*(l3+float64(s4*(l5+float64(s4*l7)))))))
	t2 := float64(s4 * (l2 + float64(s4*(l4+float64(s4*l6)))))
	r := t1 + t2
	hf := float64(0.5 * f * f)
	return float64(k*ln2Hi) - ((hf - (float64(s*(hf+r)) + float64(k*ln2Lo))) - f)
}

// Log10 is the logarithm to base 10. Method: FreeBSD's e_log10.c (Sun 1993).
func Log10(x float64) float64 {
	const (
		ivln10  = 4.34294481903251816668e-01
		log2Hi  = 3.01029995663611771306e-01
		log2Low = 3.69423907715893078616e-13
	)
	if !(x > 0) || x == math.Inf(1) {
		return Log(x)
	}
	f, e := math.Frexp(x)
	f, e = 2*f, e-1 // 1 <= f < 2
	if e < 0 {
		f, e = f/2, e+1
	}
	y := float64(e)
	return float64(y*log2Hi) + (float64(y*log2Low) + float64(ivln10*Log(f)))
}

// Pow is x to the power of y. Whole powers up to 64 are products; others are e^(y·log x), within about |y·log x| units in
// the last place.
func Pow(x, y float64) float64 {
	if n := int(y); float64(n) == y && n >= -64 && n <= 64 {
		inverse := n < 0
		if inverse {
			n = -n
		}
		p := 1.0
		for b := x; n > 0; n >>= 1 {
			if n&1 == 1 {
				p *= b
			}
			b *= b
		}
		if inverse {
			return 1 / p
		}
		return p
	}
	switch {
	case y == 0.5:
		return math.Sqrt(x)
	case x == 0:
		if y > 0 {
			return 0
		}
		return math.Inf(1)
	}
	return Exp(y * Log(x))
}
