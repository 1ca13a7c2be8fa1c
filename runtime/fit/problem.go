// Package fit finds the parameters with which a model comes closest to numbers that are wanted, and says how well these
// numbers determine them. It knows nothing of what the model is.
//
//	best := fit.Search(ctx, fit.Problem{Parameters: list, Residuals: model, Evaluations: 400, Seed: 1})
//	slope := fit.Slope(best.Point, list, obtained)
package fit

import (
	"context"
	"math"
)

// Parameter may have any value between its bounds; with Log it is searched, and its bounds divided, by factors.
type Parameter struct {
	Name      string
	Low, High float64
	Log       bool
}

// Problem is a model with the numbers that it shall give.
type Problem struct {
	Parameters []Parameter
	// Residuals are the distances from what is wanted, in standard deviations of it; nil where the model gives nothing. It is
	// called from several goroutines.
	Residuals   func(ctx context.Context, point []float64) []float64
	Evaluations int    // calls of Residuals
	Seed        uint64 // of the search
	Jobs        int    // calls at the same time; the result is the same for every number
	Told        func(done, total int)
}

// Result is the best point of a search.
type Result struct {
	Point       []float64
	Loss        float64 // the sum of squared residuals; infinite where no point gave any
	Evaluations int
	Failed      int // points at which the model gave nothing
}

// at maps a coordinate of the search, any number, into the bounds; 0 is the middle.
func (p Parameter) at(x float64) float64 { return p.between(1 / (1 + math.Exp(-x))) }

// between is the value at a share of the way from Low to High.
func (p Parameter) between(share float64) float64 {
	if p.Log {
		return p.Low * math.Pow(p.High/p.Low, share)
	}
	return p.Low + (p.High-p.Low)*share
}

// AtBound says whether a value lies within a thousandth of the way from a bound: then the data ask for one beyond it.
func (p Parameter) AtBound(value float64) bool {
	share := (value - p.Low) / (p.High - p.Low)
	if p.Log {
		share = math.Log(value/p.Low) / math.Log(p.High/p.Low)
	}
	return share < 0.001 || share > 0.999
}

// shift is the value that lies a share of itself away, and within the bounds; of 0, a share of the range.
func (p Parameter) shift(value, share float64) float64 {
	by := math.Abs(value) * share
	if value == 0 {
		by = (p.High - p.Low) * share
	}
	return min(max(value+by, p.Low), p.High)
}
