package engine

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// cache keeps the factors of exact flows for the intervals used last.
type cache struct {
	h    [8]float64
	e    [8][]float64 // n x n
	f, g [8][]float64 // n each: factor of injected, constant
	next int
}

// move advances the n variables in Work[0:n] from one time to another; from is later than any event that the flow knows.
// The frame's Self, Lane, A and B say which lane it is.
func (e *Engine) move(fl *network.Flow, from, to int64, injected float64) error {
	if fl.Kind == equation.Still || to <= from {
		return nil
	}
	h := float64(to-from) / 1e9
	f := &e.frame
	n := fl.N
	if fl.Kind == equation.General {
		return e.moveGeneral(fl, from, h, injected, nil)
	}
	m, in, rest := e.factors(fl, h)
	e.x = grow(e.x, n)
	x := e.x
	copy(x, f.Work[:n])
	for i := range n {
		s := rest[i] + float64(in[i]*injected)
		for j := range n {
			s += float64(m[i*n+j] * x[j])
		}
		f.Work[i] = equation.Snap(s)
	}
	return nil
}

// factors of an exact flow over h seconds.
func (e *Engine) factors(fl *network.Flow, h float64) (m, in, rest []float64) {
	c := &e.caches[fl.ID]
	n := fl.N
	if !fl.Varies {
		for k := range c.h {
			if c.h[k] == h {
				return c.e[k], c.f[k], c.g[k]
			}
		}
	}
	k := c.next
	c.next = (c.next + 1) % len(c.h)
	if c.e[k] == nil {
		c.e[k], c.f[k], c.g[k] = make([]float64, n*n), make([]float64, n), make([]float64, n)
	}
	c.h[k] = h
	f := &e.frame
	e.y, e.z = grow(e.y, n), grow(e.z, n*n)
	copy(e.y, f.Work[:n])
	f.N = 1
	fl.Coefs.Run(f)
	copy(f.Work[:n], e.y)
	co := f.Work[n:]
	equation.Propagate(co[:n*n], n, h, c.e[k], e.z)
	for i := range n {
		a, b := 0.0, 0.0
		for j := range n {
			a += float64(e.z[i*n+j] * co[n*n+j])
			b += float64(e.z[i*n+j] * co[n*n+n+j])
		}
		c.f[k][i], c.g[k][i] = a, b
	}
	return c.e[k], c.f[k], c.g[k]
}

// moveGeneral advances a flow without closed form over h seconds. check is asked after each step inside; errQuiet ends it.
func (e *Engine) moveGeneral(fl *network.Flow, from int64, h, injected float64, check func() bool) error {
	f := &e.frame
	if fl.Humoral {
		e.w = grow(e.w, fl.N)
		copy(e.w, f.Work[:fl.N])
		self, lane, a, b := f.Self, f.Lane, f.A, f.B
		if err := e.humour(from); err != nil {
			return err
		}
		f.Self, f.Lane, f.A, f.B = self, lane, a, b
		copy(f.Work, e.w[:fl.N])
		copy(f.Work[fl.N:], e.humours)
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
