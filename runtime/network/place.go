package network

import "protoexp/runtime/equation"

// Place is where a number of a synapse is kept.
type Place uint8

// The places, from narrow to wide. The sum of two places by or is where something lives that depends on both.
const (
	Nowhere  Place = 0 // once for all connections
	AtSource Place = 1
	AtTarget Place = 2
	AtPair   Place = 3
)

// places finds where the variables of rules may live: one that changes only `on pre` and by its own equation belongs to
// the source, one that changes only `on post` to the target, and only the rest is stored for each pair. What no event changes
// and what reads no cell is the same everywhere: it is kept once. Variables that read each other in their equations stay
// together. weight is where the weight lives.
func places(rules []*equation.Model, weight Place) ([]map[string]Place, Place) {
	p := &placing{at: make([]map[string]Place, len(rules)), weight: weight, release: Nowhere, changed: true}
	for i := range p.at {
		p.at[i] = map[string]Place{}
	}
	for p.changed {
		p.changed = false
		for i, m := range rules {
			p.rule(m, p.at[i])
		}
	}
	return p.at, p.weight
}

// placing is where the variables of rules must live as far as it is known.
type placing struct {
	at              []map[string]Place // of each rule
	weight, release Place
	changed         bool
}

// rule follows a rule once; at are its variables.
func (p *placing) rule(m *equation.Model, at map[string]Place) {
	for _, v := range m.Vars {
		if v.Init != nil && v.Init.Draws() {
			p.raise(at, v.Name, AtPair)
		}
	}
	p.assigns(at, m.OnPre, AtSource)
	p.assigns(at, m.OnPost, AtTarget)
	for _, t := range m.Every {
		p.assigns(at, t.Body, AtPair)
	}
	for _, d := range m.Derivs {
		p.raise(at, d.Var, p.need(at, d.Rate))
		d.Rate.Names(func(name string) {
			if _, ok := indexOf(m.Vars, name); ok {
				p.raise(at, name, at[d.Var])
			}
		})
	}
}

// assigns follows what happens at an event of a cell. A weight belongs to its pair, and what is released at a spike of the
// source is no variable of it.
func (p *placing) assigns(at map[string]Place, list []equation.Assign, event Place) {
	for _, a := range list {
		own := event
		switch {
		case a.Target == "weight":
			own = AtPair
		case a.Target == "release" && event == AtSource:
			own = Nowhere
		}
		p.raise(at, a.Target, own|p.need(at, a.Value))
	}
}

// of is where a name is found.
func (p *placing) of(at map[string]Place, name string) Place {
	switch s, _ := side(name); {
	case s == "pre":
		return AtSource
	case s == "post":
		return AtTarget
	case name == "weight":
		return p.weight
	case name == "release":
		return p.release
	}
	return at[name]
}

// need is where an expression can be computed.
func (p *placing) need(at map[string]Place, e *equation.Expr) Place {
	if e.Draws() {
		return AtPair
	}
	where := Nowhere
	e.Names(func(name string) { where |= p.of(at, name) })
	return where
}

// raise has a variable live where it is needed too.
func (p *placing) raise(at map[string]Place, name string, to Place) {
	old := p.of(at, name)
	p.changed = p.changed || old|to != old
	switch name {
	case "weight":
		p.weight |= to
	case "release":
		p.release |= to
	default:
		at[name] |= to
	}
}

func indexOf(list []equation.Value, name string) (int, bool) {
	for i, v := range list {
		if v.Name == name {
			return i, true
		}
	}
	return -1, false
}
