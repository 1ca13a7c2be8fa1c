package engine

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// contract passes n action potentials on to an effector.
func (e *Engine) contract(o *network.Organ, n int, t int64) error {
	if err := e.touchOrgan(o, t); err != nil {
		return err
	}
	if err := e.level(t); err != nil {
		return err
	}
	f := &e.frame
	f.Self, f.Lane, f.N, f.Time = 0, 0, 1, t
	for range n {
		o.OnSpike.Run(f)
	}
	for _, v := range o.Vars {
		if notFinite(e.f[v.Off:v.Off+1]) >= 0 {
			return e.blowUp(o.Name, v.Name, 0, t)
		}
	}
	return nil
}

// touchOrgan brings an effector to t, where something is about to happen to it.
func (e *Engine) touchOrgan(o *network.Organ, t int64) error {
	if e.times[o.Time] >= t {
		return nil
	}
	if err := e.observeOrgan(o, t); err != nil {
		return err
	}
	if err := e.peekOrgan(o, t); err != nil {
		return err
	}
	for i, v := range o.Vars {
		e.f[v.Off] = e.frame.Work[i]
	}
	e.times[o.Time] = t
	return nil
}

// peekOrgan leaves the variables of an effector at t in Work.
func (e *Engine) peekOrgan(o *network.Organ, t int64) error {
	f := &e.frame
	for i, v := range o.Vars {
		f.Work[i] = e.f[v.Off]
	}
	f.Self, f.Lane = 0, 0
	if err := e.move(o.Flow, e.times[o.Time], t, 0); err != nil {
		return e.blowUp(o.Name, o.Vars[0].Name, 0, t)
	}
	return nil
}

// shade delivers what Work[0:] holds to the shadows of cells.
func (e *Engine) shade(s *network.Shadow, targets []int32) error {
	f := &e.frame
	received := grow(e.saved, len(targets))
	e.saved = received
	copy(received, f.Work[:len(targets)])
	for _, i := range targets {
		if err := e.touchShadow(s, int(i), e.t); err != nil {
			return err
		}
	}
	copy(f.Work, received)
	if err := e.level(e.t); err != nil {
		return err
	}
	copy(f.Work, received)
	f.A, f.N, f.Time = targets, len(targets), e.t
	s.Receive.Run(f)
	copy(f.Work, received)
	return nil
}

// touchShadow brings the shadow of a cell to t.
func (e *Engine) touchShadow(s *network.Shadow, i int, t int64) error {
	if e.times[s.Time+i] >= t {
		return nil
	}
	if err := e.observeShadow(s, i, t); err != nil {
		return err
	}
	if err := e.peekShadow(s, i, t); err != nil {
		return err
	}
	for k, off := range s.Vars {
		e.f[off+i] = e.frame.Work[k]
	}
	e.times[s.Time+i] = t
	return nil
}

func (e *Engine) peekShadow(s *network.Shadow, i int, t int64) error {
	f := &e.frame
	for k, off := range s.Vars {
		f.Work[k] = e.f[off+i]
	}
	f.Self, f.Lane = i, 0
	p := s.Projection.Post
	if err := e.move(p.Flow[0], e.times[s.Time+i], t, 0); err != nil {
		return e.blowUp(p.Name, p.Vars[0].Name, i, t)
	}
	return nil
}

// settleShadow lets the shadows come to rest: they start there.
func (e *Engine) settleShadow(s *network.Shadow) error {
	f, p := &e.frame, s.Projection.Post
	for i := range p.Count {
		for k, v := range p.Vars {
			f.Work[k] = e.f[v.Off+i]
		}
		f.Self, f.Lane = i, 0
		long := (longest - 1) * e.Net.Step // five days
		if p.Flow[0].Kind == equation.General {
			long = 1e12
		}
		if err := e.move(p.Flow[0], 0, long, 0); err != nil {
			return e.blowUp(p.Name, p.Vars[0].Name, i, 0)
		}
		for k, off := range s.Vars {
			e.f[off+i] = f.Work[k]
		}
		e.f[s.Rest+i] = f.Work[p.V]
	}
	return nil
}
