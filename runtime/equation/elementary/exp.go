// Package elementary computes elementary functions with the same bits on every architecture.
//
// Products that are added to something are rounded first (float64(a*b)), so that no compiler may fuse them. Results are
// within 2 units in the last place of the true value. It is for the engine; statistics and figures may use package math.
//
//	y := elementary.Exp(-dt / tau)
package elementary

import "math"

const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
	log2e = 1.44269504088896338700e+00
)

// Exp is e to the power of x. Results below the smallest normal number are 0: long decays end there, and no denormal
// number slows what follows. Method: argument reduction and a rational approximation (FreeBSD's e_exp.c, Sun 1993).
func Exp(x float64) float64 {
	switch {
	case x > 7.09782712893383973096e+02:
		return math.Inf(1)
	case x < -708.3964185322641:
		return 0
	case x != x:
		return x
	}
	k := math.Floor(float64(log2e*x) + 0.5)
	hi := x - float64(k*ln2Hi)
	lo := float64(k * ln2Lo)
	y := expReduced(hi, lo)
	return scale(y, int(k))
}

// expReduced is e^(hi-lo) for |hi-lo| <= ln 2 / 2.
func expReduced(hi, lo float64) float64 {
	const (
		p1 = 1.66666666666666657415e-01
		p2 = -2.77777777770155933842e-03
		p3 = 6.61375632143793436117e-05
		p4 = -1.65339022054652515390e-06
		p5 = 4.13813679705723846039e-08
	)
	r := hi - lo
	t := float64(r * r)
	c := r - float64(t*(p1+float64(t*(p2+float64(t*(p3+float64(t*(p4+float64(t*p5)))))))))
	return 1 - ((lo - float64(r*c)/(2-c)) - hi)
}

// scale is y·2^k for 0.5 < y < 2; results that are not normal are 0.
func scale(y float64, k int) float64 {
	if k > 1023 {
		return y * 2 * math.Float64frombits(uint64(1023+k-1)<<52)
	}
	if k < -1022 {
		y *= 0.5
		if k++; y < 1 || k < -1022 {
			return 0
		}
	}
	return y * math.Float64frombits(uint64(1023+k)<<52)
}

// Phi1 is (e^z - 1)/z, and 1 at 0: the share of a constant rate that a decaying variable keeps over a step.
func Phi1(z float64) float64 {
	if z > -0.4 && z < 0.4 {
		s := 1.0
		for k := 17.0; k > 1; k-- { // Taylor; the last term is below 1e-20
			s = 1 + float64(z*s)/k
		}
		return s
	}
	return (Exp(z) - 1) / z
}
