package engine

import (
	"math"
	"math/bits"
	"slices"

	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// gone is the share of what was dissolved at which it counts as nothing; its logarithm is that of 1e18.
const gone = 41.44653167389282

// ebb is when what is dissolved now is gone, and how fast it goes.
type ebb struct {
	end   int64   // ns; never if something stays, or where it is not known
	speed float64 // of the fastest, 1/s
}

// ebbs finds out when what is dissolved will be gone.
func (e *Engine) ebbs() *ebb {
	if !e.ebbOK {
		e.ebb, e.ebbOK = e.ebbing(nil), true
		clear(e.ebbsOK)
	}
	return &e.ebb
}

// ebbsOf finds out when that will be gone on which a flow depends.
func (e *Engine) ebbsOf(fl *network.Flow) *ebb {
	e.ebbs()
	if e.ebbsOK == nil {
		e.flowEbbs, e.ebbsOK = make([]ebb, e.Net.Flows), make([]bool, e.Net.Flows)
	}
	if !e.ebbsOK[fl.ID] {
		e.flowEbbs[fl.ID], e.ebbsOK[fl.ID] = e.ebbing(fl), true
	}
	return &e.flowEbbs[fl.ID]
}

// ebbing finds out when that will be gone on which a flow depends, or, without one, everything.
func (e *Engine) ebbing(fl *network.Flow) (b ebb) {
	h := e.Net.Humour
	base, slow := e.times[h.Base], math.Inf(1)
	for v, off := range h.Vars {
		if e.f[off] == 0 || fl != nil && !slices.Contains(fl.Humours, v) {
			continue
		}
		if !h.Simple {
			b.end = never
			return b
		}
		rate := -e.decay(v)
		slow = math.Min(slow, rate)
		b.speed = math.Max(b.speed, math.Abs(rate))
	}
	switch last := gone / slow * 1e9; {
	case math.IsInf(slow, 1):
		b.end = base
	case !(slow > 0) || last > math.MaxInt64/4:
		b.end = never
	default:
		b.end = e.Grid(base + int64(last))
	}
	return b
}

// decay is the rate of a variable of simple humours, 1/s, negative where it falls.
func (e *Engine) decay(v int) float64 {
	h := e.Net.Humour
	if first := len(h.Vars) - len(h.Agents); v >= first {
		return e.f[h.Agents[v-first].Rate]
	}
	if e.decays == nil {
		f, n := &e.frame, h.Flow.N
		saved := append([]float64(nil), f.Work[:n+n*n+2*n]...) // a lane's variables may stand there
		self, lane, lanes := f.Self, f.Lane, f.N
		f.Self, f.Lane, f.N = 0, 0, 1
		h.Flow.Coefs.Run(f)
		e.decays = make([]float64, n)
		for i := range n {
			e.decays[i] = f.Work[n+i*n+i]
		}
		copy(f.Work, saved)
		f.Self, f.Lane, f.N = self, lane, lanes
	}
	return e.decays[v]
}

// node is the first time after t at which all lanes that move through what has been dissolved since base halt, so that they
// share the way from node to node: 1, 2, 4, 8, ... s.
func node(base, t int64) int64 {
	const first = 1_000_000_000
	d := uint64(t-base) / first
	if d == 0 {
		return base + first
	}
	return base + first<<bits.Len64(d)
}

// span is a way of the flows of a class.
type span struct {
	class    int
	from, to int64
}

// classify finds the flows that are equal in this animal.
func (e *Engine) classify() {
	e.classes = make([]int, e.Net.Flows)
	for i := range e.classes {
		e.classes[i] = i
	}
	equal := func(a, b *network.Rule) bool {
		for i, q := range a.Params {
			if e.Body.Param[q.Off] != e.Body.Param[b.Params[i].Off] {
				return false
			}
		}
		return true
	}
	var seen []*network.Site
	for _, p := range e.Net.Projections {
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				if s.Kin == nil {
					continue
				}
				for _, o := range seen {
					if o.Kin == s.Kin && e.classes[s.Flow.ID] == s.Flow.ID && equal(o.Rule, r) {
						e.classes[s.Flow.ID] = e.classes[o.Flow.ID]
					}
				}
				seen = append(seen, s)
			}
		}
	}
}

// tide is the solution of a linear flow over a span: x becomes e x + rest.
type tide struct {
	n       int
	e, rest []float64
}

func (a *tide) apply(x []float64) {
	var y [network.SharedVars]float64
	for i := range a.n {
		s := a.rest[i]
		for j, c := range a.e[i*a.n : i*a.n+a.n] {
			s += float64(c * x[j])
		}
		y[i] = equation.Snap(s)
	}
	copy(x, y[:a.n])
}

