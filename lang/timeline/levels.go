package timeline

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
)

// designed resolves what an animal knows of its design: levels that are names, and the other level of two.
func (w *Walker) designed(x ast.Expr, e *eval.Evaluator) (eval.Value, bool) {
	if w.bodies.design == nil {
		return eval.Value{}, false
	}
	switch x := x.(type) {
	case *ast.Ident:
		if _, f := w.vars.find(x.Name); f != nil {
			return eval.Value{}, false
		}
		return w.bodies.design.levelNamed(x.Name)
	case *ast.Call:
		return w.designCall(x, e)
	}
	return eval.Value{}, false
}

// levelOf checks factor=level in an index.
func (w *Walker) levelOf(a ast.Arg, e *eval.Evaluator) (*Factor, string, bool) {
	if a.Name == nil {
		e.Fail("bad-index", a.Value.Span(), "a level is given as factor=level", "write train[isi=10s]")
		return nil, "", false
	}
	f := w.knownFactor(*a.Name)
	if f == nil {
		return nil, "", false
	}
	var v eval.Value
	if id, ok := a.Value.(*ast.Ident); ok {
		v = eval.Value{Kind: eval.Word, Text: id.Name}
		if b, frame := w.vars.find(id.Name); frame != nil && b.act == nil {
			v = b.value
		}
	} else if v = e.Eval(a.Value); v.Kind == eval.Unknown {
		return nil, "", false
	}
	var names []string
	for _, level := range f.Levels {
		if same(level, v) {
			return f, LevelText(level), true
		}
		names = append(names, LevelText(level))
	}
	e.Report(eval.Unresolved("unknown-level", a.Value.Span(), "level of "+f.Name, LevelText(v), names))
	return nil, "", false
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
		if v.Kind == eval.Unknown || f == nil || len(f.Levels) == 0 {
			return eval.Value{}, true
		}
		if f.Levels[0].Kind != eval.Number {
			return e.Fail("not-a-number", x.Args[1].Value.Span(), fmt.Sprintf("the levels of %s are names, so there is no trend over them", f.Name), "compare two of its levels"), true
		}
		if v.Kind == eval.Series && len(v.Nums) > 1 && !v.Open {
			return e.Fail("several-responses", x.Args[0].Value.Span(), fmt.Sprintf("%s has %d responses in each animal, and a trend needs one number", x.Args[0].Value.Span().Text(), len(v.Nums)), "write .first, .last, .mean or .drop behind it"), true
		}
		return eval.Abstract(v.Dim.Div(f.Levels[0].Dim)), true
	case "other":
		if len(x.Args) != 1 {
			return e.Fail("argument-count", x.Span(), "other takes one factor", "write other(site)"), true
		}
		f := w.factorArgument(x.Args[0].Value)
		if f == nil {
			return eval.Value{}, true
		}
		if len(f.Levels) != 2 {
			return e.Fail("bad-argument", x.Args[0].Value.Span(), fmt.Sprintf("%s has %d levels, so there is not one other", f.Name, len(f.Levels)), "other is for a factor of two levels"), true
		}
		if b, frame := w.vars.find(f.Name); frame != nil && same(b.value, f.Levels[0]) {
			return f.Levels[1], true
		}
		return f.Levels[0], true
	}
	return eval.Value{}, false
}
