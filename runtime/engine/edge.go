package engine

import (
	"slices"

	"protoexp/runtime/network"
)

// EdgeKind is what an edge does.
type EdgeKind uint8

// The kinds of edges.
const (
	DriveOn EdgeKind = iota
	DriveOff
	ClampOn
	ClampOff
	Fire
	Apply
	EndApply // the end of an application with a duration
	Wash
	Remove // Cells of Population
	Cut    // Projection, or Gap if that is not -1
)

// Edge is something that happens at a grid point.
type Edge struct {
	At         int64
	Kind       EdgeKind
	Population int
	Index      int // agent, projection or gap
	Gap        bool
	ID         int     // of a drive, a clamp or an application: an end does nothing to another that has begun since
	Value      float64 // V, mol/m³
	Drive      *Drive
}

// Drive is a current into each cell of a population, A. It is never changed.
type Drive struct {
	ID         int // its own: its end finds it by this
	Population int
	Amps       []float64
}

// Schedule adds an edge; At must be a grid point that is not before Now. Edges at one time act in the order in which they
// were scheduled.
func (e *Engine) Schedule(edge Edge) {
	k := len(e.edges)
	for k > 0 && e.edges[k-1].At > edge.At {
		k--
	}
	e.edges = slices.Insert(e.edges, k, edge)
}

// nextEdge is the time of the next edge or timer.
func (e *Engine) nextEdge() int64 {
	next := int64(never)
	if len(e.edges) > 0 {
		next = e.edges[0].At
	}
	for _, t := range e.timers {
		next = min(next, t)
	}
	return next
}

// applyEdges lets everything happen that is due at g, to which the cells have been computed.
func (e *Engine) applyEdges(g int64) error {
	for i, t := range e.Net.Timers {
		if e.timers[i] > g {
			continue
		}
		e.timers[i] = e.Grid((g/t.Period + 1) * t.Period)
		if err := e.timer(t, g); err != nil {
			return err
		}
	}
	n := 0
	for ; n < len(e.edges) && e.edges[n].At <= g; n++ {
		if err := e.edge(&e.edges[n], g); err != nil {
			return err
		}
	}
	e.edges = e.edges[:copy(e.edges, e.edges[n:])]
	return nil
}

func (e *Engine) edge(x *Edge, g int64) error {
	switch x.Kind {
	case DriveOn:
		if err := e.attend(e.Net.Populations[x.Drive.Population], g); err != nil {
			return err
		}
	case DriveOff, ClampOn, ClampOff, Fire, Remove:
		if err := e.attend(e.Net.Populations[x.Population], g); err != nil {
			return err
		}
	}
	switch x.Kind {
	case DriveOn:
		e.drives = append(e.drives, x.Drive)
		e.sumDrives(x.Drive.Population)
	case DriveOff:
		if k := slices.IndexFunc(e.drives, func(d *Drive) bool { return d.ID == x.ID }); k >= 0 {
			e.drives = slices.Delete(e.drives, k, k+1)
		}
		e.sumDrives(x.Population)
	case ClampOn, ClampOff:
		id := &e.clampID[x.Population]
		if x.Kind == ClampOff && *id != x.ID {
			return nil
		}
		*id = x.ID
		e.clamp(e.Net.Populations[x.Population], x.Kind == ClampOn, x.Value)
	case Fire:
		p := e.Net.Populations[x.Population]
		list := e.firing[p.Index][:0]
		for i := range p.Count {
			list = append(list, int32(i))
		}
		e.firing[p.Index] = list
	case Apply:
		e.applyID[x.Index] = x.ID
		return e.agents(g, func(a *network.Agent) {
			if a == &e.Net.Humour.Agents[x.Index] {
				e.f[a.Conc], e.f[a.Rate] = x.Value, 0
			}
		})
	case EndApply, Wash:
		if x.Kind == EndApply && e.applyID[x.Index] != x.ID {
			return nil
		}
		return e.agents(g, func(a *network.Agent) {
			if x.Kind == EndApply && a != &e.Net.Humour.Agents[x.Index] {
				return
			}
			e.f[a.Rate] = 0
			if a.Clearance > 0 {
				e.f[a.Rate] = -1e9 / float64(a.Clearance)
			} else {
				e.f[a.Conc] = 0
			}
		})
	case Remove:
		p := e.Net.Populations[x.Population]
		for i := range p.Count {
			e.flags[p.First+i] |= removed
		}
	case Cut:
		if x.Gap {
			e.cutGap[x.Index] = true
		} else {
			e.replayAll(e.Net.Projections[x.Index])
			e.cut[x.Index] = true
		}
	}
	return nil
}

// sumDrives computes the current into a population anew, so that no rounding error is left when stimuli end.
func (e *Engine) sumDrives(population int) {
	p := e.Net.Populations[population]
	x := e.f[p.Drive : p.Drive+p.Count]
	clear(x)
	for _, d := range e.drives {
		if d.Population != population {
			continue
		}
		for i, a := range d.Amps {
			x[i] += a
		}
	}
}

// clamp holds the potential of all cells of a population, or lets them go.
func (e *Engine) clamp(p *network.Population, on bool, volts float64) {
	list := e.clamped[p.Index][:0]
	for i := range p.Count {
		e.flags[p.First+i] &^= isHeld
		if on {
			e.flags[p.First+i] |= isHeld
			list = append(list, int32(i))
			e.f[p.Vars[p.V].Off+i] = volts
			e.times[p.Until+i] = min(e.times[p.Until+i], e.t)
		}
	}
	if on {
		e.held[p.Index] = e.held[p.Index][:0]
		e.f[p.ClampAt] = volts
	}
	e.clamped[p.Index] = list
}

// hold puts a clamped cell that was made to fire back to its potential.
func (e *Engine) hold(p *network.Population, i int32) {
	e.f[p.Vars[p.V].Off+int(i)] = e.f[p.ClampAt]
}

// timer runs a block of the slow clock.
func (e *Engine) timer(t *network.Timer, g int64) error {
	f := &e.frame
	f.Self, f.Lane, f.N, f.Time = 0, 0, 1, g
	switch {
	case t.Population != nil:
		if err := e.level(g); err != nil {
			return err
		}
		if err := e.attend(t.Population, g); err != nil {
			return err
		}
		f.Self, f.Lane, f.N, f.Time = 0, 0, t.Population.Count, g
		t.Program.Run(f)
	case t.Organ != nil:
		if err := e.touchOrgan(t.Organ, g); err != nil {
			return err
		}
		if err := e.level(g); err != nil {
			return err
		}
		f.Self, f.Lane, f.N, f.Time = 0, 0, 1, g
		t.Program.Run(f)
	case t.Modulator != nil:
		if err := e.stirHumours(g); err != nil {
			return err
		}
		if err := e.level(g); err != nil {
			return err
		}
		f.Self, f.Lane, f.N, f.Time = 0, 0, 1, g
		t.Program.Run(f)
		e.humoursOK, e.levelsOK, e.ebbOK, e.solo.shifted = false, false, false, true
	default:
		p := t.Projection
		e.replayAll(p)
		w := e.Body.Wiring[p.Index]
		for _, s := range t.Rule.Sites {
			if err := e.touchAll(p, s, g); err != nil {
				return err
			}
		}
		if err := e.level(g); err != nil {
			return err
		}
		f.Self, f.Lane, f.N, f.Time, f.A, f.B = 0, 0, w.Pairs(), g, w.Target, w.Source
		t.Program.Run(f)
	}
	return nil
}
