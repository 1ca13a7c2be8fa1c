package engine

// How cells that keep their own time are computed up to an event.

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

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
	e.asleep[p.Index] = false
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
