package engine

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/equation/vector"
	"protoexp/runtime/network"
)

// step takes the circuit from t to t+dt: arrivals, membranes, action potentials.
func (e *Engine) step() error {
	n := e.Net
	if e.stopped(256) {
		return ErrStopped
	}
	if err := e.deliver(n.Apart); err != nil {
		return err
	}
	next := e.t + n.Step
	crewed := e.shared()
	if crewed {
		if err := e.together(next); err != nil {
			return err
		}
	} else if err := e.alone(next); err != nil {
		return err
	}
	for _, p := range n.Populations {
		if err := e.fire(p, next, crewed); err != nil {
			return err
		}
	}
	e.t, e.exact = next, next
	e.Steps++
	if k := e.Steps; k&31 == 0 {
		if err := e.finite(); err != nil {
			return err
		}
		if next/n.Step&1023 < 32 {
			e.snap()
			e.doze()
		}
	}
	return e.sample(false)
}

// alone delivers the spikes that were laid by and advances all cells to next, by one thread.
func (e *Engine) alone(next int64) error {
	for k, l := range e.loads {
		if k+1 < len(e.loads) {
			e.expect(e.loads[k+1])
		}
		if err := e.arrive(l); err != nil {
			return err
		}
	}
	e.loads = e.loads[:0]
	e.gaps()
	if e.midLevels() {
		if err := e.midway(e.t + e.Net.Step/2); err != nil {
			return err
		}
	}
	e.frame.Time = next
	for _, p := range e.Net.Projections {
		if p.Clocked {
			e.clocked(p)
		}
	}
	for _, p := range e.Net.Populations {
		e.releaseHeld(p)
		e.integrate(p, 0, p.Count)
	}
	return nil
}

// expect has the memory of a spike that is delivered soon brought near.
func (e *Engine) expect(l load) {
	if w := e.Body.Wiring[l.p.Index]; w.Narrow != nil {
		vector.Prefetch16(w.Narrow[l.from:l.to])
	}
}

// midway computes the concentrations that the conditions of a step read: whatever fires in it changes them for the next.
func (e *Engine) midway(t int64) error {
	if err := e.level(t); err != nil {
		return err
	}
	copy(e.mid, e.levels)
	return nil
}

// midLevels says whether membranes read concentrations.
func (e *Engine) midLevels() bool {
	for _, p := range e.Net.Populations {
		if p.Levels {
			return true
		}
	}
	return false
}

// integrate advances the membranes of some cells of a population by a step.
func (e *Engine) integrate(p *network.Population, from, to int) {
	if p.Axial != nil {
		e.cable(p)
		return
	}
	f := &e.frame
	lists, masks := [2][]int32{e.held[p.Index], e.clamped[p.Index]}, [2]int{network.Refractory, network.Clamped}
	if to-from < p.Count {
		e.mine = e.mine[:0]
		for l, list := range lists {
			first := len(e.mine)
			for _, i := range list {
				if int(i) >= from && int(i) < to {
					e.mine = append(e.mine, i)
				}
			}
			lists[l] = e.mine[first:]
		}
	}
	// held cells go through the step like the others; what must not move is then put back, or all of the cell, which is
	// advanced on its own
	e.saved = e.saved[:0]
	for l, list := range lists {
		if len(list) == 0 {
			continue
		}
		for _, off := range e.savedVars(p, masks[l]) {
			x := e.f[off : off+p.Count]
			for _, i := range list {
				e.saved = append(e.saved, x[i])
			}
		}
	}
	if p.Rows != nil {
		e.exactStep(p, from, to)
	} else {
		f.Lane, f.N = from, to-from
		p.Step[0].Run(f)
	}
	saved := e.saved
	for l, list := range lists {
		if len(list) == 0 {
			continue
		}
		for _, off := range e.savedVars(p, masks[l]) {
			x := e.f[off : off+p.Count]
			for k, i := range list {
				x[i] = saved[k]
			}
			saved = saved[len(list):]
		}
		if e.Body.PutBack[p.Index][masks[l]] == nil {
			f.A, f.N = list, len(list)
			p.Step[masks[l]].Run(f)
		}
	}
}

// savedVars is where the variables stand that a step of all cells must not change in held ones.
func (e *Engine) savedVars(p *network.Population, mask int) []int {
	if back := e.Body.PutBack[p.Index][mask]; back != nil {
		return back
	}
	return e.all[p.Index]
}

// releaseHeld drops the cells whose refractory period is over.
func (e *Engine) releaseHeld(p *network.Population) {
	list := e.held[p.Index]
	if len(list) == 0 {
		return
	}
	until := e.times[p.Until : p.Until+p.Count]
	if !p.Hold.Many { // in the order of their ends
		k := 0
		for k < len(list) && until[list[k]] <= e.t {
			k++
		}
		if k > 0 {
			e.held[p.Index] = list[:copy(list, list[k:])]
		}
		return
	}
	keep := list[:0]
	for _, i := range list {
		if until[i] > e.t {
			keep = append(keep, i)
		}
	}
	e.held[p.Index] = keep
}

// clocked steps the rules that follow variables of cells.
func (e *Engine) clocked(p *network.Projection) {
	w := e.Body.Wiring[p.Index]
	if e.cut[p.Index] || w.Pairs() == 0 {
		return
	}
	f := &e.frame
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			if s.Clock == nil {
				continue
			}
			f.Lane, f.N, f.A, f.B = 0, s.Count, w.Target, w.Source
			if s.Place == network.AtPair {
				f.N = w.Pairs()
			}
			s.Clock.Run(f)
		}
	}
}

// gaps sums the currents through electrical synapses; they are held over the step.
func (e *Engine) gaps() {
	if len(e.Net.Gaps) == 0 {
		return
	}
	for _, p := range e.Net.Populations {
		if p.Electric {
			copy(e.f[p.Injected:p.Injected+p.Count], e.f[p.Drive:p.Drive+p.Count])
		}
	}
	for k, g := range e.Net.Gaps {
		if e.cutGap[k] {
			continue
		}
		w, c := e.Body.Gaps[k], e.Body.Param[g.Conductance.Off]
		v1, v2 := e.f[g.Pre.Vars[g.Pre.V].Off:], e.f[g.Post.Vars[g.Post.V].Off:]
		i1, i2 := e.f[g.Pre.Injected:], e.f[g.Post.Injected:]
		for i := range g.Pre.Count {
			if e.flags[g.Pre.First+i]&removed != 0 {
				continue
			}
			for _, j := range w.Target[w.Row[i]:w.Row[i+1]] {
				if e.flags[g.Post.First+int(j)]&removed != 0 {
					continue
				}
				current := float64(c * (v1[i] - v2[j]))
				i2[j] += current
				i1[i] -= current
			}
		}
	}
}

// snap keeps long decays from becoming denormal numbers, which are slow.
func (e *Engine) snap() {
	for _, p := range e.Net.Populations {
		if p.System.Kind != equation.Exact {
			continue
		}
		for _, v := range p.Vars {
			x := e.f[v.Off : v.Off+p.Count]
			for i := range x {
				x[i] = equation.Snap(x[i])
			}
		}
	}
}

func grow(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}
