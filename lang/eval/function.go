package eval

import (
	"fmt"
	"math"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/unit"
)

// rule says what a function does to the dimensions of its arguments.
type rule uint8

const (
	plain  rule = iota // plain numbers in, a plain number out
	keeps              // any dimension, the same for all arguments, and kept
	root               // the square root of the dimension
	signed             // keeps, of one argument
)

// Function is a function of the language.
type Function struct {
	Name     string
	Min, Max int // number of arguments; Max -1 is any number
	Doc      string
	rule     rule
	calc     func(e *Evaluator, xs []float64) float64
}

// Functions lists every function that an expression may use, by name.
var Functions = []Function{
	{"abs", 1, 1, "the size of a number, without its sign", keeps, of1(math.Abs)},
	{"clamp", 3, 3, "clamp(x, low, high): x, but never below low or above high", keeps, func(_ *Evaluator, xs []float64) float64 { return math.Max(xs[1], math.Min(xs[2], xs[0])) }},
	{"cos", 1, 1, "cosine of an angle in radians", plain, of1(Cos)},
	{"exp", 1, 1, "e to the power of a number", plain, of1(Exp)},
	{"log", 1, 1, "natural logarithm", plain, of1(Log)},
	{"log10", 1, 1, "logarithm to base 10", plain, of1(Log10)},
	{"max", 1, -1, "the largest of its arguments", keeps, func(_ *Evaluator, xs []float64) float64 { return fold(xs, math.Max) }},
	{"mean", 1, -1, "the average of its arguments", keeps, func(_ *Evaluator, xs []float64) float64 { return sum(xs) / float64(len(xs)) }},
	{"min", 1, -1, "the smallest of its arguments", keeps, func(_ *Evaluator, xs []float64) float64 { return fold(xs, math.Min) }},
	{"normal", 2, 2, "normal(mean, sd): a random number of the normal distribution", keeps, func(e *Evaluator, xs []float64) float64 {
		return xs[0] + float64(xs[1]*math.Sqrt(-2*Log(e.Env.Random()))*Cos(2*math.Pi*e.Env.Random()))
	}},
	{"round", 1, 1, "the nearest whole number", plain, of1(math.Round)},
	{"sin", 1, 1, "sine of an angle in radians", plain, of1(Sin)},
	{"sqrt", 1, 1, "square root", root, of1(math.Sqrt)},
	{"tanh", 1, 1, "hyperbolic tangent", plain, of1(Tanh)},
	{"uniform", 2, 2, "uniform(low, high): a random number between the two", keeps, func(e *Evaluator, xs []float64) float64 { return xs[0] + float64((xs[1]-xs[0])*e.Env.Random()) }},
}

func of1(f func(float64) float64) func(*Evaluator, []float64) float64 {
	return func(_ *Evaluator, xs []float64) float64 { return f(xs[0]) }
}

// FunctionNamed finds a function.
func FunctionNamed(name string) *Function {
	for i := range Functions {
		if Functions[i].Name == name {
			return &Functions[i]
		}
	}
	return nil
}

// FunctionNames lists the functions, for suggestions.
func FunctionNames() []string {
	var names []string
	for _, f := range Functions {
		names = append(names, f.Name)
	}
	return append(names, "correlation")
}

// foreign are functions of other languages, and what to write instead.
var foreign = map[string]string{
	"range": "write a range, such as 1..10", "seq": "write a range, such as 1..10", "ln": "write log, which is the natural logarithm", "average": "write mean",
	"avg": "write mean", "pow": "write a ^ b", "power": "write a ^ b", "rand": "write uniform(0, 1)", "random": "write uniform(0, 1)", "randn": "write normal(0, 1)",
	"len": "write train.count", "length": "write train.count", "sum": "write train.sum", "first": "write train.first", "last": "write train.last",
}

