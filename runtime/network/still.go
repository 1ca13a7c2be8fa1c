package network

import (
	"slices"

	"protoexp/runtime/equation"
)

// heldStill is the parameter of an owner that is 1 while its variables are held still. No script can write this name.
const heldStill = "held still"

// derivs are the equations of an owner. What can be held still moves at its rate or not at all.
func (o *Owner) derivs() []equation.Deriv {
	if len(o.still) == 0 {
		return o.Model.Derivs
	}
	moves := equation.Do(equation.Sub, equation.Number(1), equation.Ref(heldStill))
	out := slices.Clone(o.Model.Derivs)
	for i, d := range out {
		if slices.Contains(o.still, d.Var) {
			out[i].Rate = equation.Do(equation.Mul, moves, d.Rate)
		}
	}
	return out
}

// assign compiles an event of an owner. While it is held still the event happens as ever, and then its variables are put
// back: what a spike transmits is what a spike transmits from there.
func (o *Owner) assign(eb *equation.Builder, list []equation.Assign) {
	if len(o.still) == 0 {
		eb.Assign(list)
		return
	}
	type kept struct {
		name string
		was  equation.Val
	}
	var back []kept
	for _, name := range o.still {
		if slices.ContainsFunc(list, func(a equation.Assign) bool { return a.Target == name }) {
			back = append(back, kept{name, eb.Name(name)})
		}
	}
	eb.Assign(list)
	for _, k := range back {
		key, slot, err := eb.Resolve(k.name)
		if err != nil {
			continue
		}
		v := eb.Select(eb.Name(heldStill), k.was, eb.Name(k.name))
		eb.Bind(key, v)
		eb.Store(slot, v)
	}
}

// Hold is the body with these owners held still, by name: what their circuit says can be. The others are as they were.
func (b *Body) Hold(owners []string) *Body {
	c := *b
	c.Param = slices.Clone(b.Param)
	for _, o := range b.Net.owners {
		if q := o.Param(heldStill); q != nil {
			c.Param[q.Off] = 0
			if slices.Contains(owners, o.Name) {
				c.Param[q.Off] = 1
			}
		}
	}
	g := &grower{net: b.Net, key: b.Key, body: &c, said: map[string]bool{}}
	c.PutBack = nil
	for _, p := range b.Net.Populations {
		g.releases(p)
		for i := range p.Releases {
			r := &p.Releases[i]
			if q := b.Net.still(r); q != nil && c.Param[q.Off] != 0 && r.Now == nil {
				clear(c.Param[r.Amount.Off : r.Amount.Off+p.Count])
			}
		}
		g.steps(p)
		g.putBack(p)
	}
	return &c
}

// still is the parameter that holds still what a release goes to, or nil.
func (n *Network) still(r *Release) *Quantity {
	for _, o := range n.Humour.Modulators {
		if o.Vars[0].Off == r.State && slices.Contains(o.still, o.Vars[0].Name) {
			return o.Param(heldStill)
		}
	}
	return nil
}

// unlessStill is an amount that is released, or nothing while the modulator is held still.
func (b *builder) unlessStill(eb *equation.Builder, r *Release, amount equation.Val) equation.Val {
	q := b.net.still(r)
	if q == nil {
		return amount
	}
	return eb.Select(eb.Load(slot(equation.Param, equation.One, q.Off)), eb.Constant(0), amount)
}
