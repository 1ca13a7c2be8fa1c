package timeline

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/format"
)

// part is an expression that each animal answers by itself, with its factor in a sum.
type part struct {
	coef float64
	x    ast.Expr
	at   map[string]string // levels within animals that are fixed for it
}

// term is what the animals of some branches contribute to a sum: the mean over them.
type term struct {
	branches []int
	level    float64 // of the factor, in a trend
	parts    []part
}

// sum is an operand of a hypothesis: means of groups of animals, added up, and a constant.
type sum struct {
	terms    []term
	constant float64
}

func (t term) key() string { return fmt.Sprint(t.branches) }

// lead takes the factor of the first part out of a term, as the weight of its mean. A sum of one term keeps it whole.
func (t term) lead(terms int) (weight float64, parts []part) {
	if terms == 1 {
		return 1, t.parts
	}
	weight = t.parts[0].coef
	for i, p := range t.parts {
		switch {
		case weight != 0:
			p.coef /= weight
		case i == 0:
			p.coef = 1
		}
		parts = append(parts, p)
	}
	return weight, parts
}

// plus adds another sum, times a number. Terms of the same animals become one, and what a term says twice it says once: b
// counts -2 in (a - b) - (b - c), and a is gone from (a - b) - (a - c).
func (s sum) plus(factor float64, o sum) sum {
	out := sum{constant: s.constant + float64(factor*o.constant)}
	for i, list := range [][]term{s.terms, o.terms} {
		for _, t := range list {
			k := slices.IndexFunc(out.terms, func(u term) bool { return u.key() == t.key() })
			if k < 0 {
				k = len(out.terms)
				out.terms = append(out.terms, term{branches: t.branches, level: t.level})
			}
			for _, p := range t.parts {
				if i == 1 {
					p.coef *= factor
				}
				out.terms[k].add(p)
			}
		}
	}
	out.terms = slices.DeleteFunc(out.terms, func(t term) bool { return len(t.parts) == 0 })
	return out
}

// add adds a part to those that a term has.
func (t *term) add(p part) {
	same := func(q part) bool { return maps.Equal(q.at, p.at) && oneLine(q.x) == oneLine(p.x) }
	k := slices.IndexFunc(t.parts, same)
	if k < 0 {
		t.parts = append(t.parts, p)
		return
	}
	if t.parts[k].coef += p.coef; math.Abs(t.parts[k].coef) <= 1e-12*math.Abs(p.coef) {
		t.parts = slices.Delete(t.parts, k, k+1)
	}
}

// oneLine is the text of an expression without its layout.
func oneLine(x ast.Expr) string { return strings.Join(strings.Fields(x.Span().Text()), " ") }

// sumOf takes an operand apart: what one animal answers by itself stays whole; means of different animals may be added,
// subtracted and multiplied with numbers.
func (a *asker) sumOf(x ast.Expr, report func(diag.Diagnostic)) (sum, bool) {
	sets := map[string][]int{}
	trend := a.animals(x, sets)
	if !trend && len(sets) == 0 {
		v := a.eval(x, report)
		return sum{constant: v.Num}, v.Kind == eval.Number
	}
	if !trend && len(sets) == 1 && !a.scaled(x) {
		for _, branches := range sets {
			return sum{terms: []term{{branches: branches, parts: []part{{coef: 1, x: x, at: a.at}}}}}, true
		}
	}
	switch x := x.(type) {
	case *ast.Paren:
		return a.sumOf(x.X, report)
	case *ast.Unary:
		if s, ok := a.sumOf(x.X, report); x.Op != "not" {
			if x.Op == "-" {
				s = sum{}.plus(-1, s)
			}
			return s, ok
		}
	case *ast.Binary:
		l, ok1 := a.sumOf(x.X, report)
		if !ok1 {
			return sum{}, false
		}
		r, ok2 := a.sumOf(x.Y, report)
		if !ok2 {
			return sum{}, false
		}
		switch {
		case x.Op == "+":
			return l.plus(1, r), true
		case x.Op == "-":
			return l.plus(-1, r), true
		case (x.Op == "*" || x.Op == "of") && len(l.terms) == 0:
			return sum{}.plus(l.constant, r), true
		case (x.Op == "*" || x.Op == "of") && len(r.terms) == 0:
			return sum{}.plus(r.constant, l), true
		case x.Op == "/" && len(r.terms) == 0:
			return sum{}.plus(1/r.constant, l), true
		}
	case *ast.Call:
		if fn, ok := x.Fn.(*ast.Ident); ok && fn.Name == "trend" && len(x.Args) == 2 {
			return a.slope(x, report)
		}
	}
	report(diag.Diagnostic{Code: "mixed-animals", Span: x.Span(), Message: "this mixes the responses of different animals, and none of them has both",
		Fix: "compare means of groups by +, - and a factor: a.test < 50% of b.test, or (a.test - b.test) > (c.test - d.test)"})
	return sum{}, false
}

