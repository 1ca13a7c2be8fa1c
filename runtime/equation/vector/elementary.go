package vector

import "protoexp/runtime/equation/elementary"

// Exp is d = e^x, with the digits of elementary.Exp.
func Exp(d, x []float64) {
	d = d[:len(x)]
	for k := 0; k < len(x); {
		k += expFours(d[k:], x[k:])
		for end := min(k+4, len(x)); k < end; k++ {
			d[k] = elementary.Exp(x[k])
		}
	}
}

// Phi1 is d = (e^x - 1)/x, with the digits of elementary.Phi1.
func Phi1(d, x []float64) {
	d = d[:len(x)]
	for k := 0; k < len(x); {
		k += phi1Fours(d[k:], x[k:])
		for end := min(k+16, len(x)); k < end; k++ {
			d[k] = elementary.Phi1(x[k])
		}
	}
}
