package plot

import (
	"math"

	"protoexp/runtime/stat"
)

// mean is that of values over animals with its 95 % interval by Student's t. One value has no interval: its ends are NaN.
func mean(values []float64) (m, low, high float64) {
	var known []float64
	for _, v := range values {
		if finite(v) {
			known = append(known, v)
		}
	}
	switch len(known) {
	case 0:
		return math.NaN(), math.NaN(), math.NaN()
	case 1:
		return known[0], math.NaN(), math.NaN()
	}
	low, high = stat.MeanInterval(known, 0.95)
	return stat.Mean(known), low, high
}

// add appends a point with its interval to a curve of means.
func (c *Curve) add(x float64, values []float64) {
	m, low, high := mean(values)
	c.X, c.Y, c.Low, c.High = append(c.X, x), append(c.Y, m), append(c.Low, low), append(c.High, high)
}
