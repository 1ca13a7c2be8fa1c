package interp

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"
	"time"

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

// stage is the animal that a walk acts on.
type stage struct {
	world    *world
	animal   *animal.Animal
	ctx      context.Context
	options  Options
	planned  int64
	setup    timeline.Setup
	key      random.Key
	born     int64           // ns, where this script found the animal
	past     animal.Counters // what it had done by then
	columns  map[string]int  // of a reading in the responses
	order    []check.Probe   // recorded, in order of first mention
	kept     map[check.Probe]*recording
	live     []check.Probe // being recorded now
	every    int64
	held     int64             // values of finished recordings
	draws    map[string]uint64 // random numbers drawn so far, by purpose
	unrest   *string           // what keeps the animal active; nil where it is not known
	spent    time.Duration     // on letting time pass, until the cost of the run is foretold
	foretold bool
	history  []happening // of a single animal, for Why
	remember bool
	outlook  [][]float64 // what trials read if nothing else happens; nil where something has happened since
}

// recording is what was recorded of a probe so far, in pieces.
type recording struct{ pieces []animal.Trace }

func (s *stage) Now() int64 { return s.animal.Now() }
func (s *stage) Dry() bool  { return false }

// resume begins the next entry of a session.
func (s *stage) resume(ctx context.Context, until int64) {
	s.ctx, s.born, s.planned, s.spent, s.foretold = ctx, s.Now(), until, 0, false
}

// stopped says whether the run is to end.
func (s *stage) stopped() bool { return s.ctx != nil && s.ctx.Err() != nil }

// complete says whether nothing that is to come changes the responses of a trial.
func (s *stage) complete(id int) bool { return s.animal.Complete(animal.Trial(id)) }

// Advance lets time pass in pieces, between which the progress is told. They grow while the animal is silent, which costs
// nothing, and last about a tenth of a second in one that never is.
func (s *stage) Advance(to int64) error {
	s.outlook = nil
	const second = 1_000_000_000
	piece := int64(second)
	if to-s.animal.Now() > second/100 && s.restless() != "" {
		piece = second / 100
	}
	for {
		if s.stopped() {
			return timeline.ErrStopped
		}
		left := to - s.animal.Now()
		if left <= 0 {
			return nil
		}
		began := time.Now()
		s.animal.Stop = s.stopped
		if err := s.animal.Advance(to - max(0, left-piece)); err != nil {
			return s.world.fault(s.setup, err)
		}
		if s.options.Progress != nil {
			s.options.Progress(s.animal.Now()-s.born, s.planned-s.born)
		}
		took := time.Since(began)
		s.foretell(took)
		switch {
		case took > 200*time.Millisecond && s.restless() != "":
			piece = max(piece/2, s.animal.Network().Step)
		case took < 50*time.Millisecond && piece < 1<<60:
			piece *= 2
		}
	}
}

func (s *stage) Begin(events []timeline.Event) int {
	s.outlook = nil
	s.happens(happening{at: s.animal.Now(), begin: true, events: events})
	var reach []string
	for _, e := range events {
		switch e.Kind {
		case timeline.Present:
			reach = append(reach, s.animal.Reach(e.Verb.Name, e.Target)...)
		default:
			reach = append(reach, s.animal.ReachFrom(e.Target)...)
		}
	}
	return int(s.animal.Begin(reach))
}

func (s *stage) Do(e timeline.Event) error {
	s.outlook = nil
	s.happens(happening{at: s.animal.Now(), events: []timeline.Event{e}})
	if e.Kind == timeline.Remove || e.Kind == timeline.Cut {
		s.unrest = nil
	}
	switch e.Kind {
	case timeline.Present:
		params := map[string]float64{}
		for _, p := range e.Params {
			params[p.Name] = p.Value
		}
		err := s.animal.Present(e.Verb.Name, e.Target, params, e.For)
		if err == nil {
			return nil
		}
		return &timeline.Fault{Code: "run-failed", Message: err.Error(), Fix: fmt.Sprintf("give %s other values, or look at its definition: a division by 0, or the logarithm of a negative number", e.Verb.Name)}
	case timeline.Inject:
		return s.animal.InjectOne(e.Target, e.Cell, e.Value, e.For)
	case timeline.Clamp:
		return s.animal.Clamp(e.Target, e.Value, e.For)
	case timeline.Fire:
		return s.animal.Fire(e.Target)
	case timeline.Apply:
		return s.animal.Apply(e.Target, e.Value, e.For)
	case timeline.Wash:
		return s.animal.Wash()
	case timeline.Remove:
		return s.animal.Remove(e.Target)
	case timeline.Cut:
		return s.animal.Cut(e.Target)
	}
	return nil // a sham operation does nothing
}

