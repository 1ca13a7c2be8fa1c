package network

import (
	"fmt"

	"protoexp/runtime/equation"
)

// Method says how one model of the circuit is advanced, for explain and list.
type Method struct {
	Owner string // LE, "LE_L7 depression", modulators, gill
	Name  string // exact, exponential midpoint, Runge-Kutta 4, event by event, ...
	Text  string // one sentence: step, order, where its variables live
}

// Methods lists how each model is advanced.
func (n *Network) Methods() []Method {
	var list []Method
	step := fmt.Sprintf("%g ms", float64(n.Step)/1e6)
	for _, p := range n.Populations {
		m := Method{Owner: p.Name}
		switch kind := p.System.Kind; {
		case p.Axial != nil:
			m.Name = "tridiagonal, ROS2"
			m.Text = fmt.Sprintf("%d compartments: v and the current along them solved together by a linearly implicit method of order 2, L-stable, at steps of %s; all else by exponential steps at half steps; stepped until a step changes nothing", p.Compartments(), step)
		case kind == equation.Still:
			m.Name, m.Text = "none", "nothing changes by itself"
		case kind == equation.Exact:
			m.Name, m.Text = "exact", "linear with constant coefficients: solved exactly, by steps of "+step+" and over rests"
			if n.Solo {
				m.Text = "linear with constant coefficients: solved exactly from event to event of each cell, which fall on steps of " + step
			}
		case kind == equation.Conditional:
			m.Name, m.Text = "exponential midpoint", "order 2 at steps of "+step+"; over rests RODAS 4(3) with a relative tolerance of 1e-6"
		default:
			m.Name, m.Text = "Runge-Kutta 4", "order 4 at steps of "+step+"; over rests RODAS 4(3) with a relative tolerance of 1e-6"
		}
		if p.Noisy {
			m.Name += ", Euler-Maruyama"
			m.Text += "; noise by Euler-Maruyama, and so never silent"
		}
		list = append(list, m)
	}
	if h := n.Humour; len(h.Names) > 0 {
		list = append(list, flowMethod("modulators", h.Flow, "between events"))
	}
	for _, p := range n.Projections {
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				where := map[Place]string{Nowhere: "once", AtSource: "once for each source cell", AtTarget: "once for each target cell", AtPair: "for each connection"}[s.Place]
				if s.Clock != nil {
					list = append(list, Method{r.Name, "on the clock", "follows variables of the cells: stepped every " + step + ", kept " + where})
					continue
				}
				list = append(list, flowMethod(r.Name, s.Flow, "between events, kept "+where))
			}
		}
	}
	for _, o := range n.Organs {
		list = append(list, flowMethod(o.Name, o.Flow, "between spikes"))
	}
	return list
}

func flowMethod(owner string, f *Flow, when string) Method {
	switch f.Kind {
	case equation.Still:
		return Method{owner, "at events", "changes only at events"}
	case equation.Exact:
		return Method{owner, "exact", "linear with constant coefficients: solved exactly " + when}
	}
	if f.Calm && !f.Linear {
		return Method{owner, "exact, RODAS 4(3)", "linear while nothing is dissolved, and then solved exactly " + when + "; else adaptive with a relative tolerance of 1e-6"}
	}
	if f.Calm {
		return Method{owner, "exact, Magnus 4", "linear: solved exactly " + when + " while nothing is dissolved, else by Magnus series of order 4 with a relative tolerance of 1e-6"}
	}
	return Method{owner, "RODAS 4(3)", "adaptive with a relative tolerance of 1e-6 " + when}
}
