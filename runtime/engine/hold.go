package engine

import "protoexp/runtime/network"

// Poise brings everything to the last grid point before now, however late it would be computed otherwise. It is for copies:
// it decides how silences are cut into pieces.
func (e *Engine) Poise() error {
	if err := e.Settle(e.now); err != nil {
		return err
	}
	t := e.t
	for _, p := range e.Net.Projections {
		e.replayAll(p)
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				if err := e.touchAll(p, s, t); err != nil {
					return err
				}
			}
		}
	}
	for _, o := range e.Net.Organs {
		if err := e.touchOrgan(o, t); err != nil {
			return err
		}
	}
	for _, s := range e.Net.Shadows {
		for i := range s.Projection.Post.Count {
			if err := e.touchShadow(s, i, t); err != nil {
				return err
			}
		}
	}
	if e.solo.on {
		for _, p := range e.Net.Populations {
			if err := e.bringAll(p, t); err != nil {
				return err
			}
		}
	}
	if len(e.Net.Humour.Vars) > 0 && e.times[e.Net.Humour.Base] < t {
		if err := e.stirHumours(t); err != nil {
			return err
		}
	}
	e.past = nil // everything has gone through it
	return nil
}

// Hold goes on with another body of the same animal, which differs in what is held still (network.Body.Hold). The engine
// must be poised.
func (e *Engine) Hold(body *network.Body) error {
	e.Body = body
	e.tables, e.classes, e.all = nil, nil, nil
	e.prepare()
	if e.solo.on {
		for _, p := range e.Net.Populations {
			if err := e.foresee(p, every); err != nil {
				return err
			}
		}
		return nil
	}
	e.active, e.checkAt, e.backoff = true, e.t, 1
	return nil
}
