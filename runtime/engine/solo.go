package engine

import (
	"cmp"
	"slices"

	"protoexp/runtime/network"
)

// solo is how small circuits run in which every cell has a closed form: each cell keeps its own time. It is computed only
// when a spike reaches it, when a current changes, or when it could fire. All that happens still falls on the grid of steps,
// in the order in which stepping would let it happen; the states are those of stepping up to rounding.
type solo struct {
	on  bool
	at  []int64 // of each cell: to when it has been computed
	due []int64 // of each cell: a grid point before which it cannot fire, if nothing happens to it
	// next is the smallest due of each population.
	next []int64
	// shifted says that a concentration changed on which a threshold depends.
	shifted bool
	// quiet says that the last sample was the beginning of a silence; seen is the time of the last sample.
	quiet bool
	seen  int64
}

func (s *solo) copy() solo {
	c := *s
	c.at, c.due, c.next = append([]int64(nil), s.at...), append([]int64(nil), s.due...), append([]int64(nil), s.next...)
	return c
}

// restlessCells is how many cells may fire without end and still be followed one by one.
const restlessCells = 32

// mode goes over from one way of running to the other.
func (e *Engine) mode() error {
	on := e.Net.Solo && !e.AlwaysStep && !e.restless
	if on == e.solo.on {
		return nil
	}
	s := &e.solo
	if !on {
		for _, p := range e.Net.Populations {
			if err := e.bringAll(p, e.t); err != nil {
				return err
			}
			for i := range p.Count {
				if e.times[p.Until+i] > e.t {
					e.held[p.Index] = append(e.held[p.Index], int32(i))
				}
			}
			slices.SortFunc(e.held[p.Index], func(i, k int32) int { return cmp.Compare(e.times[p.Until+int(i)], e.times[p.Until+int(k)]) })
		}
		s.on, e.active, e.checkAt, e.backoff = false, true, e.t, 1
		return nil
	}
	if err := e.jump(e.t); err != nil {
		return err
	}
	if s.at == nil {
		s.at, s.due, s.next = make([]int64, e.Net.Cells), make([]int64, e.Net.Cells), make([]int64, len(e.Net.Populations))
	}
	s.on, e.active, s.seen = true, false, e.t
	for i := range s.at {
		s.at[i] = e.t
	}
	for i := range e.held {
		e.held[i] = e.held[i][:0]
	}
	for _, p := range e.Net.Populations {
		if err := e.foresee(p, every); err != nil {
			return err
		}
	}
	return nil
}

// What has happened to cells of which it is asked how soon they can fire.
const (
	fired   = iota // to those that have been computed up to now: they were looked at
	reached        // a spike has reached them
	every          // something has happened on which all depend
)

// foresee finds anew how soon the cells can fire to which something has happened.
func (e *Engine) foresee(p *network.Population, what int) error {
	s := &e.solo
	at, due, until := s.at[p.First:p.First+p.Count], s.due[p.First:p.First+p.Count], e.times[p.Until:p.Until+p.Count]
	next := int64(never)
	for i := range due {
		switch {
		case what != every && at[i] != e.t:
		case what == reached && p.Spike != nil && until[i] > e.t && due[i] > until[i]:
			due[i] = until[i] + e.Net.Step // early enough to ask again
		default:
			if err := e.horizon(p, i); err != nil {
				return err
			}
		}
		next = min(next, due[i])
	}
	if len(e.firing[p.Index]) > 0 {
		next = min(next, e.t+e.Net.Step)
	}
	s.next[p.Index] = next
	return nil
}

// foreseeStale does so for the populations to which something happened, and for all cells whose thresholds depend on
// concentrations after one of these has jumped.
func (e *Engine) foreseeStale() error {
	if !e.solo.on {
		return nil
	}
	for i, stale := range e.stale {
		if stale {
			e.stale[i] = false
			if err := e.foresee(e.Net.Populations[i], reached); err != nil {
				return err
			}
		}
	}
	if !e.solo.shifted {
		return nil
	}
	e.solo.shifted = false
	for _, p := range e.Net.Populations {
		if p.Threshold != nil && len(p.Threshold.Levels) > 0 {
			if err := e.foresee(p, every); err != nil {
				return err
			}
		}
	}
	return nil
}

