package timeline

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

type span = source.Span

// tests are the names that `by` knows.
var tests = []string{"anova", "mannwhitney", "permutation", "t", "welch", "wilcoxon"}

// corrections are the names that `correct` knows.
var corrections = []string{"bonferroni", "holm", "none"}

// expectDesign keeps an expectation of a design for later, when every label is known.
func (w *Walker) expectDesign(st *ast.Expect) bool {
	if !w.bodies.inside && len(w.bodies.groups) == 0 && len(w.bodies.factors) == 0 {
		return false
	}
	if w.bodies.animal && !w.bodies.sweep {
		w.fail("misplaced", st.Span(), "an expectation compares animals, and here stands what is done to one", "move it behind the group")
		return true
	}
	w.later(func() { w.designClaim(st) })
	return true
}

// designClaim checks a hypothesis: its operands, its options and their units.
func (w *Walker) designClaim(st *ast.Expect) {
	if st.By != nil && !isOne(tests, st.By.Text) {
		w.Report(eval.Unresolved("unknown-test", st.By.Span(), "test", st.By.Text, tests))
	}
	if st.Correct != nil && !isOne(corrections, st.Correct.Text) {
		w.Report(eval.Unresolved("unknown-correction", st.Correct.Span(), "correction", st.Correct.Text, corrections))
	}
	if st.Margin != nil {
		w.number(st.Margin, unit.None, "margin")
	}
	if st.When != nil {
		w.truth(st.When)
	}
	if st.On != nil && !w.bodies.labels[st.On.Text] {
		w.Report(eval.Unresolved("unknown-label", st.On.Span(), "label", st.On.Text, sortedNames(w.bodies.labels)))
	}
	if c, ok := ast.Unparen(st.Claim).(*ast.Call); ok {
		if fn, ok := c.Fn.(*ast.Ident); ok && (fn.Name == "interaction" || fn.Name == "main") {
			for _, a := range c.Args {
				w.factorArgument(a.Value)
			}
			if st.On == nil {
				w.fail("no-trials", c.Span(), fmt.Sprintf("%s needs the label of trials", fn.Name), c.Span().Text()+" on test")
			}
			return
		}
	}
	v := w.eval(st.Claim)
	if v.Kind != eval.Truth && v.Kind != eval.Unknown {
		w.fail("not-a-truth", st.Claim.Span(), fmt.Sprintf("a hypothesis is a comparison, and this is %s", describe(v)), "write expect trained.test < control.test")
	}
}

func isOne(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

func (w *Walker) factorArgument(x ast.Expr) *factor {
	id, ok := x.(*ast.Ident)
	if !ok {
		w.fail("not-a-name", x.Span(), "the name of a factor is needed here", "write one of the factors, without quotes or signs")
		return nil
	}
	return w.knownFactor(ast.Name{Node: ast.Node{At: id.Span()}, Text: id.Name})
}

// designed resolves what only a design knows: group.label, label[factor=level], levels, trend and other.
func (w *Walker) designed(x ast.Expr, e *eval.Evaluator) (eval.Value, bool) {
	d := &w.bodies
	if d.groups == nil && d.factors == nil {
		return eval.Value{}, false
	}
	switch x := x.(type) {
	case *ast.Ident:
		if w.stage == nil && d.labels[x.Name] {
			return w.responses(x.Name), true
		}
		if _, f := w.vars.find(x.Name); f != nil {
			return eval.Value{}, false
		}
		for _, f := range d.factors {
			for _, level := range f.levels {
				if level.Kind == eval.Word && level.Text == x.Name {
					return level, true
				}
			}
		}
	case *ast.Field:
		id, ok := x.X.(*ast.Ident)
		if !ok || d.groups[id.Name] == nil {
			break
		}
		if !d.groups[id.Name][x.Name.Text] {
			e.Report(eval.Unresolved("unknown-label", x.Name.Span(), "label in "+id.Name, x.Name.Text, sortedNames(d.groups[id.Name])))
			return eval.Value{}, true
		}
		return w.responses(x.Span().Text()), true
	case *ast.Index:
		if len(x.Args) == 0 || x.Args[0].Name == nil {
			break
		}
		for _, a := range x.Args {
			w.levelOf(a, e)
		}
		return e.Eval(x.X), true
	case *ast.Call:
		return w.designCall(x, e)
	}
	return eval.Value{}, false
}

// responses stands for the responses of some animals at a label.
func (w *Walker) responses(name string) eval.Value {
	if w.circuit == nil { // a mistake, which was said
		return eval.Value{}
	}
	return eval.Value{Kind: eval.Series, Name: name, Dim: w.response().Dim, Open: true, Calc: true}
}

// levelOf checks factor=level in an index.
func (w *Walker) levelOf(a ast.Arg, e *eval.Evaluator) {
	if a.Name == nil {
		e.Fail("bad-index", a.Value.Span(), "a level is given as factor=level", "write train[isi=10s]")
		return
	}
	f := w.knownFactor(*a.Name)
	if f == nil {
		return
	}
	var v eval.Value
	if id, ok := a.Value.(*ast.Ident); ok {
		v = eval.Value{Kind: eval.Word, Text: id.Name}
	} else if v = e.Eval(a.Value); v.Kind == eval.Unknown {
		return
	}
	var names []string
	for _, level := range f.levels {
		if level.Kind == v.Kind && level.Dim == v.Dim && levelText(level) == levelText(v) {
			return
		}
		names = append(names, levelText(level))
	}
	e.Report(eval.Unresolved("unknown-level", a.Value.Span(), "level of "+f.name, levelText(v), names))
}

func (w *Walker) designCall(x *ast.Call, e *eval.Evaluator) (eval.Value, bool) {
	fn, ok := x.Fn.(*ast.Ident)
	if !ok {
		return eval.Value{}, false
	}
	switch fn.Name {
	case "trend":
		if len(x.Args) != 2 {
			return e.Fail("argument-count", x.Span(), "trend takes a response and a factor", "write trend(train.drop, grams) < 0"), true
		}
		v := e.Eval(x.Args[0].Value)
		f := w.factorArgument(x.Args[1].Value)
		if v.Kind == eval.Unknown || f == nil || len(f.levels) == 0 {
			return eval.Value{}, true
		}
		if f.levels[0].Kind != eval.Number {
			return e.Fail("not-a-number", x.Args[1].Value.Span(), fmt.Sprintf("the levels of %s are names, so there is no trend over them", f.name), "compare two of its levels"), true
		}
		return eval.Abstract(v.Dim.Div(f.levels[0].Dim)), true
	case "other":
		if len(x.Args) != 1 {
			return e.Fail("argument-count", x.Span(), "other takes one factor", "write other(site)"), true
		}
		f := w.factorArgument(x.Args[0].Value)
		if f == nil {
			return eval.Value{}, true
		}
		if len(f.levels) != 2 {
			return e.Fail("bad-argument", x.Args[0].Value.Span(), fmt.Sprintf("%s has %d levels, so there is not one other", f.name, len(f.levels)), "other is for a factor of two levels"), true
		}
		if b, frame := w.vars.find(f.name); frame != nil && levelText(b.value) == levelText(f.levels[0]) {
			return f.levels[1], true
		}
		return f.levels[0], true
	}
	return eval.Value{}, false
}
