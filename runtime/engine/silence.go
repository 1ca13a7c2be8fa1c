package engine

import (
	"math"

	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// silent says whether nothing can happen before the next edge: no spike is on its way, no rule or noise needs the clock, and
// no membrane that has a closed form can reach its condition, however long the present currents last. Populations without
// closed form are tried out by strides.
func (e *Engine) silent() bool {
	if e.inFlight() {
		return false
	}
	for _, p := range e.Net.Projections {
		if p.Clocked && !e.cut[p.Index] {
			return false
		}
	}
	e.gaps()
	for i, p := range e.Net.Populations {
		if p.Noisy || len(e.held[i])+len(e.firing[i])+len(e.disarmed[i]) > 0 && !e.over(p) {
			return false
		}
	}
	if len(e.Net.Humour.Names) > 0 && e.level(e.t) != nil {
		return false
	}
	for _, p := range e.Net.Populations {
		if p.Axial != nil && !e.rested(p) || p.Axial == nil && p.Electric && !e.steady(p) || p.Flow[0].Kind != equation.General && !e.below(p) {
			return false
		}
	}
	return true
}

// over says whether no cell is still refractory, disarmed or about to fire.
func (e *Engine) over(p *network.Population) bool {
	e.releaseHeld(p)
	return len(e.held[p.Index])+len(e.firing[p.Index])+len(e.disarmed[p.Index]) == 0
}

// steady says whether the potentials of coupled cells have come to rest: gap currents are held over a jump.
func (e *Engine) steady(p *network.Population) bool {
	f := &e.frame
	for i := range p.Count {
		fl := p.Flow[e.mask(p, i)]
		if fl.Kind == equation.Still || e.flags[p.First+i]&removed != 0 {
			continue
		}
		for k, v := range p.Vars {
			f.Work[k] = e.f[v.Off+i]
		}
		f.Self, f.Lane, f.N = i, 0, 1
		v, injected := f.Work[p.V], e.f[p.Injected+i]
		rate := 0.0
		if fl.Kind == equation.Exact {
			fl.Coefs.Run(f)
			n := fl.N
			co := f.Work[n:]
			rate = co[n*n+n+p.V] + float64(co[n*n+p.V]*injected)
			for k := range n {
				rate += float64(co[p.V*n+k] * f.Work[k])
			}
		} else {
			copy(f.Work[fl.N:], e.humours)
			e.levels[len(e.levels)-1] = injected
			rate = fl.Stiff.Rate(f, p.V)
		}
		if !(math.Abs(rate)*e.Net.H <= float64(1e-13*math.Abs(v))+1e-18) {
			return false
		}
	}
	return true
}

// below says whether no cell of a population can come to meet its condition by itself.
func (e *Engine) below(p *network.Population) bool {
	if p.Spike == nil {
		return true
	}
	fl, f := p.Flow[0], &e.frame
	n := fl.N
	b := &bounds{e: e, p: p, x: make([]equation.Interval, n)}
	var order []int
	for i := range p.Count {
		if e.flags[p.First+i]&(removed|isHeld) != 0 {
			continue
		}
		b.lane = i
		for k, v := range p.Vars {
			b.x[k] = equation.Point(e.f[v.Off+i])
		}
		if fl.Kind == equation.Exact {
			if i == 0 || fl.Varies || order == nil {
				f.Self, f.Lane, f.N = i, 0, 1
				fl.Coefs.Run(f)
				ok := false
				co := f.Work[n:]
				order, ok = equation.Order(n, func(a, b int) bool { return co[a*n+b] != 0 })
				if !ok {
					return e.sampled(p)
				}
			}
			b.reach(order, f.Work[n:], e.f[p.Injected+i])
		}
		if p.Model.Spike.Bound(b.lookup) != (equation.Interval{}) {
			return false
		}
	}
	return true
}

// bounds are what the variables of a cell can reach.
type bounds struct {
	e    *Engine
	p    *network.Population
	lane int
	x    []equation.Interval
}

// reach widens each variable to what it can reach, in an order in which each depends on those before it: with
// dx/dt = k + Σ b y - a x, x stays between its value and the extremes of (k + Σ b y)/a.
func (b *bounds) reach(order []int, co []float64, injected float64) {
	n := len(order)
	for _, i := range order {
		k := co[n*n+n+i] + float64(co[n*n+i]*injected)
		drive := equation.Point(k)
		for j := range n {
			if c := co[i*n+j]; j != i && c != 0 {
				lo, hi := c*b.x[j].Lo, c*b.x[j].Hi
				drive.Lo += math.Min(lo, hi)
				drive.Hi += math.Max(lo, hi)
			}
		}
		x, a := &b.x[i], -co[i*n+i]
		switch {
		case a > 0:
			x.Lo, x.Hi = math.Min(x.Lo, drive.Lo/a), math.Max(x.Hi, drive.Hi/a)
		case a == 0 && drive.Lo == 0 && drive.Hi == 0:
		case a == 0 && drive.Lo >= 0:
			x.Hi = math.Inf(1)
		case a == 0 && drive.Hi <= 0:
			x.Lo = math.Inf(-1)
		default:
			*x = equation.Everything()
		}
	}
}

// lookup bounds a name of the condition.
func (b *bounds) lookup(name string) equation.Interval {
	for k := range b.p.Vars {
		if b.p.Vars[k].Name == name {
			return b.x[k]
		}
	}
	if v, ok := b.e.constant(b.p, name, b.lane); ok {
		return equation.Point(v)
	}
	for i, n := range b.e.Net.Humour.Names {
		if n == name {
			return b.e.fades(i)
		}
	}
	return equation.Everything()
}

// constant finds a name that does not change while nothing happens.
func (e *Engine) constant(p *network.Population, name string, lane int) (float64, bool) {
	if name == "injected" {
		return e.f[p.Injected+lane], true
	}
	q := p.Param(name)
	if q == nil {
		return 0, false
	}
	if q.Many {
		return e.Body.Param[q.Off+lane], true
	}
	return e.Body.Param[q.Off], true
}

// sampled follows cells whose variables drive each other in a circle along their exact solution: finely at first, then at
// intervals that double, until 10^6 times the slowest time constant that the first can resolve.
func (e *Engine) sampled(p *network.Population) bool {
	f, fl := &e.frame, p.Flow[0]
	n := fl.N
	x := make([]float64, n)
	env := &cellEnv{e: e, p: p, x: x}
	for i := range p.Count {
		if e.flags[p.First+i]&(removed|isHeld) != 0 {
			continue
		}
		f.Self, f.Lane, f.N = i, 0, 1
		fl.Coefs.Run(f)
		norm := 0.0
		for _, c := range f.Work[n : n+n*n] {
			norm = math.Max(norm, math.Abs(c))
		}
		h := max(e.Net.Step, lasting(0.1, norm))
		for k, v := range p.Vars {
			x[k] = e.f[v.Off+i]
		}
		env.lane = i
		for k := range 2000 {
			if k >= 1000 && k%25 == 0 && h < 1<<58 {
				h *= 2
			}
			copy(f.Work, x)
			f.Self = i
			if e.move(fl, 0, h, e.f[p.Injected+i]) != nil {
				return false
			}
			copy(x, f.Work[:n])
			if v, err := p.Model.Spike.Evaluate(env); err != nil || v != 0 {
				return false
			}
		}
	}
	return true
}

// cellEnv gives a condition the values of one cell.
type cellEnv struct {
	e    *Engine
	p    *network.Population
	lane int
	x    []float64
}

// Lookup finds a name.
func (c *cellEnv) Lookup(name string) (float64, bool) {
	for k := range c.p.Vars {
		if c.p.Vars[k].Name == name {
			return c.x[k], true
		}
	}
	if v, ok := c.e.constant(c.p, name, c.lane); ok {
		return v, true
	}
	for i, n := range c.e.Net.Humour.Names {
		if n == name {
			return c.e.levels[i], true
		}
	}
	return 0, false
}

// Uniform is the middle: conditions do not draw.
func (c *cellEnv) Uniform() float64 { return 0.5 }

// Normal is the middle.
func (c *cellEnv) Normal() float64 { return 0 }

// Unrest says what keeps the circuit active without any stimulus, so that a rest costs as much as its length: noise, a rule
// that follows the membranes, or a background drive by which some cell that has a closed form could still reach its
// condition. It is empty for a circuit that comes to rest.
func (e *Engine) Unrest() string {
	c := e.copyWith(e.weight) // in which no spike arrives
	for _, p := range c.Net.Projections {
		if p.Clocked && !c.cut[p.Index] {
			return "a rule that follows the membranes"
		}
	}
	for _, p := range c.Net.Populations {
		if p.Noisy {
			return "noise"
		}
		if p.Flow[0].Kind == equation.General || p.Spike == nil || p.Electric {
			continue
		}
		for i := range p.Count { // at rest
			if p.Axial != nil {
				for _, v := range p.Vars {
					c.f[v.Off+i] = c.Body.State[v.Off+i]
				}
				continue
			}
			c.f[p.Injected+i] = 0
			f := &c.frame
			for k, v := range p.Vars {
				f.Work[k] = c.Body.State[v.Off+i]
			}
			f.Self, f.Lane = i, 0
			if c.move(p.Flow[0], 0, (longest-1)*c.Net.Step, 0) != nil {
				return spontaneous
			}
			for k, v := range p.Vars {
				c.f[v.Off+i] = f.Work[k]
			}
		}
		if c.level(c.t) != nil || !c.below(p) {
			return spontaneous
		}
	}
	return ""
}

const spontaneous = "cells that can fire without a stimulus"
