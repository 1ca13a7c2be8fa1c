package stat

import "math"

// Jonckheere tests whether values rise, or fall, over samples in a given order (Terpstra 1952, Indag Math 14:327;
// Jonckheere 1954, Biometrika 41:133): the number of pairs of values from two samples that stand in that order, ties as a
// half. It is exact below 50 values without ties, as the sum of independent statistics of Mann and Whitney; else normal,
// with the variance for ties of Hollander and Wolfe (1999, equation 6.19) and no correction for continuity.
//
// Estimate is Kendall's rank correlation with the order of the samples, tau-b, without an interval. For the slope of means
// use a Contrast with weights that rise.
func Jonckheere(side Side, samples ...[]float64) Result {
	const name = "Jonckheere-Terpstra"
	var all []float64
	n := make([]int, len(samples))
	for i, s := range samples {
		n[i] = len(s)
		all = append(all, s...)
	}
	for i := range samples {
		switch {
		case n[i] == 0:
			return none(name, Empty, 0, n)
		case n[i] == 1:
			return none(name, Alone, 0, n)
		}
	}
	switch {
	case len(samples) < 2:
		return none(name, OneCell, 0, n)
	case !allFinite(all):
		return none(name, NotFinite, 0, n)
	}
	_, ties := rank(all)
	total := float64(len(all))
	if ties == cube(total) {
		return none(name, Equal, 0, n)
	}
	r := Result{Name: name, Statistic: "J", Method: "exact", N: n}
	var pairs float64
	for i, a := range samples {
		for _, b := range samples[i+1:] {
			pairs += float64(len(a) * len(b))
			for _, x := range a {
				for _, y := range b {
					switch {
					case x < y:
						r.Value++
					case x == y:
						r.Value += 0.5
					}
				}
			}
		}
	}
	null := ranking{mean: pairs / 2}
	if ties == 0 && len(all) < rankLimit {
		share, before := []float64{1}, 0
		for _, s := range samples {
			share = both(share, rankSums(before, len(s)))
			before += len(s)
		}
		null = exactRanking(share)
		r.P = null.p(r.Value, side)
	} else {
		r.Method = "normal distribution, corrected for ties"
		null.sd = math.Sqrt(jonckheereVariance(all, n))
		z := (r.Value - null.mean) / null.sd
		switch side {
		case Greater:
			r.P = normalUpper(z)
		case Less:
			r.P = normalUpper(-z)
		default:
			r.P = 2 * normalUpper(math.Abs(z))
		}
	}
	var tied float64 // pairs of equal values
	counts(all, func(t float64) { tied += t * (t - 1) / 2 })
	r.Estimate = (2*r.Value - pairs) / math.Sqrt(pairs*(total*(total-1)/2-tied))
	return r
}

func jonckheereVariance(all []float64, n []int) float64 {
	var b, c, a2, a3, b2, b3 float64 // sums over samples and over ties, as in the equation
	total := float64(len(all))
	a := total * (total - 1) * (2*total + 5)
	for _, k := range n {
		k := float64(k)
		b += k * (k - 1) * (2*k + 5)
		a2 += k * (k - 1) * (k - 2)
		a3 += k * (k - 1)
	}
	counts(all, func(t float64) {
		c += t * (t - 1) * (2*t + 5)
		b2 += t * (t - 1) * (t - 2)
		b3 += t * (t - 1)
	})
	v := (a-b-c)/72 + a3*b3/(8*total*(total-1))
	if total > 2 {
		v += a2 * b2 / (36 * total * (total - 1) * (total - 2))
	}
	return v
}

// counts calls f with the number of values in each group of equal ones.
func counts(x []float64, f func(float64)) {
	ranks, _ := rank(x)
	size := map[float64]float64{}
	for _, r := range ranks {
		size[r]++
	}
	for _, r := range ranks {
		if _, ok := size[r]; ok {
			f(size[r])
			delete(size, r)
		}
	}
}
