package animal

import (
	"fmt"
	"math"
	"strings"

	"protoexp/runtime/engine"
	"protoexp/runtime/network"
)

// ProbeKind is what a probe reads.
type ProbeKind uint8

// The kinds of probes.
const (
	CellVar     ProbeKind = iota // Var of the population Owner: a column for each cell
	CellSpikes                   // spikes of the population Owner
	RuleVar                      // Var of the rule Rule on the synapse Owner: a column for each connected pair
	Weight                       // of the synapse Owner: a column for each connected pair
	Level                        // Var of the modulator Owner; "": what its name stands for in equations; or of an agent
	EffectorVar                  // Var of the effector Owner
)

// Probe names something inside the animal. Where several synapses have one name, it is the first that has what is asked.
type Probe struct {
	Kind             ProbeKind
	Owner, Rule, Var string
	Cell             int // of CellVar and CellSpikes: one cell alone, counted from 1, or of cells with compartments one compartment of CellVar; 0 is all
}

// point is a probe that has been found.
type point struct {
	Probe
	population *network.Population
	projection *network.Projection
	rule       *network.Rule
	organ      *network.Organ
	index      int
	humour     bool // index is a variable and not a name
}

// find looks a probe up.
func (a *Animal) find(p Probe) (point, error) {
	pt := point{Probe: p}
	switch p.Kind {
	case CellVar, CellSpikes:
		if pt.population = a.net.Population(p.Owner); pt.population == nil {
			return pt, a.mistake(p.Owner, "there are no such cells")
		}
		if p.Kind == CellVar {
			if pt.index = variable(&pt.population.Owner, p.Var); pt.index < 0 {
				return pt, a.mistake(p.Owner, "there is no variable %s", p.Var)
			}
		}
		if n := pt.room(); p.Cell < 0 || p.Cell > n {
			return pt, a.mistake(p.Owner, "there are %d, and this is number %d", n, p.Cell)
		}
		return pt, nil
	case RuleVar, Weight:
		for _, pr := range a.net.Projections {
			if pr.Name != p.Owner {
				continue
			}
			pt.projection = pr
			if p.Kind == Weight {
				return pt, nil
			}
			for _, r := range pr.Rules {
				if r.Model.Name == p.Rule {
					pt.rule = r
					if pt.index = variable(&r.Owner, p.Var); pt.index >= 0 {
						return pt, nil
					}
				}
			}
		}
		return pt, a.mistake(p.Owner, "there is no such synapse, rule or variable: %s %s", p.Rule, p.Var)
	case Level:
		h := a.net.Humour
		if m := h.Modulator(p.Owner); m != nil && p.Var != "" {
			k := variable(m, p.Var)
			if k < 0 {
				return pt, a.mistake(p.Owner, "there is no variable %s", p.Var)
			}
			for i, off := range h.Vars {
				if off == m.Vars[k].Off {
					pt.index, pt.humour = i, true
				}
			}
			return pt, nil
		}
		for i, n := range h.Names {
			if n == p.Owner {
				pt.index = i
				return pt, nil
			}
		}
		return pt, a.mistake(p.Owner, "there is no such modulator or agent")
	case EffectorVar:
		if pt.organ = a.net.Organ(p.Owner); pt.organ == nil {
			return pt, a.mistake(p.Owner, "there is no such effector")
		}
		if pt.index = variable(&pt.organ.Owner, p.Var); pt.index < 0 {
			return pt, a.mistake(p.Owner, "there is no variable %s", p.Var)
		}
		return pt, nil
	}
	return pt, a.mistake(p.Owner, "this probe has no kind")
}

func variable(o *network.Owner, name string) int {
	for i, v := range o.Vars {
		if v.Name == name {
			return i
		}
	}
	return -1
}

// read appends what a probe shows at t. It fails with *engine.BlowUp where that is no finite number.
func (p *point) read(e *engine.Engine, out []float64, t int64, trail *engine.Trail) ([]float64, error) {
	n := len(out)
	out, err := p.values(e, out, t, trail)
	if err != nil {
		return out, err
	}
	for i, v := range out[n:] {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			name := p.Var
			if name == "" {
				name = map[ProbeKind]string{Weight: "weight", Level: "the concentration"}[p.Kind]
			}
			return out, &engine.BlowUp{Owner: strings.TrimSpace(p.Owner + " " + p.Rule), Variable: name, Cell: i, Time: t}
		}
	}
	return out, nil
}

func (p *point) values(e *engine.Engine, out []float64, t int64, trail *engine.Trail) ([]float64, error) {
	switch p.Kind {
	case CellVar:
		if p.Cell > 0 {
			return e.Cell(out, p.population, p.Cell-1, p.index, t)
		}
		return e.Cells(out, p.population, p.index, t)
	case CellSpikes:
		if n := len(out); p.Cell > 0 {
			out = e.Fired(out, p.population)
			return append(out[:n], out[n+p.Cell-1]), nil
		}
		return e.Fired(out, p.population), nil
	case RuleVar:
		return e.Rule(out, p.projection, p.rule, p.index, t, trail)
	case Weight:
		return e.Weights(out, p.projection), nil
	case Level:
		if p.humour {
			return e.Humour(out, p.index, t)
		}
		return e.Level(out, p.index, t)
	}
	return e.Organ(out, p.organ, p.index, t)
}

// room is how many cells, or compartments, a population has to choose from.
func (p *point) room() int {
	if p.Kind == CellSpikes {
		return p.population.Members()
	}
	return p.population.Count
}

// column names cell or compartment i, from 0.
func (p *point) column(i int) string {
	if n := p.population.Compartments(); p.Kind == CellVar && n > 1 && p.population.Members() > 1 {
		return fmt.Sprintf("%s[%d,%d]", p.Owner, i/n+1, i%n+1)
	}
	return fmt.Sprintf("%s[%d]", p.Owner, i+1)
}

// columns names the columns of a probe.
func (p *point) columns(e *engine.Engine) []string {
	switch p.Kind {
	case CellVar, CellSpikes:
		names := make([]string, p.room())
		for i := range names {
			names[i] = p.column(i)
		}
		if p.Cell > 0 {
			return names[p.Cell-1 : p.Cell]
		}
		return names
	case RuleVar, Weight:
		w := e.Body.Wiring[p.projection.Index]
		names := make([]string, 0, w.Pairs())
		for i := range p.projection.Pre.Count {
			for k := w.Row[i]; k < w.Row[i+1]; k++ {
				names = append(names, fmt.Sprintf("%s[%d]->%s[%d]", p.projection.Pre.Name, i+1, p.projection.Post.Name, w.To(int(k))+1))
			}
		}
		return names
	}
	return []string{p.Owner}
}

// Read returns what a probe shows now, a value for each column, and disturbs nothing. Of CellSpikes: the number of spikes
// of each cell since the start.
func (a *Animal) Read(p Probe) ([]float64, error) {
	pt, err := a.find(p)
	if err != nil {
		return nil, err
	}
	e, err := a.settled()
	if err != nil {
		return nil, err
	}
	return pt.read(e, nil, e.Now(), nil)
}

// settled is an engine in which everything has happened that is due: a copy, so that looking disturbs nothing.
func (a *Animal) settled() (*engine.Engine, error) {
	if a.engine.Settled() {
		return a.engine, nil
	}
	c := a.engine.Copy()
	return c, c.Settle(c.Now())
}
