package eval

import (
	"fmt"
	"math"

	"protoexp/lang/ast"
	"protoexp/lang/unit"
)

func (e *Evaluator) binary(x *ast.Binary) Value {
	a, b := e.Eval(x.X), e.Eval(x.Y)
	if a.Kind == Unknown || b.Kind == Unknown {
		if isComparison(x.Op) || x.Op == "and" || x.Op == "or" {
			v := Bool(true) // a truth whatever the operands, so that nothing more is said
			v.Calc = true
			return v
		}
		return Value{}
	}
	switch x.Op {
	case "and", "or":
		return e.logic(x, a.scalar(), b.scalar())
	case "..":
		return e.span(x, a.scalar(), b.scalar())
	}
	if isComparison(x.Op) {
		return e.compare(x, a.scalar(), b.scalar())
	}
	return e.arithmetic(x, a, b)
}

func isComparison(op string) bool {
	switch op {
	case "<", "<=", ">", ">=", "==", "!=", "~", "is", "=":
		return true
	}
	return false
}

func (e *Evaluator) logic(x *ast.Binary, a, b Value) Value {
	for i, v := range []Value{a, b} {
		if v.Kind != Truth {
			at := x.X
			if i == 1 {
				at = x.Y
			}
			return e.fail("not-a-truth", at.Span(), fmt.Sprintf("%s joins comparisons, and this is %s", x.Op, v.Kind), "compare it with something: a > b "+x.Op+" c > d")
		}
	}
	r := Bool(x.Op == "and" && a.True() && b.True() || x.Op == "or" && (a.True() || b.True()))
	r.Calc = a.Calc || b.Calc
	return r
}

func (e *Evaluator) span(x *ast.Binary, a, b Value) Value {
	if a.Kind != Number || b.Kind != Number {
		return e.fail("not-a-number", x.Span(), "a range runs from one number to another", "write 1min..60min")
	}
	if a.Dim != b.Dim {
		return e.mismatch(x, a, b, "a range needs one unit at both ends")
	}
	return Value{Kind: Range, List: []Value{a, b}, Dim: a.Dim, Calc: a.Calc || b.Calc}
}

func (e *Evaluator) mismatch(x *ast.Binary, a, b Value, what string) Value {
	return e.fail("dimension", x.Span(), fmt.Sprintf("%s: %s is %s, and %s is %s", what,
		brief(x.X), a.Dim.Describe(), brief(x.Y), b.Dim.Describe()), "give both sides the same kind of unit")
}

// brief is an expression's own text, cut to a readable length.
func brief(x ast.Expr) string {
	t := []rune(x.Span().Text())
	if len(t) > 30 {
		return string(t[:29]) + "…"
	}
	return string(t)
}

func (e *Evaluator) compare(x *ast.Binary, a, b Value) Value {
	if a.Kind == Series || b.Kind == Series {
		s, at := a, x.X
		if a.Kind != Series {
			s, at = b, x.Y
		}
		return e.fail("several-responses", at.Span(), fmt.Sprintf("%s has %d responses, and a comparison needs one number", brief(at), len(s.Nums)),
			fmt.Sprintf("write %s.first, .last, .mean or [3]", brief(at)))
	}
	words := (a.Kind == Word || a.Kind == Text) && (b.Kind == Word || b.Kind == Text)
	var holds bool
	switch {
	case words && (x.Op == "==" || x.Op == "is"):
		holds = a.Text == b.Text
	case words && x.Op == "!=":
		holds = a.Text != b.Text
	case a.Kind == Truth && b.Kind == Truth && (x.Op == "==" || x.Op == "!="):
		holds = (a.Num == b.Num) == (x.Op == "==")
	case b.Kind == Range && a.Kind == Number && (x.Op == "=" || x.Op == "==" || x.Op == "is" || x.Op == "~"):
		if a.Dim != b.Dim {
			return e.mismatch(x, a, b, "these cannot be compared")
		}
		holds = a.Num >= b.List[0].Num && a.Num <= b.List[1].Num
	case a.Kind != Number || b.Kind != Number:
		if (x.Op == "is" || x.Op == "==" || x.Op == "!=") && (a.Kind == Word) != (b.Kind == Word) {
			holds = x.Op == "!="
			break
		}
		return e.fail("not-comparable", x.Span(), fmt.Sprintf("%s and %s cannot be compared with %s", a.Kind, b.Kind, x.Op), "compare two numbers, or two names with is")
	case a.Dim != b.Dim && !a.Zero && !b.Zero:
		return e.mismatch(x, a, b, "these cannot be compared")
	default:
		switch x.Op {
		case "<":
			holds = a.Num < b.Num
		case "<=":
			holds = a.Num <= b.Num
		case ">":
			holds = a.Num > b.Num
		case ">=":
			holds = a.Num >= b.Num
		case "==", "is", "=":
			holds = a.Num == b.Num
		case "!=":
			holds = a.Num != b.Num
		case "~":
			holds = Near(a.Num, b.Num, DefaultMargin)
		}
	}
	r := Bool(holds)
	r.Calc = a.Calc || b.Calc
	return r
}

