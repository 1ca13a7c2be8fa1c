package engine

import (
	"cmp"
	"slices"

	"protoexp/runtime/equation"
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

// mode goes over from one way of running to the other.
func (e *Engine) mode() error {
	on := e.Net.Solo && !e.AlwaysStep
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

// bringTargets computes the targets of connections up to now, where a spike is about to arrive.
func (e *Engine) bringTargets(p *network.Projection, w *network.Wiring, from, to int) error {
	q := p.Post
	e.stale[q.Index] = true
	at, flags, until := e.solo.at[q.First:q.First+q.Count], e.flags[q.First:q.First+q.Count], e.times[q.Until:q.Until+q.Count]
	var one *ladder // of all cells
	if fl := q.Flow[0]; fl.Kind == equation.Exact && !fl.Varies {
		one = e.rungs(q, 0, 0)
	}
	for _, j := range w.Targets(from, to, e.targets) {
		since := at[j]
		if since >= e.t {
			continue
		}
		if one != nil && flags[j]&isHeld == 0 && until[j] <= since {
			if steps := int64(float64(float64(e.t-since)*e.perStep) + 0.5); steps < longest {
				one.climb(e.f[q.Cells+int(j):], q.Count, steps, e.f[q.Injected+int(j)])
				at[j] = e.t
				continue
			}
		}
		if err := e.bring(q, int(j), e.t); err != nil {
			return err
		}
	}
	return nil
}

// attend computes a population up to t, where something happens to it as a whole.
func (e *Engine) attend(p *network.Population, t int64) error {
	if !e.solo.on {
		return nil
	}
	e.stale[p.Index] = true
	return e.bringAll(p, t)
}

// bringAll computes all cells of a population up to t.
func (e *Engine) bringAll(p *network.Population, t int64) error {
	for i := range p.Count {
		if err := e.bring(p, i, t); err != nil {
			return err
		}
	}
	return nil
}

// bring computes a cell up to t, where something happens to it.
func (e *Engine) bring(p *network.Population, i int, t int64) error {
	c := p.First + i
	from := e.solo.at[c]
	if from >= t {
		return nil
	}
	e.solo.at[c] = t
	if e.flags[c]&isHeld == 0 && e.times[p.Until+i] <= from {
		if l := e.rungs(p, 0, i); l != nil {
			if steps := (t - from) / e.Net.Step; steps < longest {
				l.climb(e.f[p.Cells+i:], p.Count, steps, e.f[p.Injected+i])
				return nil
			}
		}
	}
	x := e.cell(p, i)
	if err := e.pass(p, i, x, from, t); err != nil {
		return err
	}
	for k, v := range p.Vars {
		e.f[v.Off+i] = x[k]
	}
	return nil
}

// cell copies the variables of a cell into scratch.
func (e *Engine) cell(p *network.Population, i int) []float64 {
	e.w = grow(e.w, len(p.Vars))
	for k, v := range p.Vars {
		e.w[k] = e.f[v.Off+i]
	}
	return e.w
}

// pass moves x, the variables of a cell, from one time to another, through the end of its refractory period.
func (e *Engine) pass(p *network.Population, i int, x []float64, from, to int64) error {
	if e.flags[p.First+i]&isHeld != 0 {
		return e.glide(p, network.Clamped, i, x, from, to)
	}
	if until := min(e.times[p.Until+i], to); until > from {
		if err := e.glide(p, network.Refractory, i, x, from, until); err != nil {
			return err
		}
		from = until
	}
	return e.glide(p, 0, i, x, from, to)
}

// glide moves x from one time to another while the same variables are held.
func (e *Engine) glide(p *network.Population, mask, i int, x []float64, from, to int64) error {
	fl := p.Flow[mask]
	if to <= from || fl.Kind == equation.Still {
		return nil
	}
	injected := e.f[p.Injected+i]
	steps := (to - from) / e.Net.Step
	if l := e.rungs(p, mask, i); l != nil && steps*e.Net.Step == to-from && steps < longest {
		l.climb(x, 1, steps, injected)
		return nil
	}
	f := &e.frame
	copy(f.Work, x)
	f.Self, f.Lane = i, 0
	if err := e.move(fl, from, to, injected); err != nil {
		return e.blowUp(p.Name, p.Vars[0].Name, i, to)
	}
	copy(x, f.Work[:fl.N])
	return nil
}

// rungs is the ladder of a cell, or nil if it does not move.
func (e *Engine) rungs(p *network.Population, mask, i int) *ladder {
	fl := p.Flow[mask]
	if fl.Kind != equation.Exact {
		return nil
	}
	if !fl.Varies {
		i = 0
	}
	list := e.ladders[fl.ID]
	if list == nil {
		list = e.laddersOf(fl, p.Count)
	}
	return list[i]
}
