package engine

import (
	"errors"

	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// errFires says that a condition for an action potential came true inside a stride.
var errFires = errors.New("an action potential")

// general says whether some population has no closed form.
func (e *Engine) general() bool {
	for _, p := range e.Net.Populations {
		if p.Flow[0].Kind == equation.General {
			return true
		}
	}
	return false
}

// mask says what is held in a cell of a silent population.
func (e *Engine) mask(p *network.Population, i int) int {
	if e.flags[p.First+i]&isHeld != 0 {
		return network.Clamped
	}
	return 0
}

// jump brings the populations that have a closed form to t.
func (e *Engine) jump(t int64) error {
	if t <= e.exact {
		return nil
	}
	for _, p := range e.Net.Populations {
		if p.Flow[0].Kind != equation.Exact {
			continue
		}
		for i := range p.Count {
			if err := e.peekCell(p, i, t); err != nil {
				return err
			}
			for k, v := range p.Vars {
				e.f[v.Off+i] = e.frame.Work[k]
			}
		}
	}
	e.exact = t
	e.t = max(e.t, t)
	return e.finite()
}

// peekCell leaves the variables of a cell at t in Work; while there is activity, those of the last step.
func (e *Engine) peekCell(p *network.Population, i int, t int64) error {
	f := &e.frame
	for k, v := range p.Vars {
		f.Work[k] = e.f[v.Off+i]
	}
	if e.active {
		return nil
	}
	if e.solo.on {
		x := e.cell(p, i)
		err := e.pass(p, i, x, e.solo.at[p.First+i], t)
		copy(f.Work, x)
		return err
	}
	from := e.exact
	if p.Flow[0].Kind == equation.General {
		from = e.t
	}
	f.Self, f.Lane = i, 0
	if err := e.move(p.Flow[e.mask(p, i)], from, t, e.f[p.Injected+i]); err != nil {
		return e.blowUp(p.Name, p.Vars[0].Name, i, t)
	}
	return nil
}

// stride advances the populations without closed form by h ns, unless one of their cells would fire: then nothing happens.
func (e *Engine) stride(h int64) (quiet bool) {
	e.backup = e.backup[:0]
	for _, p := range e.Net.Populations {
		if p.Flow[0].Kind == equation.General {
			for _, v := range p.Vars {
				e.backup = append(e.backup, e.f[v.Off:v.Off+p.Count]...)
			}
		}
	}
	if e.strideCells(h) {
		e.t += h
		return true
	}
	k := 0
	for _, p := range e.Net.Populations {
		if p.Flow[0].Kind == equation.General {
			for _, v := range p.Vars {
				k += copy(e.f[v.Off:v.Off+p.Count], e.backup[k:])
			}
		}
	}
	return false // what went wrong otherwise is found by the clock
}

func (e *Engine) strideCells(h int64) bool {
	for _, p := range e.Net.Populations {
		if p.Flow[0].Kind != equation.General {
			continue
		}
		for i := range p.Count {
			if e.strideCell(p, i, h) != nil {
				return false
			}
		}
	}
	return true
}

func (e *Engine) strideCell(p *network.Population, i int, h int64) error {
	f := &e.frame
	mask := e.mask(p, i)
	fl := p.Flow[mask]
	if fl.Kind == equation.Still {
		return nil
	}
	for k, v := range p.Vars {
		f.Work[k] = e.f[v.Off+i]
	}
	f.Self, f.Lane = i, 0
	var err error
	if fl.Kind == equation.Exact {
		err = e.move(fl, e.t, e.t+h, e.f[p.Injected+i])
	} else {
		var check func() bool
		if p.Fires != nil && mask == 0 && e.flags[p.First+i]&removed == 0 && fl.Stiff.Dim == p.Flow[0].Stiff.Dim {
			check = func() bool {
				p.Fires.Run(f)
				return f.Work[fl.Stiff.WorkSize()] == 0
			}
		}
		err = e.moveGeneral(fl, e.t, float64(h)/1e9, e.f[p.Injected+i], check)
	}
	if err != nil {
		return err
	}
	for k, v := range p.Vars {
		e.f[v.Off+i] = f.Work[k]
	}
	return nil
}
