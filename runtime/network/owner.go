package network

import (
	"math"
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

	Numbered bool            // equations of others may read index and count
	Cable    *equation.Cable // of cells with compartments: each is a lane, cell after cell

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
	if o.Cable != nil {
		for _, name := range o.Cable.Places() {
			many[name] = true
		}
	}
	add := func(name string, e *equation.Expr) {
		for _, x := range []struct{ place, needs string }{{"position", "length"}, {"area", "diameter"}} {
			if o.Cable != nil && e.Reads(func(n string) bool { return n == x.place }) && (o.Param("length") == nil || o.Param(x.needs) == nil) {
				b.fail(o.Name, "%s reads %s, which follows from parameters that come later", name, x.place)
			}
		}
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
	for _, name := range o.places() {
		if number := name == "index" || name == "count"; !seen[name] && (number && o.Numbered || reads(o.Model, name)) {
			q := Quantity{Name: name, Many: name != "count" && name != "compartments" && o.Count > 1}
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

// places are the names that say which cell, and which compartment, a lane is.
func (o *Owner) places() []string {
	names := []string{"index", "count"}
	if o.Cable != nil {
		names = append(append(names, "compartments"), o.Cable.Places()...)
	}
	return names
}

// Compartments is how many lanes a cell has.
func (o *Owner) Compartments() int {
	if o.Cable == nil {
		return 1
	}
	return o.Cable.Len()
}

// Members is the number of cells.
func (o *Owner) Members() int { return o.Count / o.Compartments() }

// Place finds a name that says which cell, and which compartment, a lane is; param reads the parameters before.
func (o *Owner) Place(name string, lane int, param func(name string, lane int) (float64, bool)) (float64, bool) {
	n := o.Compartments()
	switch name {
	case "index":
		return float64(lane/n + 1), true
	case "count":
		return float64(o.Count / n), true
	}
	if o.Cable == nil {
		return 0, false
	}
	k := lane % n
	switch name {
	case "compartment":
		return float64(k + 1), true
	case "compartments":
		return float64(n), true
	case "position":
		at, known := 0.0, true
		for j := lane - k; j <= lane; j++ {
			length, ok := param("length", j)
			if known = known && ok; j < lane {
				at += length
			} else {
				at += float64(length / 2)
			}
		}
		return at, known
	case "area":
		length, ok := param("length", lane)
		diameter, also := param("diameter", lane)
		return float64(math.Pi*diameter) * length, ok && also
	}
	for _, p := range o.Cable.Parts {
		if p.Name == name && name != "" {
			if o.Cable.In(name, k) {
				return 1, true
			}
			return 0, true
		}
	}
	return 0, false
}
