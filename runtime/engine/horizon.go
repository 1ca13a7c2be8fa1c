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
	for k := range p.Vars {
		if x := e.f[p.Vars[k].Off+i]; x-x != 0 {
			if err := e.finiteRules(p); err != nil {
				return err
			}
			return e.blowUp(p.Name, p.Vars[k].Name, i, e.solo.at[c])
		}
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
	steps := 0.0
	if v := e.f[p.Vars[t.Var].Off+i]; v < limit {
		if p.Flow[0].Kind == equation.Still {
			return nil
		}
		n := p.Flow[0].N
		co := e.rungs(p, 0, i).coefs
		wait := rise(v, limit, e.drive(p, i, co), -co[t.Var*n+t.Var])
		steps = math.Ceil(float64(wait/e.Net.H*(1-1e-12)) - 1e-9)
		if !(steps < float64((never-start)/dt-1)) {
			return nil
		}
	}
	*due = max(start+max(1, int64(steps))*dt, until+dt, e.t+dt)
	return nil
}

// rise is a time, in s, before which v does not come to its limit above it where dv/dt <= drive - rate v: exact where it is
// long, at most a twentieth too short else.
func rise(v, limit, drive, rate float64) float64 {
	switch {
	case rate < 0:
		return 0
	case rate == 0 && drive <= 0:
		return math.Inf(1)
	case rate == 0:
		return (limit - v) / drive
	}
	end := drive / rate // where v would go
	if end < limit {
		return math.Inf(1)
	}
	far, near := end-v, end-limit
	if far <= 2*near {
		return 2 * (limit - v) / (far + near) / rate // log z >= 2 (z-1)/(z+1) for z >= 1
	}
	if near <= 1e-9*far {
		near = 1e-9 * far
	}
	return elementary.Log(far/near) / rate
}

// drive is the largest that the rate of v less its own decay can come to be: each variable behind v stays between its value
// and the extremes to which what drives it can take it.
func (e *Engine) drive(p *network.Population, i int, co []float64) float64 {
	t, n, injected := p.Threshold, p.Flow[0].N, e.f[p.Injected+i]
	var lo, hi [network.SoloVars]float64
	for _, k := range t.Order {
		a := co[n*n+n+k] + float64(co[n*n+k]*injected)
		b := a
		for _, j := range t.Order {
			if j == k {
				break
			}
			if c := co[k*n+j]; c > 0 {
				a, b = a+float64(c*lo[j]), b+float64(c*hi[j])
			} else if c < 0 {
				a, b = a+float64(c*hi[j]), b+float64(c*lo[j])
			}
		}
		if k == t.Var {
			return b
		}
		x := e.f[p.Vars[k].Off+i]
		lo[k], hi[k] = x, x
		switch r := -co[k*n+k]; {
		case r > 0:
			lo[k], hi[k] = min(x, a/r), max(x, b/r)
		case r == 0 && a == 0 && b == 0:
		case r == 0 && a >= 0:
			hi[k] = math.Inf(1)
		case r == 0 && b <= 0:
			lo[k] = math.Inf(-1)
		default:
			lo[k], hi[k] = math.Inf(-1), math.Inf(1)
		}
	}
	return 0
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
