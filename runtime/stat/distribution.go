package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Upper tails are computed as such: one minus the rest would lose small p values.

// normalUpper is the share of a standard normal above z.
func normalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// tUpper is the share of Student's t above t.
func tUpper(t, df float64) float64 {
	if math.IsInf(df, 1) {
		return normalUpper(t)
	}
	var tail float64
	if t*t <= df { // the complement keeps its digits here
		tail = 0.5 * (1 - mathext.RegIncBeta(0.5, df/2, t*t/(df+t*t)))
	} else {
		tail = 0.5 * mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
	}
	if t < 0 {
		return 1 - tail
	}
	return tail
}

// tP is the p value of t.
func tP(t, df float64, side Side) float64 {
	switch side {
	case Greater:
		return tUpper(t, df)
	case Less:
		return tUpper(-t, df)
	}
	return min(1, 2*tUpper(math.Abs(t), df))
}

// tQuantile is the t below which the share p lies.
func tQuantile(p, df float64) float64 {
	if p < 0.5 {
		return -tQuantile(1-p, df)
	}
	if p == 0.5 {
		return 0
	}
	return root(func(t float64) float64 { return (1 - p) - tUpper(t, df) }, 0, 2)
}

// fUpper is the share of F above f.
func fUpper(f, df1, df2 float64) float64 {
	if f <= 0 {
		return 1
	}
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}