// runSolo lets happen what happens up to limit, and stays at the last event.
func (e *Engine) runSolo(limit int64) error {
	for {
		if e.t+e.Net.Step > limit {
			return e.watch(limit, false)
		}
		if e.stopped(64) {
			return ErrStopped
		}
		if err := e.deliver(false); err != nil {
			return err
		}
		next := e.nextSolo()
		if next > limit {
			return e.watch(limit, next == never)
		}
		if err := e.watch(next-e.Net.Step, false); err != nil {
			return err
		}
		if next > e.t+e.Net.Step {
			e.Jumps++
		}
		e.t, e.exact = next, next
		e.Steps++
		if err := e.midwaySolo(); err != nil {
			return err
		}
		for _, p := range e.Net.Populations {
			if e.solo.next[p.Index] > next {
				continue
			}
			if err := e.fireSolo(p, next); err != nil {
				return err
			}
		}
		if err := e.foreseeStale(); err != nil {
			return err
		}
		if err := e.watch(next, false); err != nil {
			return err
		}
	}
}

// waitSolo lets time pass to the grid point g, before which nothing happens.
func (e *Engine) waitSolo(g int64) error {
	if e.t >= g {
		return nil
	}
	e.t, e.exact = g, g
	if !e.solo.quiet {
		return nil
	}
	e.Jumps++
	e.solo.seen = g
	return e.sample(true)
}

// nextSolo is the first grid point at which a spike arrives or a cell can fire.
func (e *Engine) nextSolo() int64 {
	next := int64(never)
	for _, d := range e.solo.next {
		next = min(next, d)
	}
	for _, p := range e.Net.Projections {
		q := &e.queues[p.Pre.Index]
		if c := e.cursor[p.Index]; c < q.end() {
			next = min(next, q.time[c-q.base]+e.Body.Delay[p.Index]*e.Net.Step)
		}
	}
	return next
}

// watch shows the observer each step up to t, or, in a silence, its beginning.
func (e *Engine) watch(t int64, silence bool) error {
	if e.Observer == nil {
		return nil
	}
	s := &e.solo
	s.seen = max(s.seen, e.t-e.Net.Step)
	if silence {
		if s.quiet {
			return nil
		}
		s.quiet = true
		s.seen = e.t
		return e.Observer.Sample(e.t, true)
	}
	for s.seen+e.Net.Step <= t {
		s.seen += e.Net.Step
		s.quiet = false
		if err := e.Observer.Sample(s.seen, false); err != nil {
			return err
		}
	}
	return nil
}

// fireSolo looks which cells of a population fire at t, of those that could.
func (e *Engine) fireSolo(p *network.Population, t int64) error {
	list := e.spiked[:0]
	off := false
	for i, due := range e.solo.due[p.First : p.First+p.Count] {
		if due > t {
			continue
		}
		if err := e.bring(p, i, t); err != nil {
			return err
		}
		hit := e.meets(p, i, t)
		flag := &e.flags[p.First+i]
		switch {
		case *flag&isOff != 0:
			off = true
			if hit {
				*flag |= stillHit
			}
		case hit && *flag&(removed|isHeld) == 0 && e.times[p.Until+i] < t:
			list = append(list, int32(i))
		}
	}
	if off {
		e.rearm(p)
	}
	if forced := e.firing[p.Index]; len(forced) > 0 {
		for _, i := range forced {
			if err := e.bring(p, int(i), t); err != nil {
				return err
			}
		}
		list = e.force(p, list)
	}
	e.spiked = list
	if len(list) > 0 {
		if err := e.spikes(p, list, t); err != nil {
			return err
		}
	}
	return e.foresee(p, fired)
}

// meets says whether a cell that has been computed up to t meets its condition there.
func (e *Engine) meets(p *network.Population, i int, t int64) bool {
	th := p.Threshold
	v, limit := e.f[p.Vars[th.Var].Off+i], 0.0
	if len(th.Levels) == 0 || e.midAt != t {
		limit = e.limit(p, i)
	} else {
		limit = e.limitAt(p, i, e.mid)
	}
	return v > limit || v == limit && !th.Above
}

// midwaySolo computes the concentrations that conditions read in the step that ends now, unless there are none.
func (e *Engine) midwaySolo() error {
	for _, p := range e.Net.Populations {
		if e.solo.next[p.Index] <= e.t && p.Threshold != nil && !e.absent(p.Threshold.Levels) {
			e.midAt = e.t
			return e.midway(e.t - e.Net.Step + e.Net.Step/2)
		}
	}
	e.midAt = -1
	return nil
}
