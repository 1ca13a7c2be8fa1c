package engine

import "protoexp/runtime/network"

// What is kept once for all connections is reached by spikes every millisecond and moves over minutes. While something is
// dissolved on which it depends, it is solved for whole seconds of the clock, and a spike reads it from a cubic between
// their ends. What is kept of it (its node) is the state at the beginning of the second, or at the last change of what is
// dissolved, so that the digits do not depend on who reads.
const second = 1_000_000_000

// floor is where the error of what is kept once stops to be relative. In a chain of messengers the last rise from nothing with
// a high power of time, and nobody needs to know by how many steps.
const floor = 1e-6

// course is the way of a flow of one lane over a second, or over what is left of it. It follows from the node alone.
type course struct {
	flow, from, to, base int64
	straight             bool      // one step of the solver goes over it, so that a cubic is as good
	x, y, dx, dy         []float64 // at from and at to, with the rates, 1/s
}

// single leaves the variables of the one lane of a site at t in Work. keep moves the node: at events only.
func (e *Engine) single(s *network.Site, t int64, keep bool) error {
	fl, f := s.Flow, &e.frame
	node := &e.times[s.Node]
	x := e.f[s.NodeAt : s.NodeAt+fl.N]
	copy(f.Work, x)
	f.Self, f.Lane = 0, 0
	base := e.times[e.Net.Humour.Base]
	if fl.Calm && (e.calm(fl, nil) || t >= e.ebbsOf(fl).end) {
		return e.reach(fl, node, x, t, keep)
	}
	from := max(*node, base, t/second*second)
	if err := e.reach(fl, node, x, min(from, t), keep); err != nil || from >= t {
		return err
	}
	return e.cross(fl, from, base, t)
}

// reach moves Work from the node to t, and the node with it if it is to be kept.
func (e *Engine) reach(fl *network.Flow, node *int64, x []float64, t int64, keep bool) error {
	if err := e.moveThrough(fl, *node, t); err != nil {
		return err
	}
	if keep && t > *node {
		copy(x, e.frame.Work)
		*node = t
	}
	return nil
}

// cross moves Work, which is at from, to t in the same second.
func (e *Engine) cross(fl *network.Flow, from, base, t int64) error {
	f, c := &e.frame, &e.courses[int(uint64(fl.ID)%uint64(len(e.courses)))]
	to := (from/second + 1) * second
	if c.flow != int64(fl.ID)+1 || c.from != from || c.to != to || c.base != base {
		*c = course{flow: int64(fl.ID) + 1, from: from, to: to, base: base, x: append(c.x[:0], f.Work[:fl.N]...), y: c.y, dx: c.dx, dy: c.dy}
		var steps int
		var err error
		if c.dx, c.dy, steps, err = e.overSecond(fl, from, to, c.dx[:0], c.dy[:0]); err != nil {
			return err
		}
		c.y, c.straight = append(c.y[:0], f.Work[:fl.N]...), steps == 1
		copy(f.Work, c.x)
	}
	if !c.straight {
		return e.moveGeneral(fl, from, float64(t-from)/1e9, 0, nil)
	}
	h, u := float64(to-from)/1e9, float64(t-from)/float64(to-from)
	v := 1 - u
	a, b, p, q := float64(v*v)*(1+2*u), float64(u*u)*(1+2*v), float64(h*u)*float64(v*v), float64(h*v)*float64(u*u)
	for i := range fl.N {
		f.Work[i] = float64(a*c.x[i]) + float64(b*c.y[i]) + float64(p*c.dx[i]) - float64(q*c.dy[i])
	}
	return nil
}

// overSecond moves Work from one time to another, with the rates at both ends and the number of steps that it took.
func (e *Engine) overSecond(fl *network.Flow, from, to int64, dx, dy []float64) (first, last []float64, steps int, err error) {
	n := fl.N
	y, err := e.worked("course ", fl, from, to, func() ([]float64, error) {
		f, dim := &e.frame, fl.Stiff.Dim
		if err := e.dissolve(fl, from); err != nil {
			return nil, err
		}
		f.N = 1
		fl.Stiff.Rate(f, 0)
		out := append(make([]float64, n, 3*n+1), f.Work[dim:dim+n]...)
		if _, err := fl.Stiff.Advance(f, float64(to-from)/1e9, &e.stiff, nil); err != nil {
			return nil, err
		}
		copy(out, f.Work[:n])
		fl.Stiff.Rate(f, 0)
		return append(append(out, f.Work[dim:dim+n]...), float64(e.stiff.Steps)), nil
	})
	if err != nil {
		return dx, dy, 0, err
	}
	copy(e.frame.Work, y[:n])
	return append(dx, y[n:2*n]...), append(dy, y[2*n:3*n]...), int(y[3*n]), nil
}

// leap moves Work from one time to another while nothing that is dissolved jumps.
func (e *Engine) leap(fl *network.Flow, from, to int64) error {
	y, err := e.worked("leap ", fl, from, to, func() ([]float64, error) {
		err := e.moveGeneral(fl, from, float64(to-from)/1e9, 0, nil)
		return append([]float64(nil), e.frame.Work[:fl.N]...), err
	})
	if err == nil {
		copy(e.frame.Work, y)
	}
	return err
}

// worked is what solve makes of what stands in Work, or what it made of the same before, in this animal or another.
func (e *Engine) worked(what string, fl *network.Flow, from, to int64, solve func() ([]float64, error)) ([]float64, error) {
	e.stiff.Floor = floor
	defer func() { e.stiff.Floor = 0 }()
	if !fl.Alike || !e.Net.Humour.Simple {
		return solve()
	}
	var err error
	name := what + e.tideKey(span{fl.ID, from, to}, fl) + key(e.frame.Work[:fl.N])
	y := e.Net.Leaps.Get(name, func() any {
		var y []float64
		if y, err = solve(); err != nil {
			return []float64(nil)
		}
		return y
	}).([]float64)
	if err == nil && y == nil { // it failed in another animal, and does so here
		return solve()
	}
	return y, err
}
