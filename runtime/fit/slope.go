package fit

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Change is what becomes of every number that a model gives when one parameter is a share smaller and larger.
type Change struct {
	Low, High       float64   // the two values of the parameter
	Smaller, Larger []float64 // the numbers there; nil where the model gave none
}

// Sensitivity moves each parameter by a share of itself, and no further than its bounds.
func Sensitivity(ctx context.Context, parameters []Parameter, point []float64, share float64, model func(context.Context, []float64) []float64) []Change {
	list := make([]Change, len(parameters))
	for i, p := range parameters {
		c := Change{Low: p.shift(point[i], -share), High: p.shift(point[i], share)}
		c.Smaller, c.Larger = model(ctx, with(point, i, c.Low)), model(ctx, with(point, i, c.High))
		list[i] = c
	}
	return list
}

func with(point []float64, i int, value float64) []float64 {
	x := append([]float64(nil), point...)
	x[i] = value
	return x
}

// StandardErrors are how far each parameter could be off with residuals of the size that their standard deviations say, from
// the slopes of the residuals: the roots of the diagonal of (J'J)^-1. A parameter that the numbers do not determine, alone or
// beside others, has an infinite one.
func StandardErrors(slopes []Change) []float64 {
	errors := make([]float64, len(slopes))
	for i := range errors {
		errors[i] = math.Inf(1)
	}
	rows := 0
	for _, c := range slopes {
		if c.Smaller == nil || c.Larger == nil || c.High == c.Low {
			return errors
		}
		rows = len(c.Larger)
	}
	if rows == 0 {
		return errors
	}
	j := mat.NewDense(rows, len(slopes), nil)
	for k, c := range slopes {
		for i := range rows {
			j.Set(i, k, c.Larger[i]-c.Smaller[i]) // in units of the step of each parameter, so that they can be compared
		}
	}
	var svd mat.SVD
	if !svd.Factorize(j, mat.SVDThin) {
		return errors
	}
	values := svd.Values(nil)
	var v mat.Dense
	svd.VTo(&v)
	for k, c := range slopes {
		variance := 0.0
		for m, s := range values {
			along := v.At(k, m) * v.At(k, m)
			switch {
			case s > 1e-6*values[0]:
				variance += along / (s * s)
			case along > 1e-6:
				variance = math.Inf(1)
			}
		}
		if len(values) < len(slopes) && !spanned(&v, k) {
			variance = math.Inf(1)
		}
		errors[k] = math.Sqrt(variance) * (c.High - c.Low)
	}
	return errors
}

// spanned says whether the directions that the residuals see hold all of a parameter.
func spanned(v *mat.Dense, k int) bool {
	_, n := v.Dims()
	sum := 0.0
	for m := range n {
		sum += v.At(k, m) * v.At(k, m)
	}
	return sum > 1-1e-6
}
