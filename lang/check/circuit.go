package check

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// circuit resolves a circuit once.
func (s *Scope) circuit(d *ast.Define) *Circuit {
	if c, ok := s.circuits[d]; ok {
		return c
	}
	s.circuits[d] = nil // so that a circle of `of` ends
	c := &Circuit{Decl: d, Name: d.Name.Text, Doc: d.Doc}
	b := &circuitBuilder{Scope: s, c: c, bases: map[*ast.Define]bool{d: true}, names: map[string]ast.Name{}}
	stmts := b.statements(d)
	if d.From != nil {
		defer b.inherit(d)()
	}
	b.organs(stmts)
	b.cells(stmts)
	b.synapses(stmts)
	b.effectors(stmts)
	b.stimuli(stmts)
	b.properties(stmts)
	s.circuits[d] = c
	return c
}

type circuitBuilder struct {
	*Scope
	c     *Circuit
	bases map[*ast.Define]bool // circuits that this one starts from
	names map[string]ast.Name  // of cells, effectors and modulators, which must differ
}

// statements are those of the circuit that this one starts from, without what it defines anew, and its own.
func (b *circuitBuilder) statements(d *ast.Define) []ast.Stmt {
	var own []ast.Stmt
	if d.Body != nil {
		own = d.Body.Stmts
	}
	if d.From == nil {
		return own
	}
	base := b.lookup("circuit", *d.From)
	if base == nil {
		return own
	}
	if b.bases[base] {
		b.report(diag.Diagnostic{Code: "circular-use", Span: d.From.Span(), Message: fmt.Sprintf("%s starts from itself, directly or through another circuit", d.From.Text), Fix: "take of " + d.From.Text + " out"})
		return own
	}
	b.bases[base] = true
	replaced := map[string]bool{}
	for _, st := range own {
		if k := partKey(st); k != "" {
			replaced[k] = true
		}
	}
	var all []ast.Stmt
	for _, st := range b.statements(base) {
		if !replaced[partKey(st)] {
			all = append(all, st)
		}
	}
	return append(all, own...)
}

// partKey names a part of a circuit, so that a circuit built on another may put its own in the place.
func partKey(st ast.Stmt) string {
	switch st := st.(type) {
	case *ast.Define:
		return st.Kind + " " + st.Name.Text
	case *ast.Population:
		return "neuron " + st.Name.Text
	case *ast.Effector:
		return "effector " + st.Name.Text
	case *ast.Stimulus:
		return "stimulus " + st.Name.Text
	case *ast.Synapse:
		return fmt.Sprintf("synapse %s %s %v", st.Pre.Text, st.Post.Text, st.Electrical)
	case *ast.Property:
		return "property " + st.Name.Text
	case *ast.Variability:
		return "variability"
	}
	return ""
}

func (b *circuitBuilder) unique(names map[string]ast.Name, n ast.Name) bool {
	if old, ok := names[n.Text]; ok {
		b.twice(n, old.Span())
		return false
	}
	names[n.Text] = n
	return true
}

// organs reads modulators and agents.
func (b *circuitBuilder) organs(stmts []ast.Stmt) {
	agents := map[string]ast.Name{}
	var mods []*Model
	for _, st := range stmts {
		d, ok := st.(*ast.Define)
		if !ok {
			continue
		}
		switch d.Kind {
		case "modulator":
			if !b.unique(b.names, d.Name) {
				continue
			}
			m := b.build("modulator", d.Name.Text, d.Doc, d, d.Body)
			if len(m.Vars) == 0 {
				b.report(diag.Diagnostic{Code: "no-value", Span: d.Name.Span(), Message: fmt.Sprintf("the modulator %s has no variable, so it has no concentration", d.Name.Text), Fix: "write var level = 0uM"})
				continue
			}
			mods = append(mods, m)
			b.c.Modulators = append(b.c.Modulators, &Organ{Name: d.Name.Text, Model: m})
		case "agent":
			if !b.unique(agents, d.Name) {
				continue
			}
			a := &Agent{Name: d.Name.Text, Doc: d.Doc}
			for _, st := range d.Body.Stmts {
				if p, ok := st.(*ast.Property); ok && p.Name.Text == "clearance" && len(p.Values) == 1 {
					a.Clearance = p.Values[0]
					b.moment(p.Values[0], b.constant(p.Values[0], unit.Time, "clearance"), true, "clearance 5min")
				} else {
					b.misplaced(st, "agent", "")
				}
			}
			if a.Clearance == nil {
				b.report(diag.Diagnostic{Code: "no-value", Span: d.Name.Span(), Message: fmt.Sprintf("the agent %s does not say how fast it washes out", d.Name.Text), Fix: fmt.Sprintf("write agent %s { clearance 5min }", d.Name.Text)})
			}
			b.c.Agents = append(b.c.Agents, a)
		default:
			b.report(diag.Diagnostic{Code: "misplaced", Span: d.Name.Span(), Message: fmt.Sprintf("a %s is defined outside a circuit", d.Kind), Fix: "move it in front of the circuit"})
		}
	}
	for _, m := range mods {
		b.equations(m, b.around())
	}
}

