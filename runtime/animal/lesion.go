package animal

import (
	"maps"
	"slices"

	"protoexp/runtime/engine"
)

// lesions are what Reach must not pass through.
type lesions struct {
	removed map[int]bool    // populations
	cut     map[string]bool // synapses
}

func (l lesions) copy() lesions { return lesions{maps.Clone(l.removed), maps.Clone(l.cut)} }

// Remove takes a part out: its cells are silent for good.
func (a *Animal) Remove(part string) error {
	found := false
	for _, p := range a.net.Populations {
		if !slices.Contains(p.Parts, part) {
			continue
		}
		found = true
		if a.lesion.removed == nil {
			a.lesion.removed = map[int]bool{}
		}
		a.lesion.removed[p.Index] = true
		a.engine.Schedule(engine.Edge{At: a.engine.Grid(a.Now()), Kind: engine.Remove, Population: p.Index})
	}
	if !found {
		return a.mistake(part, "there is no such part")
	}
	return nil
}

// Cut severs the synapse of this name (LE_L7), chemical and electrical.
func (a *Animal) Cut(synapse string) error {
	found := false
	for i, p := range a.net.Projections {
		if p.Name == synapse {
			found = true
			a.engine.Schedule(engine.Edge{At: a.engine.Grid(a.Now()), Kind: engine.Cut, Index: i})
		}
	}
	for i, g := range a.net.Gaps {
		if g.Name == synapse {
			found = true
			a.engine.Schedule(engine.Edge{At: a.engine.Grid(a.Now()), Kind: engine.Cut, Index: i, Gap: true})
		}
	}
	if !found {
		return a.mistake(synapse, "there is no such synapse")
	}
	if a.lesion.cut == nil {
		a.lesion.cut = map[string]bool{}
	}
	a.lesion.cut[synapse] = true
	return nil
}