func (s *stage) Response(id int, measure string) (float64, error) {
	column, ok := s.columns[measure]
	if !ok {
		return 0, fmt.Errorf("%s was not measured", measure)
	}
	var values []float64
	var err error
	if s.outlook == nil && s.complete(id) {
		values, err = s.animal.Responses(animal.Trial(id))
	} else {
		if s.outlook == nil {
			s.outlook, err = s.animal.Outlook()
		}
		if err == nil {
			values = s.outlook[id]
		}
	}
	if err != nil {
		return 0, s.world.fault(s.setup, err)
	}
	if v := values[column]; !math.IsNaN(v) && !math.IsInf(v, 0) {
		return v, nil
	}
	return 0, &timeline.Fault{Code: "run-failed", Message: fmt.Sprintf("%s is not a finite number in a trial", measure),
		Fix: "its expression divides by 0 or has no value there, such as the logarithm of a negative number; keep it in bounds with max, min or clamp"}
}

func probe(p check.Probe) animal.Probe {
	kinds := map[check.ProbeKind]animal.ProbeKind{check.CellVar: animal.CellVar, check.CellSpikes: animal.CellSpikes, check.RuleVar: animal.RuleVar,
		check.Weight: animal.Weight, check.Level: animal.Level, check.EffectorVar: animal.EffectorVar}
	return animal.Probe{Kind: kinds[p.Kind], Owner: p.Owner, Rule: p.Rule, Var: p.Var, Cell: p.Cell}
}

func (s *stage) Read(p check.Probe) (float64, error) {
	values, err := s.animal.Read(probe(p))
	if err != nil || len(values) == 0 {
		return 0, s.world.fault(s.setup, err)
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values)), nil
}

// Record adds probes to those being recorded; without probes recording ends.
func (s *stage) Record(probes []check.Probe, every int64) error {
	if len(s.live) > 0 {
		pieces, err := s.animal.StopRecording()
		if err != nil {
			return err
		}
		s.keep(pieces)
	}
	if len(probes) == 0 {
		s.live = nil
		return nil
	}
	live := append([]check.Probe{}, s.live...)
	for _, p := range probes {
		if !has(live, p) {
			live = append(live, p)
		}
		if s.kept[p] == nil {
			s.kept[p] = &recording{}
			s.order = append(s.order[:len(s.order):len(s.order)], p)
		}
	}
	if len(s.live) == 0 || every < s.every {
		s.every = every
	}
	s.live = live
	return s.begin()
}

// begin starts to record what is live.
func (s *stage) begin() error {
	var list []animal.Probe
	for _, p := range s.live {
		list = append(list, probe(p))
	}
	s.animal.Room = max(1, s.world.recordable()-s.held)
	return s.world.fault(s.setup, s.animal.Record(list, s.every))
}

func has(list []check.Probe, p check.Probe) bool {
	for _, q := range list {
		if q == p {
			return true
		}
	}
	return false
}

// keep adds finished pieces to what was recorded of the live probes. Recordings are copied, since a fork shares them.
func (s *stage) keep(pieces []animal.Trace) {
	for i, piece := range pieces {
		old := s.kept[s.live[i]]
		s.kept[s.live[i]] = &recording{append(old.pieces[:len(old.pieces):len(old.pieces)], piece)}
		for _, rows := range piece.Values {
			s.held += int64(len(rows))
		}
		for _, times := range piece.Spikes {
			s.held += int64(len(times))
		}
	}
}

// probes lists what was recorded, in order.
func (s *stage) probes() []check.Probe { return s.order }

