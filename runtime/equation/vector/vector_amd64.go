package vector

import "golang.org/x/sys/cpu"

// wide says that the processor has AVX2 and the system keeps its registers.
var wide = cpu.X86.HasAVX2

// fours is the number of lanes that assembly does, none of a short block.
func fours(d []float64) int {
	if !wide {
		return 0
	}
	return len(d) &^ 3
}

func scaleFours(d, x []float64, s float64) int {
	n := fours(d)
	if n > 0 {
		scale(&d[0], &x[0], n, s)
	}
	return n
}

func offsetFours(d, x []float64, s float64) int {
	n := fours(d)
	if n > 0 {
		offset(&d[0], &x[0], n, s)
	}
	return n
}

func restFours(d, x []float64, s float64) int {
	n := fours(d)
	if n > 0 {
		rest(&d[0], &x[0], n, s)
	}
	return n
}

func addFours(d, x, y []float64) int {
	n := fours(d)
	if n > 0 {
		add(&d[0], &x[0], &y[0], n)
	}
	return n
}

func subFours(d, x, y []float64) int {
	n := fours(d)
	if n > 0 {
		sub(&d[0], &x[0], &y[0], n)
	}
	return n
}

func mulFours(d, x, y []float64) int {
	n := fours(d)
	if n > 0 {
		mul(&d[0], &x[0], &y[0], n)
	}
	return n
}

func mulAddFours(d, x, y, z []float64) int {
	n := fours(d)
	if n > 0 {
		mulAdd(&d[0], &x[0], &y[0], &z[0], n)
	}
	return n
}

func scaleAddFours(d, x, z []float64, a float64) int {
	n := fours(d)
	if n > 0 {
		scaleAdd(&d[0], &x[0], &z[0], n, a)
	}
	return n
}

func affine1Fours(d, x []float64, a, base float64) int {
	n := fours(d)
	if n > 0 {
		affine1(&d[0], &x[0], n, a, base)
	}
	return n
}

func affine2Fours(d, x, y []float64, a, b, base float64) int {
	n := fours(d)
	if n > 0 {
		affine2(&d[0], &x[0], &y[0], n, a, b, base)
	}
	return n
}

func affine3Fours(d, x, y, z []float64, a, b, c, base float64) int {
	n := fours(d)
	if n > 0 {
		affine3(&d[0], &x[0], &y[0], &z[0], n, a, b, c, base)
	}
	return n
}

func atMostFours(d, x []float64, s float64) int {
	n := fours(d)
	if n > 0 {
		atMost(&d[0], &x[0], n, s)
	}
	return n
}

func atLeastFours(d, x []float64, s float64) int {
	n := fours(d)
	if n > 0 {
		atLeast(&d[0], &x[0], n, s)
	}
	return n
}

func aboveWords(mask []uint64, x []float64, s float64) int {
	n := fours(x) &^ 63
	if n > 0 {
		_ = mask[n/64-1]
		above(&mask[0], &x[0], n, s)
	}
	return n
}
