package elementary

import "math"

// Sin is the sine of x (radians), accurate up to |x| = 2^20; beyond, whole turns are taken off first.
func Sin(x float64) float64 {
	q, hi, lo := reduce(x)
	switch q & 3 {
	case 0:
		return sine(hi, lo)
	case 1:
		return cosine(hi, lo)
	case 2:
		return -sine(hi, lo)
	}
	return -cosine(hi, lo)
}

// Cos is the cosine of x; see Sin.
func Cos(x float64) float64 {
	q, hi, lo := reduce(x)
	switch q & 3 {
	case 0:
		return cosine(hi, lo)
	case 1:
		return -sine(hi, lo)
	case 2:
		return -cosine(hi, lo)
	}
	return sine(hi, lo)
}

// reduce takes quarter turns off x: what is left is hi+lo, between -π/4 and π/4. π/2 is used in parts of 33 bits
// (FreeBSD's e_rem_pio2.c, Sun 1993), whose products with q are exact.
func reduce(x float64) (q int, hi, lo float64) {
	const (
		p1  = 1.57079632673412561417e+00
		p2  = 6.07710050630396597660e-11
		p3  = 2.02226624871116645580e-21
		p3t = 8.47842766036889956997e-32
	)
	if x != x || math.IsInf(x, 0) {
		return 0, math.NaN(), 0
	}
	if x > 1<<20 || x < -(1<<20) {
		x = math.Mod(x, 2*math.Pi)
	}
	n := math.Floor(float64(x*(2/math.Pi)) + 0.5)
	a := x - float64(n*p1)
	b := float64(n * p2)
	c := float64(n * p3)
	hi = a - b
	rest := (a - hi) - b
	hi2 := hi + rest - c
	rest = (hi - hi2) + rest - c - float64(n*p3t)
	return int(n), hi2, rest
}

// sine and cosine follow FreeBSD's k_sin.c and k_cos.c (Sun 1993).
func sine(x, y float64) float64 {
	const (
		s1 = -1.66666666666666324348e-01
		s2 = 8.33333333332248946124e-03
		s3 = -1.98412698298579493134e-04
		s4 = 2.75573137070700676789e-06
		s5 = -2.50507602534068634195e-08
		s6 = 1.58969099521155010221e-10
	)
	z := float64(x * x)
	v := float64(z * x)
	r := s2 + float64(z*(s3+float64(z*(s4+float64(z*(s5+float64(z*s6)))))))
	return x - ((float64(z*(float64(0.5*y)-float64(v*r))) - y) - float64(v*s1))
}

func cosine(x, y float64) float64 {
	const (
		c1 = 4.16666666666666019037e-02
		c2 = -1.38888888888741095749e-03
		c3 = 2.48015872894767294178e-05
		c4 = -2.75573143513906633035e-07
		c5 = 2.08757232129817482790e-09
		c6 = -1.13596475577881948265e-11
	)
	z := float64(x * x)
	r := z * (c1 + float64(z*(c2+float64(z*(c3+float64(z*(c4+float64(z*(c5+float64(z*c6))))))))))
	half := float64(0.5 * z)
	w := 1 - half
	return w + (((1 - w) - half) + (float64(z*r) - float64(x*y)))
}

// Tanh is the hyperbolic tangent. Method: Cephes (Moshier 1989).
func Tanh(x float64) float64 {
	z := math.Abs(x)
	switch {
	case z > 22:
		return math.Copysign(1, x)
	case z >= 0.625:
		s := Exp(2 * z)
		return math.Copysign(1-2/(s+1), x)
	case x == 0 || x != x:
		return x
	}
	s := float64(x * x)
	p := float64((float64(-9.64399179425052238628e-1*s)+-9.92877231001918586564e1)*s) + -1.61468768441708447952e3
	q := float64((float64((s+1.12811678491632931402e2)*s)+2.23548839060100448583e3)*s) + 4.84406305325125486048e3
	return x + float64(float64(x*s)*p)/q
}
