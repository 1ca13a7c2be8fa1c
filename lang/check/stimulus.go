package check

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

func (b *circuitBuilder) stimuli(stmts []ast.Stmt) {
	names := map[string]ast.Name{}
	for _, st := range stmts {
		d, ok := st.(*ast.Stimulus)
		if !ok || !b.unique(names, d.Name) {
			continue
		}
		b.c.Stimuli = append(b.c.Stimuli, b.stimulus(d, b.c))
	}
}

// stimulus reads a verb. Without a circuit only its own names can be checked.
func (s *Scope) stimulus(d *ast.Stimulus, c *Circuit) *Stimulus {
	st := &Stimulus{Decl: d, Name: d.Name.Text}
	model := &Model{Kind: "stimulus", Name: d.Name.Text}
	for _, p := range d.Params {
		if p.Name == nil {
			id, ok := p.Value.(*ast.Ident)
			if ok && id.Name == "site" {
				st.Site = true
				continue
			}
			s.report(diag.Diagnostic{Code: "no-value", Span: p.Value.Span(), Message: "a stimulus's parameter needs a default", Fix: fmt.Sprintf("write %s(site, force = 2g, for = 500ms)", d.Name.Text)})
			continue
		}
		if old := find(st.Params, p.Name.Text); old != nil {
			s.twice(*p.Name, old.Name.Span())
			continue
		}
		v := (&equationEnv{scope: s, model: model}).eval(p.Value)
		if p.Name.Text == "for" && v.Kind == eval.Number && (v.Dim != unit.Time || v.Num <= 0) {
			s.report(diag.Diagnostic{Code: "dimension", Span: p.Value.Span(), Message: "`for` is how long the stimulus lasts: a time above zero", Fix: "write for = 500ms"})
		}
		if p.Name.Text == "for" {
			s.clocked(p.Value, v, "for = 500ms")
		}
		st.Params = append(st.Params, Symbol{Name: *p.Name, Init: p.Value, Dim: v.Dim})
	}
	model.Params = st.Params
	if d.Body == nil {
		return st
	}
	for _, x := range d.Body.Stmts {
		drive, ok := x.(*ast.Drive)
		if !ok {
			if _, bad := x.(*ast.Invalid); !bad {
				s.report(diag.Diagnostic{Code: "misplaced", Span: x.Span(), Message: "a stimulus only drives cells", Fix: "write drive senses(site) with current 0.4nA"})
			}
			continue
		}
		if s.drive(model, st, drive, c) {
			st.Drives = append(st.Drives, drive)
		}
	}
	return st
}

func (s *Scope) drive(model *Model, st *Stimulus, d *ast.Drive, c *Circuit) bool {
	if d.Input.Text != "current" {
		s.report(eval.Unresolved("unknown-input", d.Input.Span(), "input", d.Input.Text, []string{"current"}))
		return false
	}
	cells, ok := s.driven(st, d, c)
	if !ok {
		return false
	}
	if c == nil {
		return true
	}
	for _, p := range cells {
		about := surroundings{"index": plainNumber, "count": plainNumber}
		for _, sym := range p.Model.Params {
			if model.Param(sym.Name.Text) == nil {
				about[sym.Name.Text] = eval.Abstract(sym.Dim)
			}
		}
		v := (&equationEnv{scope: s, model: model, about: about}).eval(d.Value)
		if v.Kind != eval.Unknown && (v.Kind != eval.Number || v.Dim != unit.Current) {
			s.report(diag.Diagnostic{Code: "dimension", Span: d.Value.Span(), Message: fmt.Sprintf("a drive is a current, and this is %s", describe(v)), Fix: "write with current 0.4nA * log(1 + force / 0.5g)"})
		}
	}
	return true
}

// driven lists the cells that a drive may reach: those that sense its site, those of a fixed site, or a population.
func (s *Scope) driven(st *Stimulus, d *ast.Drive, c *Circuit) ([]*Population, bool) {
	switch target := d.Target.(type) {
	case *ast.Call:
		fn, ok := target.Fn.(*ast.Ident)
		if !ok || fn.Name != "senses" || len(target.Args) != 1 || target.Args[0].Name != nil {
			break
		}
		site, ok := target.Args[0].Value.(*ast.Ident)
		if !ok {
			break
		}
		if site.Name == "site" && !st.Site {
			s.report(diag.Diagnostic{Code: "unknown-name", Span: site.Span(), Message: fmt.Sprintf("%s has no parameter called site", st.Name), Fix: fmt.Sprintf("write stimulus %s(site, ...)", st.Name)})
			return nil, false
		}
		if c == nil {
			return nil, true
		}
		var cells []*Population
		for _, p := range c.Populations {
			if site.Name == "site" && len(p.Senses) > 0 || slices.Contains(p.Senses, site.Name) {
				cells = append(cells, p)
			}
		}
		if len(cells) == 0 && site.Name != "site" {
			s.report(eval.Unresolved("unknown-site", site.Span(), "site that a cell senses", site.Name, c.Sites))
			return nil, false
		}
		return cells, true
	case *ast.Ident:
		if c == nil {
			return nil, true
		}
		if p := c.Population(target.Name); p != nil {
			return []*Population{p}, true
		}
		s.report(eval.Unresolved("unknown-cell", target.Span(), "cell", target.Name, c.CellNames()))
		return nil, false
	}
	s.report(diag.Diagnostic{Code: "bad-drive", Span: d.Target.Span(), Message: "a drive goes to the cells that sense a site, or to cells by name", Fix: "write drive senses(site) with current 0.4nA"})
	return nil, false
}
