package ide

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// control is another way to treat the animals of a group: the same with one thing replaced.
type control struct {
	what  string // what the action says of it
	name  string // goes behind the group's name
	edits []diag.Edit
}

// controls are the actions that put a control group behind a group.
func (d *Document) controls(g *ast.Group) (list []Action) {
	for _, c := range d.alternatives(g) {
		list = append(list, d.beside(g, c))
	}
	return list
}

// beside is the action that puts a copy of a group behind it, with one thing replaced.
func (d *Document) beside(g *ast.Group, c control) Action {
	at := g.Span()
	start := strings.LastIndexByte(d.Text[:at.Start], '\n') + 1
	indent := d.Text[start:at.Start]
	if strings.TrimSpace(indent) != "" {
		indent = ""
	}
	name := d.fresh(g.Name.Text + "_" + c.name)
	edits := append([]diag.Edit{{Span: g.Name.Span(), Text: name}}, c.edits...)
	copied := d.Apply(edits)
	copied = copied[at.Start : len(copied)-(len(d.Text)-at.End)]
	end := source.Span{File: d.file, Start: at.End, End: at.End}
	return Action{"add a control group: " + c.what, "refactor.rewrite", []diag.Edit{{Span: end, Text: "\n" + indent + copied}}, nil}
}

// fresh is a name that the script does not use yet.
func (d *Document) fresh(name string) string {
	used := map[string]bool{}
	for _, t := range d.tokens {
		used[t.Value] = true
	}
	for n := name; ; n += "_too" {
		if !used[n] {
			return n
		}
	}
}

// alternatives are the controls that a group's own treatment asks for, in the order of what is done.
func (d *Document) alternatives(g *ast.Group) (list []control) {
	if g.Body == nil {
		return nil
	}
	roles := d.roles()
	var visit func(st ast.Stmt, label string, around *ast.Compound)
	visit = func(st ast.Stmt, label string, around *ast.Compound) {
		switch st := st.(type) {
		case *ast.Labelled:
			visit(st.Stmt, st.Label.Text, around)
		case *ast.Compound:
			for _, inner := range st.Body.Stmts {
				visit(inner, label, st)
			}
		case *ast.Apply:
			if d.agent("vehicle") && st.Agent.Span().Text() != "vehicle" {
				list = append(list, control{"vehicle in the place of " + st.Agent.Span().Text(), "vehicle", []diag.Edit{{Span: st.Agent.Span(), Text: "vehicle"}}})
			}
		case *ast.Remove:
			if !st.Sham {
				list = append(list, control{"the operation without the lesion", "sham", []diag.Edit{{Span: first(st, "remove"), Text: "sham"}}})
			}
		default:
			if role := roles[label]; !omissible(st) || role != "" && role != "train" {
				return
			}
			if p, ok := st.(*ast.Pair); ok {
				list = append(list, d.apart(p, label, around)...)
			}
			at := source.Span{File: d.file, Start: st.Span().Start, End: st.Span().Start}
			list = append(list, control{"without " + short(st), "without_" + word(st, label), []diag.Edit{{Span: at, Text: "omit "}}})
		}
	}
	for _, st := range g.Body.Stmts {
		visit(st, "", nil)
	}
	return list[:min(len(list), 8)]
}

// apart are the controls of a pairing: the same two stimuli half an interval apart, and at random times.
func (d *Document) apart(p *ast.Pair, label string, around *ast.Compound) (list []control) {
	every, count, whole := p.Mods.Every, p.Mods.Count, ast.Stmt(p)
	if around != nil && len(around.Body.Stmts) == 1 && count == nil {
		every, count, whole = around.Mods.Every, around.Mods.Count, around
	}
	ns := d.interval(every)
	if ns <= 0 {
		return nil
	}
	one, other := p.First.Span().Text(), p.Second.Span().Text()
	half := one + "; rest " + timeline.Duration(ns/2) + "; " + other
	switch {
	case whole != ast.Stmt(p):
		list = append(list, control{"the two apart", "unpaired", []diag.Edit{{Span: p.Span(), Text: half}}})
	case count != nil:
		if label != "" {
			half = label + ": " + half
		}
		at := d.labelled(p)
		list = append(list, control{"the two apart", "unpaired", []diag.Edit{{Span: at, Text: "{ " + half + " } " + times(count) + " every " + timeline.Duration(ns)}}})
	default:
		list = append(list, control{"the two apart", "unpaired", []diag.Edit{{Span: p.Span(), Text: half}}})
	}
	if n, ok := count.(*ast.Number); ok && n.Value >= 2 && n.Value <= 1e6 {
		text := "scatter [" + one + " " + times(count) + ", " + other + " " + times(count) + "] over " + timeline.Duration(ns*int64(n.Value))
		at := whole.Span()
		list = append(list, control{"the two at random times", "at_random", []diag.Edit{{Span: at, Text: text}}})
	}
	return list
}

// labelled is the span of a statement with its label.
func (d *Document) labelled(st ast.Stmt) source.Span {
	for _, x := range d.path(st.Span().Start) {
		if l, ok := x.(*ast.Labelled); ok && l.Stmt == st {
			return l.Span()
		}
	}
	return st.Span()
}

// times writes a number of repeats.
func times(x ast.Expr) string {
	if n, ok := x.(*ast.Number); ok {
		return "x" + strings.TrimLeft(n.Span().Text(), "x×")
	}
	return "x(" + ast.Unparen(x).Span().Text() + ")"
}

// interval is the time from onset to onset in ns, as it was written or as the preparation has it; 0 where it is not known.
func (d *Document) interval(x ast.Expr) int64 {
	if x == nil {
		for _, c := range d.facts().circuits {
			if c.Interval != nil && x == nil {
				x = c.Interval
			}
		}
	}
	if q, ok := x.(*ast.Quantity); ok {
		return int64(q.Value.Value * 1e9)
	}
	return 0
}

// roles are what the labels of the script are for.
func (d *Document) roles() map[string]string {
	m := map[string]string{}
	for _, r := range timeline.Roles() {
		m[r] = r
	}
	ast.Inspect(d.tree.Body, func(st ast.Stmt) bool {
		if r, ok := st.(*ast.Role); ok {
			for _, l := range r.Labels {
				m[l.Text] = r.Role.Text
			}
		}
		return true
	})
	return m
}

func (d *Document) agent(name string) bool {
	for _, c := range d.facts().circuits {
		if c.Agent(name) != nil {
			return true
		}
	}
	return false
}

// first is the place of the word that a statement begins with.
func first(st ast.Stmt, word string) source.Span {
	at := st.Span()
	return source.Span{File: at.File, Start: at.Start, End: at.Start + len(word)}
}

// short is an action on one line, without what would make it long.
func short(st ast.Stmt) string {
	text := []rune(strings.Join(strings.Fields(st.Span().Text()), " "))
	if len(text) > 40 {
		text = append(text[:39], '…')
	}
	return string(text)
}

// word names an action: by its label, else by its verb.
func word(st ast.Stmt, label string) string {
	if len(label) > 1 {
		return label
	}
	return strings.FieldsFunc(st.Span().Text(), func(r rune) bool { return r == ' ' || r == '(' || r == '\t' })[0]
}
