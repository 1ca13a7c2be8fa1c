package engine

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// touchRow brings the rules of a projection up to now for a spike of one source.
func (e *Engine) touchRow(p *network.Projection, cell, from int, targets []int32) error {
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			if s.Time < 0 {
				continue
			}
			var err error
			switch s.Place {
			case network.Nowhere:
				err = e.flowLane(p, s, 0, e.t)
			case network.AtSource:
				err = e.touchOne(p, s, cell, cell, s.Row, e.t)
			case network.AtTarget:
				err = e.touchList(p, s, targets, s.Row, e.t)
			default:
				err = e.touchRange(p, s, cell, from, targets, e.t)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// touchSource does so for what is kept at the source.
func (e *Engine) touchSource(p *network.Projection, cell int) error {
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			if s.Place == network.AtSource && s.Time >= 0 {
				if err := e.touchOne(p, s, cell, cell, s.Row, e.t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// touchPart does so for what has a closed form and is kept for each connection of a part of a row.
func (e *Engine) touchPart(p *network.Projection, cell, from int, targets []int32) {
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			if s.Place == network.AtPair && s.Time >= 0 {
				e.ageRange(s, cell, from, targets, e.t)
			}
		}
	}
}

// touchColumn does the same for a spike of one target at t: pairs are its connections and sources their source cells.
func (e *Engine) touchColumn(p *network.Projection, cell int, pairs, sources []int32, t int64) error {
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			if s.Time < 0 {
				continue
			}
			var err error
			switch s.Place {
			case network.Nowhere:
				err = e.flowLane(p, s, 0, t)
			case network.AtTarget:
				err = e.touchOne(p, s, cell, cell, s.Column, t)
			case network.AtSource:
				err = e.touchList(p, s, sources, s.Column, t)
			default:
				err = e.touchPairs(p, s, cell, pairs, sources, t)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// touchOne advances one lane; prog is its closed form as a single number.
func (e *Engine) touchOne(p *network.Projection, s *network.Site, lane, self int, prog *equation.Program, t int64) error {
	last := &e.times[s.Time+lane]
	if *last >= t {
		return nil
	}
	if prog == nil || e.solo.on && p.OnPost == nil && s.Flow.Kind == equation.Exact && !s.Flow.Varies {
		return e.flowLane(p, s, lane, t)
	}
	f := &e.frame
	f.Work[0] = float64(t-*last) / 1e9
	f.Self, f.N = self, 1
	prog.Run(f)
	*last = t
	return nil
}

// elapsed puts the seconds since each lane was computed into Work and marks them as computed.
func (e *Engine) elapsed(s *network.Site, lanes []int32, t int64) {
	times, w := e.times[s.Time:], e.frame.Work
	for i, k := range lanes {
		w[i] = float64(t-times[k]) / 1e9
		times[k] = t
	}
}

// touchList advances the lanes of a list: targets of a row, or sources of a column. Those with a closed form are looked at
// by the program without being moved.
func (e *Engine) touchList(p *network.Projection, s *network.Site, list []int32, closed *equation.Program, t int64) error {
	if closed != nil {
		return nil
	}
	return e.flowLanes(p, s, list, t)
}

// touchRange advances the connections of a row.
func (e *Engine) touchRange(p *network.Projection, s *network.Site, cell, from int, targets []int32, t int64) error {
	if s.Row == nil {
		for i := range targets {
			if err := e.flowLane(p, s, from+i, t); err != nil {
				return err
			}
		}
		return nil
	}
	e.ageRange(s, cell, from, targets, t)
	return nil
}

// ageRange advances the connections of a row, or of a part of it, in closed form.
func (e *Engine) ageRange(s *network.Site, cell, from int, targets []int32, t int64) {
	times, f := e.times[s.Time+from:], &e.frame
	for i := range targets {
		f.Work[i] = float64(t-times[i]) / 1e9
		times[i] = t
	}
	f.Self, f.Lane, f.A, f.N = cell, from, targets, len(targets)
	s.Row.Run(f)
}

// touchPairs advances the connections of a column.
func (e *Engine) touchPairs(p *network.Projection, s *network.Site, cell int, pairs, sources []int32, t int64) error {
	if s.Column == nil {
		return e.flowLanes(p, s, pairs, t)
	}
	e.elapsed(s, pairs, t)
	f := &e.frame
	f.Self, f.A, f.B, f.N = cell, pairs, sources, len(pairs)
	s.Column.Run(f)
	return nil
}

// touchAll advances every lane of a site.
func (e *Engine) touchAll(p *network.Projection, s *network.Site, t int64) error {
	if s.Time < 0 {
		return nil
	}
	if s.Node >= 0 {
		copy(e.frame.Work, e.f[s.NodeAt:s.NodeAt+s.Flow.N])
		e.frame.Self, e.frame.Lane = 0, 0
		if err := e.reach(s.Flow, &e.times[s.Node], e.f[s.NodeAt:s.NodeAt+s.Flow.N], t, true); err != nil {
			return e.blowUp(s.Rule.Name, s.Rule.Vars[s.Vars[0]].Name, 0, t)
		}
	}
	for k := range e.lanes(p, s) {
		if err := e.flowLane(p, s, k, t); err != nil {
			return err
		}
	}
	return nil
}

// lanes is the number of lanes of a site that are in use.
func (e *Engine) lanes(p *network.Projection, s *network.Site) int {
	if s.Place == network.AtPair {
		return e.Body.Wiring[p.Index].Pairs()
	}
	return s.Count
}

func (e *Engine) flowLanes(p *network.Projection, s *network.Site, list []int32, t int64) error {
	for _, k := range list {
		if err := e.flowLane(p, s, int(k), t); err != nil {
			return err
		}
	}
	return nil
}

// flowLane advances one lane of a site by its flow.
func (e *Engine) flowLane(p *network.Projection, s *network.Site, lane int, t int64) error {
	if e.times[s.Time+lane] >= t {
		return nil
	}
	if err := e.moveLane(p, s, lane, t, true); err != nil {
		return err
	}
	for i, v := range s.Vars {
		e.f[s.Rule.Vars[v].Off+lane] = e.frame.Work[i]
	}
	e.times[s.Time+lane] = t
	return nil
}

// peekLane leaves the variables of one lane at t in Work, without moving them.
func (e *Engine) peekLane(p *network.Projection, s *network.Site, lane int, t int64) error {
	return e.moveLane(p, s, lane, t, false)
}

// moveLane leaves the variables of one lane at t in Work; keep is for a lane that an event moves there.
func (e *Engine) moveLane(p *network.Projection, s *network.Site, lane int, t int64, keep bool) error {
	f := &e.frame
	if s.Node >= 0 {
		if err := e.single(s, t, keep); err != nil {
			return e.blowUp(s.Rule.Name, s.Rule.Vars[s.Vars[0]].Name, lane, t)
		}
		return nil
	}
	for i, v := range s.Vars {
		f.Work[i] = e.f[s.Rule.Vars[v].Off+lane]
	}
	if s.Time < 0 {
		return nil
	}
	e.address(p, s, lane)
	if err := e.moveThrough(s.Flow, e.times[s.Time+lane], t); err != nil {
		return e.blowUp(s.Rule.Name, s.Rule.Vars[s.Vars[0]].Name, lane, t)
	}
	return nil
}

// address tells the frame which lane of a site the next program is about.
func (e *Engine) address(p *network.Projection, s *network.Site, lane int) {
	f := &e.frame
	f.Self = lane
	if s.Place == network.AtPair {
		w := e.Body.Wiring[p.Index]
		e.one[0] = int32(w.To(lane))
		f.A, f.Lane, f.Self = e.one, lane, source(w, lane)
	}
}

// source is the cell that a connection comes from.
func source(w *network.Wiring, pair int) int {
	if w.Source != nil {
		return int(w.Source[pair])
	}
	lo, hi := 0, len(w.Row)-1
	for lo+1 < hi {
		if mid := (lo + hi) / 2; int(w.Row[mid]) <= pair {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
