package stat

import (
	"math"
	"slices"
)

// Mean is the arithmetic mean; 0 of no values.
func Mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	var sum float64
	for _, v := range x {
		sum += v
	}
	mean := sum / float64(len(x))
	var rest float64 // what rounding left
	for _, v := range x {
		rest += v - mean
	}
	return mean + rest/float64(len(x))
}

// SD is the standard deviation of a sample (n-1); 0 of fewer than two values.
func SD(x []float64) float64 {
	if len(x) < 2 {
		return 0
	}
	return math.Sqrt(squares(x) / float64(len(x)-1))
}

// SE is the standard error of the mean; 0 of fewer than two values.
func SE(x []float64) float64 {
	if len(x) < 2 {
		return 0
	}
	return SD(x) / math.Sqrt(float64(len(x)))
}

// MeanInterval is the interval of a mean by Student's t; both ends are the mean where there is no spread.
func MeanInterval(x []float64, level float64) (low, high float64) {
	mean := Mean(x)
	if len(x) < 2 {
		return mean, mean
	}
	half := SE(x) * tQuantile((1+level)/2, float64(len(x)-1))
	return mean - half, mean + half
}

// Quantile is the value below which a share p of x lies, between neighbours on a straight line: type 7 of Hyndman and Fan
// (1996, Am Stat 50:361), the default of R. It is 0 of no values.
func Quantile(x []float64, p float64) float64 {
	if len(x) == 0 {
		return 0
	}
	sorted := slices.Clone(x)
	slices.Sort(sorted)
	at := min(max(p, 0), 1) * float64(len(x)-1)
	below := int(at)
	if below == len(x)-1 {
		return sorted[below]
	}
	return sorted[below] + (at-float64(below))*(sorted[below+1]-sorted[below])
}

// squares is the sum of squared distances from the mean.
func squares(x []float64) (sum float64) {
	mean := Mean(x)
	for _, v := range x {
		sum += (v - mean) * (v - mean)
	}
	return sum
}

// still says whether all values are the same, up to rounding.
func still(x []float64) bool {
	if len(x) == 0 {
		return true
	}
	low, high := slices.Min(x), slices.Max(x)
	return high-low <= 1e-12*max(math.Abs(low), math.Abs(high))
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

func allFinite(x []float64) bool {
	return !slices.ContainsFunc(x, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
}
