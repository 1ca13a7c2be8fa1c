package check

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// Path reads a dotted expression into names; a connection (LE -> L7) becomes the name LE_L7. ok is false for anything else.
func Path(x ast.Expr) (names []ast.Name, ok bool) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return []ast.Name{{Node: ast.Node{At: x.Span()}, Text: x.Name}}, true
	case *ast.Binary:
		a, okA := x.X.(*ast.Ident)
		b, okB := x.Y.(*ast.Ident)
		if x.Op == "->" && okA && okB {
			return []ast.Name{{Node: ast.Node{At: x.Span()}, Text: a.Name + "_" + b.Name}}, true
		}
	case *ast.Field:
		if names, ok = Path(x.X); ok {
			return append(names, x.Name), true
		}
	}
	return nil, false
}

// Parameter is a number of a circuit that a script may set or let vary.
type Parameter struct {
	Owner string // population, synapse, effector or modulator; of a learner a cue, or "" for all cues
	Path  string // weight, delay, threshold, depression.use
	Dim   unit.Dimension
	Bounds
}

// Parameter finds a parameter by its path; it reports what it cannot find.
func (s *Scope) Parameter(c *Circuit, names []ast.Name) (Parameter, bool) {
	if c.Learner != nil {
		return s.learnerParameter(c, names)
	}
	owner := names[0]
	p := Parameter{Owner: owner.Text}
	fail := func(at ast.Name, what string, candidates []string) (Parameter, bool) {
		s.report(eval.Unresolved("unknown-parameter", at.Span(), what, at.Text, candidates))
		return Parameter{}, false
	}
	if syn := c.Synapse(owner.Text); syn != nil {
		return s.synapseParameter(syn, names, fail)
	}
	var m *Model
	if pop := c.Population(owner.Text); pop != nil {
		m = pop.Model
	} else if o := c.Effector(owner.Text); o != nil {
		m = o.Model
	} else if o := c.Modulator(owner.Text); o != nil {
		m = o.Model
	} else {
		return fail(owner, "cell, synapse, effector or modulator", c.OwnerNames())
	}
	if len(names) != 2 {
		s.report(diag.Diagnostic{Code: "bad-path", Span: owner.Span(), Message: fmt.Sprintf("this does not name a parameter of %s", owner.Text), Fix: fmt.Sprintf("write %s.%s", owner.Text, firstName(m.Params))})
		return p, false
	}
	sym := m.Param(names[1].Text)
	if sym == nil {
		var list []string
		for _, x := range m.Params {
			list = append(list, x.Name.Text)
		}
		return fail(names[1], "parameter of "+owner.Text, list)
	}
	p.Path, p.Dim, p.Bounds = sym.Name.Text, sym.Dim, sym.Bounds
	return p, true
}

func firstName(list []Symbol) string {
	if len(list) == 0 {
		return "tau"
	}
	return list[0].Name.Text
}

func (s *Scope) synapseParameter(syn *Synapse, names []ast.Name, fail func(ast.Name, string, []string) (Parameter, bool)) (Parameter, bool) {
	p := Parameter{Owner: syn.Name}
	candidates := []string{"weight", "delay"}
	if syn.Electrical {
		candidates = []string{"conductance"}
	}
	for _, r := range syn.Rules {
		candidates = append(candidates, r.Model.Name)
	}
	if len(names) < 2 {
		s.report(diag.Diagnostic{Code: "bad-path", Span: names[0].Span(), Message: "this names a synapse and not one of its parameters", Fix: fmt.Sprintf("write %s.weight", syn.Name)})
		return p, false
	}
	part := names[1]
	if len(names) == 2 && slices.Contains(candidates[:1], part.Text) || len(names) == 2 && part.Text == "delay" && !syn.Electrical {
		p.Path = part.Text
		switch part.Text {
		case "weight":
			p.Dim = syn.IntoDim
		case "delay":
			p.Dim = unit.Time
		default:
			p.Dim = unit.Conductance
		}
		return p, true
	}
	r := syn.Rule(part.Text)
	if r == nil {
		return fail(part, "rule or parameter of "+syn.Name, candidates)
	}
	if len(names) == 3 {
		if sym := r.Model.Param(names[2].Text); sym != nil {
			p.Path, p.Dim, p.Bounds = part.Text+"."+sym.Name.Text, sym.Dim, sym.Bounds
			return p, true
		}
		var list []string
		for _, x := range r.Model.Params {
			list = append(list, x.Name.Text)
		}
		return fail(names[2], "parameter of "+part.Text, list)
	}
	s.report(diag.Diagnostic{Code: "bad-path", Span: part.Span(), Message: "this does not name a parameter of the rule", Fix: fmt.Sprintf("write %s.%s.%s", syn.Name, part.Text, firstName(r.Model.Params))})
	return p, false
}

// OwnerNames lists everything of a circuit that has parameters or variables.
func (c *Circuit) OwnerNames() (names []string) {
	names = c.CellNames()
	for _, s := range c.Synapses {
		names = append(names, s.Name)
	}
	for _, list := range [][]*Organ{c.Effectors, c.Modulators} {
		for _, o := range list {
			if o.Name != "" {
				names = append(names, o.Name)
			}
		}
	}
	return names
}

// CheckVariability checks a variability statement, whose amount is v, against a circuit.
func (s *Scope) CheckVariability(c *Circuit, st *ast.Variability, v eval.Value) (ok bool) {
	ok = true
	if v.Kind != eval.Number || v.Dim != unit.None || !(v.Num >= 0 && v.Num <= 3) {
		s.report(diag.Diagnostic{Code: "bad-variability", Span: st.Amount.Span(), Message: "variability is a share from 0% to 300%", Fix: "write variability 20%"})
		ok = false
	}
	for _, x := range st.Of {
		if id, ok := x.(*ast.Ident); ok && id.Name == "weight" && c.Learner == nil {
			continue // the weight of every synapse
		}
		names, isPath := Path(x)
		if !isPath {
			s.report(diag.Diagnostic{Code: "bad-path", Span: x.Span(), Message: "this does not name a parameter", Fix: "write (LE -> L7).weight or L7.threshold"})
			ok = false
			continue
		}
		if _, found := s.Parameter(c, names); !found {
			ok = false
		}
	}
	return ok
}
