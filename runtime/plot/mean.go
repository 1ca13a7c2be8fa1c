package plot

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// mean is that of values over animals with its 95 % interval by Student's t. One value has no interval: its ends are NaN.
func mean(values []float64) (m, low, high float64) {
	var known []float64
	for _, v := range values {
		if finite(v) {
			known = append(known, v)
		}
	}
	n := float64(len(known))
	if n == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	m = stat.Mean(known, nil)
	if n < 2 {
		return m, math.NaN(), math.NaN()
	}
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * stat.StdDev(known, nil) / math.Sqrt(n)
	return m, m - half, m + half
}

// add appends a point with its interval to a curve of means.
func (c *Curve) add(x float64, values []float64) {
	m, low, high := mean(values)
	c.X, c.Y, c.Low, c.High = append(c.X, x), append(c.Y, m), append(c.Low, low), append(c.High, high)
}
