package engine

import (
	"math"
	"slices"

	"protoexp/runtime/equation"
	"protoexp/runtime/equation/elementary"
	"protoexp/runtime/network"
)

// humour computes the variables of modulators and agents at t, without moving them.
func (e *Engine) humour(t int64) error {
	if e.humoursOK && e.humoursAt == t {
		return nil
	}
	h := e.Net.Humour
	f := &e.frame
	if h.Clears && t >= e.ebbs().end {
		clear(e.humours)
		e.humoursOK, e.humoursAt = true, t
		return nil
	}
	if h.Simple {
		h0 := e.times[h.Base]
		for v, off := range h.Vars {
			if e.humours[v] = e.f[off]; e.f[off] != 0 && t > h0 {
				e.humours[v] = equation.Snap(e.f[off] * elementary.Exp(e.decay(v)*(float64(t-h0)/1e9)))
			}
		}
		e.humoursOK, e.humoursAt = true, t
		return nil
	}
	for i, off := range h.Vars {
		f.Work[i] = e.f[off]
	}
	f.Self, f.Lane = 0, 0
	if err := e.move(h.Flow, e.times[h.Base], t, 0); err != nil {
		return e.blowUp("modulators", "a concentration", 0, t)
	}
	copy(e.humours, f.Work[:len(h.Vars)])
	e.humoursOK, e.humoursAt = true, t
	return nil
}

// fades bounds what a name stands for until the next event: what it is now, if it stays, as in a bath that is not washed;
// between 0 and what it is now, if it is sure to fall.
func (e *Engine) fades(name int) equation.Interval {
	h := e.Net.Humour
	out := equation.Point(0)
	add := func(v int) {
		x := equation.Point(e.humours[v])
		switch rate := e.humourRate(v); {
		case !h.Alone[v] || !h.Clears || e.humours[v]*rate > 0:
			x = equation.Everything()
		case rate == 0:
			out.Lo, out.Hi = out.Lo+x.Lo, out.Hi+x.Hi
			return
		}
		out.Lo, out.Hi = out.Lo+math.Min(0, x.Lo), out.Hi+math.Max(0, x.Hi)
	}
	if off := h.First[name]; off >= 0 {
		add(slices.Index(h.Vars, off))
	}
	if a := h.Bath[name]; a >= 0 {
		add(len(h.Vars) - len(h.Agents) + a)
	}
	return out
}

// humourRate is how fast a variable of the modulators and agents changes where they are now.
func (e *Engine) humourRate(v int) float64 {
	fl, f := e.Net.Humour.Flow, &e.frame
	n := fl.N
	copy(f.Work, e.humours)
	f.Self, f.Lane, f.N = 0, 0, 1
	switch fl.Kind {
	case equation.Still:
		return 0
	case equation.General:
		return fl.Stiff.Rate(f, v)
	}
	fl.Coefs.Run(f)
	rate := f.Work[n+n*n+n+v]
	for j := range n {
		rate += float64(f.Work[n+v*n+j] * e.humours[j])
	}
	return rate
}

// level makes the concentrations at t readable by programs.
func (e *Engine) level(t int64) error {
	if e.levelsOK && e.levelsAt == t || len(e.Net.Humour.Names) == 0 {
		return nil
	}
	if err := e.humour(t); err != nil {
		return err
	}
	e.concentrations(e.levels)
	e.levelsOK, e.levelsAt = true, t
	return nil
}

// concentrations sums what stands for each name, from the variables computed last.
func (e *Engine) concentrations(out []float64) {
	h := e.Net.Humour
	first := 0
	for i := range h.Names {
		sum := 0.0
		if i < len(h.Modulators) {
			sum = e.humours[first]
			first += len(h.Modulators[i].Vars)
		}
		if a := h.Bath[i]; a >= 0 {
			sum += e.humours[len(e.humours)-len(h.Agents)+a]
		}
		out[i] = sum
	}
}

// stirHumours moves modulators and agents to t, where they are about to jump, and before them the effectors that depend on
// them; rules follow when they are touched.
func (e *Engine) stirHumours(t int64) error {
	h := e.Net.Humour
	for _, o := range e.Net.Organs {
		if o.Flow.Humoral {
			if err := e.touchOrgan(o, t); err != nil {
				return err
			}
		}
	}
	for _, s := range e.Net.Shadows {
		if s.Projection.Post.Flow[0].Humoral {
			for i := range s.Projection.Post.Count {
				if err := e.touchShadow(s, i, t); err != nil {
					return err
				}
			}
		}
	}
	if err := e.remember(t); err != nil {
		return err
	}
	if err := e.humour(t); err != nil {
		return err
	}
	for i, off := range h.Vars {
		e.f[off] = e.humours[i]
	}
	e.times[h.Base] = t
	e.humoursOK, e.levelsOK, e.ebbOK = false, false, false
	return nil
}

// agents sets concentrations and rates of agents at t.
func (e *Engine) agents(t int64, change func(a *network.Agent)) error {
	if err := e.stirHumours(t); err != nil {
		return err
	}
	for i := range e.Net.Humour.Agents {
		change(&e.Net.Humour.Agents[i])
	}
	e.solo.shifted = true
	return nil
}
