package network

import "protoexp/runtime/equation"

// Replay does what `on post` does to weights later, when the source's next spike reaches the row or someone reads the
// weights: for each spike of the target since, in the order of their times. So weights are only walked in the order in
// which they stand in memory, and nobody needs an index by target. The digits are those of doing it at once.
type Replay struct {
	Target  *equation.Program // what a spike does to the variables at its target, at once. Self: the target
	Weights *equation.Program // what one spike of each of some targets does. Self: the source; A: targets; B: connections
	Row     []Glance          // what Weights reads at the source, as it was at the spike; lanes are spikes
	Kept    []Kept            // what Weights reads at the target, as it was at the spike
}

// Kept is a variable at the target whose value at each spike is kept until the spike is replayed.
type Kept struct{ State, Work int }

// replay is nil where `on post` must be done at once: it draws, it reads membranes or concentrations, something but the
// weight is kept for each connection, or a rule can be held still.
func (b *builder) replay(p *Projection) *Replay {
	if !p.Plastic || p.Clocked {
		return nil
	}
	for _, r := range p.Rules {
		if len(r.still) > 0 {
			return nil
		}
		for _, site := range r.Sites {
			if site.Place == AtPair || (site.Place == AtSource || site.Place == Nowhere) && site.Row == nil && site.Time >= 0 {
				return nil
			}
		}
		known := func(name string) bool {
			switch where, n := side(name); where {
			case "pre":
				return p.Pre.Param(n) != nil
			case "post":
				return p.Post.Param(n) != nil
			}
			return name == "weight" || r.Param(name) != nil || r.Var(name) != nil
		}
		for _, a := range r.Model.OnPost {
			if a.Value.Draws() || a.Value.Reads(func(name string) bool { return !known(name) }) {
				return nil
			}
		}
	}
	re := &Replay{}
	weight := func(v view) equation.Slot { return slot(equation.Weight, v.pair, p.Weight.Off) }
	re.Target = b.compile(p.Name, b.ruleScope(p, &Rule{}, columnView), "on post", equation.Self, func(eb *equation.Builder) {
		for _, r := range p.Rules {
			b.assignPost(eb, p, r, columnView)
		}
		eb.Drop(weight(columnView))
	})
	v := view{source: equation.Self, target: equation.ByA, pair: equation.ByB}
	re.Weights = b.compile(p.Name, b.ruleScope(p, &Rule{}, v), "on post", equation.ByB, func(eb *equation.Builder) {
		live, room := p.weightReads(), b.rooms()
		for _, r := range p.Rules {
			wanted := func(name string) bool { return live[r.Name+" "+name] }
			eb.Resolve = b.ruleScope(p, r, v).resolve
			re.Row = append(re.Row, b.glances(eb, r, AtSource, wanted, room)...)
			for _, site := range r.Sites {
				for _, i := range site.Vars {
					q := r.Vars[i]
					if site.Place == AtTarget && wanted(q.Name) {
						k := Kept{q.Off, room()}
						re.Kept = append(re.Kept, k)
						eb.Bind(r.Name+" "+q.Name, eb.Load(slot(equation.Work, equation.Local, k.Work)))
					}
				}
			}
			b.assignPost(eb, p, r, v)
			for _, site := range r.Sites {
				for _, i := range site.Vars {
					eb.Drop(slot(equation.State, v.of(site.Place), r.Vars[i].Off))
				}
			}
		}
	})
	return re
}

func (b *builder) assignPost(eb *equation.Builder, p *Projection, r *Rule, v view) {
	s := b.ruleScope(p, r, v)
	delete(s.names, "release")
	eb.Resolve = s.resolve
	r.assign(eb, r.Model.OnPost)
}

// weightReads is which variables of rules the weight depends on after `on post`, as they are before it.
func (p *Projection) weightReads() map[string]bool {
	live := map[string]bool{"weight": true}
	for k := len(p.Rules) - 1; k >= 0; k-- {
		r := p.Rules[k]
		key := func(name string) string {
			if r.Var(name) != nil {
				return r.Name + " " + name
			}
			return name
		}
		for i := len(r.Model.OnPost) - 1; i >= 0; i-- {
			a := r.Model.OnPost[i]
			if !live[key(a.Target)] {
				continue
			}
			if a.Op == '=' {
				delete(live, key(a.Target))
			}
			a.Value.Names(func(name string) { live[key(name)] = true })
		}
	}
	return live
}
