package engine

import (
	"slices"

	"protoexp/runtime/network"
)

// Trail remembers where a site's lanes were when they were last read, so that reading at each step solves one step and not
// all of the time since the last event. It belongs to one reader; the engine itself is not moved.
type Trail struct {
	at, event []int64 // of each lane: the time of the state here, and of the event that it follows
	x         []float64
}

// Copy is a trail of a reader of its own.
func (t Trail) Copy() Trail {
	return Trail{slices.Clone(t.at), slices.Clone(t.event), slices.Clone(t.x)}
}

// follow leaves the variables of one lane at t in Work, as peekLane does, from the trail's last state where no event came
// between.
func (e *Engine) follow(trail *Trail, p *network.Projection, s *network.Site, lane int, t int64) error {
	if trail == nil || s.Time < 0 || s.Node >= 0 {
		return e.peekLane(p, s, lane, t)
	}
	n := len(s.Vars)
	if trail.at == nil {
		lanes := e.lanes(p, s)
		trail.at, trail.event, trail.x = make([]int64, lanes), make([]int64, lanes), make([]float64, lanes*n)
	}
	last, x := e.times[s.Time+lane], trail.x[lane*n:lane*n+n]
	f := &e.frame
	if trail.event[lane] == last && trail.at[lane] > last && trail.at[lane] <= t {
		e.address(p, s, lane)
		copy(f.Work, x)
		if err := e.moveThrough(s.Flow, trail.at[lane], t); err != nil {
			return e.blowUp(s.Rule.Name, s.Rule.Vars[s.Vars[0]].Name, lane, t)
		}
	} else if err := e.peekLane(p, s, lane, t); err != nil {
		return err
	}
	copy(x, f.Work[:n])
	trail.at[lane], trail.event[lane] = t, last
	return nil
}