// DefaultMargin is the share of the right-hand side that `~` allows where no margin is written.
const DefaultMargin = 0.10

// Near says whether a lies within a share of b around b.
func Near(a, b, margin float64) bool { return math.Abs(a-b) <= margin*math.Abs(b) }

func (e *Evaluator) arithmetic(x *ast.Binary, a, b Value) Value {
	a, b = a.scalar(), b.scalar()
	if a.Kind == Range || b.Kind == Range {
		return e.rangeArithmetic(x, a, b)
	}
	if a.Kind == Series || b.Kind == Series {
		return e.elementwise(x, a, b)
	}
	for i, v := range []Value{a, b} {
		if v.Kind != Number {
			at := x.X
			if i == 1 {
				at = x.Y
			}
			return e.fail("not-a-number", at.Span(), fmt.Sprintf("%s needs numbers, and %s is %s", x.Op, brief(at), v.Kind), numberFix(v))
		}
	}
	r := Value{Kind: Number, Calc: a.Calc || b.Calc}
	switch x.Op {
	case "+", "-":
		if a.Dim != b.Dim {
			if !a.Zero && !b.Zero {
				what := "these cannot be added"
				if x.Op == "-" {
					what = "these cannot be subtracted"
				}
				return e.mismatch(x, a, b, what)
			}
			if a.Zero {
				a.Dim = b.Dim
			}
		}
		r.Dim = a.Dim
	case "*", "of":
		r.Dim = a.Dim.Mul(b.Dim)
	case "/":
		r.Dim = a.Dim.Div(b.Dim)
	case "^":
		if b.Dim != (unit.Dimension{}) {
			return e.fail("dimension", x.Y.Span(), fmt.Sprintf("an exponent is a plain number, and %s is %s", brief(x.Y), b.Dim.Describe()), "divide it by a value of its unit")
		}
		if a.Dim != (unit.Dimension{}) {
			if b.Calc {
				return e.fail("dimension", x.Y.Span(), "the exponent of a value with a unit must be a written number", "divide the base by its unit first")
			}
			d, ok := a.Dim.Pow(b.Num)
			if !ok {
				return e.fail("dimension", x.Span(), "this power of the unit does not exist", "use a whole exponent, or 0.5 for a square root")
			}
			r.Dim = d
		}
	default:
		return e.fail("not-a-value", x.Span(), fmt.Sprintf("%s does not compute a value", x.Op), "use + - * / ^ or of")
	}
	r.Num = apply(x.Op, a.Num, b.Num)
	return r
}

func apply(op string, a, b float64) float64 {
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*", "of":
		return a * b
	case "/":
		return a / b
	}
	return Power(a, b)
}

// rangeArithmetic applies an operation to both ends: 110%..250% of x.
func (e *Evaluator) rangeArithmetic(x *ast.Binary, a, b Value) Value {
	ends := [2]Value{}
	for i := range ends {
		p, q := a, b
		if a.Kind == Range {
			p = a.List[i]
		}
		if b.Kind == Range {
			q = b.List[i]
		}
		ends[i] = e.arithmetic(x, p, q)
		if ends[i].Kind != Number {
			return Value{}
		}
	}
	return Value{Kind: Range, List: ends[:], Dim: ends[0].Dim, Calc: ends[0].Calc}
}

// elementwise applies an operation to a row of responses and a number, or to two rows of one length.
func (e *Evaluator) elementwise(x *ast.Binary, a, b Value) Value {
	n := len(a.Nums)
	if a.Kind != Series {
		n = len(b.Nums)
	}
	if a.Kind == Series && b.Kind == Series && len(a.Nums) != len(b.Nums) {
		return e.fail("several-responses", x.Span(), fmt.Sprintf("%s has %d responses and %s has %d", brief(x.X), len(a.Nums), brief(x.Y), len(b.Nums)), "compare one number of each, such as .mean")
	}
	r := Value{Kind: Series, Name: brief(x), At: a.At, Calc: a.Calc || b.Calc}
	if a.Kind != Series {
		r.At = b.At
	}
	at := func(v Value, i int) Value {
		if v.Kind == Series {
			return Num(v.Nums[i], v.Dim)
		}
		return v
	}
	for i := range n {
		v := e.arithmetic(x, at(a, i), at(b, i))
		if v.Kind != Number {
			return Value{}
		}
		r.Nums, r.Dim = append(r.Nums, v.Num), v.Dim
	}
	return r
}
