// Package vector does arithmetic on blocks of lanes, for those who run equations: each function writes d from lanes of the
// same length (d may be one of them) and numbers, and rounds after each operation. Where the processor has AVX2 or AVX-512,
// assembly does four or eight lanes at a time; the digits are those of the loops in this file.
//
//	vector.ScaleAdd(v, current, 0.25, v) // v = current·0.25 + v
package vector

//go:generate sh -c "cd generate && go run . -out ../vector_amd64.s -stubs ../stub_amd64.go -pkg vector"

// Scale is d = x·s.
func Scale(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := scaleFours(d, x, s); i < len(d); i++ {
		d[i] = x[i] * s
	}
}

// Offset is d = x + s.
func Offset(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := offsetFours(d, x, s); i < len(d); i++ {
		d[i] = x[i] + s
	}
}

// Rest is d = s - x.
func Rest(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := restFours(d, x, s); i < len(d); i++ {
		d[i] = s - x[i]
	}
}

// Add is d = x + y.
func Add(d, x, y []float64) {
	x, y = x[:len(d)], y[:len(d)]
	for i := addFours(d, x, y); i < len(d); i++ {
		d[i] = x[i] + y[i]
	}
}

// Sub is d = x - y.
func Sub(d, x, y []float64) {
	x, y = x[:len(d)], y[:len(d)]
	for i := subFours(d, x, y); i < len(d); i++ {
		d[i] = x[i] - y[i]
	}
}

// Mul is d = x·y.
func Mul(d, x, y []float64) {
	x, y = x[:len(d)], y[:len(d)]
	for i := mulFours(d, x, y); i < len(d); i++ {
		d[i] = x[i] * y[i]
	}
}

// Div is d = x / y.
func Div(d, x, y []float64) {
	x, y = x[:len(d)], y[:len(d)]
	for i := divFours(d, x, y); i < len(d); i++ {
		d[i] = x[i] / y[i]
	}
}

// Over is d = x / s.
func Over(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := overFours(d, x, s); i < len(d); i++ {
		d[i] = x[i] / s
	}
}

// Per is d = s / x.
func Per(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := perFours(d, x, s); i < len(d); i++ {
		d[i] = s / x[i]
	}
}

// MulAdd is d = x·y + z.
func MulAdd(d, x, y, z []float64) {
	x, y, z = x[:len(d)], y[:len(d)], z[:len(d)]
	for i := mulAddFours(d, x, y, z); i < len(d); i++ {
		d[i] = float64(x[i]*y[i]) + z[i]
	}
}

// ScaleAdd is d = x·a + z.
func ScaleAdd(d, x, z []float64, a float64) {
	x, z = x[:len(d)], z[:len(d)]
	for i := scaleAddFours(d, x, z, a); i < len(d); i++ {
		d[i] = float64(x[i]*a) + z[i]
	}
}

// Affine1 is d = x·a + base.
func Affine1(d, x []float64, a, base float64) {
	x = x[:len(d)]
	for i := affine1Fours(d, x, a, base); i < len(d); i++ {
		d[i] = float64(x[i]*a) + base
	}
}

// Affine2 is d = y·b + (x·a + base).
func Affine2(d, x, y []float64, a, b, base float64) {
	x, y = x[:len(d)], y[:len(d)]
	for i := affine2Fours(d, x, y, a, b, base); i < len(d); i++ {
		d[i] = float64(y[i]*b) + (float64(x[i]*a) + base)
	}
}

// Affine3 is d = z·c + (y·b + (x·a + base)).
func Affine3(d, x, y, z []float64, a, b, c, base float64) {
	x, y, z = x[:len(d)], y[:len(d)], z[:len(d)]
	for i := affine3Fours(d, x, y, z, a, b, c, base); i < len(d); i++ {
		d[i] = float64(z[i]*c) + (float64(y[i]*b) + (float64(x[i]*a) + base))
	}
}

// AtMost is d = s where s < x, else x.
func AtMost(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := atMostFours(d, x, s); i < len(d); i++ {
		if s < x[i] {
			d[i] = s
		} else {
			d[i] = x[i]
		}
	}
}

// AtLeast is d = s where s > x, else x.
func AtLeast(d, x []float64, s float64) {
	x = x[:len(d)]
	for i := atLeastFours(d, x, s); i < len(d); i++ {
		if s > x[i] {
			d[i] = s
		} else {
			d[i] = x[i]
		}
	}
}

// Above sets bit k%64 of mask[k/64] where x[k] > s and clears the others.
func Above(mask []uint64, x []float64, s float64) {
	k := aboveWords(mask, x, s)
	x, mask = x[k:], mask[k/64:]
	for ; len(x) > 0; mask = mask[1:] {
		n, word := min(64, len(x)), uint64(0)
		for i, v := range x[:n] {
			if v > s {
				word |= 1 << i
			}
		}
		mask[0], x = word, x[n:]
	}
}

// Finite says whether all are finite numbers.
func Finite(x []float64) bool {
	k, ok := finiteSixteens(x)
	sum := 0.0
	for _, v := range x[k:] {
		sum += v - v // 0, or not a number
	}
	return ok && sum == 0
}
