package interp

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
	"protoexp/runtime/fit"
	"protoexp/runtime/record"
)

// FitOptions say how thoroughly a script is fitted.
type FitOptions struct {
	Evaluations int                   // runs of the script
	Seed        uint64                // of the search
	Told        func(done, total int) // how far it is; may be nil, and be called at the same time
}

// usualSD is the standard deviation of a target that states none, as a share of it.
const usualSD = 0.1

// Fit looks for the values of the axes of a script's sweeps with which their reports come closest to targets. An axis is
// searched between its ends; axes of one name are one parameter, so that sweeps with several protocols can be fitted together.
// Every point has the same animals, so that points differ by their parameters alone. A cancelled context leaves the best point
// so far.
func (s *Script) Fit(ctx context.Context, targets []Target, o FitOptions) (*record.Fit, []diag.Diagnostic) {
	f := &fitting{script: s, targets: targets, reports: s.reports(), layouts: &networks{}}
	if ds := f.collect(); len(ds) > 0 {
		return nil, ds
	}
	out := &record.Fit{Seed: o.Seed, Planned: o.Evaluations}
	for _, d := range s.designs {
		if d.Kind == timeline.Sweep {
			out.Sweeps = append(out.Sweeps, d.Title)
		}
	}
	out.Notes = f.weigh()
	best := fit.Search(ctx, fit.Problem{Parameters: f.parameters, Residuals: f.residuals, Evaluations: o.Evaluations, Seed: o.Seed, Jobs: s.options.cores(), Told: o.Told})
	out.Done, out.Failed, out.Loss = best.Evaluations, best.Failed, best.Loss
	if ctx.Err() == nil {
		out.Planned = out.Done // it ended by itself
	}
	if best.Point == nil {
		if f.problem != nil {
			return nil, []diag.Diagnostic{*f.problem}
		}
		if ctx.Err() != nil {
			return out, nil
		}
		return nil, []diag.Diagnostic{{Code: "no-fit", Message: "no combination of the parameters gave a number for every target", Fix: "take narrower axes, or look at one point: protoexp run"}}
	}
	point := f.rounded(best.Point)
	f.describe(context.WithoutCancel(ctx), out, point, ctx.Err() == nil)
	return out, nil
}

// fitting is a script whose sweeps are run at single points.
type fitting struct {
	script     *Script
	targets    []Target
	axes       []timeline.Axis
	parameters []fit.Parameter
	reports    map[string]unit.Dimension
	layouts    *networks
	lock       sync.Mutex
	problem    *diag.Diagnostic // the first
}

// collect gathers the axes of the sweeps.
func (f *fitting) collect() (ds []diag.Diagnostic) {
	fail := func(d *timeline.Design, message, fix string) {
		ds = append(ds, diag.Diagnostic{Code: "no-fit", Span: d.At, Message: message, Fix: fix})
	}
	for _, d := range f.script.designs {
		if d.Kind != timeline.Sweep {
			continue
		}
		for _, a := range d.Axes {
			k := slices.IndexFunc(f.axes, func(o timeline.Axis) bool { return o.Name == a.Name })
			switch {
			case a.Names:
				fail(d, fmt.Sprintf("the axis %s has names, and a fit searches numbers", a.Name), "give it a range, such as "+a.Name+" in 0.1..0.5 steps 5, or take it out")
			case k >= 0 && (f.axes[k].Low != a.Low || f.axes[k].High != a.High || f.axes[k].Dim != a.Dim):
				fail(d, fmt.Sprintf("%s has other bounds in another sweep", a.Name), "give it the same bounds in all sweeps")
			case k >= 0:
			case !(a.Low < a.High):
				fail(d, fmt.Sprintf("%s has one value, so there is nothing to search", a.Name), "give it a range, such as "+a.Name+" in 0.1..0.5 steps 5")
			default:
				f.axes = append(f.axes, a)
				f.parameters = append(f.parameters, fit.Parameter{Name: a.Name, Low: a.Low, High: a.High, Log: a.Log && a.Low > 0})
			}
		}
	}
	if len(f.axes) == 0 && len(ds) == 0 {
		ds = append(ds, diag.Diagnostic{Code: "no-fit", Message: "the script has no sweep, which names the parameters and their bounds",
			Fix: "write sweep u in 0.05..0.4 steps 4 { use aplysia with LE_L7.depression.use = u; train: touch siphon x10; report last = train.last / train.first }"})
	}
	fitted := false
	for _, t := range f.targets {
		fitted = fitted || !t.HeldOut
	}
	if !fitted && len(ds) == 0 {
		ds = append(ds, diag.Diagnostic{Code: "no-fit", Message: "all targets are held out, so there is nothing to fit", Fix: "leave the column use of some rows empty"})
	}
	return ds
}

// reports are the names of what the sweeps report.
func (s *Script) reports() map[string]unit.Dimension {
	list := map[string]unit.Dimension{}
	for _, d := range s.designs {
		for _, x := range d.Subjects {
			for _, v := range x.Reports {
				list[v.Name] = v.Value.Dim
			}
		}
	}
	return list
}

// weigh gives targets without a standard deviation the usual one.
func (f *fitting) weigh() (notes []string) {
	var usual []string
	for i, t := range f.targets {
		if t.SD > 0 {
			continue
		}
		f.targets[i].SD = usualSD * math.Abs(t.Value)
		if t.Value == 0 {
			f.targets[i].SD = usualSD
		}
		usual = append(usual, t.Name)
	}
	if len(usual) > 0 {
		notes = append(notes, fmt.Sprintf("the data state no standard deviation of %s; a tenth of the value is taken", strings.Join(usual, ", ")))
	}
	return notes
}

