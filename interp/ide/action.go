package ide

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// Action is a change of the text that an editor offers at a place.
type Action struct {
	Title string
	Kind  string // quickfix, refactor.rewrite or source.fixAll, as the protocol calls them
	Edits []diag.Edit
	Of    *diag.Diagnostic // the problem that it mends; nil for none
}

// Actions are what can be changed between two byte offsets: the mends of the problems there and then of the others in these lines,
// the controls that an experiment may lack, and omit for an action.
func (d *Document) Actions(from, to int) (list []Action) {
	first, end := d.lines(from, to)
	for _, here := range []bool{true, false} {
		for i := range d.problems {
			x := &d.problems[i]
			if at := x.Span; d.own(at) && at.Start <= end && at.End >= first && here == (at.Start <= to && at.End >= from) {
				list = append(list, d.fixes(x)...)
			}
		}
	}
	if all := d.mends(); len(all) > 0 {
		list = append(list, Action{"make every certain fix", "source.fixAll", all, nil})
	}
	path := d.path(d.written(from))
	list = append(list, d.omission(path)...)
	for _, st := range path {
		if g, ok := st.(*ast.Group); ok {
			list = append(list, d.controls(g)...)
		}
	}
	return list
}

// lines is where the lines between two offsets begin and end.
func (d *Document) lines(from, to int) (begin, end int) {
	begin = d.Offset(Position{Line: d.Position(from).Line})
	if n := strings.IndexByte(d.Text[to:], '\n'); n >= 0 {
		return begin, to + n
	}
	return begin, len(d.Text)
}

// fixes are what mends a problem.
func (d *Document) fixes(x *diag.Diagnostic) []Action {
	if len(x.Edits) == 0 {
		return d.remedies(x)
	}
	title := x.Fix
	if title == "" {
		title = "mend " + x.Code
	}
	return []Action{{title, "quickfix", x.Edits, x}}
}

// written is an offset or, among the blanks that a line begins with, the place behind them.
func (d *Document) written(offset int) int {
	p := d.Position(offset)
	begin := d.Offset(Position{Line: p.Line})
	if rest := d.Text[begin:]; strings.Trim(d.Text[begin:offset], " \t") == "" {
		return begin + len(rest) - len(strings.TrimLeft(rest, " \t"))
	}
	return offset
}

// own says whether a span is of this text and not of a file that it uses.
func (d *Document) own(s source.Span) bool { return s.File != nil && s.File.Name == d.Name }

// mends are the edits of all problems that do not overlap, in order.
func (d *Document) mends() (list []diag.Edit) {
	end := 0
	for _, x := range d.problems {
		fits := len(x.Edits) > 0
		last := end
		for _, e := range x.Edits {
			fits = fits && d.own(e.Span) && e.Span.Start >= last
			last = e.Span.End
		}
		if fits {
			list, end = append(list, x.Edits...), last
		}
	}
	return list
}

// path are the statements around an offset, the outermost first.
func (d *Document) path(offset int) (list []ast.Stmt) {
	ast.Inspect(d.tree.Body, func(st ast.Stmt) bool {
		if _, isExpr := st.(ast.Expr); isExpr || offset < st.Span().Start || offset > st.Span().End {
			return false
		}
		list = append(list, st)
		return true
	})
	return list
}

// omission turns the action around a place into its time-matched control, or back.
func (d *Document) omission(path []ast.Stmt) []Action {
	var inner ast.Stmt
	if n := len(path); n > 0 {
		if l, ok := path[n-1].(*ast.Labelled); ok && l.Stmt != nil { // at the label
			path = append(path, l.Stmt)
		}
	}
	for _, st := range path {
		if o, ok := st.(*ast.Omit); ok {
			at := source.Span{File: d.file, Start: o.Span().Start, End: o.What.Span().Start}
			return []Action{{"deliver this: take omit away", "refactor.rewrite", []diag.Edit{{Span: at}}, nil}}
		}
		if _, inPeek := st.(*ast.Peek); inPeek {
			return nil
		}
		if omissible(st) && (inner == nil || !holds(inner)) {
			inner = st
		}
	}
	if inner == nil {
		return nil
	}
	at := source.Span{File: d.file, Start: inner.Span().Start, End: inner.Span().Start}
	return []Action{{"omit this: keep its time, deliver nothing", "refactor.rewrite", []diag.Edit{{Span: at, Text: "omit "}}, nil}}
}

// omissible says whether `omit` may stand before a statement.
func omissible(st ast.Stmt) bool {
	switch st.(type) {
	case *ast.Act, *ast.Pair, *ast.Scatter, *ast.Inject, *ast.Clamp, *ast.Fire:
		return true
	}
	return false
}

// holds says whether a statement holds actions that cannot be omitted one by one.
func holds(st ast.Stmt) bool {
	switch st.(type) {
	case *ast.Pair, *ast.Scatter:
		return true
	}
	return false
}
