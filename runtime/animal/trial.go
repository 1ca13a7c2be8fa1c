package animal

import (
	"slices"

	"protoexp/runtime/network"
)

// Trial numbers the trials of an animal, from 0.
type Trial int

// Begin says that a trial starts now. Open measuring windows of the effectors named (and of EPSPs, always) close, and a
// window of every reading of the network opens.
func (a *Animal) Begin(affects []string) Trial {
	return Trial(a.engine.Begin(func(o *network.Organ) bool { return slices.Contains(affects, o.Name) }))
}

// Responses returns a value for each of the network's Readings, in their order: NaN or infinite where a measure's expression is.
// A window that is still open is
// answered by looking ahead, on a copy to which nothing else happens.
func (a *Animal) Responses(t Trial) ([]float64, error) {
	a.engine.Stop = a.Stop
	return a.engine.Responses(int(t))
}

// Outlook is what Responses returns for each trial so far, in order. It costs little more than one of them. The rows are
// not to be changed.
func (a *Animal) Outlook() ([][]float64, error) {
	a.engine.Stop = a.Stop
	return a.engine.Outlook()
}

// Complete says whether everything that a trial measures is over, so that nothing that is to come changes its responses.
func (a *Animal) Complete(t Trial) bool { return a.engine.Complete(int(t)) }

// Reach lists the effectors that the cells which a stimulus drives can reach through synapses, in the circuit's order.
// Removed parts and cut synapses lead nowhere.
func (a *Animal) Reach(stimulus, site string) []string {
	s := a.stimulus(stimulus)
	if s == nil {
		return nil
	}
	var from []*network.Population
	for _, d := range s.Drives {
		from = append(from, a.driven(d, site)...)
	}
	return a.reach(from)
}

// ReachFrom is Reach for cells that are driven by an electrode.
func (a *Animal) ReachFrom(population string) []string {
	p := a.net.Population(population)
	if p == nil {
		return nil
	}
	return a.reach([]*network.Population{p})
}

func (a *Animal) reach(todo []*network.Population) []string {
	seen := make([]bool, len(a.net.Populations))
	organs := make([]bool, len(a.net.Organs))
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[p.Index] || a.lesion.removed[p.Index] {
			continue
		}
		seen[p.Index] = true
		for _, o := range p.Organs {
			organs[o.Index] = true
		}
		for _, out := range p.Out {
			if !a.lesion.cut[out.Name] {
				todo = append(todo, out.Post)
			}
		}
		for _, g := range a.net.Gaps {
			if a.lesion.cut[g.Name] {
				continue
			}
			if g.Pre == p {
				todo = append(todo, g.Post)
			}
			if g.Post == p {
				todo = append(todo, g.Pre)
			}
		}
	}
	var names []string
	for i, o := range a.net.Organs {
		if organs[i] {
			names = append(names, o.Name)
		}
	}
	return names
}
