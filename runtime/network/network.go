// Package network lays a circuit out for running: compiled equations, flat arrays, connections by source and by target.
//
// A Network is shared by all animals of a circuit and never changes; what differs between animals (wiring, weights,
// parameters) is drawn by Grow. It does not run anything: that is package engine.
//
//	net, err := network.Build(c)
//	body, err := net.Grow(random.Key{Seed: 42, Animal: 1})
package network

import "protoexp/runtime/circuit"

// DefaultStep is the clock's step where a circuit states none, ns.
const DefaultStep = 100_000

// Network is a circuit ready to be run. All numbers of an animal stand in four slabs: State changes, Param does not, Weight
// is the weights that rules change, Times (ns) says until when lazily advanced variables have been computed.
type Network struct {
	Circuit *circuit.Circuit
	Step    int64   // ns
	H       float64 // s

	StateSize, ParamSize, TimeSize, WeightSize, WorkSize int

	Populations []*Population
	Projections []*Projection
	Gaps        []*Gap
	Humour      *Humour
	Organs      []*Organ
	Shadows     []*Shadow
	Timers      []*Timer
	Cells       int
	Solo        bool // between events each cell may keep its own time
	Flows       int  // number of flows
	Glances     int  // number of glances
	Apart       bool // several threads may step parts of its cells at the same time

	// Ladders, Tides and Leaps are what engines have worked out.
	Ladders, Tides, Leaps Shared

	owners []*Owner // in the order in which their values are drawn
}

// Population returns the population of a name, or nil.
func (n *Network) Population(name string) *Population {
	for _, p := range n.Populations {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// Organ returns the effector of a name, or nil.
func (n *Network) Organ(name string) *Organ {
	for _, o := range n.Organs {
		if o.Name == name {
			return o
		}
	}
	return nil
}

// Reading is a measure that every trial has.
type Reading struct {
	Owner   string // an effector, or of an EPSP the synapse's name, LE_L7
	Measure string // amplitude
	EPSP    bool
}

// Readings lists the measures of all effectors in order, then amplitude, latency and area of each EPSP: the columns of
// a trial's responses.
func (n *Network) Readings() []Reading {
	var list []Reading
	for _, o := range n.Organs {
		for _, m := range o.Measures {
			list = append(list, Reading{o.Name, m.Name, false})
		}
	}
	for _, s := range n.Shadows {
		for _, m := range []string{"amplitude", "latency", "area"} {
			list = append(list, Reading{s.Projection.Name, m, true})
		}
	}
	return list
}

func (n *Network) state(count int) int  { n.StateSize += count; return n.StateSize - count }
func (n *Network) param(count int) int  { n.ParamSize += count; return n.ParamSize - count }
func (n *Network) time(count int) int   { n.TimeSize += count; return n.TimeSize - count }
func (n *Network) weight(count int) int { n.WeightSize += count; return n.WeightSize - count }
func (n *Network) work(size int)        { n.WorkSize = max(n.WorkSize, size) }
