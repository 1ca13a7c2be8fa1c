package interp

import (
	"context"
	"fmt"
	"maps"
	"math"
	"time"

	"protoexp/lang/check"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
)

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

// Fork is an exact copy of the animal and of what was recorded.
func (s *stage) Fork() timeline.Stage {
	c := *s
	c.animal = s.animal.Copy()
	c.history = full(s.history)
	c.kept, c.draws = maps.Clone(s.kept), maps.Clone(s.draws)
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
