package eval

import (
	"fmt"
	"math"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// Env says what names stand for.
type Env interface {
	// Resolve is asked first about every name, field, index, call and connection. ok is false when it has nothing to say,
	// and the general rules apply; it reports its own mistakes through e and then returns an Unknown.
	Resolve(x ast.Expr, e *Evaluator) (v Value, ok bool)
	// Names lists what a misspelt name may have meant.
	Names() []string
	// Random returns a number uniform in (0, 1).
	Random() float64
}

// Evaluator computes expressions in an Env and reports what is wrong with them.
type Evaluator struct {
	Env    Env
	Report func(diag.Diagnostic)
}

// Eval computes x. After a mistake it reports and returns an Unknown.
func (e *Evaluator) Eval(x ast.Expr) Value {
	switch x := x.(type) {
	case *ast.Number:
		return Value{Kind: Number, Num: x.Value, Zero: x.Value == 0}
	case *ast.Quantity:
		return Num(x.Value.Value, x.Value.Dim)
	case *ast.Text:
		return Value{Kind: Text, Text: x.Value}
	case *ast.Paren:
		return e.Eval(x.X)
	case *ast.List:
		v := Value{Kind: List}
		for _, item := range x.Items {
			it := e.Eval(item)
			switch it.Kind {
			case Unknown:
				return it
			case List, Range:
				return e.fail("bad-list", item.Span(), fmt.Sprintf("a list holds single values, and this is %s", it.Kind), "write its values one after the other: [1g, 2g, 4g]")
			}
			v.List = append(v.List, it)
		}
		return v
	case *ast.Unary:
		return e.unary(x)
	case *ast.Ident:
		if v, ok := e.Env.Resolve(x, e); ok {
			return v
		}
		return e.unknown(x.Span(), x.Name)
	case *ast.Field:
		return e.field(x)
	case *ast.Index:
		return e.index(x)
	case *ast.Call:
		return e.call(x)
	case *ast.Binary:
		if x.Op == "->" {
			if v, ok := e.Env.Resolve(x, e); ok {
				return v
			}
			return e.fail("not-a-value", x.Span(), "a connection is not a value by itself", "name what of it you mean, such as ("+x.Span().Text()+").weight")
		}
		return e.binary(x)
	}
	return Value{}
}

// fail reports and returns an Unknown.
func (e *Evaluator) fail(code string, at source.Span, message, fix string) Value {
	e.Report(diag.Diagnostic{Code: code, Span: at, Message: message, Fix: fix})
	return Value{}
}

// Fail reports a mistake and returns an Unknown, for an Env.
func (e *Evaluator) Fail(code string, at source.Span, message, fix string) Value {
	return e.fail(code, at, message, fix)
}

func (e *Evaluator) unknown(at source.Span, name string) Value {
	e.Report(Unresolved("unknown-name", at, "name", name, e.Env.Names()))
	return Value{}
}

// Unresolved is the diagnostic for a name that nothing goes by; what says what kind of name was looked for.
func Unresolved(code string, at source.Span, what, name string, candidates []string) diag.Diagnostic {
	d := diag.Diagnostic{Code: code, Span: at, Message: fmt.Sprintf("there is no %s called %s", what, clipped(name))}
	if near := diag.Nearest(name, candidates); near != "" {
		d.Fix = fmt.Sprintf("did you mean %s?", near)
		d.Edits = []diag.Edit{{Span: at, Text: near}}
		return d
	}
	switch n := len(candidates); {
	case n == 0:
		d.Fix = "there is none here; take it out, or make one first"
	case n <= 12:
		d.Fix = "there is " + enumerate(candidates)
	default:
		d.Fix = fmt.Sprintf("there is %s, and %d more", strings.Join(candidates[:12], ", "), n-12)
	}
	return d
}

// clipped is a name as a sentence can hold it.
func clipped(name string) string {
	if runes := []rune(name); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return name
}

func enumerate(names []string) string {
	s := names[0]
	for i, n := range names[1:] {
		if i == len(names)-2 {
			s += " and " + n
		} else {
			s += ", " + n
		}
	}
	return s
}

func (e *Evaluator) field(x *ast.Field) Value {
	if v, ok := e.Env.Resolve(x, e); ok {
		return v
	}
	v := e.Eval(x.X)
	switch v.Kind {
	case Unknown:
		return v
	case Series, Number:
		if v.Kind == Number {
			v = Value{Kind: Series, Nums: []float64{v.Num}, Dim: v.Dim, Calc: v.Calc}
		}
		if r := Summary(x.Name.Text, v); r.Kind != Unknown {
			return r
		}
		e.Report(Unresolved("unknown-field", x.Name.Span(), "summary", x.Name.Text, SeriesFields))
		return Value{}
	}
	return e.fail("no-field", x.Span(), fmt.Sprintf("%s has no parts, so .%s says nothing", v.Kind, x.Name.Text), "take ."+x.Name.Text+" out")
}

func (e *Evaluator) index(x *ast.Index) Value {
	if v, ok := e.Env.Resolve(x, e); ok {
		return v
	}
	v := e.Eval(x.X)
	if v.Kind == Unknown {
		return v
	}
	if len(x.Args) != 1 || x.Args[0].Name != nil {
		return e.fail("bad-index", x.Span(), "one number is needed in [ ]", "write train[3] for the third")
	}
	n := e.Eval(x.Args[0].Value)
	if n.Kind == Unknown {
		return n
	}
	var size int
	switch v.Kind {
	case Series:
		size = len(v.Nums)
	case List:
		size = len(v.List)
	default:
		return e.fail("bad-index", x.Span(), fmt.Sprintf("%s has no numbered parts", v.Kind), "take the [ ] out; labels and lists have them: train[3]")
	}
	if n.Kind != Number || n.Dim != (unit.Dimension{}) || n.Num != math.Trunc(n.Num) || n.Num < 1 {
		return e.fail("bad-index", x.Args[0].Value.Span(), "a place in a row is a whole number from 1", "the first is [1]")
	}
	if v.Open {
		return Abstract(v.Dim)
	}
	if n.Num > float64(size) {
		return e.fail("no-such-trial", x.Args[0].Value.Span(), fmt.Sprintf("%s has %d, so there is no [%g]", brief(x.X), size, n.Num), fmt.Sprintf("the last is [%d]", size))
	}
	if v.Kind == List {
		return v.List[int(n.Num)-1]
	}
	r := pick(v, int(n.Num)-1)
	r.Calc = v.Calc
	return r
}

func (e *Evaluator) unary(x *ast.Unary) Value {
	v := e.Eval(x.X).scalar()
	switch {
	case v.Kind == Unknown:
		return v
	case x.Op == "not":
		if v.Kind != Truth {
			return e.fail("not-a-truth", x.X.Span(), fmt.Sprintf("not needs a yes or no, and this is %s", v.Kind), "compare it with something: not (a > b)")
		}
		b := Bool(v.Num == 0)
		b.Calc = v.Calc
		return b
	case v.Kind == Range && x.Op == "+":
		return v
	case v.Kind != Number:
		return e.fail("not-a-number", x.X.Span(), fmt.Sprintf("%s needs a number, and this is %s", x.Op, v.Kind), numberFix(v))
	case x.Op == "-":
		v.Num = -v.Num
	}
	return v
}

// numberFix says how to make one number of a value that is none.
func numberFix(v Value) string {
	switch v.Kind {
	case Series:
		return "take one of the responses: .first, .last, .mean or [3]"
	case Range:
		return "write one number; a range stands behind = in a prediction, or behind ~ or =="
	case Truth:
		return "a comparison is no number; take it out, or use if"
	case Word:
		return "names such as sites have no number; write the label of trials, or a value"
	}
	return "write a number with its unit, such as 30s"
}
