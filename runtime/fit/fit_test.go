package fit_test

import (
	"context"
	"math"
	"slices"
	"sync/atomic"
	"testing"

	"protoexp/runtime/fit"
)

// Two exponentials with times ten apart, from eight exact points: the search finds what made them.
var decay = []fit.Parameter{{Name: "share", Low: 0, High: 1}, {Name: "fast", Low: 0.1, High: 100, Log: true}, {Name: "slow", Low: 10, High: 1000, Log: true}}

func curve(_ context.Context, x []float64) (out []float64) {
	for _, t := range []float64{0.5, 1, 2, 5, 10, 20, 50, 100} {
		out = append(out, x[0]*math.Exp(-t/x[1])+(1-x[0])*math.Exp(-t/x[2]))
	}
	return out
}

func residuals(ctx context.Context, x []float64) []float64 {
	out, truth := curve(ctx, x), curve(ctx, []float64{0.6, 3, 40})
	for i := range out {
		out[i] = (out[i] - truth[i]) / 0.01
	}
	return out
}

func TestSearchFindsWhatMadeTheData(t *testing.T) {
	best := fit.Search(t.Context(), fit.Problem{Parameters: decay, Residuals: residuals, Evaluations: 1500, Seed: 1, Jobs: 2})
	for i, want := range []float64{0.6, 3, 40} {
		if math.Abs(best.Point[i]/want-1) > 0.02 {
			t.Errorf("%s is %g, and %g made the data", decay[i].Name, best.Point[i], want)
		}
	}
}

func TestSearchIsTheSameForEveryNumberOfWorkers(t *testing.T) {
	p := fit.Problem{Parameters: decay, Residuals: residuals, Evaluations: 300, Seed: 5, Jobs: 1}
	one := fit.Search(t.Context(), p)
	p.Jobs = 4
	if four := fit.Search(t.Context(), p); !slices.Equal(one.Point, four.Point) || one.Evaluations != four.Evaluations {
		t.Errorf("one worker found %v after %d, four found %v after %d", one.Point, one.Evaluations, four.Point, four.Evaluations)
	}
	p.Seed = 6
	if other := fit.Search(t.Context(), p); slices.Equal(one.Point, other.Point) {
		t.Error("another seed searched in the same places")
	}
}

func TestSearchLeavesValleys(t *testing.T) { // Rastrigin's function has a hundred of them
	p := []fit.Parameter{{Name: "x", Low: -5, High: 5}, {Name: "y", Low: -4, High: 6}}
	valleys := func(_ context.Context, x []float64) (out []float64) {
		for _, v := range x {
			out = append(out, v, math.Sqrt(10*(1-math.Cos(2*math.Pi*v))))
		}
		return out
	}
	best := fit.Search(t.Context(), fit.Problem{Parameters: p, Residuals: valleys, Evaluations: 2000, Seed: 2})
	if best.Loss > 1.1 {
		t.Errorf("it stayed in the valley at %v, with a loss of %g", best.Point, best.Loss)
	}
}

func TestStoppedAndFailingModels(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	n := 0
	stopping := func(ctx context.Context, x []float64) []float64 {
		if n++; n == 20 {
			stop()
		}
		return residuals(ctx, x)
	}
	if best := fit.Search(ctx, fit.Problem{Parameters: decay, Residuals: stopping, Evaluations: 500, Seed: 1}); best.Point == nil || best.Evaluations > 20 {
		t.Errorf("stopped after 20: %+v", best)
	}
	none := func(context.Context, []float64) []float64 { return nil }
	if best := fit.Search(t.Context(), fit.Problem{Parameters: decay, Residuals: none, Evaluations: 50, Seed: 1}); best.Point != nil || best.Failed != best.Evaluations || !math.IsInf(best.Loss, 1) {
		t.Errorf("a model that gives nothing: %+v", best)
	}
}

func TestErrorsSayWhatIsNotDetermined(t *testing.T) {
	list := []fit.Parameter{{Name: "a", Low: 0, High: 10}, {Name: "b", Low: 0, High: 10}, {Name: "c", Low: 0, High: 10}}
	sum := func(_ context.Context, x []float64) []float64 { // of a and b only the sum is seen
		return []float64{(x[0] + x[1]) / 0.5, (x[0] + x[1]) / 0.5, x[2] / 0.1}
	}
	got := fit.StandardErrors(fit.Sensitivity(t.Context(), list, []float64{2, 3, 5}, 0.1, sum))
	if !math.IsInf(got[0], 1) || !math.IsInf(got[1], 1) {
		t.Errorf("the errors of a and b are %g and %g, and only their sum is known", got[0], got[1])
	}
	if math.Abs(got[2]-0.1) > 1e-9 {
		t.Errorf("the error of c is %g, and it is measured to 0.1", got[2])
	}
	one := func(_ context.Context, x []float64) []float64 { return []float64{x[0] / 0.5, x[0] / 0.5} }
	if got := fit.StandardErrors(fit.Sensitivity(t.Context(), list[:1], []float64{2}, 0.1, one)); math.Abs(got[0]-0.5/math.Sqrt2) > 1e-9 {
		t.Errorf("two measurements to 0.5 give %g", got[0])
	}
}

// TestPanics: a panic of the model ends the search where it was begun, also within the methods of others.
func TestPanics(t *testing.T) {
	for _, at := range []int32{3, 60, 190} {
		func() {
			defer func() {
				if recover() != "ours" {
					t.Errorf("the panic of run %d was lost", at)
				}
			}()
			var runs atomic.Int32
			fit.Search(context.Background(), fit.Problem{Parameters: []fit.Parameter{{Name: "a", Low: 0, High: 1}, {Name: "b", Low: 0, High: 1}}, Evaluations: 200, Jobs: 2,
				Residuals: func(_ context.Context, x []float64) []float64 {
					if runs.Add(1) >= at {
						panic("ours")
					}
					return []float64{x[0] - 0.3, x[1] - 0.6}
				}})
		}()
	}
}
