package stat

import (
	"math"

	"protoexp/runtime/random"
)

// Permutation tests a contrast without assuming a distribution: exact where there are no more than Draws distinct
// permutations, else by that many draws.
//
// One cell: the sign of each value, less the constant, is flipped; p is exact where differences are as likely up as down.
// Two cells: values are exchanged between them (Fisher 1935, The Design of Experiments); p is exact where the null
// hypothesis is that both have one distribution. With weights such as 1 and -2 it is that a is distributed as twice b.
// More cells: what is left over under the null hypothesis is exchanged and the statistic is t (see exchange).
//
// The interval is BCa from draws of its own, or Welch's where a cell has fewer than Few values.
func (c Contrast) Permutation(key random.Key, side Side) Result {
	name := "permutation"
	if len(c.Cells) == 1 {
		name = "sign-flip permutation"
	}
	if why := c.Reason(); why != "" {
		return none(name, why, c.Estimate(), c.N())
	}
	r := Result{Name: name, Estimate: c.Estimate(), Effects: c.effects(), N: c.N()}
	r.Low, r.High, r.Interval = c.interval(key)
	r.P, r.Method = c.exchange().p(key, side, Draws)
	if len(c.Cells) > 2 {
		variance, _ := c.Pooled()
		r.Statistic, r.Value = "t", (r.Estimate-c.Constant)/math.Sqrt(variance*c.spread())
	}
	return r
}

// PermutationP is p of Permutation alone, from as many draws as one can afford, for a test that is repeated many times. It
// is 1 where there is no test.
func (c Contrast) PermutationP(key random.Key, side Side, draws int) float64 {
	if c.Reason() != "" {
		return 1
	}
	p, _ := c.exchange().p(key, side, draws)
	return p
}

func (c Contrast) exchange() *exchange {
	c = c.Scaled()
	sum, flip := c.balance()
	cells := make([][][]float64, len(c.Cells))
	for i, cell := range c.Cells {
		for _, v := range cell.Values {
			cells[i] = append(cells[i], []float64{v})
		}
	}
	return newExchange(cells, [][]float64{sum}, []float64{c.Constant}, flip)
}

// balance is the weights, and whether they do not add up to zero: then the hypothesis is about a level and not about
// differences, and moving values from cell to cell says nothing about it.
func (c Contrast) balance() (weights []float64, level bool) {
	var sum, size float64
	for _, cell := range c.Cells {
		weights = append(weights, cell.Weight)
		sum += cell.Weight
		size += math.Abs(cell.Weight)
	}
	return weights, math.Abs(sum) > 1e-9*size
}

// Scaled moves the weights of a comparison such as a - 2 b into its values: a and twice b, which may be exchanged and have
// one variance where nothing is there. Other contrasts are as they were.
func (c Contrast) Scaled() Contrast {
	if _, level := c.balance(); !level || len(c.Cells) != 2 || c.Cells[0].Weight*c.Cells[1].Weight >= 0 {
		return c
	}
	out := Contrast{Constant: c.Constant}
	for _, cell := range c.Cells {
		w := math.Abs(cell.Weight)
		values := make([]float64, len(cell.Values))
		for i, v := range cell.Values {
			values[i] = w * v
		}
		out.Cells = append(out.Cells, Cell{math.Copysign(1, cell.Weight), values})
	}
	return out
}

// Permutation tests an effect without assuming a distribution. Individuals stay whole: for an effect between them, rows of
// what is left over under the null hypothesis are exchanged between cells; for one that is only within them, such rows
// change their sign (see exchange). With one factor between, rows are the values themselves and p is exact.
//
// The statistic is the F of Anova, without a correction for sphericity: its distribution is that of the data.
func (d Design) Permutation(key random.Key, e Factors) Result {
	r := d.Anova(e)
	r.Name, r.Method = "permutation "+r.Name, ""
	if r.Plain != "" {
		return r
	}
	if c, ok := d.Contrast(e); ok {
		r.Low, r.High, r.Interval = c.interval(key)
	}
	r.DF = nil
	r.P, r.Method = d.exchange(e).p(key, TwoSided, Draws)
	return r
}

// PermutationP is p of Permutation alone, from as many draws as one can afford; 1 where there is no test.
func (d Design) PermutationP(key random.Key, e Factors, draws int) float64 {
	if d.reason(d.scores(e), e) != "" {
		return 1
	}
	p, _ := d.exchange(e).p(key, TwoSided, draws)
	return p
}

func (d Design) exchange(e Factors) *exchange {
	return newExchange(d.scores(e), weights(d.Between, e.Between), nil, len(e.Between) == 0)
}
