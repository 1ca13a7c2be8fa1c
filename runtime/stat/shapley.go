package stat

import "math/bits"

// Shapley shares a difference among n causes. value[s] is the outcome where the causes in the set s (bit i is cause i) are
// taken away; there are 2^n of them. The share of a cause is what taking it away changes, averaged over all orders in which
// the causes could be taken away one after the other. The shares add up to value[0] - value[2^n - 1].
// Source: Shapley 1953, A value for n-person games.
func Shapley(n int, value []float64) []float64 {
	weight := orders(n)
	out := make([]float64, n)
	for s := range value {
		for i := range n {
			if s>>i&1 == 0 {
				out[i] += weight[bits.OnesCount(uint(s))] * (value[s] - value[s|1<<i])
			}
		}
	}
	return out
}

// Interactions is the Shapley interaction index of each pair of causes: what the two do together beyond what each does
// alone, averaged in the same way. It is positive where they strengthen each other, and 0 where what they do adds up. Of a
// pair that can replace each other it is negative. Source: Grabisch & Roubens 1999 Int J Game Theory 28:547.
func Interactions(n int, value []float64) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, n)
	}
	if n < 2 {
		return out
	}
	weight := orders(n - 1)
	for s := range value {
		for i := range n {
			for j := range i {
				if a, b := 1<<i, 1<<j; s&(a|b) == 0 {
					x := weight[bits.OnesCount(uint(s))] * (value[s] - value[s|a] - value[s|b] + value[s|a|b])
					out[i][j] += x
					out[j][i] += x
				}
			}
		}
	}
	return out
}

// orders is the share of the orders of n in which a cause comes behind a given set of k others: k! (n-k-1)! / n!.
func orders(n int) []float64 {
	w := make([]float64, n)
	for k := range w {
		w[k] = 1 / float64(n)
		for i := range k {
			w[k] *= float64(i+1) / float64(n-1-i)
		}
	}
	return w
}
