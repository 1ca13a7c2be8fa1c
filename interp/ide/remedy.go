package ide

import (
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

// remedied names the controls that may settle a finding of the critic.
var remedied = map[string][]string{
	"no-control": {"without_", "sham", "vehicle"}, "no-sensitization-control": {"without_"}, "no-unpaired-control": {"unpaired"},
	"no-random-control": {"at_random"}, "no-vehicle": {"vehicle"}, "no-sham": {"sham"},
}

// remedies are the control groups that settle a finding of the critic. Each is tried, and offered when the finding is gone and
// no mistake came: a group beside one, beside each of several, or beside one and in the claim in the place of another.
func (d *Document) remedies(x *diag.Diagnostic) (list []Action) {
	kinds := remedied[x.Code]
	if len(kinds) == 0 {
		return nil
	}
	body := d.design(x.Span.Start)
	var groups []*ast.Group
	for _, st := range body.Stmts {
		if g, ok := st.(*ast.Group); ok {
			groups = append(groups, g)
		}
	}
	offer := func(a Action) bool {
		a.Of, a.Kind = x, "quickfix"
		good := len(list) < 3 && d.settles(a.Edits, x.Code)
		if good {
			list = append(list, a)
		}
		return good
	}
	all := map[string]Action{} // of the same control for several groups
	var names []string
	for _, g := range groups {
		for _, c := range d.alternatives(g) {
			if !slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(c.name, k) }) {
				continue
			}
			a := d.beside(g, c)
			if !offer(a) && !slices.ContainsFunc(groups, func(o *ast.Group) bool { return o != g && offer(d.instead(body, g, o, c)) }) {
				if all[c.name].Title == "" {
					names = append(names, c.name)
				}
				a.Title = "add control groups: " + c.what
				a.Edits = append(slices.Clone(all[c.name].Edits), a.Edits...)
				all[c.name] = a
			}
		}
	}
	for _, name := range names {
		offer(all[name])
	}
	return list
}

// design is the block that holds the groups around an offset: of an experiment, or of the file.
func (d *Document) design(offset int) *ast.Block {
	body := d.tree.Body
	for _, st := range d.path(offset) {
		if e, ok := st.(*ast.Experiment); ok && e.Body != nil {
			body = e.Body
		}
	}
	return body
}

// instead puts a control beside a group, and into each claim about that group in the place of another.
func (d *Document) instead(body *ast.Block, g, other *ast.Group, c control) Action {
	a := d.beside(g, c)
	a.Title += ", and compare with it"
	name := d.fresh(g.Name.Text + "_" + c.name)
	for _, st := range body.Stmts {
		e, ok := st.(*ast.Expect)
		if !ok {
			continue
		}
		var edits []diag.Edit
		about := false
		ast.Inspect(e, func(st ast.Stmt) bool {
			if x, ok := st.(*ast.Ident); ok {
				about = about || x.Name == g.Name.Text
				if x.Name == other.Name.Text {
					edits = append(edits, diag.Edit{Span: x.Span(), Text: name})
				}
			}
			return true
		})
		if about {
			a.Edits = append(a.Edits, edits...)
		}
	}
	return a
}

// settles says whether edits take every finding of a rule away, and bring no mistake.
func (d *Document) settles(edits []diag.Edit, code string) bool {
	after := Open(d.Name, d.Apply(edits), d.options.Files)
	return after.valid && !slices.ContainsFunc(after.problems, func(x diag.Diagnostic) bool { return x.Code == code })
}
