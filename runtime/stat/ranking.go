package stat

import (
	"math"

	"protoexp/runtime/random"
)

// ranking is the distribution of a sum of ranks when nothing is there: exact, with the probability of each whole number
// from 0, or normal.
type ranking struct {
	share    []float64
	mean, sd float64
}

func exactRanking(share []float64) ranking {
	return ranking{share: share, mean: float64(len(share)-1) / 2}
}

// upper is the probability of v or more. Of the normal distribution half a rank is taken off, for continuity.
func (r ranking) upper(v float64) float64 {
	if r.share == nil {
		return normalUpper((v - 0.5 - r.mean) / r.sd)
	}
	var sum float64
	for i := len(r.share) - 1; i >= 0 && float64(i) >= v-1e-9; i-- {
		sum += r.share[i]
	}
	return sum
}

// p is the p value. The distribution is symmetric.
func (r ranking) p(v float64, side Side) float64 {
	switch side {
	case Greater:
		return min(1, r.upper(v))
	case Less:
		return min(1, r.upper(2*r.mean-v))
	}
	if v == r.mean {
		return 1
	}
	return min(1, 2*r.upper(r.mean+math.Abs(v-r.mean)))
}

// interval is that of Level between values that belong to the sums of ranks, in ascending order.
func (r ranking) interval(sorted []float64) (low, high float64) {
	tail := (1 - Level) / 2
	k := 1
	if r.share == nil {
		k = max(1, int(r.mean+0.5+r.sd*random.Quantile(tail)))
	} else {
		var sum float64
		for i, s := range r.share {
			if sum += s; sum >= tail {
				k = max(1, i)
				break
			}
		}
	}
	k = min(k, len(sorted))
	return sorted[k-1], sorted[len(sorted)-k]
}

// rankSums is the distribution of the statistic of Mann and Whitney, by their recurrence: the largest value is in the
// first sample, and above all n of the second, or it is not.
func rankSums(m, n int) []float64 {
	row := make([][]float64, n+1) // of the number in the first sample so far
	for j := range row {
		row[j] = []float64{1}
	}
	for i := 1; i <= m; i++ {
		next := make([][]float64, n+1)
		next[0] = []float64{1}
		for j := 1; j <= n; j++ {
			next[j] = make([]float64, i*j+1)
			first := float64(i) / float64(i+j)
			for u, s := range row[j] {
				next[j][u+j] += first * s
			}
			for u, s := range next[j-1] {
				next[j][u] += (1 - first) * s
			}
		}
		row = next
	}
	return row[n]
}

// signedRanks is the distribution of the sum of those ranks from 1 to n that have a positive sign.
func signedRanks(n int) []float64 {
	share := []float64{1}
	for r := 1; r <= n; r++ {
		next := make([]float64, len(share)+r)
		for s, p := range share {
			next[s] += p / 2
			next[s+r] += p / 2
		}
		share = next
	}
	return share
}

// both is the distribution of the sum of two independent numbers.
func both(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, p := range a {
		for j, q := range b {
			out[i+j] += p * q
		}
	}
	return out
}