// scaled says whether an expression is a response times a number, or with a number added: the number is taken out, so that
// what is compared are the responses.
func (a *asker) scaled(x ast.Expr) bool {
	constant := func(x ast.Expr) bool {
		sets := map[string][]int{}
		return !a.animals(x, sets) && len(sets) == 0
	}
	switch x := x.(type) {
	case *ast.Paren:
		return a.scaled(x.X)
	case *ast.Unary:
		return x.Op == "-"
	case *ast.Binary:
		switch x.Op {
		case "*", "of", "+", "-":
			return constant(x.X) || constant(x.Y)
		case "/":
			return constant(x.Y)
		}
	}
	return false
}

// animals lists the sets of branches that the labels in an expression belong to; it says whether there is a trend.
func (a *asker) animals(x ast.Expr, sets map[string][]int) (trend bool) {
	add := func(label string, among map[int]bool) {
		var list []int
		for _, b := range a.d.Branches {
			if b.labels[label] && (among == nil || among[b.index]) {
				list = append(list, b.index)
			}
		}
		sets[fmt.Sprint(list)] = list
	}
	quiet := &eval.Evaluator{Env: a, Report: func(diag.Diagnostic) {}}
	switch x := x.(type) {
	case *ast.Ident:
		if _, f := a.w.vars.find(x.Name); f == nil && a.d.labels()[x.Name] {
			add(x.Name, a.among)
		}
	case *ast.Field:
		if id, ok := x.X.(*ast.Ident); ok {
			if b := a.d.group(id.Name); b != nil {
				add(x.Name.Text, map[int]bool{b.index: true})
				return false
			}
		}
		return a.animals(x.X, sets)
	case *ast.Index:
		inner := *a
		if len(x.Args) > 0 && x.Args[0].Name != nil {
			inner.choose(x, quiet)
		}
		return inner.animals(x.X, sets)
	case *ast.Paren:
		return a.animals(x.X, sets)
	case *ast.Unary:
		return a.animals(x.X, sets)
	case *ast.Binary:
		l, r := a.animals(x.X, sets), a.animals(x.Y, sets)
		return l || r
	case *ast.Call:
		if fn, ok := x.Fn.(*ast.Ident); ok && fn.Name == "trend" {
			for _, arg := range x.Args[:min(1, len(x.Args))] {
				a.animals(arg.Value, sets)
			}
			return true
		}
		for _, arg := range x.Args {
			trend = a.animals(arg.Value, sets) || trend
		}
	}
	return trend
}

