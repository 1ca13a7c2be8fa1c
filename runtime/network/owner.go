package network

import (
	"slices"

	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// Quantity is a named number, or one for each lane, with its place in a slab.
type Quantity struct {
	Name string
	Off  int
	Many bool // a number for each lane
	Expr *equation.Expr

	spreads []spread
}

// Owner is a model in use: its parameters in the Param slab and its variables in the State slab.
type Owner struct {
	Name   string // LE; serotonin; gill; of a rule: LE_L7 depression
	Model  *equation.Model
	Count  int // lanes of parameters; of variables too, except in a rule
	Params []Quantity
	Vars   []Quantity
	System *equation.System

	Numbered bool // equations of others may read index and count

	lanes []int    // of each variable, if not Count
	still []string // variables that can be held still
}

func (o *Owner) quantity(list []Quantity, name string) *Quantity {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// Param returns a parameter, or nil.
func (o *Owner) Param(name string) *Quantity { return o.quantity(o.Params, name) }

// Var returns a variable, or nil.
func (o *Owner) Var(name string) *Quantity { return o.quantity(o.Vars, name) }

// own lays out an owner's parameters: one number where all lanes are alike, else one for each lane.
func (b *builder) own(o *Owner, settings []circuit.Setting, path string) {
	net := b.net
	many := map[string]bool{"index": o.Count > 1}
	add := func(name string, e *equation.Expr) {
		q := Quantity{Name: name, Expr: e}
		if o.Count > 1 {
			q.Many = e.Draws() || e.Reads(func(n string) bool { return many[n] })
		}
		many[name] = q.Many
		q.spreads = b.spreads(o, path+name)
		size := 1
		if q.Many {
			size = o.Count
		}
		q.Off = net.param(size)
		o.Params = append(o.Params, q)
	}
	seen := map[string]bool{}
	for _, p := range o.Model.Params {
		if seen[p.Name] {
			b.fail(o.Name, "%s is defined twice", p.Name)
		}
		seen[p.Name] = true
		e := p.Init
		for _, s := range settings {
			if s.Name == p.Name {
				e = s.Value
			}
		}
		if e == nil {
			b.fail(o.Name, "the parameter %s has no value", p.Name)
			e = equation.Number(0)
		}
		add(p.Name, e)
	}
	for _, s := range settings {
		if o.Param(s.Name) == nil {
			b.fail(o.Name, "there is no parameter %s", s.Name)
		}
	}
	for _, v := range o.Model.Vars {
		if seen[v.Name] {
			b.fail(o.Name, "%s is defined twice", v.Name)
		}
		seen[v.Name] = true
	}
	for _, name := range []string{"index", "count"} {
		if !seen[name] && (o.Numbered || reads(o.Model, name)) {
			q := Quantity{Name: name, Many: name == "index" && o.Count > 1}
			size := 1
			if q.Many {
				size = o.Count
			}
			q.Off = net.param(size)
			o.Params = append(o.Params, q)
		}
	}
	if len(o.still) > 0 {
		o.Params = append(o.Params, Quantity{Name: heldStill, Expr: equation.Number(0), Off: net.param(1)})
	}
	net.owners = append(net.owners, o)
}

// targets checks that events change variables only; more are those of a rule.
func (b *builder) targets(o *Owner, more ...string) {
	check := func(list []equation.Assign) {
		for _, a := range list {
			if _, ok := indexOf(o.Model.Vars, a.Target); !ok && !slices.Contains(more, a.Target) {
				b.fail(o.Name, "%s is changed, and it is not a variable", a.Target)
			}
		}
	}
	m := o.Model
	for _, list := range [][]equation.Assign{m.OnPre, m.OnPost, m.OnSpike, m.OnReceive, m.Reset} {
		check(list)
	}
	for _, t := range m.Every {
		check(t.Body)
	}
}

// variables lays out variables with count lanes each, one variable after the other.
func (b *builder) variables(o *Owner, count int) {
	for _, v := range o.Model.Vars {
		o.Vars = append(o.Vars, Quantity{Name: v.Name, Off: b.net.state(count), Many: true, Expr: v.Init})
	}
}

// reads says whether anything in a model but its defaults reads a name.
func reads(m *equation.Model, name string) bool {
	found := false
	everywhere(m, func(e *equation.Expr) { found = found || e.Reads(func(n string) bool { return n == name }) })
	return found
}

// everywhere calls f for every expression of a model that is evaluated while it runs.
func everywhere(m *equation.Model, f func(*equation.Expr)) {
	for _, d := range m.Derivs {
		f(d.Rate)
	}
	for _, list := range [][]equation.Assign{m.OnPre, m.OnPost, m.OnSpike, m.OnReceive, m.Reset} {
		for _, a := range list {
			f(a.Value)
		}
	}
	for _, t := range m.Every {
		for _, a := range t.Body {
			f(a.Value)
		}
	}
	if m.Spike != nil {
		f(m.Spike)
	}
}
