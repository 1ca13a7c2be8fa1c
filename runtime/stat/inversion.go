package stat

import (
	"math"

	"protoexp/runtime/random"
)

// curve is how the statistic of one permutation follows the null hypothesis. What is left over under a null hypothesis that
// lies theta from the estimate is e + u theta, so the sum of the contrast is a + b theta, and the sum of squares of the
// means of cells is c0 + c1 theta + c2 theta².
type curve struct{ a, b, c0, c1, c2 float64 }

// inversion is p as a function of the null hypothesis, for one set of permutations: those that p itself was counted over. The
// interval of a contrast is all null hypotheses that its test does not reject (Fisher 1935; Garthwaite 1996, Biometrics
// 52:1387), so that p is at most 0.05 where, and only where, the interval leaves out the null hypothesis.
type inversion struct {
	curves []curve
	drawn  bool    // there are more permutations than these
	within float64 // sum of squares within cells
	df     float64
	length float64 // of theta, in the unit of the contrast
}

// invert takes the permutations of a contrast. The test is two-sided.
func (c Contrast) invert(key random.Key) inversion {
	s := c.Scaled()
	x := s.exchange()
	v := inversion{length: math.Sqrt(s.spread()), df: float64(len(x.rows) - len(x.n))}
	for cell := range x.n {
		rows := x.rows[x.start[cell]:x.start[cell+1]]
		var mean float64
		for _, row := range rows {
			mean += row[0] / float64(len(rows))
		}
		u := x.weights[0][cell] / float64(x.n[cell])
		for i, row := range rows {
			e := row[0] - mean
			v.within += e * e
			rows[i] = []float64{e, u}
		}
	}
	v.drawn = x.visit(key, Draws, func(sums [][]float64) {
		var k curve
		for cell, w := range x.weights[0] {
			n, e, u := float64(x.n[cell]), sums[cell][0], sums[cell][1]
			k.a += w * e / n
			k.b += w * u / n
			k.c0 += e * e / n
			k.c1 += 2 * e * u / n
			k.c2 += u * u / n
		}
		v.curves = append(v.curves, k)
	})
	return v
}

// p is the p value of the null hypothesis that lies theta from the estimate.
func (v inversion) p(theta float64) float64 {
	all := v.within + theta*theta
	seen := part(theta*theta, all, theta*theta)
	extreme := 0
	for _, k := range v.curves {
		off := k.a + k.b*theta
		if part(off*off, all, k.c0+theta*(k.c1+theta*k.c2))-seen >= -tie {
			extreme++
		}
	}
	return probability(extreme, len(v.curves), v.drawn)
}

// interval is all that is not rejected, around an estimate; false where no null hypothesis is, however far, since there are
// too few permutations.
func (v inversion) interval(estimate float64) (low, high float64, ok bool) {
	low, ok = v.end(1)
	if !ok {
		return 0, 0, false
	}
	high, ok = v.end(-1)
	return estimate - low*v.length, estimate + high*v.length, ok
}

// far is how far an end of the interval is looked for, in standard errors.
const far = 1e4

// end is how far the interval reaches to one side.
func (v inversion) end(sign float64) (float64, bool) {
	inside, outside := 0.0, math.Sqrt(v.within/v.df)
	limit := far * outside
	for v.p(sign*outside) > 1-Level {
		if inside, outside = outside, 2*outside; outside > limit {
			return 0, false
		}
	}
	for range 28 {
		if mid := (inside + outside) / 2; v.p(sign*mid) > 1-Level {
			inside = mid
		} else {
			outside = mid
		}
	}
	return inside, true
}
