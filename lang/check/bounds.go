package check

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// bounds reads the range of a parameter: param use = 0.2 in 0..1.
func (s *Scope) bounds(x ast.Expr, r, value eval.Value) (b Bounds) {
	switch {
	case r.Kind == eval.Unknown || value.Kind != eval.Number:
	case r.Kind != eval.Range || r.Calc:
		s.report(diag.Diagnostic{Code: "bad-range", Span: x.Span(), Message: "the values that a parameter may have are a range of two numbers", Fix: "write in 0..1"})
	case r.Dim != value.Dim && !value.Zero:
		s.report(diag.Diagnostic{Code: "dimension", Span: x.Span(), Message: fmt.Sprintf("the range is %s, and the value is %s", r.Dim.Describe(), value.Dim.Describe()), Fix: eval.UnitFix(value.Dim)})
	default:
		b = Bounds{Low: r.List[0].Num, High: r.List[1].Num, Range: x}
	}
	return b
}

// Outside says whether a value is none that a parameter may have, and how to say so. A value that only a run knows is let pass.
func (b Bounds) Outside(name string, v eval.Value, at source.Span) (diag.Diagnostic, bool) {
	if b.Range == nil || v.Kind != eval.Number || v.Calc || v.Num >= b.Low && v.Num <= b.High {
		return diag.Diagnostic{}, false
	}
	low, high := b.ends()
	is := at.Text()
	if !strings.ContainsAny(is[:min(1, len(is))], "-.0123456789") { // a name
		is += ", which is " + unit.Format(unit.Quantity{Value: v.Num, Dim: v.Dim})
	}
	d := diag.Diagnostic{Code: "out-of-range", Span: at, Message: fmt.Sprintf("%s lies between %s and %s, and this is %s", name, low, high, is), Fix: "write " + high + " or less"}
	if v.Num < b.Low {
		d.Fix = "write " + low + " or more"
	}
	return d, true
}

// ends are the two ends as they are written.
func (b Bounds) ends() (low, high string) {
	if x, ok := ast.Unparen(b.Range).(*ast.Binary); ok {
		return x.X.Span().Text(), x.Y.Span().Text()
	}
	return fmt.Sprint(b.Low), fmt.Sprint(b.High)
}
