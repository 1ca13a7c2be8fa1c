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
// The interval is that of the same permutations (see inversion). There is none where nothing varies within cells, nor where
// the permutations are too few to reject anything at its level.
func (c Contrast) Permutation(key random.Key, side Side) Result {
	r := c.PermutationP(key, side, Draws)
	if r.Plain != "" || r.Still {
		return r
	}
	r.Effects = c.effects()
	r.Low, r.High, r.Interval = c.interval(key)
	r.Bootstrap = c.bootstrap(key)
	if len(c.Cells) > 2 {
		variance, df := c.Pooled()
		r.Statistic, r.Value, r.DF = "t", (r.Estimate-c.Constant)/math.Sqrt(variance*c.spread()), []float64{df}
	}
	return r
}

// interval is that of the estimate by permutation.
func (c Contrast) interval(key random.Key) (low, high float64, how string) {
	low, high, ok := c.invert(key).interval(c.Estimate())
	if !ok {
		return 0, 0, ""
	}
	return low, high, "permutation"
}

// PermutationP is Permutation as far as p goes, from as many draws as one can afford, for a test that is repeated many times:
// without an interval, a statistic and effects.
func (c Contrast) PermutationP(key random.Key, side Side, draws int) Result {
	name := "permutation"
	if len(c.Cells) == 1 {
		name = "sign-flip permutation"
	}
	why := c.Reason()
	if why != "" && why != Still {
		return none(name, why, c.Estimate(), c.N())
	}
	x := c.exchange()
	r := Result{Name: name, Estimate: c.Estimate(), N: c.N(), Fewest: x.fewest(side), Still: why == Still}
	if r.Still && x.all == 0 {
		r.Estimate = c.Constant // but for rounding
	}
	r.P, r.Method = x.p(key, side, draws)
	return r
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
// The statistic is the F of Anova, without a correction for sphericity: its distribution is that of the data. Where nothing
// varies within cells, the F has no value, and the permutations are counted all the same.
func (d Design) Permutation(key random.Key, e Factors) Result {
	r := d.PermutationP(key, e, Draws)
	if r.Plain != "" || r.Still {
		return r
	}
	f := d.Anova(e)
	r.Statistic, r.Value, r.DF, r.Effects = f.Statistic, f.Value, d.freedom(e), f.Effects
	if c, ok := d.Contrast(e); ok {
		r.Low, r.High, r.Interval = c.interval(key)
		r.Bootstrap = c.bootstrap(key)
	}
	return r
}

// PermutationP is Permutation as far as p goes, as that of a Contrast.
func (d Design) PermutationP(key random.Key, e Factors, draws int) Result {
	name := "permutation " + d.name()
	why := d.reason(d.scores(e), e)
	if why != "" && why != Still && why != Alike {
		return none(name, why, 0, d.sizes())
	}
	x := d.exchange(e)
	r := Result{Name: name, N: d.sizes(), Fewest: x.fewest(TwoSided), Still: why != ""}
	if c, ok := d.Contrast(e); ok && !(r.Still && x.all == 0) {
		r.Estimate = c.Estimate()
	}
	r.P, r.Method = x.p(key, TwoSided, draws)
	return r
}

func (d Design) exchange(e Factors) *exchange {
	return newExchange(d.scores(e), weights(d.Between, e.Between), nil, len(e.Between) == 0)
}
