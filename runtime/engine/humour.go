package engine

import "protoexp/runtime/network"

// humour computes the variables of modulators and agents at t, without moving them.
func (e *Engine) humour(t int64) error {
	if e.humoursOK && e.humoursAt == t {
		return nil
	}
	h := e.Net.Humour
	f := &e.frame
	if h.Clears && e.clear() {
		clear(e.humours)
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

// clear says that nothing is dissolved: no modulator has been released since it was gone, and no agent is in the bath.
func (e *Engine) clear() bool {
	for _, off := range e.Net.Humour.Vars {
		if e.f[off] != 0 {
			return false
		}
	}
	return true
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

// stirHumours moves modulators and agents to t, where they are about to jump, and before them everything whose own movement
// depends on them.
func (e *Engine) stirHumours(t int64) error {
	h := e.Net.Humour
	for _, p := range e.Net.Projections {
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				if s.Time >= 0 && s.Flow.Humoral {
					if err := e.touchAll(p, s, t); err != nil {
						return err
					}
				}
			}
		}
	}
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
	if err := e.humour(t); err != nil {
		return err
	}
	for i, off := range h.Vars {
		e.f[off] = e.humours[i]
	}
	e.times[h.Base] = t
	e.humoursOK, e.levelsOK = false, false
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
	return nil
}
