package engine

import (
	"fmt"
	"math"

	"protoexp/runtime/equation/vector"
	"protoexp/runtime/network"
)

// BlowUp says that a variable is no longer a finite number.
type BlowUp struct {
	Owner    string // population, synapse and rule, modulator or effector
	Variable string
	Cell     int   // from 0; of a synapse the connection's number, or that of the cell where the variable lives
	Time     int64 // ns; up to 32 steps after it happened
}

func (b *BlowUp) Error() string {
	return fmt.Sprintf("%s of %s[%d] is no longer a finite number at %.6g s", b.Variable, b.Owner, b.Cell+1, float64(b.Time)/1e9)
}

// finite looks for numbers that are not: in rules first, for they pass theirs on to cells.
func (e *Engine) finite() error {
	for _, p := range e.Net.Populations {
		for _, v := range p.Vars {
			if at := notFinite(e.f[v.Off : v.Off+p.Count]); at >= 0 {
				if err := e.finiteRules(p); err != nil {
					return err
				}
				return e.blowUp(p.Name, v.Name, at, e.t)
			}
		}
	}
	return nil
}

// finiteRules looks into the rules of the synapses onto a population.
func (e *Engine) finiteRules(post *network.Population) error {
	for _, p := range e.Net.Projections {
		if p.Post != post {
			continue
		}
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				for _, i := range s.Vars {
					v := r.Vars[i]
					if at := notFinite(e.f[v.Off : v.Off+s.Count]); at >= 0 {
						return e.blowUp(r.Name, v.Name, at, e.t)
					}
				}
			}
		}
		if p.Plastic {
			if at := notFinite(e.weight[p.Weight.Off : p.Weight.Off+p.Capacity]); at >= 0 {
				return e.blowUp(p.Name, "weight", at, e.t)
			}
		}
	}
	return nil
}

func (e *Engine) finiteHumours(t int64) error {
	for _, m := range e.Net.Humour.Modulators {
		for _, v := range m.Vars {
			if notFinite(e.f[v.Off:v.Off+1]) >= 0 {
				return e.blowUp(m.Name, v.Name, 0, t)
			}
		}
	}
	return nil
}

func notFinite(x []float64) int {
	if vector.Finite(x) {
		return -1
	}
	for i, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return i
		}
	}
	return -1
}

func (e *Engine) blowUp(owner, variable string, cell int, t int64) error {
	return &BlowUp{owner, variable, cell, t}
}
