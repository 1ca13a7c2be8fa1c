package timeline

import (
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/source"
)

// Reference is a label in a hypothesis: whose trials it names, and what is read of them.
type Reference struct {
	Label    string
	Branches []int             // indices into Design.Branches, ascending
	Within   map[string]string // chosen levels of factors within animals
	Measure  string            // "" is the response
	Field    string            // last, mean, drop, ...; "" for the label itself or one of its trials
	Trend    string            // the factor of a trend, main effect or interaction over which it is compared
	Right    bool              // on the right-hand side
	At       source.Span
}

// references lists the labels of a hypothesis, in the order in which they are written.
func (a *asker) references(q *Question) {
	claim := ast.Unparen(q.Stmt.Claim)
	if c, ok := effect(claim); ok && q.Stmt.On != nil {
		for _, f := range q.Factors {
			list := a.referred(&ast.Ident{Node: ast.Node{At: q.Stmt.On.Span()}, Name: q.Stmt.On.Text}, Reference{Trend: f.Name})
			for i := range list {
				list[i].At = c.Span()
			}
			q.References = append(q.References, list...)
		}
		return
	}
	if b, ok := claim.(*ast.Binary); ok {
		q.References = append(a.referred(b.X, Reference{}), a.referred(b.Y, Reference{Right: true})...)
	}
}

// referred finds the labels in an expression; r is what is known of them from around it.
func (a *asker) referred(x ast.Expr, r Reference) []Reference {
	quiet := &eval.Evaluator{Env: a, Report: unheard}
	named := func(label string, among map[int]bool, at source.Span) []Reference {
		r.Label, r.At, r.Within = label, at, a.at
		for _, b := range a.d.Branches {
			if b.labels[label] && (among == nil || among[b.index]) {
				r.Branches = append(r.Branches, b.index)
			}
		}
		sort.Ints(r.Branches)
		return []Reference{r}
	}
	switch x := x.(type) {
	case *ast.Ident:
		if _, f := a.w.vars.find(x.Name); f == nil && a.d.labels()[x.Name] {
			return named(x.Name, a.among, x.Span())
		}
	case *ast.Field:
		if id, ok := x.X.(*ast.Ident); ok {
			if b := a.d.group(id.Name); b != nil {
				return named(x.Name.Text, map[int]bool{b.index: true}, x.Span())
			}
		}
		r.Field = x.Name.Text
		return a.referred(x.X, r)
	case *ast.Index:
		inner := *a
		if len(x.Args) > 0 && x.Args[0].Name != nil {
			inner.choose(x, quiet)
		}
		return inner.referred(x.X, r)
	case *ast.Paren:
		return a.referred(x.X, r)
	case *ast.Unary:
		return a.referred(x.X, r)
	case *ast.Binary:
		return append(a.referred(x.X, r), a.referred(x.Y, r)...)
	case *ast.Call:
		if fn, ok := x.Fn.(*ast.Ident); ok && fn.Name == "trend" && len(x.Args) == 2 {
			r.Trend = quoted(x.Args[1].Value)
			return a.referred(x.Args[0].Value, r)
		}
		if m, ok := a.w.readingName(x.Fn); ok {
			r.Measure = m.Name
		}
		var list []Reference
		for _, arg := range x.Args {
			list = append(list, a.referred(arg.Value, r)...)
		}
		return list
	}
	return nil
}
