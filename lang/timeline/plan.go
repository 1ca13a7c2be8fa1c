package timeline

import (
	"fmt"
	"maps"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// Plan is the analysis plan: what was decided before the first animal. What was not decided has its usual value.
type Plan struct {
	Declared bool
	At       source.Span
	Alpha    float64
	Power    float64
	Smallest float64 // standardised difference; 0 when none was stated
	Correct  string
	StopAtN  bool
	Exclude  []ast.Expr
}

// plan reads the analysis plan.
func (w *Walker) plan(st *ast.Plan) {
	d := w.collecting(st.Span())
	if d.Plan.Declared {
		w.fail("defined-twice", st.Span(), "there are two plans", "put both into one")
		return
	}
	d.Plan = Plan{Declared: true, At: st.Span(), StopAtN: st.StopAtN, Exclude: st.Exclude}
	for _, p := range []struct {
		x    ast.Expr
		name string
		to   *float64
	}{{st.Alpha, "alpha", &d.Plan.Alpha}, {st.Power, "power", &d.Plan.Power}} {
		if p.x == nil {
			continue
		}
		v, ok := w.number(p.x, unit.None, p.name)
		if ok && (v <= 0 || v >= 1) {
			w.fail("bad-probability", p.x.Span(), fmt.Sprintf("%s lies between 0 and 1", p.name), "write alpha 0.05 and power 80%")
		} else if ok {
			*p.to = v
		}
	}
	if st.Smallest != nil {
		if v, ok := w.number(st.Smallest, unit.None, "the smallest effect"); ok && v <= 0 {
			w.fail("bad-argument", st.Smallest.Span(), "the smallest effect is more than 0", "write smallest d=0.8")
		} else {
			d.Plan.Smallest = v
		}
	}
	if st.Correct != nil {
		if !isOne(corrections, st.Correct.Text) {
			w.Report(eval.Unresolved("unknown-correction", st.Correct.Span(), "correction", st.Correct.Text, corrections))
		}
		d.Plan.Correct = st.Correct.Text
	}
}

func sortedNames(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }
