package network

import (
	"math"

	"protoexp/runtime/circuit"
)

// Gap is an electrical synapse: a current g·(v of the other - v of this one) into each of two joined cells.
type Gap struct {
	Name        string
	Pre, Post   *Population
	Synapse     *circuit.Synapse
	Conductance Quantity // Param: one number
	shared      *Wiring
}

func (b *builder) gap(s *circuit.Synapse) {
	net := b.net
	g := &Gap{Name: s.Name, Pre: net.Population(s.Pre), Post: net.Population(s.Post), Synapse: s}
	switch {
	case g.Pre == nil || g.Post == nil:
		b.fail(s.Name, "it joins %s and %s, and one of them does not exist", s.Pre, s.Post)
		return
	case g.Pre.V < 0 || g.Post.V < 0:
		b.fail(s.Name, "an electrical synapse joins cells with a potential v")
		return
	case s.Conductance == nil:
		b.fail(s.Name, "an electrical synapse needs a conductance")
		return
	case len(s.Rules) > 0:
		b.fail(s.Name, "an electrical synapse has no plasticity")
		return
	}
	if need := room(g.Pre, g.Post, s); need > math.MaxInt32 {
		b.errs = append(b.errs, &Limit{What: Connections, Need: int64(need), Have: math.MaxInt32, Owner: s.Name, Part: int64(need)})
	}
	g.Conductance = Quantity{Name: "conductance", Expr: s.Conductance, Off: net.param(1), spreads: b.spreadsOf(s.Name, "conductance")}
	net.Gaps = append(net.Gaps, g)
}
