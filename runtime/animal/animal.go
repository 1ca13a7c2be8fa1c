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
	"math"

	"protoexp/runtime/engine"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// Animal is an individual.
type Animal struct {
	// Stop, if set, is asked now and then; when it says true the call under way returns ErrStopped. The animal has then come
	// as far as Now says, and can go on.
	Stop func() bool

	// Room is the number of values that a recording begun from now on may hold; 0 is RecordLimit.
	Room int64

	net    *network.Network
	engine *engine.Engine
	lesion lesions
	record *recorder
	serial int // of drives, clamps and applications
}

// New brings an animal into being at time 0: draws its wiring, its parameters and its initial values.
func New(net *network.Network, key random.Key) (*Animal, error) { return NewUntil(net, key, nil) }

// NewUntil is New that asks stop now and then, and fails with ErrStopped when it says true. It becomes the animal's Stop.
func NewUntil(net *network.Network, key random.Key, stop func() bool) (*Animal, error) {
	body, err := net.GrowUntil(key, stop)
	if err != nil {
		return nil, err
	}
	e, err := engine.New(body)
	if err != nil {
		return nil, err
	}
	return &Animal{Stop: stop, net: net, engine: e}, nil
}

// Network is what the animal is built from.
func (a *Animal) Network() *network.Network { return a.net }

// Now is the time since the animal's start, ns.
func (a *Animal) Now() int64 { return a.engine.Now() }

// lastMoment is as far as time goes, ns: the clock's range less eleven days for windows that are still open.
const lastMoment = math.MaxInt64 - 1e15

// Advance lets time pass. It fails with *engine.BlowUp when a variable is no longer finite, with a *network.Limit, or
// with ErrStopped.
func (a *Animal) Advance(to int64) error {
	if to < a.Now() {
		return a.mistake("", "time does not run backwards: it is %d ns and not %d", a.Now(), to)
	}
	if to > lastMoment {
		return a.mistake("", "the clock ends after 292 years")
	}
	a.engine.Stop = a.Stop
	return a.engine.Advance(to)
}

// Copy is an exact copy; what happens to one changes nothing in the other. Stop is shared; a recording is not copied.
func (a *Animal) Copy() *Animal {
	return &Animal{Stop: a.Stop, net: a.net, engine: a.engine.Copy(), lesion: a.lesion.copy(), serial: a.serial}
}

// Unrest says in a few words what keeps the circuit active, so that a rest costs as much as its length: "noise", for
// instance. It is empty for a circuit that comes to rest.
func (a *Animal) Unrest() string { return a.engine.Unrest() }

// CellsPerThread is how many cells a thread needs for one more to bring more than it costs.
const CellsPerThread = 2048

// SetThreads lets so many threads compute a network so large that it gains; every number is the same. Copies have one.
func (a *Animal) SetThreads(n int) { a.engine.Threads = n }

// SetJumping turns jumps over silence off or on again; for comparisons.
func (a *Animal) SetJumping(on bool) { a.engine.AlwaysStep = !on }

// Counters are what an animal consists of and what it did.
type Counters struct {
	Neurons, Synapses      int64
	Spikes, SynapticEvents int64
	Steps, Jumps           int64 // of the clock; over silent stretches
	Bytes                  int64 // memory of its state
}

// Counters returns the counts so far.
func (a *Animal) Counters() Counters {
	e := a.engine
	c := Counters{Spikes: e.Spikes, SynapticEvents: e.SynapticEvents, Steps: e.Steps, Jumps: e.Jumps, Bytes: e.Bytes()}
	for _, p := range a.net.Populations {
		c.Neurons += int64(p.Members())
	}
	for _, w := range e.Body.Wiring {
		c.Synapses += int64(w.Pairs())
	}
	for _, w := range e.Body.Gaps {
		c.Synapses += int64(w.Pairs())
	}
	return c
}
