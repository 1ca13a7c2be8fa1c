package vector

import (
	"math"

	"golang.org/x/sys/cpu"
)

// wide says that the processor has AVX2 and the system keeps its registers; fused that it rounds x·y + z once; wider that it has
// AVX-512 and is of the generation that does not slow down for it (which VBMI2 came with).
var (
	wide  = cpu.X86.HasAVX2
	fused = cpu.X86.HasFMA
	wider = cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VBMI2
)

// fours is the number of lanes that assembly does, none of a short block.
func fours(d []float64) int {
	if !wide {
		return 0
	}
	return len(d) &^ 3
}

// eights is the number of lanes that assembly does eight at a time.
func eights(d []float64) int {
	if !wider {
		return 0
	}
	return len(d) &^ 7
}

func scaleFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		scale8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		scale(&d[0], &x[0], n, s)
	}
	return n
}

func offsetFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		offset8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		offset(&d[0], &x[0], n, s)
	}
	return n
}

func restFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		rest8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		rest(&d[0], &x[0], n, s)
	}
	return n
}

func addFours(d, x, y []float64) int {
	if n := eights(d); n > 0 {
		add8(&d[0], &x[0], &y[0], n)
		return n
	}
	n := fours(d)
	if n > 0 {
		add(&d[0], &x[0], &y[0], n)
	}
	return n
}

func subFours(d, x, y []float64) int {
	if n := eights(d); n > 0 {
		sub8(&d[0], &x[0], &y[0], n)
		return n
	}
	n := fours(d)
	if n > 0 {
		sub(&d[0], &x[0], &y[0], n)
	}
	return n
}

func mulFours(d, x, y []float64) int {
	if n := eights(d); n > 0 {
		mul8(&d[0], &x[0], &y[0], n)
		return n
	}
	n := fours(d)
	if n > 0 {
		mul(&d[0], &x[0], &y[0], n)
	}
	return n
}

func mulAddFours(d, x, y, z []float64) int {
	if n := eights(d); n > 0 {
		mulAdd8(&d[0], &x[0], &y[0], &z[0], n)
		return n
	}
	n := fours(d)
	if n > 0 {
		mulAdd(&d[0], &x[0], &y[0], &z[0], n)
	}
	return n
}

func scaleAddFours(d, x, z []float64, a float64) int {
	if n := eights(d); n > 0 {
		scaleAdd8(&d[0], &x[0], &z[0], n, a)
		return n
	}
	n := fours(d)
	if n > 0 {
		scaleAdd(&d[0], &x[0], &z[0], n, a)
	}
	return n
}

func affine1Fours(d, x []float64, a, base float64) int {
	if n := eights(d); n > 0 {
		affine18(&d[0], &x[0], n, a, base)
		return n
	}
	n := fours(d)
	if n > 0 {
		affine1(&d[0], &x[0], n, a, base)
	}
	return n
}

func affine2Fours(d, x, y []float64, a, b, base float64) int {
	if n := eights(d); n > 0 {
		affine28(&d[0], &x[0], &y[0], n, a, b, base)
		return n
	}
	n := fours(d)
	if n > 0 {
		affine2(&d[0], &x[0], &y[0], n, a, b, base)
	}
	return n
}

func affine3Fours(d, x, y, z []float64, a, b, c, base float64) int {
	if n := eights(d); n > 0 {
		affine38(&d[0], &x[0], &y[0], &z[0], n, a, b, c, base)
		return n
	}
	n := fours(d)
	if n > 0 {
		affine3(&d[0], &x[0], &y[0], &z[0], n, a, b, c, base)
	}
	return n
}

func atMostFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		atMost8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		atMost(&d[0], &x[0], n, s)
	}
	return n
}

func atLeastFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		atLeast8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		atLeast(&d[0], &x[0], n, s)
	}
	return n
}

func finiteSixteens(x []float64) (int, bool) {
	n := fours(x) &^ 15
	return n, n == 0 || finite(&x[0], n) == 0
}

func aboveWords(mask []uint64, x []float64, s float64) int {
	n := fours(x) &^ 63
	if n == 0 {
		return 0
	}
	_ = mask[n/64-1]
	if wider {
		above8(&mask[0], &x[0], n, s)
	} else {
		above(&mask[0], &x[0], n, s)
	}
	return n
}

// Prefetch says that x will be needed soon. It changes nothing but the time that reading takes.
func Prefetch(x []float64) {
	if len(x) > 0 {
		prefetch(&x[0], 8*len(x))
	}
}

// Prefetch16 is Prefetch of narrow numbers.
func Prefetch16(x []uint16) {
	if len(x) > 0 {
		prefetch16(&x[0], 2*len(x))
	}
}

// expNumbers are the limits within which assembly computes e^x, and the constants of elementary.Exp.
var expNumbers = [14]float64{-708, 708,
	1.44269504088896338700e+00, 0.5, 6.93147180369123816490e-01, 1.90821492927058770002e-10,
	1.66666666666666657415e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08,
	1, 2, math.Float64frombits(1023)}

func expFours(d, x []float64) int {
	n := fours(x)
	if n == 0 {
		return 0
	}
	return exp(&d[0], &x[0], n, &expNumbers[0])
}

// phi1Numbers are the limits within which assembly computes φ, 1, the divisors of its Taylor series and their reciprocals.
var phi1Numbers = [35]float64{-0.4, 0.4, 1, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2,
	1.0 / 17, 1.0 / 16, 1.0 / 15, 1.0 / 14, 1.0 / 13, 1.0 / 12, 1.0 / 11, 1.0 / 10, 1.0 / 9, 1.0 / 8, 1.0 / 7, 1.0 / 6, 1.0 / 5, 1.0 / 4, 1.0 / 3, 1.0 / 2}

func phi1Fours(d, x []float64) int {
	switch n := fours(x); {
	case n == 0 || !fused:
		return 0
	case wider:
		return phi8(&d[0], &x[0], n, &phi1Numbers[0])
	default:
		return phi1(&d[0], &x[0], n, &phi1Numbers[0])
	}
}

func divFours(d, x, y []float64) int {
	if n := eights(d); n > 0 {
		div8(&d[0], &x[0], &y[0], n)
		return n
	}
	n := fours(d)
	if n > 0 {
		div(&d[0], &x[0], &y[0], n)
	}
	return n
}

func overFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		over8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		over(&d[0], &x[0], n, s)
	}
	return n
}

func perFours(d, x []float64, s float64) int {
	if n := eights(d); n > 0 {
		per8(&d[0], &x[0], n, s)
		return n
	}
	n := fours(d)
	if n > 0 {
		per(&d[0], &x[0], n, s)
	}
	return n
}