func (e *Evaluator) call(x *ast.Call) Value {
	if v, ok := e.Env.Resolve(x, e); ok {
		return v
	}
	name, ok := x.Fn.(*ast.Ident)
	if !ok {
		e.Eval(x.Fn)
		return e.fail("not-a-function", x.Fn.Span(), fmt.Sprintf("%s cannot be called", brief(x.Fn)), "write train[2] for a trial, * for a product; the functions are "+strings.Join(FunctionNames(), ", "))
	}
	var args []Value
	for _, a := range x.Args {
		args = append(args, e.Eval(a.Value))
	}
	for _, a := range args {
		if a.Kind == Unknown {
			return Value{}
		}
	}
	if name.Name == "correlation" {
		return e.correlation(x, args)
	}
	f := FunctionNamed(name.Name)
	if f == nil {
		d := Unresolved("unknown-function", name.Span(), "function", name.Name, FunctionNames())
		if fix := foreign[name.Name]; fix != "" {
			d.Fix, d.Edits = fix, nil
		}
		e.Report(d)
		return Value{}
	}
	if len(args) == 1 && args[0].Kind == Series && !args[0].Open && f.Max < 0 { // max(train)
		s := args[0]
		args = nil
		for _, n := range s.Nums {
			v := Num(n, s.Dim)
			v.Calc = s.Calc
			args = append(args, v)
		}
	}
	if len(args) < f.Min || f.Max >= 0 && len(args) > f.Max {
		return e.fail("argument-count", x.Span(), fmt.Sprintf("%s takes %s, and here are %d", f.Name, counted(f), len(args)), f.Doc)
	}
	r := Value{Kind: Number}
	var xs []float64
	for i, a := range args {
		a = a.scalar()
		if a.Kind != Number {
			return e.fail("not-a-number", x.Args[min(i, len(x.Args)-1)].Value.Span(), fmt.Sprintf("%s needs numbers, and this is %s", f.Name, a.Kind), numberFix(a))
		}
		at := x.Args[min(i, len(x.Args)-1)].Value
		switch {
		case f.rule == plain && a.Dim != (unit.Dimension{}):
			return e.fail("dimension", at.Span(), fmt.Sprintf("%s needs a plain number, and %s is %s", f.Name, brief(at), a.Dim.Describe()), "divide it by a value of its unit: "+f.Name+"("+brief(at)+" / …)")
		case f.rule == keeps && i > 0 && a.Dim != r.Dim && !a.Zero:
			return e.fail("dimension", at.Span(), fmt.Sprintf("%s needs one kind of unit: %s is %s, and the first is %s", f.Name, brief(at), a.Dim.Describe(), r.Dim.Describe()), UnitFix(r.Dim))
		case f.rule == keeps && (i == 0 || !a.Zero):
			r.Dim = a.Dim
		case f.rule == root:
			d, ok := a.Dim.Pow(0.5)
			if !ok {
				return e.fail("dimension", at.Span(), "this unit has no square root", "divide by a value of its unit first: sqrt("+brief(at)+" / …)")
			}
			r.Dim = d
		}
		r.Calc = r.Calc || a.Calc
		xs = append(xs, a.Num)
	}
	r.Num = f.calc(e, xs)
	r.Calc = r.Calc || f.Name == "uniform" || f.Name == "normal"
	return r
}

func counted(f *Function) string {
	switch {
	case f.Max < 0:
		return "at least one value"
	case f.Max == 1:
		return "one value"
	}
	return fmt.Sprintf("%d values", f.Max)
}

func (e *Evaluator) correlation(x *ast.Call, args []Value) Value {
	if len(args) != 2 || args[0].Kind != Series || args[1].Kind != Series {
		return e.fail("argument-count", x.Span(), "correlation takes two rows of one length", "write correlation(train, siphon.duration(train))")
	}
	a, b := args[0], args[1]
	if a.Open || b.Open {
		return Abstract(unit.Dimension{})
	}
	if len(a.Nums) != len(b.Nums) || len(a.Nums) < 3 {
		return e.fail("several-responses", x.Span(), fmt.Sprintf("the rows have %d and %d values, and at least three pairs are needed", len(a.Nums), len(b.Nums)), "correlate two measures of the same trials: correlation(train, siphon.duration(train))")
	}
	r := Num(Correlation(a.Nums, b.Nums), unit.Dimension{})
	r.Calc = a.Calc || b.Calc
	return r
}
