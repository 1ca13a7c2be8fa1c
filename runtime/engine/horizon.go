package engine

import (
	"math"
	"slices"

	"protoexp/runtime/equation"
	"protoexp/runtime/equation/elementary"
	"protoexp/runtime/network"
)

// horizon finds a grid point before which a cell cannot meet its condition if nothing happens to it: the first at which it
// does, or somewhat earlier. It bounds the drive of v by what the variables behind it can reach, and takes the time in which
// v would come to its limit under that drive.
func (e *Engine) horizon(p *network.Population, i int) error {
	c := p.First + i
	due := &e.solo.due[c]
	*due = never
	sum := 0.0
	for at := p.Cells + i; at < p.Cells+len(p.Vars)*p.Count; at += p.Count {
		sum += e.f[at] - e.f[at]
	}
	if sum != 0 {
		return e.lost(p, i)
	}
	if p.Spike == nil || e.flags[c]&(removed|isHeld) != 0 {
		return nil
	}
	t, dt := p.Threshold, e.Net.Step
	start := e.solo.at[c]
	until := e.times[p.Until+i]
	if !p.Moving[network.Refractory][t.Var] {
		start = max(start, until) // v stays until then
	}
	if e.flags[c]&isOff != 0 {
		*due = max(e.solo.at[c], e.t) + dt
		return nil
	}
	limit := e.limit(p, i)
	if len(t.Levels) > 0 && !e.absent(t.Levels) {
		var err error
		if limit, err = e.lowest(p, i); err != nil {
			return err
		}
	}
	limit -= float64(1e-12 * math.Abs(limit))
	steps := int64(1)
	if v := e.f[p.Vars[t.Var].Off+i]; v < limit {
		if p.Flow[0].Kind == equation.Still {
			return nil
		}
		l := e.rungs(p, 0, i)
		wait := e.await(p, i, l, limit, float64(start-e.solo.at[c])/1e9) * l.perSecond
		if !(wait < float64((never-start)/dt-2)) {
			return nil
		}
		steps = max(1, int64(float64(wait*(1-1e-12))-1e-9)+1)
	}
	*due = max(start+steps*dt, until+dt, e.t+dt)
	return nil
}

// lost is the error of a cell that holds something that is not a number.
func (e *Engine) lost(p *network.Population, i int) error {
	if err := e.finiteRules(p); err != nil {
		return err
	}
	for _, v := range p.Vars {
		if x := e.f[v.Off+i]; x-x != 0 {
			return e.blowUp(p.Name, v.Name, i, e.solo.at[p.First+i])
		}
	}
	return nil
}

// rise is a time, in s, before which v does not come to its limit above it where dv/dt <= drive - rate v: exact where it is
// long, else as if v rose on as fast as it does now.
func rise(v, limit, drive, rate float64) float64 {
	now, then := drive-float64(rate*v), drive-float64(rate*limit)
	switch {
	case then <= 0 && (rate > 0 || now <= 0): // it does not come so far
		return math.Inf(1)
	case rate < 0:
		return 0
	case now <= 2*then:
		return (limit - v) / now
	}
	return elementary.Log(now/math.Max(then, 1e-9*now)) / rate
}

// await is a time, in s, before which v does not come to its limit. What drives v is bounded first for all times, then for
// about as long as it takes.
func (e *Engine) await(p *network.Population, i int, l *ladder, limit, late float64) float64 {
	t := p.Threshold
	v, rate := e.f[p.Cells+t.Var*p.Count+i], -l.coefs[t.Var*l.n+t.Var]
	drive, loose := e.drive(p, i, l, math.Inf(1))
	wait := rise(v, limit, drive, rate)
	if !loose || math.IsInf(wait, 1) {
		return wait
	}
	drive, _ = e.drive(p, i, l, wait+late)
	longer := min(rise(v, limit, drive, rate), 8*wait)
	drive, _ = e.drive(p, i, l, longer+late)
	return max(wait, min(longer, rise(v, limit, drive, rate)))
}

// drive is the largest that the rate of v less its own decay can come to be within a time, in s: each variable behind v stays
// between its value and how far the extremes of what drives it can take it until then. It is loose if some variable may
// leave its value.
func (e *Engine) drive(p *network.Population, i int, l *ladder, within float64) (most float64, loose bool) {
	t, n, co, injected := p.Threshold, l.n, l.coefs, e.f[p.Injected+i]
	var lo, hi, x [network.SoloVars]float64
	for _, k := range t.Order {
		a := co[n*n+n+k] + float64(co[n*n+k]*injected)
		b := a
		for _, j := range t.Order {
			if j == k {
				break
			}
			if c := co[k*n+j]; c > 0 {
				a, b, loose = a+float64(c*lo[j]), b+float64(c*hi[j]), loose || hi[j] != x[j]
			} else if c < 0 {
				a, b, loose = a+float64(c*hi[j]), b+float64(c*lo[j]), loose || lo[j] != x[j]
			}
		}
		if k == t.Var {
			return b, loose
		}
		y := e.f[p.Cells+k*p.Count+i]
		x[k] = y
		switch r := -co[k*n+k]; {
		case r > 0:
			a, b = float64(a*l.slow[k]), float64(b*l.slow[k])
			if kept := 1 - float64(r*within); kept > 0 { // e^-z >= 1 - z
				a, b = a+float64((y-a)*kept), b+float64((y-b)*kept)
			}
			lo[k], hi[k] = min(y, a), max(y, b)
		case r == 0:
			lo[k], hi[k] = y, y
			if a < 0 {
				lo[k] += float64(a * within)
			}
			if b > 0 {
				hi[k] += float64(b * within)
			}
		default:
			lo[k], hi[k] = math.Inf(-1), math.Inf(1)
		}
	}
	return 0, loose
}

// limit of a cell while nothing is dissolved that it depends on.
type limit struct {
	value float64
	known bool
}

// limit is the value that v must exceed while nothing is dissolved that the condition reads.
func (e *Engine) limit(p *network.Population, i int) float64 {
	t := p.Threshold
	if t.Limit.Op == equation.Const {
		return t.Limit.Value
	}
	key := &e.limits[p.First+i]
	if !key.known {
		key.known, key.value = true, e.limitAt(p, i, make([]float64, len(e.levels)))
	}
	return key.value
}

// limitAt is the limit of a cell where these are the concentrations.
func (e *Engine) limitAt(p *network.Population, i int, levels []float64) float64 {
	f := &e.frame
	e.one[0] = int32(i)
	f.A, f.N, f.Self, f.Lane, f.Level = e.one, 1, i, 0, levels
	p.Threshold.At.Run(f)
	f.Level = e.levels
	return f.Work[0]
}

// lowest is the lowest that a cell's limit can come to be before the next event.
func (e *Engine) lowest(p *network.Population, i int) (float64, error) {
	if err := e.level(max(e.t, e.times[e.Net.Humour.Base])); err != nil {
		return 0, err
	}
	b := bounds{e: e, p: p, lane: i}
	return p.Threshold.Limit.Bound(b.lookup).Lo, nil
}

// absent says that some concentrations are 0 and stay so until something is released or applied.
func (e *Engine) absent(levels []int) bool {
	h := e.Net.Humour
	if len(levels) == 0 || h.Clears && e.t >= e.ebbs().end {
		return true
	}
	for _, k := range levels {
		if off := h.First[k]; off >= 0 && (e.f[off] != 0 || !h.Clears || !h.Alone[slices.Index(h.Vars, off)]) {
			return false
		}
		if a := h.Bath[k]; a >= 0 && e.f[h.Agents[a].Conc] != 0 {
			return false
		}
	}
	return true
}
