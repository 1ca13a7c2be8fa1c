package network

import (
	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// Axial is how current flows along the cells of a population that have compartments: dv/dt of compartment k is its own rate
// and Up·(v of k+1 - v) + Down·(v of k-1 - v). A current arrives at the first compartment of a cell (stimuli, synapses), and
// an action potential is one at its last.
type Axial struct {
	Rate, Slope int               // State: the rate of v without its neighbours, V/s, and its derivative by v, 1/s
	Up, Down    int               // Param: 1/s
	Driven      *equation.Program // writes d rate of v / d injected of a lane into Work[0]
}

// Exit is the lane where a cell's action potentials are counted, and Entry where currents from outside arrive.
func (p *Population) Exit(cell int) int  { return (cell+1)*p.Compartments() - 1 }
func (p *Population) Entry(cell int) int { return cell * p.Compartments() }

// Target is the lane where a synapse ends on a cell.
func (p *Population) Target(cell int, s *circuit.Synapse) int {
	return p.Entry(cell) + max(0, s.Compartment-1)
}

// ends says whether a lane is the last of its cell.
func (p *Population) ends(lane int) bool { return (lane+1)%p.Compartments() == 0 }

// begins says whether a lane is the first of its cell.
func (p *Population) begins(lane int) bool { return lane%p.Compartments() == 0 }

// axial lays out the currents along a population's cells.
func (b *builder) axial(p *Population) {
	if p.Cable == nil {
		return
	}
	if p.V < 0 {
		b.fail(p.Name, "it has compartments and no potential v")
	}
	for _, name := range []string{"length", "diameter", "resistivity"} {
		if p.Param(name) == nil {
			b.fail(p.Name, "it has compartments and no parameter %s", name)
		}
	}
	if len(p.Model.Reset) > 0 {
		b.fail(p.Name, "an action potential of a cell with compartments resets nothing")
	}
	p.Axial = &Axial{Rate: b.net.state(p.Count), Slope: b.net.state(p.Count), Up: b.net.param(p.Count), Down: b.net.param(p.Count)}
}

// axialPrograms compiles the step of cells with compartments.
func (b *builder) axialPrograms(p *Population, mask int, sys *equation.System) {
	net, a := b.net, p.Axial
	p.Step[mask] = b.compile(p.Name, net.cell(p, equation.Lane), "step", equation.Lane, func(eb *equation.Builder) {
		equation.Stepper{System: sys, H: net.H}.CableStep(eb, slot(equation.State, equation.Lane, a.Rate), slot(equation.State, equation.Lane, a.Slope))
	})
	if mask != 0 {
		return
	}
	driven := sys.Input[p.V]
	if equation.IsZero(driven) {
		b.fail(p.Name, "dv/dt does not read injected, so no current can flow along the cable")
	}
	if driven.Draws() || driven.Reads(func(name string) bool { return p.Param(name) == nil }) {
		b.fail(p.Name, "how dv/dt follows injected changes with time, and the current along a cable needs it constant")
	}
	a.Driven = b.compile(p.Name, net.cell(p, equation.Self), "driven", equation.Self, func(eb *equation.Builder) {
		eb.Store(slot(equation.Work, equation.One, 0), eb.Value(driven))
	})
}

// axial works out how strongly neighbours are joined: the resistance between the middles of two compartments is that of
// the two half cylinders.
func (g *grower) axial(p *Population) {
	if p.Axial == nil {
		return
	}
	a, param := p.Axial, g.body.Param
	f := &equation.Frame{State: g.body.State, Param: param, Work: make([]float64, g.net.WorkSize+1), Level: make([]float64, len(g.net.Humour.Names)+1), N: 1, Key: g.key}
	half := func(lane int) float64 {
		var of [3]float64
		for k, name := range []string{"resistivity", "length", "diameter"} {
			of[k], _ = g.param(&p.Owner, name, lane)
			if !(of[k] > 0) {
				g.fail(p.Name, "the %s of a compartment is not above zero", name)
			}
		}
		return equation.AxialResistance(of[0], of[1], of[2])
	}
	for lane := range p.Count {
		f.Self, f.Lane = lane, 0
		a.Driven.Run(f)
		driven := f.Work[0]
		if !(driven > 0) {
			g.fail(p.Name, "a current into a compartment does not raise its v")
		}
		up, down := 0.0, 0.0
		if !p.ends(lane) {
			up = driven / (half(lane) + half(lane+1))
		}
		if !p.begins(lane) {
			down = driven / (half(lane-1) + half(lane))
		}
		g.finite(p.Name, "the current along it", up+down)
		param[a.Up+lane], param[a.Down+lane] = up, down
	}
}