// moveHumoral advances what depends on what is dissolved now, from no earlier than the last event. halt says that every lane
// halts at the end, because what is dissolved jumps there.
func (e *Engine) moveHumoral(fl *network.Flow, from, to int64, injected float64, halt bool) error {
	if fl.Calm && e.calm(fl, nil) {
		return e.moveExact(fl, from, to, injected)
	}
	end, base := e.ebbsOf(fl).end, e.times[e.Net.Humour.Base]
	linear := fl.Linear && e.Net.Humour.Simple && fl.N <= network.SharedVars
	for from < to {
		if from >= end {
			if !fl.Calm {
				return e.moveGeneral(fl, from, float64(to-from)/1e9, injected, nil)
			}
			return e.moveExact(fl, from, to, injected)
		}
		next := min(node(base, from), end)
		stop := min(next, to)
		var err error
		switch {
		case fl.Single && injected == 0:
			err = e.leap(fl, from, stop)
		case !linear:
			err = e.moveGeneral(fl, from, float64(stop-from)/1e9, injected, nil)
		case (stop == next || halt) && !fl.Single && injected == 0 && !fl.Varies && (from == base || node(base, from-1) == from):
			var x *tide
			if x, err = e.tide(span{e.classes[fl.ID], from, stop}, fl); err == nil {
				x.apply(e.frame.Work)
			}
		default:
			err = e.drift(fl, from, stop, injected)
		}
		if err != nil {
			return err
		}
		from = stop
	}
	return nil
}

// calm says that nothing on which a flow depends is dissolved: now, or as it was in the past.
func (e *Engine) calm(fl *network.Flow, was *stir) bool {
	for _, k := range fl.Humours {
		if was == nil && e.f[e.Net.Humour.Vars[k]] != 0 || was != nil && was.vars[k] != 0 {
			return false
		}
	}
	return true
}

// pure makes the concentrations that programs read 0, for what depends on none that is there.
func (e *Engine) pure(fl *network.Flow) {
	if fl.Humoral {
		clear(e.levels[:len(e.levels)-1])
		e.levelsOK = false
	}
}

// sail is a way that a lane has gone. The synapses of one cell mostly go the same ways.
type sail struct {
	span
	injected float64
	n        int
	x, y     [network.SharedVars + 1]float64
}

// drift advances a linear flow whose coefficients change.
func (e *Engine) drift(fl *network.Flow, from, to int64, injected float64) error {
	n := fl.N
	now := sail{span: span{e.classes[fl.ID], from, to}, injected: injected, n: n}
	copy(now.x[:], e.frame.Work[:n])
	if !fl.Varies {
		for i := range e.sails {
			if s := &e.sails[i]; s.span == now.span && s.x == now.x && s.injected == injected && s.n == n {
				copy(e.frame.Work, s.y[:n])
				return nil
			}
		}
	}
	now.y = now.x
	now.y[n] = 1
	if err := e.currents(fl, from, to, now.y[:n+1], injected); err != nil {
		return err
	}
	copy(e.frame.Work, now.y[:n])
	e.sails[e.nextSail] = now
	e.nextSail = (e.nextSail + 1) % len(e.sails)
	return nil
}

// tide finds or computes the solution over a span. Animals in which the same is dissolved share it.
func (e *Engine) tide(s span, fl *network.Flow) (*tide, error) {
	if x := e.tides[s]; x != nil {
		return x, nil
	}
	if !fl.Alike {
		return e.solve(s, fl)
	}
	var err error
	x := e.Net.Tides.Get(e.tideKey(s, fl), func() any {
		var x *tide
		x, err = e.solve(s, fl)
		return x
	}).(*tide)
	if err != nil {
		return nil, err
	}
	if x == nil { // it failed in another animal, and does so here
		return e.solve(s, fl)
	}
	if e.tides == nil || len(e.tides) >= 1<<14 {
		e.tides = map[span]*tide{}
	}
	e.tides[s] = x
	return x, nil
}

// tideKey names all that a solution depends on: the equations, their parameters, what is dissolved and how it goes.
func (e *Engine) tideKey(s span, fl *network.Flow) string {
	h := e.Net.Humour
	base := e.times[h.Base]
	x := []float64{float64(fl.Kin), float64(s.from - base), float64(s.to - base)}
	for _, off := range fl.Params {
		x = append(x, e.Body.Param[off])
	}
	for _, v := range fl.Humours {
		if e.f[h.Vars[v]] != 0 {
			x = append(x, float64(v), e.f[h.Vars[v]], e.decay(v))
		}
	}
	return key(x)
}

// solve computes the solution over a span.
func (e *Engine) solve(s span, fl *network.Flow) (*tide, error) {
	n := fl.N
	k := n + 1
	columns := make([]float64, k*k)
	for i := range k {
		columns[i*k+i] = 1
	}
	saved := append([]float64(nil), e.frame.Work[:n]...)
	err := e.currents(fl, s.from, s.to, columns, 0)
	copy(e.frame.Work, saved)
	if err != nil {
		return nil, err
	}
	x := &tide{n: n, e: make([]float64, n*n), rest: columns[n*k : n*k+n]}
	for i := range n {
		for j := range n {
			x.e[i*n+j] = columns[j*k+i]
		}
	}
	return x, nil
}

// currents moves columns through what is dissolved.
func (e *Engine) currents(fl *network.Flow, from, to int64, columns []float64, injected float64) error {
	f, n := &e.frame, fl.N
	self, lane := f.Self, f.Lane
	m := e.magnus[n]
	if m == nil {
		if e.magnus == nil {
			e.magnus = map[int]*equation.Magnus{}
		}
		m = new(equation.Magnus)
		e.magnus[n] = m
	}
	return m.Advance(n, from, to, columns, e.ebbsOf(fl).speed, func(t int64) ([]float64, error) {
		if err := e.level(t); err != nil {
			return nil, err
		}
		f.Self, f.Lane, f.N = self, lane, 1
		fl.Coefs.Run(f)
		co := f.Work[n : n+n*n+2*n]
		for i := range n {
			co[n*n+n+i] += float64(co[n*n+i] * injected)
		}
		return co, nil
	})
}
