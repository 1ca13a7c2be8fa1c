package timeline

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
)

// overview is print, plot and table of a design: print shows means over animals, and plot and table show those of each cell.
func (w *Walker) overview(st *ast.Show) {
	d := w.bodies.design
	a := &asker{w: w, d: d}
	var items []Item
	for _, x := range st.Items {
		v := a.checking().eval(x, w.Report)
		sets := map[string][]int{}
		trend := a.animals(x, sets)
		switch {
		case v.Kind == eval.Unknown:
		case v.Kind != eval.Number && v.Kind != eval.Series || !trend && len(sets) == 0:
			if st.Verb == "print" {
				items = append(items, Item{Name: quoted(x), Value: v})
			} else {
				w.fail("not-a-number", x.Span(), fmt.Sprintf("%s shows responses, and this is %s", st.Verb, describe(v)), "write print for other values")
			}
		case st.Verb == "print":
			if single := w.oneNumber(a, x, choose(x)); single.Kind != eval.Number {
				continue
			}
			if s, ok := a.sumOf(x, w.Report); ok {
				o := a.operand(&Question{Stmt: &ast.Expect{}}, quoted(x), s, nil)
				items = append(items, Item{Name: o.Text, Value: eval.Abstract(v.Dim), Mean: &o})
			}
		default:
			items = append(items, a.curves(x)...)
		}
	}
	if len(items) > 0 && !w.dry() {
		w.Out.Show(st.Verb, st.Kind, items, st.Span())
	}
}

// curves are the means over the animals of each cell, in each session, trial by trial.
func (a *asker) curves(x ast.Expr) (items []Item) {
	for _, b := range a.d.Branches {
		for _, session := range a.d.sessions() {
			it := Item{Name: quoted(x) + " " + b.Cell.Name()}
			for _, f := range a.d.Within() {
				it.Name += fmt.Sprintf(", %s=%s", f.Name, session[f.Name])
			}
			if len(a.d.Branches) == 1 && b.Group == "" && len(b.Factors) == 0 && len(session) == 0 {
				it.Name = quoted(x)
			}
			var n []float64
			for _, s := range a.d.Subjects {
				sets := map[string][]int{}
				a.animals(x, sets)
				asked := s.Branch == b && s.Out == ""
				for _, branches := range sets {
					asked = asked && in(branches, b.index)
				}
				if !asked {
					continue
				}
				one := asker{w: a.w, d: a.d, s: s, at: session}
				v := one.eval(x, unheard)
				if v.Kind == eval.Number {
					v.Nums = []float64{v.Num}
				}
				for i, y := range v.Nums {
					if i == len(n) {
						n, it.Value.Nums = append(n, 0), append(it.Value.Nums, 0)
					}
					n[i]++
					it.Value.Nums[i] += (y - it.Value.Nums[i]) / n[i]
				}
				if len(v.At) > len(it.Value.At) {
					it.Value.At = v.At
				}
				it.Value.Dim = v.Dim
			}
			if len(n) > 0 {
				it.Value.Kind = eval.Series
				items = append(items, it)
			}
		}
	}
	return items
}
