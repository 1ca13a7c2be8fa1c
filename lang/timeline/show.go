package timeline

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// measure chooses what trials are read with.
func (w *Walker) measure(st *ast.Measure) {
	if !w.needCircuit(st.Span()) {
		return
	}
	var list []Reading
	for _, x := range st.Items {
		m, ok := w.readingName(x)
		if !ok {
			w.noMeasure(x)
			continue
		}
		if f, isField := x.(*ast.Field); isField {
			if call, isCall := f.X.(*ast.Call); isCall {
				s := w.epspOf(call.Args[0].Value)
				if s.Post.Model.Cable != nil {
					w.fail("cable", x.Span(), fmt.Sprintf("%s has compartments, and its potential differs from place to place", s.Post.Name), fmt.Sprintf("write record %s[1].v, where the synapse ends", s.Post.Name))
					continue
				}
				if w.stage != nil && !w.available(m.Name) {
					w.fail("too-late", x.Span(), "a potential is measured from the beginning of the animal's script", "put this line at the top")
					continue
				}
				switch r := (EPSP{s.Name, epspName(s)}); {
				case w.setup.Start != nil:
					if !w.measured(r, x) {
						continue
					}
				case !slices.Contains(w.setup.Responses, r):
					w.setup.Responses = append(w.setup.Responses, r)
				}
			}
		}
		list = append(list, m)
	}
	if len(list) > 0 {
		w.measures, w.declared = list, true
	}
}

func (w *Walker) noMeasure(x ast.Expr) {
	var all []string
	for _, e := range w.circuit.Effectors {
		for _, m := range e.Model.Measures {
			all = append(all, e.Reading(m))
		}
	}
	d := eval.Unresolved("unknown-measure", x.Span(), "measure", x.Span().Text(), all)
	if d.Fix == "" && len(all) > 0 {
		d.Fix = "write measure " + all[0]
	}
	w.Report(d)
}

// show does print, plot and table.
func (w *Walker) show(st *ast.Show) {
	if st.Kind != "" || st.Over != nil {
		w.figure(st)
		return
	}
	switch d := w.bodies.design; {
	case d == nil:
	case !w.bodies.animal:
		w.later(func() { w.overview(st) })
		return
	case st.Verb != "print" && d.Kind != Sweep:
		w.fail("misplaced", st.Span(), fmt.Sprintf("%s would show each animal by itself", st.Verb), "move it behind the groups, where it shows the means of each cell, or write print")
		return
	}
	if !w.needCircuit(st.Span()) {
		return
	}
	var items []Item
	for _, x := range st.Items {
		if st.Verb != "print" {
			if it, ok, done := w.traceItem(x); done {
				if ok {
					items = append(items, it)
				}
				continue
			}
		}
		v := w.eval(x)
		if v.Kind == eval.Unknown {
			continue
		}
		if st.Verb != "print" && v.Kind != eval.Series && v.Kind != eval.Number {
			w.fail("not-a-number", x.Span(), fmt.Sprintf("%s shows responses and traces, and this is %s", st.Verb, describe(v)), "write print for other values")
			continue
		}
		items = append(items, Item{Name: quoted(x), Value: v})
	}
	if len(items) > 0 {
		w.Out.Show(st.Verb, st.Kind, items, st.Span())
	}
}

// traceItem finds a recorded trace; done is false when x is not something inside the animal.
func (w *Walker) traceItem(x ast.Expr) (it Item, ok, done bool) {
	if id, isIdent := ast.Unparen(x).(*ast.Ident); isIdent {
		if _, isLabel := w.labels[id.Name]; isLabel {
			return it, false, false
		}
		if _, f := w.vars.find(id.Name); f != nil {
			return it, false, false
		}
	}
	p, found, good := w.circuit.Probe(x, w.eval, w.Report)
	if !found {
		return it, false, false
	}
	if !good {
		return it, false, true
	}
	if !w.recorded(p) {
		w.notRecorded(p, x.Span())
		return it, false, true
	}
	return Item{Name: p.Name, Probe: &p}, true, true
}

// expect compares values of the one animal.
func (w *Walker) expect(st *ast.Expect) {
	if w.expectDesign(st) {
		return
	}
	for _, o := range []struct {
		name string
		at   ast.Expr
	}{{"when", st.When}} {
		if o.at != nil {
			w.fail("needs-experiment", o.at.Span(), fmt.Sprintf("%s belongs to an experiment; here one animal's values are compared", o.name), "take it out")
		}
	}
	for _, n := range []*ast.Name{st.By, st.On, st.Correct} {
		if n != nil {
			w.fail("needs-experiment", n.Span(), "statistics need several animals; here one animal's values are compared", "take it out, or write an experiment")
		}
	}
	if !w.needCircuit(st.Span()) {
		return
	}
	claim := ast.Unparen(st.Claim)
	c := Claim{Stmt: st, Text: quoted(st.Claim), Margin: eval.DefaultMargin}
	if st.Margin != nil {
		m, ok := w.margin(st)
		if !ok {
			return
		}
		c.Margin = m
	}
	v := w.eval(claim)
	if v.Kind == eval.Unknown {
		return
	}
	if v.Kind != eval.Truth {
		w.fail("not-a-truth", st.Claim.Span(), fmt.Sprintf("an expectation is a comparison, and this is %s", describe(v)), "write expect a < b")
		return
	}
	c.Pass = v.True()
	if b, ok := claim.(*ast.Binary); ok && b.Op != "and" && b.Op != "or" {
		quiet := w.Report
		w.Report = func(diag.Diagnostic) {}
		c.Left, c.Right = w.eval(b.X), w.eval(b.Y)
		w.Report = quiet
		c.LeftText, c.RightText, c.Op = quoted(b.X), quoted(b.Y), b.Op
		c.Left, c.Right = single(c.Left), single(c.Right)
		c.Compared = c.Left.Kind == eval.Number && c.Right.Kind == eval.Number
		if b.Op == "~" && c.Compared {
			c.Pass = eval.Near(c.Left.Num, c.Right.Num, c.Margin)
		}
	}
	w.Out.Claim(c)
}

// single turns a row of one response into its number.
func single(v eval.Value) eval.Value {
	if v.Kind == eval.Series && len(v.Nums) == 1 {
		return eval.Num(v.Nums[0], v.Dim)
	}
	return v
}

// margin reads how far apart two values may be that count as equal.
func (w *Walker) margin(st *ast.Expect) (float64, bool) {
	x := st.Margin
	alike := false
	ast.Inspect(st, func(n ast.Stmt) bool {
		b, ok := n.(*ast.Binary)
		alike = alike || ok && b.Op == "~"
		return true
	})
	m, ok := w.number(x, unit.None, "margin")
	switch {
	case !alike:
		w.fail("bad-margin", x.Span(), "a margin says how alike two values are, and this is no claim that they are", "write a ~ b margin 15%, or more than a share of the other: a < 85% of b")
		return 0, false
	case ok && !(m >= 0):
		w.fail("bad-margin", x.Span(), "a margin is a share from 0", "write margin 15%")
		return 0, false
	case ok && m >= 1:
		w.fail("bad-margin", x.Span(), "within such a margin anything from nothing to twice as much would count as alike", "write margin 15%")
		return 0, false
	}
	return m, ok
}
