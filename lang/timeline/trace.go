package timeline

import (
	"fmt"
	"slices"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// traceField is a summary of a recorded trace: L7.v.max, L7.spikes.count.
func (w *Walker) traceField(x *ast.Field, e *eval.Evaluator) (eval.Value, bool) {
	if w.circuit == nil || w.stage == nil {
		return eval.Value{}, false
	}
	whole, _ := check.Whole(x.X)
	if names, ok := check.Path(whole); !ok || len(names) < 2 {
		return eval.Value{}, false
	}
	quiet := true
	p, found, ok := w.circuit.Probe(x.X, w.eval, func(diag.Diagnostic) { quiet = false })
	if !found || !ok || !quiet {
		return eval.Value{}, false
	}
	times, values, recorded := w.stage.Trace(p)
	if !recorded || w.stage.Dry() && !w.recorded(p) {
		return w.notRecorded(p, x.Span()), true
	}
	s := eval.Value{Kind: eval.Series, Nums: values, At: times, Dim: p.Dim, Open: w.stage.Dry(), Calc: w.stage.Dry()}
	if p.Kind == check.CellSpikes && x.Name.Text != "count" {
		return e.Fail("unknown-field", x.Name.Span(), "of spikes there is only .count", fmt.Sprintf("write %s.count", p.Name)), true
	}
	if len(values) == 0 && !s.Open {
		if x.Name.Text == "count" {
			return eval.Num(0, unit.None), true
		}
		return w.notRecorded(p, x.Span()), true
	}
	if eval.Summary(x.Name.Text, s).Kind == eval.Unknown {
		e.Report(eval.Unresolved("unknown-field", x.Name.Span(), "summary", x.Name.Text, eval.SeriesFields))
		return eval.Value{}, true
	}
	return eval.Summary(x.Name.Text, s), true
}

func (w *Walker) notRecorded(p check.Probe, at source.Span) eval.Value {
	w.fail("not-recorded", at, fmt.Sprintf("%s was not recorded", p.Name), fmt.Sprintf("write record %s before it happens", p.Name))
	return eval.Value{}
}

// sampled reads a recorded probe at trials: a variable at their onset; of spikes, their number in all cells until the
// next trial.
func (w *Walker) sampled(x *ast.Call, p check.Probe, name string, list []*Trial) eval.Value {
	if w.stage == nil {
		return w.notRecorded(p, x.Fn.Span())
	}
	s := eval.Value{Kind: eval.Series, Name: x.Span().Text(), Dim: p.Dim, Open: w.open[name]}
	times, values, recorded := w.stage.Trace(p)
	if !recorded || w.stage.Dry() && !w.recorded(p) {
		return w.notRecorded(p, x.Fn.Span())
	}
	for _, t := range list {
		onset := float64(float64(t.Onset) * 1e-9)
		s.At = append(s.At, onset)
		if w.stage.Dry() {
			s.Nums, s.Calc = append(s.Nums, 1), true
			continue
		}
		k := sort.SearchFloat64s(times, onset+1e-12)
		if p.Kind == check.CellSpikes {
			until := sort.SearchFloat64s(times, float64(w.after(t))*1e-9)
			sum := 0.0
			for _, v := range values[sort.SearchFloat64s(times, onset):until] {
				sum += v
			}
			s.Nums = append(s.Nums, sum)
			continue
		}
		if k == 0 {
			return w.notRecorded(p, x.Fn.Span())
		}
		s.Nums = append(s.Nums, values[k-1])
	}
	return s
}

// after is the end of a trial's time: the onset of the next trial, or far away.
func (w *Walker) after(t *Trial) int64 {
	for _, n := range w.trials {
		if n.Onset > t.Onset && !n.Peeked {
			return n.Onset
		}
	}
	return 1 << 62
}

func (w *Walker) recorded(p check.Probe) bool {
	for _, q := range w.recording {
		if q.Owner == p.Owner && q.Rule == p.Rule && q.Var == p.Var && q.Kind == p.Kind && q.Cell == p.Cell {
			return true
		}
	}
	return false
}

// Recording lists what is being recorded, by name.
func (w *Walker) Recording() (names []string) {
	for _, p := range w.recording {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}
