package interp

import (
	"context"
	"fmt"
	"sync/atomic"

	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
)

// world makes the animals of a run.
type world struct {
	ctx      context.Context
	options  Options
	planned  int64 // ns
	report   func(diag.Diagnostic)
	ran      func(*arrangement) // is told of the animals of a design
	networks *networks
	runs     map[*timeline.Design]*arrangement

	asks      bool        // what is done to a single animal is kept, for Why
	workers   int         // animals at the same time
	animals   int         // of the design that is run
	told      atomic.Bool // what it costs
	unwritten error       // the last checkpoint that could not be written
}

// individual is an animal that a walk acts on, with what a result needs of it.
type individual interface {
	timeline.Stage
	resume(ctx context.Context, until int64) // the next entry of a session, and when it ends as far as that can be foreseen
	probes() []check.Probe                   // recorded, in order
	recorded(p check.Probe) (t record.Trace, ok bool)
	complete(id int) bool // nothing that is to come changes the responses of a trial
	counters(p *record.Performance)
}

func newWorld(ctx context.Context, o Options) *world {
	return &world{ctx: ctx, options: o, report: func(diag.Diagnostic) {}, ran: func(*arrangement) {}, networks: &networks{}, runs: map[*timeline.Design]*arrangement{}}
}

// Open brings the one animal of a script into being.
func (w *world) Open(s timeline.Setup) (timeline.Stage, error) {
	one, err := w.open(s, random.Key{Seed: s.Seed, Animal: 1})
	if st, ok := one.(*stage); ok {
		st.remember = w.asks
		st.animal.SetThreads(st.threads())
	}
	return one, err
}

// open brings an animal into being: a learner, or the network of a preparation.
func (w *world) open(s timeline.Setup, key random.Key) (individual, error) {
	if s.Circuit.Learner != nil {
		return openLearner(w.ctx, s, key)
	}
	net, err := w.networks.of(s, w.memory())
	if err != nil {
		return nil, w.fault(s, err)
	}
	st, err := w.openOn(net, s, key)
	if err != nil {
		return nil, err
	}
	return st, nil
}

// openOn brings the animal of a network into being.
func (w *world) openOn(net *network.Network, s timeline.Setup, key random.Key) (*stage, error) {
	var err error
	st := &stage{world: w, ctx: w.ctx, options: w.options, planned: w.planned, setup: s, key: key, columns: map[string]int{},
		kept: map[check.Probe]*recording{}, draws: map[string]uint64{}}
	if s.Start != nil {
		err = st.goOn(net, s.Start.State.(*keepsake))
	} else {
		st.animal, err = animal.NewUntil(net, key, st.stopped)
	}
	if err != nil {
		return nil, w.fault(s, err)
	}
	st.born, st.past = st.animal.Now(), st.animal.Counters()
	for i, r := range net.Readings() {
		owner := r.Owner
		if r.EPSP {
			y := s.Circuit.Synapse(r.Owner)
			owner = fmt.Sprintf("epsp(%s -> %s)", y.Pre.Name, y.Post.Name)
		}
		st.columns[owner+"."+r.Measure] = i
	}
	if w.options.Ready != nil {
		w.options.Ready()
	}
	return st, nil
}

// memory is what one animal may need, in bytes.
func (w *world) memory() int64 {
	if w.options.Memory > 0 {
		return w.options.Memory / int64(w.together())
	}
	return network.MemoryLimit / int64(w.together())
}

// recordable is the number of values that an animal's recordings may hold: 8 bytes each, which are there up to four times
// while they are joined and written.
func (w *world) recordable() int64 { return w.memory() / 32 }

// together is the number of animals that live at the same time.
func (w *world) together() int { return max(1, w.workers) }

// Random draws the n-th number of a purpose, for what is decided before there is an animal.
func (w *world) Random(seed uint64, purpose string, n uint64) float64 {
	return random.Key{Seed: seed, Animal: 1}.Uniform(random.Purpose("script "+purpose), 0, n)
}