// around is what every equation of this circuit may read: its modulators and agents.
func (b *circuitBuilder) around() surroundings {
	a := surroundings{}
	for _, g := range b.c.Agents {
		a[g.Name] = eval.Abstract(unit.Concentration)
	}
	for _, m := range b.c.Modulators {
		a[m.Name] = eval.Abstract(m.Model.Vars[0].Dim)
	}
	return a
}

// constant checks a value that only numbers and functions make, and its dimension.
func (b *circuitBuilder) constant(x ast.Expr, dim unit.Dimension, what string) eval.Value {
	return b.expect(&equationEnv{scope: b.Scope, model: &Model{Kind: "circuit"}}, x, dim, what)
}

func (b *circuitBuilder) expect(env *equationEnv, x ast.Expr, dim unit.Dimension, what string) eval.Value {
	v := env.eval(x)
	if v.Kind != eval.Unknown && (v.Kind != eval.Number || v.Dim != dim && !v.Zero) {
		b.report(diag.Diagnostic{Code: "dimension", Span: x.Span(), Message: fmt.Sprintf("%s must be %s, and this is %s", what, dim.Describe(), describe(v)), Fix: eval.UnitFix(dim)})
		return eval.Value{}
	}
	return v
}

// cells reads populations.
func (b *circuitBuilder) cells(stmts []ast.Stmt) {
	for _, st := range stmts {
		p, ok := st.(*ast.Population)
		if !ok || !b.unique(b.names, p.Name) {
			continue
		}
		d := b.lookup("neuron", p.Model)
		if d == nil {
			continue
		}
		pop := &Population{Decl: p, Name: p.Name.Text, Model: b.model(d), Count: p.Count, Cells: 1}
		if p.Count != nil {
			switch v := b.constant(p.Count, unit.None, "a number of cells"); {
			case v.Kind != eval.Number:
			case v.Num < 1 || v.Num > 1e7 || v.Num != float64(int(v.Num)):
				b.report(diag.Diagnostic{Code: "count", Span: p.Count.Span(), Message: "a number of cells is a whole number from 1 to 10 million", Fix: "write x24"})
			default:
				pop.Cells = int(v.Num)
			}
		}
		if p.Body != nil {
			for _, st := range p.Body.Stmts {
				b.cellProperty(pop, st)
			}
		}
		around := b.around()
		around["injected"], around["received"] = eval.Abstract(unit.Current), eval.Value{}
		around["index"], around["count"] = plainNumber, plainNumber
		around.with(pop.Model.places(func(string) bool { return true }))
		b.inUse(p.Model, &equationEnv{scope: b.Scope, model: pop.Model, about: around})
		b.c.Populations = append(b.c.Populations, pop)
	}
}

func (b *circuitBuilder) cellProperty(pop *Population, st ast.Stmt) {
	if b.assigned(st, cellProperties) {
		return
	}
	switch st := st.(type) {
	case *ast.Assign:
		if set, ok := b.setting(pop.Model, st); ok {
			pop.Settings = append(pop.Settings, set)
		}
		return
	case *ast.Property:
		switch st.Name.Text {
		case "senses":
			for _, w := range b.words(st.Values) {
				pop.Senses = append(pop.Senses, w)
				if !slices.Contains(b.c.Sites, w) {
					b.c.Sites = append(b.c.Sites, w)
				}
			}
			return
		case "part":
			for _, w := range b.words(st.Values) {
				pop.Parts = append(pop.Parts, w)
				if !slices.Contains(b.c.Parts, w) {
					b.c.Parts = append(b.c.Parts, w)
				}
			}
			return
		case "releases":
			b.releases(pop, st)
			return
		}
	case *ast.Invalid:
		return
	}
	b.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: "this says nothing about cells", Fix: "cells have senses, part, releases and parameters: threshold = -45mV"})
}

func (b *circuitBuilder) words(values []ast.Expr) (out []string) {
	for _, v := range values {
		if id, ok := v.(*ast.Ident); ok {
			out = append(out, id.Name)
		} else {
			b.report(diag.Diagnostic{Code: "not-a-name", Span: v.Span(), Message: "a name is needed here", Fix: "write a name, such as siphon"})
		}
	}
	return out
}

func (b *circuitBuilder) releases(pop *Population, p *ast.Property) {
	if len(p.Values) != 2 {
		b.report(diag.Diagnostic{Code: "no-value", Span: p.Span(), Message: "releases needs a modulator and an amount", Fix: "write releases serotonin 0.5uM"})
		return
	}
	id, ok := p.Values[0].(*ast.Ident)
	if !ok {
		b.words(p.Values[:1])
		return
	}
	m := b.c.Modulator(id.Name)
	if m == nil {
		var names []string
		for _, o := range b.c.Modulators {
			names = append(names, o.Name)
		}
		b.report(eval.Unresolved("unknown-modulator", id.Span(), "modulator", id.Name, names))
		return
	}
	b.expect(&equationEnv{scope: b.Scope, model: pop.Model, about: valueNames(pop.Model.Kind)}, p.Values[1], m.Model.Vars[0].Dim, "what a spike releases")
	pop.Releases = append(pop.Releases, Release{m.Name, p.Values[1]})
}

