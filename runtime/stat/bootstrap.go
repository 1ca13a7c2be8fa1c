package stat

import (
	"math"
	"slices"

	"protoexp/runtime/random"
)

// Replicates is how many samples a bootstrap draws.
const Replicates = 9999

// Few is the number of values in a cell below which a bootstrap of it is too narrow to be shown. Of 1500 pairs of normal
// samples of n values, the 95 % interval of BCa held the true difference in 80 % (n = 3), 89 % (5), 92.5 % (8) and 93 %
// (12); that of Welch in 96 %, 96 %, 96 % and 95 %.
const Few = 10

var resampling = random.Purpose("bootstrap")

// BCa is the interval of a contrast by the bootstrap, corrected for bias and acceleration (Efron 1987, J Am Stat Assoc
// 82:171; several samples: Davison and Hinkley 1997, Bootstrap Methods, 5.3). Each cell is drawn from itself. It
// is narrow where values are few (see Few). Both ends are the estimate where nothing varies.
func (c Contrast) BCa(key random.Key, level float64) (low, high float64) {
	estimate := c.Estimate()
	if why := c.Reason(); why != "" {
		return estimate, estimate
	}
	total := 0
	for _, cell := range c.Cells {
		total += len(cell.Values)
	}
	u, drawn := make([]float64, total), make([]float64, Replicates)
	for b := range drawn {
		key.Uniforms(u, resampling, uint64(b), 0)
		at := 0
		for _, cell := range c.Cells {
			var sum float64
			n := len(cell.Values)
			for range n {
				sum += cell.Values[int(u[at]*float64(n))]
				at++
			}
			drawn[b] += cell.Weight * sum / float64(n)
		}
	}
	return bca(drawn, estimate, c.acceleration(), level)
}

// bootstrap is the 95 % interval of BCa beside the one that agrees with p; both ends are 0 where a cell has too few values.
func (c Contrast) bootstrap(key random.Key) (ends [2]float64) {
	if slices.Min(c.N()) >= Few {
		ends[0], ends[1] = c.BCa(key, Level)
	}
	return ends
}

// acceleration is a sixth of the skewness of the estimate, from the influence of each value.
func (c Contrast) acceleration() float64 {
	var two, three float64
	for _, cell := range c.Cells {
		mean, n := Mean(cell.Values), float64(len(cell.Values))
		for _, v := range cell.Values {
			l := cell.Weight * (v - mean) / n
			two += l * l
			three += l * l * l
		}
	}
	return three / (6 * math.Pow(two, 1.5))
}

// bca is the interval from estimates of drawn samples, which it sorts.
func bca(drawn []float64, estimate, acceleration, level float64) (low, high float64) {
	slices.Sort(drawn)
	n := float64(len(drawn))
	below, _ := slices.BinarySearch(drawn, estimate)
	bias := random.Quantile(min(max(float64(below), 0.5), n-0.5) / n)
	at := func(p float64) float64 {
		z := bias + random.Quantile(p)
		return between(drawn, 1-normalUpper(bias+z/(1-acceleration*z)))
	}
	return at((1 - level) / 2), at((1 + level) / 2)
}

// between is the value at a share of a sorted sample, between neighbours on the scale of the normal distribution (Davison
// and Hinkley 1997, equation 5.8).
func between(sorted []float64, share float64) float64 {
	n := len(sorted)
	at := share * float64(n+1)
	k := int(at)
	switch {
	case k <= 0:
		return sorted[0]
	case k >= n:
		return sorted[n-1]
	case float64(k) == at:
		return sorted[k-1]
	}
	from, to := random.Quantile(float64(k)/float64(n+1)), random.Quantile(float64(k+1)/float64(n+1))
	return sorted[k-1] + (random.Quantile(share)-from)/(to-from)*(sorted[k]-sorted[k-1])
}
