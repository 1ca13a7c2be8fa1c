package stat

import (
	"math"

	"protoexp/runtime/random"
)

// Wilson is the interval of a proportion by the score test (Wilson 1927, J Am Stat Assoc 22:209), without a correction for
// continuity: k of n. It is 0 to 1 of no trials.
func Wilson(k, n int, level float64) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	z, count := random.Quantile((1+level)/2), float64(n)
	p := float64(k) / count
	middle := (p + z*z/(2*count)) / (1 + z*z/count)
	half := z / (1 + z*z/count) * math.Sqrt(p*(1-p)/count+z*z/(4*count*count))
	if low = middle - half; k == 0 {
		low = 0
	}
	if high = middle + half; k == n {
		high = 1
	}
	return low, high
}