// setting reads `threshold = -45mV`: a parameter of the model with its dimension.
func (b *circuitBuilder) setting(m *Model, a *ast.Assign) (Setting, bool) {
	id, ok := a.Target.(*ast.Ident)
	if !ok || a.Value == nil || a.Op != "=" {
		b.report(diag.Diagnostic{Code: "not-assignable", Span: a.Span(), Message: "a parameter is set with name = value", Fix: "write threshold = -45mV"})
		return Setting{}, false
	}
	return b.set(m, ast.Name{Node: ast.Node{At: id.Span()}, Text: id.Name}, a.Value)
}

func (b *circuitBuilder) set(m *Model, name ast.Name, value ast.Expr) (Setting, bool) {
	p := m.Param(name.Text)
	if p == nil {
		var names []string
		for _, s := range m.Params {
			names = append(names, s.Name.Text)
		}
		b.report(eval.Unresolved("unknown-parameter", name.Span(), "parameter of "+m.Name, name.Text, names))
		return Setting{}, false
	}
	about := valueNames(m.Kind).with(m.places(func(string) bool { return false }))
	v := b.expect(&equationEnv{scope: b.Scope, model: &Model{Kind: "circuit"}, about: about}, value, p.Dim, name.Text)
	if d, out := p.Outside(name.Text, v, value.Span()); out {
		b.report(d)
	}
	return Setting{name, value}, v.Kind != eval.Unknown
}

// effectors reads muscles and other organs.
func (b *circuitBuilder) effectors(stmts []ast.Stmt) {
	for _, st := range stmts {
		d, ok := st.(*ast.Effector)
		if !ok || !b.unique(b.names, d.Name) {
			continue
		}
		m := b.build("effector", d.Name.Text, d.Doc, d, d.Body)
		b.equations(m, b.around())
		o := &Organ{Name: d.Name.Text, Model: m}
		for _, from := range d.From {
			if b.population(from) != nil {
				o.From = append(o.From, from.Text)
			}
		}
		b.c.Effectors = append(b.c.Effectors, o)
	}
}

func (b *circuitBuilder) population(name ast.Name) *Population {
	if p := b.c.Population(name.Text); p != nil {
		return p
	}
	b.report(eval.Unresolved("unknown-cell", name.Span(), "cell", name.Text, b.c.CellNames()))
	return nil
}

// CellNames lists the populations.
func (c *Circuit) CellNames() (names []string) {
	for _, p := range c.Populations {
		names = append(names, p.Name)
	}
	return names
}

// longestStep bounds the step of the clock (s): a spike is late by up to a step (assumed).
const longestStep = 0.01

// properties reads step, interval, recovery and variability, and refuses what does not belong.
func (b *circuitBuilder) properties(stmts []ast.Stmt) {
	for _, st := range stmts {
		switch st := st.(type) {
		case *ast.Property:
			if len(st.Values) != 1 {
				b.report(diag.Diagnostic{Code: "no-value", Span: st.Span(), Message: fmt.Sprintf("%s needs one value", st.Name.Text), Fix: "write " + st.Name.Text + " 30s"})
				continue
			}
			x := st.Values[0]
			switch st.Name.Text {
			case "step":
				b.c.Step = x
				if q, ok := ast.Unparen(x).(*ast.Quantity); ok && q.Value.Dim == unit.Time && (q.Value.Value > longestStep || q.Value.Value <= 0) {
					b.report(diag.Diagnostic{Code: "bad-step", Span: x.Span(), Message: fmt.Sprintf("a step of %s is no step of a nervous system", x.Span().Text()),
						Why: "Spikes, delays and stimuli fall on steps of the clock; spikes last about a millisecond.", Fix: "write step 0.1ms, and at most 10ms"})
				}
			case "interval":
				b.c.Interval = x
			case "recovery":
				b.c.Recovery = x
			default:
				b.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: fmt.Sprintf("%s says nothing about a circuit", st.Name.Text), Fix: "a circuit has step, interval, recovery and variability"})
				continue
			}
			like := map[string]string{"step": "step 0.1ms", "interval": "interval 30s", "recovery": "recovery 2h"}[st.Name.Text]
			b.moment(x, b.constant(x, unit.Time, st.Name.Text), false, like)
		case *ast.Variability:
			env := &equationEnv{scope: b.Scope, model: &Model{Kind: "circuit"}}
			if v := env.eval(st.Amount); v.Kind != eval.Unknown {
				b.CheckVariability(b.c, st, v)
			}
			b.c.Variability = append(b.c.Variability, st)
		case *ast.Define, *ast.Population, *ast.Effector, *ast.Stimulus, *ast.Synapse, *ast.Connect, *ast.Invalid:
		default:
			if b.assigned(st, circuitProperties) {
				continue
			}
			b.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: "this does not belong in a circuit", Fix: "a circuit holds cells, synapses, effectors, modulators, agents and stimuli"})
		}
	}
}
