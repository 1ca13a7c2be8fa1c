package stat

import (
	"math"
	"slices"
)

// Contrast is a sum of weighted means of independent samples, and what it is if nothing is there.
type Contrast struct {
	Cells    []Cell
	Constant float64 // of the null hypothesis
}

// Cell is a sample of a contrast. No individual is in two cells.
type Cell struct {
	Weight float64
	Values []float64
}

// Compare is the mean of a less that of b, of different individuals.
func Compare(a, b []float64) Contrast {
	return Contrast{Cells: []Cell{{1, a}, {-1, b}}}
}

// Paired is the mean of a less that of b, of the same individuals in the same order.
func Paired(a, b []float64) Contrast {
	units := make([]int, len(a))
	for i := range units {
		units[i] = i
	}
	return Combine(0, Term{1, units, a}, Term{-1, units[:len(b)], b})
}

// Against is the mean of x, with a null hypothesis that it is constant.
func Against(x []float64, constant float64) Contrast {
	return Contrast{Cells: []Cell{{1, x}}, Constant: constant}
}

// Term is an operand of a hypothesis: one value of each of some individuals, and the weight of their mean.
type Term struct {
	Weight float64
	Units  []int // who
	Values []float64
}

// Combine is the contrast of terms that may share individuals. Those in the same terms become one cell, in which everybody
// has one score: their values, weighted. So (a.test - a.base) > (b.test - b.base) has two cells of changes, and a.test >
// a.base one cell of differences. Where a pair lacks a value, leave that individual out of both terms.
func Combine(constant float64, terms ...Term) Contrast {
	type entry struct{ term, at int }
	var order []int
	in := map[int][]entry{}
	for t, term := range terms {
		if term.Weight == 0 {
			continue
		}
		for i, u := range term.Units {
			if in[u] == nil {
				order = append(order, u)
			}
			in[u] = append(in[u], entry{t, i})
		}
	}
	c := Contrast{Constant: constant}
	var patterns [][]int // of each cell, its terms
	members := [][]int{}
	for _, u := range order {
		var pattern []int
		for _, e := range in[u] {
			pattern = append(pattern, e.term)
		}
		at := slices.IndexFunc(patterns, func(p []int) bool { return slices.Equal(p, pattern) })
		if at < 0 {
			at = len(patterns)
			patterns, members = append(patterns, pattern), append(members, nil)
		}
		members[at] = append(members[at], u)
	}
	share := func(t int) float64 { return terms[t].Weight / float64(len(terms[t].Units)) }
	for p, pattern := range patterns {
		first := share(pattern[0])
		cell := Cell{Weight: first * float64(len(members[p]))}
		if len(members[p]) == len(terms[pattern[0]].Units) {
			cell.Weight = terms[pattern[0]].Weight
		}
		for _, u := range members[p] {
			var score, size float64
			for _, e := range in[u] {
				part := share(e.term) / first * terms[e.term].Values[e.at]
				score += part
				size += math.Abs(part)
			}
			if math.Abs(score) < 1e-14*size {
				score = 0 // rounding only
			}
			cell.Values = append(cell.Values, score)
		}
		c.Cells = append(c.Cells, cell)
	}
	return c
}

// Estimate is the sum of weighted means.
func (c Contrast) Estimate() (sum float64) {
	for _, cell := range c.Cells {
		sum += cell.Weight * Mean(cell.Values)
	}
	return sum
}

// N is how many values each cell has.
func (c Contrast) N() []int {
	n := make([]int, len(c.Cells))
	for i, cell := range c.Cells {
		n[i] = len(cell.Values)
	}
	return n
}

// Reason is why the contrast cannot be tested, or "".
func (c Contrast) Reason() Reason {
	if len(c.Cells) == 0 {
		return Empty
	}
	alone, moves, weighs := false, false, false
	for _, cell := range c.Cells {
		switch {
		case len(cell.Values) == 0:
			return Empty
		case !allFinite(cell.Values):
			return NotFinite
		}
		alone = alone || len(cell.Values) == 1
		moves = moves || !still(cell.Values)
		weighs = weighs || cell.Weight != 0
	}
	switch {
	case !weighs:
		return NoContrast
	case alone:
		return Alone
	case !moves:
		return Still
	}
	if variance, _ := c.Pooled(); !allFinite([]float64{c.Estimate(), c.Constant, c.spread(), variance}) {
		return NotFinite
	}
	return ""
}

// Pooled is the variance within cells and its degrees of freedom.
func (c Contrast) Pooled() (variance, df float64) {
	for _, cell := range c.Cells {
		variance += squares(cell.Values)
		df += float64(len(cell.Values) - 1)
	}
	return variance / df, df
}

// spread is the sum of squared weights over n: the variance of the estimate where that of the values is one.
func (c Contrast) spread() (sum float64) {
	for _, cell := range c.Cells {
		sum += cell.Weight * cell.Weight / float64(len(cell.Values))
	}
	return sum
}
