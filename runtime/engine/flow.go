package engine

import (
	"math"

	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// cache keeps the factors of exact flows for the intervals used last, at a place that follows from the interval.
type cache [128]factors

// factors of a step: x(h) = e x + in injected + rest.
type factors struct {
	h        float64
	e        []float64 // n x n
	in, rest []float64
}

// move advances the n variables in Work[0:n] from one time to another; from is later than any event that the flow knows.
// The frame's Self, Lane, A and B say which lane it is.
func (e *Engine) move(fl *network.Flow, from, to int64, injected float64) error {
	if fl.Kind == equation.Still || to <= from {
		return nil
	}
	switch {
	case fl.Humoral:
		return e.moveHumoral(fl, from, to, injected, false)
	case fl.Kind == equation.General:
		return e.moveGeneral(fl, from, float64(to-from)/1e9, injected, nil)
	}
	return e.moveExact(fl, from, to, injected)
}

// moveExact is move for a flow with constant coefficients.
func (e *Engine) moveExact(fl *network.Flow, from, to int64, injected float64) error {
	f, n := &e.frame, fl.N
	if n <= network.SharedVars && !fl.Varies {
		if steps := (to - from) / e.Net.Step; steps < longest && steps*e.Net.Step == to-from {
			list := e.ladders[fl.ID]
			if list == nil {
				list = e.laddersOf(fl, 1)
			}
			list[0].climb(f.Work, 1, steps, injected)
			return nil
		}
	}
	c := e.factors(fl, float64(to-from)/1e9)
	e.x = grow(e.x, n)
	x := e.x
	copy(x, f.Work[:n])
	for i := range n {
		s := c.rest[i] + float64(c.in[i]*injected)
		for j := range n {
			s += float64(c.e[i*n+j] * x[j])
		}
		f.Work[i] = equation.Snap(s)
	}
	return nil
}

// factors finds or computes the factors of an exact flow over h seconds.
func (e *Engine) factors(fl *network.Flow, h float64) *factors {
	if e.caches[fl.ID] == nil {
		e.caches[fl.ID] = new(cache)
	}
	n := fl.N
	b := math.Float64bits(h)
	c := &e.caches[fl.ID][(b*0x9E3779B97F4A7C15)>>57]
	if c.h == h && !fl.Varies {
		return c
	}
	if c.e == nil {
		c.e, c.in, c.rest = make([]float64, n*n), make([]float64, n), make([]float64, n)
	}
	c.h = h
	f := &e.frame
	e.z = grow(e.z, n*n)
	f.N = 1
	e.pure(fl)
	fl.Coefs.Run(f) // leaves Work[0:n] alone
	co := f.Work[n:]
	equation.Propagate(co[:n*n], n, h, c.e, e.z)
	for i := range n {
		in, rest := 0.0, 0.0
		for j := range n {
			in += float64(e.z[i*n+j] * co[n*n+j])
			rest += float64(e.z[i*n+j] * co[n*n+n+j])
		}
		c.in[i], c.rest[i] = in, rest
	}
	return c
}

// moveGeneral advances a flow without closed form over h seconds. check is asked after each step inside; errQuiet ends it.
func (e *Engine) moveGeneral(fl *network.Flow, from int64, h, injected float64, check func() bool) error {
	f := &e.frame
	if err := e.dissolve(fl, from); err != nil {
		return err
	}
	f.N = 1
	last := len(e.levels) - 1
	e.levels[last] = injected
	ok, err := fl.Stiff.Advance(f, h, &e.stiff, check)
	if err != nil {
		return err
	}
	if !ok {
		return errFires
	}
	return nil
}

// dissolve puts what is dissolved at a time behind the variables in Work, as far as it matters to the flow.
func (e *Engine) dissolve(fl *network.Flow, t int64) error {
	if !fl.Humoral {
		return nil
	}
	f := &e.frame
	e.w = grow(e.w, fl.N)
	copy(e.w, f.Work[:fl.N])
	self, lane, a, b := f.Self, f.Lane, f.A, f.B
	if err := e.humour(t); err != nil {
		return err
	}
	f.Self, f.Lane, f.A, f.B = self, lane, a, b
	copy(f.Work, e.w[:fl.N])
	for i, k := range fl.Humours {
		f.Work[fl.N+i] = e.humours[k]
	}
	return nil
}
