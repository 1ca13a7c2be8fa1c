package animal

import (
	"slices"

	"protoexp/runtime/engine"
	"protoexp/runtime/network"
)

// RecordLimit is the number of values that one recording may hold (8 bytes each), unless the animal's Room says otherwise.
const RecordLimit = 100_000_000

// Trace is what was recorded of a probe.
type Trace struct {
	Probe  Probe
	Cells  []string    // a name for each column: LE[1], or LE[1]->L7[1]; counted from 1
	Times  []int64     // ns; of CellSpikes empty
	Values [][]float64 // [column][sample]; of CellSpikes empty
	Spikes [][]int64   // [cell] times, ns; only of CellSpikes
}

// recorder takes samples while the engine runs.
type recorder struct {
	a      *Animal
	points []point
	traces []Trace
	trails []engine.Trail
	every  int64
	last   int64 // time of the last sample, or -1
	held   int64 // values
	room   int64
	row    []float64
}

// Record starts to record probes in place of those recorded so far, whose traces are lost unless StopRecording came
// first: each step while the animal is active, and the ends of each silent stretch. Samples are at least every ns apart
// (0: each step). A recording that grows beyond its room ends the advance under way with a *network.Limit.
func (a *Animal) Record(probes []Probe, every int64) error {
	r := &recorder{a: a, every: every, last: -1, room: a.Room}
	if r.room == 0 {
		r.room = RecordLimit
	}
	for _, p := range probes {
		pt, err := a.find(p)
		if err != nil {
			return err
		}
		t := Trace{Probe: p, Cells: pt.columns(a.engine)}
		if p.Kind == CellSpikes {
			t.Spikes = make([][]int64, len(t.Cells))
		} else {
			t.Values = make([][]float64, len(t.Cells))
		}
		r.points = append(r.points, pt)
		r.traces = append(r.traces, t)
	}
	r.trails = make([]engine.Trail, len(r.points))
	a.record, a.engine.Observer = r, r
	return r.end()
}

// StopRecording returns what was recorded, a trace for each probe.
func (a *Animal) StopRecording() ([]Trace, error) {
	r := a.record
	if r == nil {
		return nil, nil
	}
	err := r.end()
	a.record, a.engine.Observer = nil, nil
	return r.traces, err
}

// Recorded returns what was recorded so far, with a sample of now, and goes on recording as if nobody had asked.
func (a *Animal) Recorded() ([]Trace, error) {
	if a.record == nil {
		return nil, nil
	}
	r := a.record.fork(a)
	if err := r.end(); err != nil {
		return nil, err
	}
	return r.traces, nil
}

// Twin is a copy that goes on recording where the animal is: its recording holds what comes from now on, and sofar what
// came before, without a sample of now. A trace over both is what it would be without the copy. While the twin lives,
// sofar belongs to both animals.
func (a *Animal) Twin() (twin *Animal, sofar []Trace) {
	twin = a.Copy()
	twin.Room = a.Room
	if a.record == nil {
		return twin, nil
	}
	r := a.record.fork(twin)
	sofar = r.traces
	r.traces = make([]Trace, len(sofar))
	for i, t := range sofar {
		r.traces[i] = Trace{Probe: t.Probe, Cells: t.Cells}
		if t.Probe.Kind == CellSpikes {
			r.traces[i].Spikes = make([][]int64, len(t.Cells))
		} else {
			r.traces[i].Values = make([][]float64, len(t.Cells))
		}
	}
	twin.record, twin.engine.Observer = r, r
	return twin, sofar
}

// fork is a recorder of another animal in the same state. What it adds goes into slices of its own.
func (r *recorder) fork(a *Animal) *recorder {
	c := *r
	c.a, c.row = a, nil
	c.trails = make([]engine.Trail, len(r.trails))
	for i := range r.trails {
		c.trails[i] = r.trails[i].Copy()
	}
	c.traces = slices.Clone(r.traces)
	for i := range c.traces {
		t := &c.traces[i]
		t.Times = slices.Clip(t.Times)
		t.Values, t.Spikes = slices.Clone(t.Values), slices.Clone(t.Spikes)
		for k, v := range t.Values {
			t.Values[k] = slices.Clip(v)
		}
		for k, v := range t.Spikes {
			t.Spikes[k] = slices.Clip(v)
		}
	}
	return &c
}

// end takes a sample now.
func (r *recorder) end() error {
	e, err := r.a.settled()
	if err != nil {
		return err
	}
	return r.sample(func(i int, out []float64) ([]float64, error) { return r.points[i].read(e, out, r.a.Now(), nil) }, r.a.Now())
}

// Sample is called by the engine.
func (r *recorder) Sample(t int64, edge bool) error {
	if !edge && r.last >= 0 && t-r.last < r.every {
		return nil
	}
	e := r.a.engine
	return r.sample(func(i int, out []float64) ([]float64, error) { return r.points[i].read(e, out, t, &r.trails[i]) }, t)
}

func (r *recorder) sample(read func(int, []float64) ([]float64, error), t int64) error {
	if t <= r.last {
		return nil
	}
	r.last = t
	for i := range r.points {
		if r.points[i].Kind == CellSpikes {
			continue
		}
		var err error
		if r.row, err = read(i, r.row[:0]); err != nil {
			return err
		}
		tr := &r.traces[i]
		tr.Times = append(tr.Times, t)
		for k, v := range r.row {
			tr.Values[k] = append(tr.Values[k], v)
		}
		if err := r.count(int64(len(r.row))); err != nil {
			return err
		}
	}
	return nil
}

func (r *recorder) count(n int64) error {
	if r.held += n; r.held > r.room {
		return &network.Limit{What: network.Recorded, Need: r.held, Have: r.room}
	}
	return nil
}

// Spike is called by the engine.
func (r *recorder) Spike(population, cell int, t int64) error {
	for i := range r.points {
		if p := &r.points[i]; p.Kind == CellSpikes && p.population.Index == population && (p.Cell == 0 || p.Cell == cell+1) {
			row := &r.traces[i].Spikes[min(cell, len(r.traces[i].Spikes)-1)]
			*row = append(*row, t)
			if err := r.count(1); err != nil {
				return err
			}
		}
	}
	return nil
}
