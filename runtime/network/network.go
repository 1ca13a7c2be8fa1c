// Package network lays a circuit out for running: compiled equations, flat arrays, connections by source and by target.
//
// A Network is shared by all animals of a circuit and never changes; what differs between animals (wiring, weights,
// parameters) is drawn by Grow. It does not run anything: that is package engine.
//
//	net, err := network.Build(c)
package network

import (
	"protoexp/runtime/circuit"
)

// Network is a circuit ready to be run.
type Network struct {
	Circuit *circuit.Circuit
}

// Build checks a circuit and lays it out. It fails with a *Mistake for a name that is missing or defined twice, and with a
// *Limit, which holds the figure, if one animal would need more than MemoryLimit bytes.
func Build(c *circuit.Circuit) (*Network, error) { panic("being written") }

// MemoryLimit is what one animal may need, in bytes.
const MemoryLimit = 8 << 30

// Reading is a measure that every trial has.
type Reading struct {
	Owner   string // an effector, or of an EPSP the synapse's name, LE_L7
	Measure string // amplitude
	EPSP    bool
}

// Readings lists the measures of all effectors in order, then amplitude, latency and area of each EPSP: the columns of
// a trial's responses.
func (n *Network) Readings() []Reading { panic("being written") }

// Method says how one model of the circuit is advanced, for explain and list.
type Method struct {
	Owner string // LE, "LE_L7 depression", serotonin, gill
	Name  string // exact, exponential midpoint, Runge-Kutta 4, Euler-Maruyama, ...
	Text  string // one sentence: step, order, where its variables live
}

// Methods lists how each model is advanced.
func (n *Network) Methods() []Method { panic("being written") }

// Memory estimates what one animal needs, in bytes.
func (n *Network) Memory() int64 { panic("being written") }
