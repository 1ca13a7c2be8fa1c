// Package animal is one individual: time passes for it, things are done to it, and what it does is measured.
//
// All times are whole nanoseconds since the animal's start; the clock is virtual. What is done starts now and takes no
// time: Advance lets the time pass. An animal is not safe for use by several goroutines; copies are independent of it.
//
//	a, err := animal.New(net, random.Key{Seed: 42, Animal: 1})
//	trial := a.Begin(a.Reach("touch", "siphon"))
//	err = a.Present("touch", "siphon", map[string]float64{"force": 0.0196}, 500e6)
//	err = a.Advance(30e9)
//	values, err := a.Responses(trial)
package animal

import (
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// Animal is an individual.
type Animal struct {
	// Stop, if set, is asked now and then; when it says true the call under way returns ErrStopped, and the animal can
	// go no further.
	Stop func() bool
}

// New brings an animal into being at time 0: draws its wiring, its parameters and its initial values.
func New(net *network.Network, key random.Key) (*Animal, error) { panic("being written") }

// Now is the time since the animal's start, ns.
func (a *Animal) Now() int64 { panic("being written") }

// Advance lets time pass. It fails with *engine.BlowUp when a variable is no longer finite, with a *network.Limit, or
// with ErrStopped.
func (a *Animal) Advance(to int64) error { panic("being written") }

// Present starts a stimulus now, for duration ns; several may overlap. Parameters that are not given have their
// defaults; `for` is the duration in s. site may be "" for a stimulus without one.
func (a *Animal) Present(stimulus, site string, params map[string]float64, duration int64) error {
	panic("being written")
}

// Inject passes a current (A) into each cell of a population for duration ns.
func (a *Animal) Inject(population string, amps float64, duration int64) error {
	panic("being written")
}

// Clamp holds v of each cell of a population at volts for duration ns; these cells do not fire, unless by Fire.
func (a *Animal) Clamp(population string, volts float64, duration int64) error {
	panic("being written")
}

// Fire makes each cell of a population emit exactly one action potential, whatever its threshold.
func (a *Animal) Fire(population string) error { panic("being written") }

// Apply brings an agent to a concentration (mol/m³) in the bath, for duration ns (0: until Wash).
func (a *Animal) Apply(agent string, dose float64, duration int64) error { panic("being written") }

// Wash takes every agent out of the bath: what is there falls with the agent's clearance.
func (a *Animal) Wash() error { panic("being written") }

// Remove takes a part out: its cells are silent for good.
func (a *Animal) Remove(part string) error { panic("being written") }

// Cut severs the synapse of this name (LE_L7), chemical and electrical.
func (a *Animal) Cut(synapse string) error { panic("being written") }

// Copy is an exact copy; what happens to one changes nothing in the other. Stop is shared.
func (a *Animal) Copy() *Animal { panic("being written") }

// NeverSilent says that noise or background drive keeps the circuit active, so that a rest costs as much as its length.
func (a *Animal) NeverSilent() bool { panic("being written") }

// Counters are what an animal consists of and what it did.
type Counters struct {
	Neurons, Synapses      int64
	Spikes, SynapticEvents int64
	Steps, Jumps           int64 // of the clock; of the silent stretches
	Bytes                  int64 // memory of its state
}

// Counters returns the counts so far.
func (a *Animal) Counters() Counters { panic("being written") }
