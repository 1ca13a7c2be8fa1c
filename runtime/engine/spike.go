package engine

import (
	"math"
	"math/bits"
	"slices"

	"protoexp/runtime/equation/vector"
	"protoexp/runtime/network"
)

// condition collects which of some cells of a population meet the condition for an action potential.
func (e *Engine) condition(p *network.Population, from, to int) {
	if p.Spike == nil {
		return
	}
	f := &e.frame
	if th := p.Threshold; th != nil && th.Same && th.Above && !p.Escapes {
		limit, off := e.limit(p, 0), p.Vars[th.Var].Off
		var mask [8]uint64
		for ; from < to; from += 64 * len(mask) {
			x := e.f[off+from : off+min(from+64*len(mask), to)]
			vector.Above(mask[:], x, limit)
			for w, word := range mask[:(len(x)+63)/64] {
				for ; word != 0; word &= word - 1 {
					f.Hits = append(f.Hits, int32(from+64*w+bits.TrailingZeros64(word)))
				}
			}
		}
		return
	}
	f.Lane, f.N, f.Level = from, to-from, e.mid
	p.Spike.Run(f)
	f.Level = e.levels
}

// fire finds the action potentials of a step, unless a crew has done so, and does what follows from them at once.
func (e *Engine) fire(p *network.Population, t int64, crewed bool) error {
	if p.Spike == nil && len(e.firing[p.Index]) == 0 {
		return nil
	}
	f := &e.frame
	f.Hits = f.Hits[:0]
	if crewed {
		for _, hits := range e.crew.hits {
			f.Hits = append(f.Hits, hits[p.Index]...)
		}
	} else {
		e.condition(p, 0, p.Count)
	}
	if len(f.Hits) == 0 && len(e.firing[p.Index]) == 0 && len(e.disarmed[p.Index]) == 0 {
		return nil
	}
	list := e.spiked[:0]
	n := p.Compartments()
	for _, i := range f.Hits {
		if n > 1 && (int(i)+1)%n != 0 {
			continue
		}
		flag := &e.flags[p.First+int(i)]
		if *flag&isOff != 0 {
			*flag |= stillHit
			continue
		}
		if *flag&(removed|isHeld) != 0 || e.times[p.Until+int(i)] > e.t {
			continue
		}
		list = append(list, i)
	}
	e.rearm(p)
	list = e.force(p, list)
	e.spiked = list
	if len(list) == 0 {
		return nil
	}
	return e.spikes(p, list, t)
}

// force adds to a list of cells those that are made to fire.
func (e *Engine) force(p *network.Population, list []int32) []int32 {
	forced := e.firing[p.Index]
	if len(forced) == 0 {
		return list
	}
	n := p.Compartments()
	for _, i := range forced {
		if (int(i)+1)%n != 0 {
			continue
		}
		if e.flags[p.First+int(i)]&removed == 0 {
			list = append(list, i)
		}
	}
	e.firing[p.Index] = forced[:0]
	slices.Sort(list)
	return slices.Compact(list)
}

// rearm lets cells fire again whose condition has become false.
func (e *Engine) rearm(p *network.Population) {
	list := e.disarmed[p.Index]
	if len(list) == 0 {
		return
	}
	keep := list[:0]
	for _, i := range list {
		flag := &e.flags[p.First+int(i)]
		if *flag&stillHit != 0 {
			*flag &^= stillHit
			keep = append(keep, i)
		} else {
			*flag &^= isOff
		}
	}
	e.disarmed[p.Index] = keep
}

// spikes resets the cells that fired and passes the news on.
func (e *Engine) spikes(p *network.Population, list []int32, t int64) error {
	f := &e.frame
	e.Spikes += int64(len(list))
	f.Time = t
	e.ripen(p, list)
	if p.Reset != nil {
		f.A, f.N = list, len(list)
		p.Reset.Run(f)
		e.disarm(p, list, t)
	}
	for _, i := range list {
		e.times[p.Fired+int(i)]++
		if e.flags[p.First+int(i)]&isHeld != 0 {
			e.hold(p, i)
		} else if p.Hold != nil {
			e.refract(p, i, t)
		}
		if e.Observer != nil {
			if err := e.Observer.Spike(p.Index, int(i)/p.Compartments(), t); err != nil {
				return err
			}
		}
	}
	for _, o := range p.Organs {
		if err := e.contract(o, len(list), t); err != nil {
			return err
		}
	}
	if err := e.release(p, list, t); err != nil {
		return err
	}
	for _, in := range p.In {
		if !e.cut[in.Index] {
			for _, i := range list {
				if err := e.onPost(in, p.Target(int(i)/p.Compartments(), in.Synapse), t); err != nil {
					return err
				}
			}
		}
	}
	if len(p.Out) > 0 {
		for _, i := range list {
			e.queues[p.Index].push(t, i)
		}
	}
	return nil
}

// disarm finds the cells whose condition the reset leaves true: they do not fire again before it has been false.
func (e *Engine) disarm(p *network.Population, list []int32, t int64) {
	off := func(i int32) {
		if flag := &e.flags[p.First+int(i)]; *flag&isOff == 0 {
			*flag |= isOff
			e.disarmed[p.Index] = append(e.disarmed[p.Index], i)
		}
	}
	if e.solo.on {
		for _, i := range list {
			if e.meets(p, int(i), t) {
				off(i)
			}
		}
		return
	}
	f := &e.frame
	f.Hits, f.Lane, f.Level = f.Hits[:0], 0, e.mid
	p.SpikeAt.Run(f)
	f.Level = e.levels
	for _, k := range f.Hits {
		off(list[k])
	}
}

// refract holds a cell for its refractory period, in whole steps.
func (e *Engine) refract(p *network.Population, i int32, t int64) {
	off := p.Hold.Off
	if p.Hold.Many {
		off += int(i)
	}
	steps := int64(math.Min(e.Body.Param[off]/e.Net.H+0.5, float64((lastMoment-t)/e.Net.Step)))
	if steps <= 0 {
		return
	}
	until := &e.times[p.Until+int(i)]
	if !e.solo.on {
		list := e.held[p.Index]
		if *until > e.t {
			if k := slices.Index(list, i); k >= 0 { // its end comes last now
				list = slices.Delete(list, k, k+1)
			}
		}
		e.held[p.Index] = append(list, i)
	}
	*until = t + steps*e.Net.Step
}

// ripen finds what cells release that depends on their variables, before their spikes reset them.
func (e *Engine) ripen(p *network.Population, list []int32) {
	e.ripe = e.ripe[:0]
	f := &e.frame
	for _, r := range p.Releases {
		if r.Now != nil {
			f.A, f.N = list, len(list)
			r.Now.Run(f)
			e.ripe = append(e.ripe, f.Work[:len(list)]...)
		}
	}
}

// release adds what spikes set free to modulators.
func (e *Engine) release(p *network.Population, list []int32, t int64) error {
	if len(p.Releases) == 0 {
		return nil
	}
	if err := e.stirHumours(t); err != nil {
		return err
	}
	ripe := e.ripe
	for _, r := range p.Releases {
		if r.Now != nil {
			for k := range list {
				e.f[r.State] += ripe[k]
			}
			ripe = ripe[len(list):]
			continue
		}
		for _, i := range list {
			e.f[r.State] += e.Body.Param[r.Amount.Off+int(i)]
		}
	}
	e.solo.shifted = true
	return e.finiteHumours(t)
}