// residuals are the distances of the targets that are fitted, in standard deviations.
func (f *fitting) residuals(ctx context.Context, point []float64) (list []float64) {
	got := f.obtain(ctx, point, 1)
	if got == nil {
		return nil
	}
	for i, t := range f.targets {
		if !t.HeldOut {
			list = append(list, (got[i]-t.Value)/t.SD)
		}
	}
	return list
}

// obtain runs the sweeps at one point and returns, for each target, the mean over the animals; nil where one has none.
func (f *fitting) obtain(ctx context.Context, point []float64, jobs int) []float64 {
	options := f.script.options
	options.Jobs, options.Progress, options.Animals, options.Store, options.Save, options.Ready = jobs, nil, nil, nil, nil, nil
	world := newWorld(ctx, options)
	world.networks = f.layouts
	report := func(d diag.Diagnostic) {
		f.lock.Lock()
		defer f.lock.Unlock()
		if f.problem == nil && d.Severity == diag.Error {
			f.problem = &d
		}
	}
	world.report = report
	scope := f.script.scope.Clone()
	scope.SetReport(report)
	means := &meansOutput{sums: map[string]float64{}, counts: map[string]int{}}
	w := timeline.New(scope, world, means, report)
	f.script.prepare(w)
	w.Held = map[string]float64{}
	for i, a := range f.axes {
		w.Held[a.Name] = point[i]
	}
	w.Walk(f.script.sweeps())
	w.Finish()
	if w.Stopped() != nil || ctx.Err() != nil {
		return nil
	}
	list := make([]float64, len(f.targets))
	for i, t := range f.targets {
		list[i] = means.sums[t.Name] / float64(means.counts[t.Name])
		if math.IsNaN(list[i]) || math.IsInf(list[i], 0) {
			return nil
		}
	}
	return list
}

// meansOutput takes what sweeps report.
type meansOutput struct {
	timeline.Silent
	sums   map[string]float64
	counts map[string]int
}

// Design adds the reports of a sweep's animals.
func (o *meansOutput) Design(d *timeline.Design) {
	for _, x := range d.Subjects {
		for _, v := range x.Reports {
			o.sums[v.Name] += v.Value.Num
			o.counts[v.Name]++
		}
	}
}

// sweeps are the script's statements without what a fit does not look at: other designs, and what is shown.
func (s *Script) sweeps() (list []ast.Stmt) {
	for _, st := range s.body {
		switch st.(type) {
		case *ast.Experiment, *ast.Phases, *ast.Show, *ast.Diagnose:
		default:
			list = append(list, st)
		}
	}
	return list
}

// rounded is a point with so many digits as can be written; what is reported is what these give.
func (f *fitting) rounded(point []float64) []float64 {
	out := make([]float64, len(point))
	for i, a := range f.axes {
		out[i] = min(max(timeline.Handy(point[i], a.Dim), a.Low), a.High)
	}
	return out
}

// describe fills in what the best point gives, and how far the targets move with each parameter.
func (f *fitting) describe(ctx context.Context, out *record.Fit, point []float64, whole bool) {
	got := f.obtain(ctx, point, f.script.options.cores())
	for i, t := range f.targets {
		x := record.FitTarget{Name: t.Name, Unit: unitOf(f.reports[t.Name]), Wanted: t.Value, SD: t.SD, Measurements: t.Rows, HeldOut: t.HeldOut, Obtained: math.NaN()}
		if got != nil {
			x.Obtained = got[i]
		}
		out.Targets = append(out.Targets, x)
	}
	errors := make([]float64, len(point))
	if whole {
		changes := fit.Sensitivity(ctx, f.parameters, point, 0.1, func(ctx context.Context, x []float64) []float64 {
			return f.obtain(ctx, x, f.script.options.cores())
		})
		errors = fit.StandardErrors(f.scaled(changes))
		for _, c := range changes {
			out.Sensitivity = append(out.Sensitivity, record.FitChange{Low: c.Low, High: c.High, Smaller: c.Smaller, Larger: c.Larger})
		}
	}
	text := func(x float64, a timeline.Axis) string { return timeline.LevelText(eval.Num(x, a.Dim)) }
	for i, a := range f.axes {
		out.Parameters = append(out.Parameters, record.FitParameter{Name: a.Name, Unit: unitOf(a.Dim), Low: a.Low, High: a.High, LowText: text(a.Low, a), HighText: text(a.High, a),
			Value: point[i], Text: text(point[i], a), Error: errors[i], AtBound: f.parameters[i].AtBound(point[i])})
	}
}

// scaled are the changes of the targets that are fitted, in standard deviations.
func (f *fitting) scaled(changes []fit.Change) []fit.Change {
	residuals := func(values []float64) (list []float64) {
		for i, v := range values {
			if !f.targets[i].HeldOut {
				list = append(list, v/f.targets[i].SD)
			}
		}
		return list
	}
	out := make([]fit.Change, len(changes))
	for i, c := range changes {
		out[i] = fit.Change{Low: c.Low, High: c.High, Smaller: residuals(c.Smaller), Larger: residuals(c.Larger)}
	}
	return out
}
