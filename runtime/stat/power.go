package stat

import "math"

// maxSize bounds the search for a number of values.
const maxSize = 1_000_000

// Power is the probability that Student finds a contrast with these weights and numbers of values when it is d standard
// deviations: of two groups with weights 1 and -1; of pairs with weight 1, d in standard deviations of the differences.
// Against a side, d counts towards it. It is the noncentral t (Cohen 1988, Statistical Power Analysis, chapter 2), with
// both tails of a two-sided test, and 0 where there are too few values.
func Power(weights []float64, n []int, d, alpha float64, side Side) float64 {
	df, spread := 0.0, 0.0
	for i, k := range n {
		if k < 1 {
			return 0
		}
		df += float64(k - 1)
		spread += weights[i] * weights[i] / float64(k)
	}
	if df < 1 || spread == 0 {
		return 0
	}
	delta := d / math.Sqrt(spread)
	switch side {
	case Less:
		delta = -delta
		fallthrough
	case Greater:
		return noncentralTUpper(tQuantile(1-alpha, df), df, delta)
	}
	t := tQuantile(1-alpha/2, df)
	return min(1, noncentralTUpper(t, df, delta)+noncentralTUpper(t, df, -delta))
}

// Size is the smallest number of values in each cell with which Power reaches what is wanted; false where none up to a
// million does.
func Size(weights []float64, d, alpha, power float64, side Side) (int, bool) {
	return smallest(func(n int) bool {
		each := make([]int, len(weights))
		for i := range each {
			each[i] = n
		}
		return Power(weights, each, d, alpha, side) >= power
	})
}

// smallest is the first n from 2 on that is enough, if more is never too little.
func smallest(enough func(n int) bool) (int, bool) {
	low, high := 1, 2
	for !enough(high) {
		if low, high = high, high*2; high > maxSize {
			return 0, false
		}
	}
	for high-low > 1 {
		if mid := (low + high) / 2; enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high, true
}
