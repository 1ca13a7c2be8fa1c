package check

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// lastMoment is as far as the clock goes, in s: 292 years.
const lastMoment = 9.2e9

// moment checks a time of a definition: not negative, nothing only where it may be, and not longer than the clock goes. like
// is what may be written instead.
func (s *Scope) moment(x ast.Expr, v eval.Value, zero bool, like string) {
	name, _, _ := strings.Cut(like, " ")
	switch {
	case v.Kind != eval.Number || v.Dim != unit.Time:
	case v.Num < 0:
		s.report(diag.Diagnostic{Code: "bad-time", Span: x.Span(), Message: name + " cannot be negative", Fix: "write " + like})
	case v.Num == 0 && !zero:
		s.report(diag.Diagnostic{Code: "bad-time", Span: x.Span(), Message: name + " must be longer than nothing", Fix: "write " + like})
	}
	s.clocked(x, v, like)
}

// clocked checks that the clock goes as far as a time.
func (s *Scope) clocked(x ast.Expr, v eval.Value, like string) {
	if v.Kind == eval.Number && v.Dim == unit.Time && !(v.Num < lastMoment) {
		s.report(diag.Diagnostic{Code: "bad-time", Span: x.Span(), Message: fmt.Sprintf("%s is longer than the clock goes, which is 292 years", x.Span().Text()), Fix: "write " + like})
	}
}