// pieces of a probe, the unfinished one too.
func (s *stage) pieces(p check.Probe) ([]animal.Trace, bool) {
	r, ok := s.kept[p]
	if !ok {
		return nil, false
	}
	all := r.pieces
	for i, q := range s.live {
		if q == p {
			if now, err := s.animal.Recorded(); err == nil && i < len(now) {
				all = append(all[:len(all):len(all)], now[i])
			}
		}
	}
	return all, true
}

// Trace is a recorded probe as the mean over its cells; of spikes, their times in order.
func (s *stage) Trace(p check.Probe) (times, values []float64, recorded bool) {
	t, ok := s.recorded(p)
	if !ok {
		return nil, nil, false
	}
	if t.Spikes {
		times = merged(t.Values)
		values = make([]float64, len(times))
		for i := range values {
			values[i] = 1
		}
		return times, values, true
	}
	return t.Time, t.Mean(), true
}

// recorded joins the pieces of a probe to one trace.
func (s *stage) recorded(p check.Probe) (record.Trace, bool) {
	pieces, ok := s.pieces(p)
	if !ok {
		return record.Trace{}, false
	}
	t := record.Trace{Name: p.Name, Unit: unitOf(p.Dim), Spikes: p.Kind == check.CellSpikes}
	if t.Spikes {
		t.Unit = "s"
	}
	for _, piece := range pieces {
		t.Cells = piece.Cells
		columns := len(piece.Values)
		if t.Spikes {
			columns = len(piece.Spikes)
		}
		if t.Values == nil {
			t.Values = make([][]float64, columns)
		}
		from := 0 // a piece begins where the one before ended
		if n := len(t.Time); n > 0 && len(piece.Times) > 0 && float64(piece.Times[0])/1e9 == t.Time[n-1] {
			from = 1
		}
		for _, ns := range piece.Times[min(from, len(piece.Times)):] {
			t.Time = append(t.Time, float64(ns)/1e9)
		}
		for k := range columns {
			if t.Spikes {
				for _, ns := range piece.Spikes[k] {
					t.Values[k] = append(t.Values[k], float64(ns)/1e9)
				}
				continue
			}
			t.Values[k] = append(t.Values[k], piece.Values[k][from:]...)
		}
	}
	return t, true
}

// merged joins sorted rows into one.
func merged(rows [][]float64) (out []float64) {
	at := make([]int, len(rows))
	for {
		best := -1
		for k, row := range rows {
			if at[k] < len(row) && (best < 0 || row[at[k]] < rows[best][at[best]]) {
				best = k
			}
		}
		if best < 0 {
			return out
		}
		out = append(out, rows[best][at[best]])
		at[best]++
	}
}

// Fork is an exact copy of the animal and of what was recorded.
func (s *stage) Fork() timeline.Stage {
	c := *s
	c.animal = s.animal.Copy()
	c.history = full(s.history)
	c.kept, c.draws = map[check.Probe]*recording{}, map[string]uint64{}
	for k, v := range s.kept {
		c.kept[k] = v
	}
	for k, v := range s.draws {
		c.draws[k] = v
	}
	return &c
}

// twin is a fork that goes on recording, as the animal of a session does from entry to entry.
func (s *stage) twin() *stage {
	c := s.Fork().(*stage)
	var sofar []animal.Trace
	c.animal, sofar = s.animal.Twin()
	c.animal.SetThreads(s.threads())
	c.keep(sofar)
	return c
}

// threads is how many one large network may use.
func (s *stage) threads() int {
	return min(s.options.cores(), s.animal.Network().Cells/animal.CellsPerThread)
}

// Random draws the next number of a purpose; other purposes never change it.
func (s *stage) Random(purpose string) float64 {
	n := s.draws[purpose]
	s.draws[purpose] = n + 1
	return s.key.Uniform(random.Purpose("script "+purpose), 0, n)
}

func (s *stage) counters(p *record.Performance) {
	c := s.animal.Counters()
	p.Neurons, p.Synapses, p.Spikes, p.SynapticEvents = c.Neurons, c.Synapses, c.Spikes-s.past.Spikes, c.SynapticEvents-s.past.SynapticEvents
}
