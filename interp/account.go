package interp

import (
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// Account is what a report says of the script besides its results, with the critic's findings where it was asked for them.
func (s *Script) Account(criticised bool) *record.Account {
	a := &record.Account{Script: s.name[strings.LastIndexAny(s.name, `/\`)+1:], Source: s.text}
	for _, set := range s.options.Set {
		a.Set = append(a.Set, set.Name+"="+set.Value)
	}
	if criticised {
		for _, f := range s.Review().Findings {
			a.Findings = append(a.Findings, record.Finding{Rule: f.Code, Severity: f.Severity.String(), Line: line(f.Span), Message: strings.TrimSuffix(upper(f.Message), ".") + ".", Why: f.Why})
		}
	}
	w, rows := s.dry(func(diag.Diagnostic) {})
	within := map[string]bool{} // experiment and factor
	for _, d := range w.Designs() {
		for _, f := range d.Within() {
			within[d.Title+"\x00"+f.Name] = true
		}
	}
	for _, r := range rows {
		a.Schedule = append(a.Schedule, scheduled(r, within))
	}
	var circuits []*check.Circuit
	for _, d := range w.Designs() {
		circuits = append(circuits, d.Circuit)
	}
	circuits = append(circuits, w.Circuit())
	seen := map[*check.Circuit]bool{nil: true}
	var changes []record.Parameter
	for _, st := range s.body {
		ast.Inspect(st, func(n ast.Stmt) bool {
			switch n := n.(type) {
			case *ast.Define:
				return false
			case *ast.Measure:
				a.Blind = a.Blind || n.Blind
			case *ast.Allow:
				a.Allowed = append(a.Allowed, record.Allowance{Rule: n.Rule, Reason: n.Reason})
			case *ast.Variability:
				a.Variability = append(a.Variability, strings.TrimPrefix(written(n), "variability "))
			case *ast.Use:
				changes = append(changes, changed(n)...)
			}
			return true
		})
	}
	for _, c := range circuits {
		if seen[c] {
			continue
		}
		seen[c] = true
		p := prepared(c)
		p.Parameters = append(p.Parameters, changes...)
		changes = nil
		a.Preparations = append(a.Preparations, p)
		if len(a.Variability) == 0 && slices.ContainsFunc(w.Designs(), func(d *timeline.Design) bool { return d.Circuit == c && !d.Nominal }) {
			for _, v := range c.Variability {
				a.Variability = append(a.Variability, strings.TrimPrefix(written(v), "variability "))
			}
		}
	}
	return a
}

// written is a statement's text in one line.
func written(n interface{ Span() source.Span }) string {
	return strings.Join(strings.Fields(n.Span().Text()), " ")
}

// scheduled is a row of the dry run. Levels within animals are its session, those between them belong to its cell.
func scheduled(r timeline.Row, within map[string]bool) record.Event {
	e := record.Event{Experiment: r.Cell.Experiment, Onset: r.Onset, Omitted: r.Omitted, Note: r.Note, Block: r.Block}
	if r.Cell.Group != "" || len(r.Cell.Factors) > 0 || r.Cell.Experiment != "" {
		cell := r.Cell
		cell.Factors = nil
		var session []string
		for _, l := range r.Cell.Factors {
			if within[r.Cell.Experiment+"\x00"+l.Factor] {
				session = append(session, l.Factor+"="+l.Level)
			} else {
				cell.Factors = append(cell.Factors, l)
			}
		}
		e.Cell, e.Session = cell.Name(), strings.Join(session, ", ")
	}
	if t := r.Trial; t != nil {
		e.Label, e.Trial, e.Action = t.Label, true, action(t.Action, t.Peeked)
		for _, x := range t.Events {
			e.For = max(e.For, x.For)
		}
	} else {
		e.Action, e.For = r.Event.Text, r.Event.For
	}
	return e
}

// changed are the parameters that a `use` gives another value.
func changed(st *ast.Use) (list []record.Parameter) {
	for _, s := range st.With {
		var path []string
		for _, n := range s.Path {
			path = append(path, n.Text)
		}
		list = append(list, record.Parameter{Owner: "in this script", Name: strings.Join(path, "."), Value: written(s.Value), Source: "the script", Changed: true})
	}
	return list
}

// prepared describes a preparation with the parameters of everything that it is made of.
func prepared(c *check.Circuit) record.Preparation {
	p := record.Preparation{Name: c.Name, Doc: words(c.Doc)}
	add := func(owner string, list []check.Symbol) {
		for _, s := range list {
			x := record.Parameter{Owner: owner, Name: s.Name.Text}
			x.Meaning, x.Source = stated(s.Doc)
			if s.Init != nil { // a stimulus may ask for a value
				x.Value = written(s.Init)
			}
			p.Parameters = append(p.Parameters, x)
		}
	}
	set := func(owner string, list []check.Setting) {
		for _, s := range list {
			p.Parameters = append(p.Parameters, record.Parameter{Owner: owner, Name: s.Name.Text, Value: written(s.Value), Meaning: "in place of the model's value"})
		}
	}
	var models []*check.Model
	once := func(m *check.Model) {
		if m != nil && !slices.Contains(models, m) {
			models = append(models, m)
			add(m.Kind+" "+m.Name, m.Params)
		}
	}
	for _, n := range c.Populations {
		once(n.Model)
	}
	for _, n := range c.Populations {
		set("neuron "+n.Name, n.Settings)
	}
	for _, s := range c.Synapses {
		for _, r := range s.Rules {
			once(r.Model)
		}
	}
	for _, s := range c.Synapses {
		synapse(&p, s)
		for _, r := range s.Rules {
			set("synapse "+s.Pre.Name+" -> "+s.Post.Name+", "+r.Model.Name, r.Settings)
		}
	}
	for _, o := range c.Modulators {
		once(o.Model)
		set("modulator "+o.Name, o.Settings)
	}
	for _, g := range c.Agents {
		if g.Clearance != nil {
			_, source := stated(g.Doc)
			p.Parameters = append(p.Parameters, record.Parameter{Owner: "agent " + g.Name, Name: "clearance", Value: written(g.Clearance), Meaning: "time constant of washing out", Source: source})
		}
	}
	for _, o := range c.Effectors {
		once(o.Model)
		set("effector "+o.Name, o.Settings)
		for _, m := range o.Model.Measures {
			p.Measures = append(p.Measures, record.Meaning{Name: strings.TrimPrefix(o.Name+"."+m.Name, "."), Text: measured(m)})
		}
	}
	for _, s := range c.Stimuli {
		from := len(p.Parameters)
		add("stimulus "+s.Name, s.Params)
		for i := range p.Parameters[from:] {
			if x := &p.Parameters[from+i]; x.Meaning == "" {
				x.Meaning, x.Source = "where a script does not say it", "a convention of this library"
			}
		}
	}
	return p
}

// synapse adds what a connection states itself.
func synapse(p *record.Preparation, s *check.Synapse) {
	doc := ""
	switch st := s.Decl.(type) {
	case *ast.Synapse:
		doc = strings.TrimSuffix(words(st.Doc), ".")
	case *ast.Connect:
		doc = strings.TrimSuffix(words(st.Doc), ".")
	}
	for _, x := range []struct {
		name, meaning string
		value         ast.Expr
	}{{"weight", "lasting strength", s.Weight}, {"conductance", "of the gap junction", s.Conductance}, {"delay", "from spike to arrival", s.Delay}, {"probability", "of a connection", s.Probability}} {
		if x.value != nil {
			p.Parameters = append(p.Parameters, record.Parameter{Owner: "synapse " + s.Pre.Name + " -> " + s.Post.Name, Name: x.name, Value: written(x.value), Meaning: x.meaning, Source: doc})
		}
	}
}

// stated takes a parameter's documentation apart: the source stands in brackets at its end.
func stated(doc string) (meaning, source string) {
	doc = strings.TrimSuffix(words(doc), ".")
	open := strings.LastIndex(doc, "(")
	if open < 0 || !strings.HasSuffix(doc, ")") {
		return doc, ""
	}
	return strings.TrimSpace(doc[:open]), doc[open+1 : len(doc)-1]
}
