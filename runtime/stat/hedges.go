package stat

import "math"

// HedgesG is the estimate in standard deviations within cells, without the bias of small samples (Hedges 1981, J Educ Stat
// 6:107), with the interval from the noncentral t. Of a pair the standard deviation is that of the differences (d_z). There
// is none, and the second result is false, where nothing varies or the bias has no correction (one degree of freedom).
func (c Contrast) HedgesG() (Effect, bool) {
	if c.Reason() != "" {
		return Effect{}, false
	}
	s := c.Scaled()
	variance, df := s.Pooled()
	if df < 2 {
		return Effect{}, false
	}
	unit := math.Sqrt(s.spread())
	t := (c.Estimate() - c.Constant) / (math.Sqrt(variance) * unit)
	low, high := shiftInterval(t, df, Level)
	scale := unit * unbias(df)
	return Effect{"hedges_g", t * scale, low * scale, high * scale}, true
}

// unbias is the factor J that takes the bias of small samples from a standardised difference.
func unbias(df float64) float64 {
	a, _ := math.Lgamma(df / 2)
	b, _ := math.Lgamma((df - 1) / 2)
	return math.Exp(a-b) / math.Sqrt(df/2)
}

func (c Contrast) effects() []Effect {
	if g, ok := c.HedgesG(); ok {
		return []Effect{g}
	}
	return nil
}
