package stat

import (
	"slices"
)

// Bonferroni multiplies each p value by their number.
func Bonferroni(p []float64) []float64 {
	out := make([]float64, len(p))
	for i, v := range p {
		out[i] = min(1, v*float64(len(p)))
	}
	return out
}

// Holm (1979, Scand J Stat 6:65) multiplies the smallest by n, the next by n-1 and so on, and keeps their order.
func Holm(p []float64) []float64 {
	out := make([]float64, len(p))
	var worst float64
	for rank, i := range ascending(p) {
		worst = max(worst, min(1, p[i]*float64(len(p)-rank)))
		out[i] = worst
	}
	return out
}

// BenjaminiHochberg (1995, J R Stat Soc B 57:289) holds the expected share of false discoveries.
func BenjaminiHochberg(p []float64) []float64 {
	out := make([]float64, len(p))
	best := 1.0
	order := ascending(p)
	for rank := len(p) - 1; rank >= 0; rank-- {
		i := order[rank]
		best = min(best, p[i]*float64(len(p))/float64(rank+1))
		out[i] = best
	}
	return out
}

// ascending is the places of p from the smallest to the largest.
func ascending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	return order
}
