package engine

import "protoexp/runtime/network"

// Reading of what is inside: each function appends a value for each column to out and changes nothing. Cells are those of
// the last step while there is activity, and exactly at t in silence. Whoever reads at a time that has not been settled
// (Settle) reads a copy.

// Cells reads variable v of a population at t.
func (e *Engine) Cells(out []float64, p *network.Population, v int, t int64) ([]float64, error) {
	if e.active {
		q := p.Vars[v]
		return append(out, e.f[q.Off:q.Off+p.Count]...), nil
	}
	for i := range p.Count {
		if err := e.peekCell(p, i, t); err != nil {
			return out, err
		}
		out = append(out, e.frame.Work[v])
	}
	return out, nil
}

// Cell reads variable v of one cell, or compartment, of a population at t.
func (e *Engine) Cell(out []float64, p *network.Population, cell, v int, t int64) ([]float64, error) {
	if err := e.peekCell(p, cell, t); err != nil {
		return out, err
	}
	return append(out, e.frame.Work[v]), nil
}

// Fired reads how many action potentials each cell has had.
func (e *Engine) Fired(out []float64, p *network.Population) []float64 {
	for cell := range p.Members() {
		out = append(out, float64(e.times[p.Fired+p.Exit(cell)]))
	}
	return out
}

// Rule reads variable v of a rule at t, for each connection. Whoever reads again and again gives a trail, or nil.
func (e *Engine) Rule(out []float64, p *network.Projection, r *network.Rule, v int, t int64, trail *Trail) ([]float64, error) {
	w := e.Body.Wiring[p.Index]
	for _, s := range r.Sites {
		for k, i := range s.Vars {
			if i != v {
				continue
			}
			if s.Place == network.AtPair {
				for lane := range w.Pairs() {
					if err := e.follow(trail, p, s, lane, t); err != nil {
						return out, err
					}
					out = append(out, e.frame.Work[k])
				}
				return out, nil
			}
			lanes := make([]float64, s.Count)
			for lane := range s.Count {
				if err := e.follow(trail, p, s, lane, t); err != nil {
					return out, err
				}
				lanes[lane] = e.frame.Work[k]
			}
			for i := range p.Pre.Count {
				for k := w.Row[i]; k < w.Row[i+1]; k++ {
					switch s.Place {
					case network.Nowhere:
						out = append(out, lanes[0])
					case network.AtSource:
						out = append(out, lanes[i])
					default:
						out = append(out, lanes[w.To(int(k))])
					}
				}
			}
			return out, nil
		}
	}
	return out, nil
}

// Weights reads the weight of each connection.
func (e *Engine) Weights(out []float64, p *network.Projection) []float64 {
	e.replayAll(p)
	slab := e.Body.Param
	if p.Plastic {
		slab = e.weight
	}
	for k := range e.Body.Wiring[p.Index].Pairs() {
		if !p.Weight.Many {
			k = 0
		}
		out = append(out, slab[p.Weight.Off+k])
	}
	return out
}

// Level reads the concentration that a name stands for in equations at t.
func (e *Engine) Level(out []float64, name int, t int64) ([]float64, error) {
	if err := e.humour(t); err != nil {
		return out, err
	}
	levels := make([]float64, len(e.levels))
	e.concentrations(levels)
	return append(out, levels[name]), nil
}

// Humour reads variable v, in the order of network.Humour.Vars, at t.
func (e *Engine) Humour(out []float64, v int, t int64) ([]float64, error) {
	if err := e.humour(t); err != nil {
		return out, err
	}
	return append(out, e.humours[v]), nil
}

// Organ reads variable v of an effector at t.
func (e *Engine) Organ(out []float64, o *network.Organ, v int, t int64) ([]float64, error) {
	if err := e.peekOrgan(o, t); err != nil {
		return out, err
	}
	return append(out, e.frame.Work[v]), nil
}
