package stat

import "math"

// Student is the t test with one variance for all cells: of a pair the paired t test, of two cells Student's (1908,
// Biometrika 6:1), of more the t test of a planned contrast. With weights such as 1 and -2 it compares a with twice
// the values of b, as Permutation does.
func (c Contrast) Student(side Side) Result {
	name := "Student t"
	if len(c.Cells) == 1 {
		name = "paired t"
	}
	if why := c.Reason(); why != "" {
		return none(name, why, c.Estimate(), c.N())
	}
	s := c.Scaled()
	variance, df := s.Pooled()
	return c.byT(name, math.Sqrt(variance*s.spread()), df, side)
}

// Welch is the t test with a variance of each cell and the degrees of freedom of Welch (1947, Biometrika 34:28) and
// Satterthwaite (1946, Biometrics Bull 2:110). Of one cell it is the paired t test.
func (c Contrast) Welch(side Side) Result {
	if len(c.Cells) == 1 {
		return c.Student(side)
	}
	if why := c.Reason(); why != "" {
		return none("Welch t", why, c.Estimate(), c.N())
	}
	se, df := c.welch()
	return c.byT("Welch t", se, df, side)
}

func (c Contrast) welch() (se, df float64) {
	var variance, below float64
	for _, cell := range c.Cells {
		n := float64(len(cell.Values))
		v := cell.Weight * cell.Weight * squares(cell.Values) / (n - 1) / n
		variance += v
		below += v * v / (n - 1)
	}
	return math.Sqrt(variance), variance * variance / below
}

func (c Contrast) byT(name string, se, df float64, side Side) Result {
	estimate := c.Estimate()
	t := (estimate - c.Constant) / se
	half := se * tQuantile((1+Level)/2, df)
	return Result{
		Name: name, Statistic: "t", Value: t, DF: []float64{df}, Estimate: estimate,
		Low: estimate - half, High: estimate + half, Interval: "t", P: tP(t, df, side),
		Effects: c.effects(), N: c.N(),
	}
}