// slope is the trend of an answer over a factor: the slope of the line of least squares, which is a sum over its levels.
func (a *asker) slope(x *ast.Call, report func(diag.Diagnostic)) (sum, bool) {
	id, ok := x.Args[1].Value.(*ast.Ident)
	if !ok {
		return sum{}, false
	}
	f := a.d.factor(id.Name)
	of, ok := a.sumOf(x.Args[0].Value, report)
	if f == nil || !ok || len(f.Levels) == 0 {
		return sum{}, false
	}
	if len(of.terms) != 1 {
		report(diag.Diagnostic{Code: "mixed-animals", Span: x.Span(), Message: "a trend is over the levels of a factor, and this names certain animals already",
			Fix: "write trend(train.drop, " + f.Name + ")"})
		return sum{}, false
	}
	t := of.terms[0]
	weight := make([]float64, len(f.Levels)) // animals at each level
	branches := make([][]int, len(f.Levels))
	for i, level := range f.Levels {
		if f.Within {
			weight[i], branches[i] = 1, t.branches
			continue
		}
		for _, k := range t.branches {
			if v, has := a.d.Branches[k].level(f.Name); has && LevelText(v) == LevelText(level) {
				branches[i] = append(branches[i], k)
			}
		}
		weight[i] = float64(a.d.count(branches[i]))
	}
	var n, mean, square float64
	for i, level := range f.Levels {
		n += weight[i]
		mean += float64(weight[i] * level.Num)
	}
	mean /= n
	for i, level := range f.Levels {
		square += float64(weight[i] * (level.Num - mean) * (level.Num - mean))
	}
	var out sum
	for i, level := range f.Levels {
		piece := term{branches: branches[i], level: level.Num}
		for _, p := range t.parts {
			p.coef *= weight[i] * (level.Num - mean) / square
			if f.Within {
				at := map[string]string{f.Name: LevelText(level)}
				maps.Copy(at, p.at)
				p.at = at
			}
			piece.parts = append(piece.parts, p)
		}
		out = out.plus(1, sum{terms: []term{piece}})
	}
	return out, true
}

// count is the number of animals in branches that were not excluded.
func (d *Design) count(branches []int) (n int) {
	for _, s := range d.Subjects {
		if s.Out == "" && in(branches, s.Branch.index) {
			n++
		}
	}
	return n
}

func in(list []int, k int) bool {
	i := sort.SearchInts(list, k)
	return i < len(list) && list[i] == k
}

// disjoint says whether two lists of branches share none.
func disjoint(a, b []int) bool {
	for _, k := range a {
		if in(b, k) {
			return false
		}
	}
	return true
}

// sessions are the combinations of the levels of the factors within animals; one empty one where there are none.
func (d *Design) sessions() []map[string]string {
	list := []map[string]string{{}}
	for _, f := range d.Within() {
		if len(f.Levels) == 0 { // a mistake, which was said
			continue
		}
		var next []map[string]string
		for _, m := range list {
			for _, level := range f.Levels {
				c := map[string]string{f.Name: LevelText(level)}
				maps.Copy(c, m)
				next = append(next, c)
			}
		}
		list = next
	}
	return list
}

// value is what an animal contributes to a term: the mean over its sessions of its parts. A condition leaves sessions out.
// It is not a number where the animal has no answer.
func (a *asker) value(s *Subject, parts []part, when ast.Expr) float64 {
	total, n := 0.0, 0
	for _, session := range a.d.sessions() {
		one := asker{w: a.w, d: a.d, s: s, at: session}
		if when != nil {
			if v := one.eval(when, unheard); v.Kind != eval.Truth || !v.True() {
				continue
			}
		}
		n++
		for _, p := range parts {
			at := session
			if len(p.at) > 0 {
				at = map[string]string{}
				maps.Copy(at, session)
				maps.Copy(at, p.at)
			}
			one.at = at
			v := single(one.eval(p.x, unheard))
			if v.Kind != eval.Number {
				return math.NaN()
			}
			total += float64(p.coef * v.Num)
		}
	}
	return total / float64(n)
}

func unheard(diag.Diagnostic) {}

// quoted is an expression as sentences quote it.
func quoted(x ast.Expr) string { return format.Phrase(x.Span().Text()) }
