package network

import (
	"slices"
	"strings"

	"protoexp/runtime/equation"
)

// Site is where some variables of a rule live, with how they move between events.
type Site struct {
	Rule   *Rule
	Place  Place
	Count  int
	Vars   []int // indices in Rule.Vars
	System *equation.System
	Time   int // Times: when each lane was computed last; -1 if nothing moves by itself
	Node   int // Times, of one lane that depends on what is dissolved: where it is known; else -1
	NodeAt int // State: how it is there
	Flow   *Flow
	Kin    *Site             // the first of those that follow the same equations; nil: none can
	Row    *equation.Program // closed form for what `on pre` moves; elapsed seconds in Work[0:]; nil: Flow
	Column *equation.Program // and for what `on post` moves
	Clock  *equation.Program // one step of every lane; nil unless the rates read variables of cells
}

// site compiles how the variables of a place move by themselves.
func (b *builder) site(p *Projection, r *Rule, s *Site) {
	net := b.net
	var vars []equation.Value
	var derivs []equation.Deriv
	for _, i := range s.Vars {
		vars = append(vars, r.Model.Vars[i])
		for _, d := range r.derivs() {
			if d.Var == r.Model.Vars[i].Name {
				derivs = append(derivs, d)
			}
		}
	}
	fixed := func(name string) bool {
		switch a, n := side(name); a {
		case "pre":
			return p.Pre.Param(n) != nil
		case "post":
			return p.Post.Param(n) != nil
		}
		return name == "weight" || r.Param(name) != nil
	}
	sys, err := b.system(r, vars, derivs, fixed)
	if err != nil {
		b.fail(r.Name, "%v", err)
		return
	}
	s.System = sys
	if sys.Kind == equation.Still {
		s.Flow = &Flow{N: len(vars)}
		net.work(len(vars))
		return
	}
	for _, d := range derivs {
		if d.Rate.Reads(func(name string) bool {
			switch a, n := side(name); a {
			case "pre":
				return p.Pre.Var(n) != nil
			case "post":
				return p.Post.Var(n) != nil
			}
			return false
		}) {
			b.clocked(p, r, s, sys)
			return
		}
	}
	if sys.Noisy() {
		b.fail(r.Name, "noise is only for neurons, and for rules that follow a variable of a cell")
	}
	s.Time = net.time(s.Count)
	v := oneView
	if s.Place == AtTarget {
		v = view{equation.ByB, equation.Self, equation.Lane}
	}
	s.Flow = b.flow(r.Name, sys, b.ruleScope(p, r, v), func(name string) bool {
		a, n := side(name)
		return a == "pre" && p.Pre.varies(n) || a == "post" && p.Post.varies(n) || name == "weight" && p.Weight.Many
	})
	net.Humour.Sensed = net.Humour.Sensed || s.Flow.Humoral
	b.alike(r, s, derivs)
	if s.Place == Nowhere {
		s.Flow.Single = true
		defer func() {
			if s.Node < 0 && s.Flow.Humoral {
				s.Node, s.NodeAt = net.time(1), net.state(len(s.Vars))
			}
		}()
		for _, other := range b.net.Projections {
			for _, o := range other.Rules {
				for _, t := range o.Sites {
					if t != s && t.Time >= 0 && t.Place == Nowhere && o.Vars[t.Vars[0]].Off == r.Vars[s.Vars[0]].Off {
						s.Time, s.Node, s.NodeAt = t.Time, t.Node, t.NodeAt
						return
					}
				}
			}
		}
		return
	}
	if sys.Kind != equation.Exact {
		return
	}
	for i := range vars {
		for j := range vars {
			if i != j && !equation.IsZero(sys.J[i][j]) {
				return
			}
		}
	}
	s.Row = b.closedForm(p, r, s, sys, rowView)
	s.Column = b.closedForm(p, r, s, sys, columnView)
	net.work(max(p.Post.Count, p.Pre.Count))
}

// analysed names the equations of some variables of a rule.
type analysed struct {
	model       *equation.Model
	vars, still string
}

// system analyses how variables of a rule move, once for all projections unless the rates read their cells.
func (b *builder) system(r *Rule, vars []equation.Value, derivs []equation.Deriv, fixed func(name string) bool) (*equation.System, error) {
	for _, d := range derivs {
		if d.Rate.Reads(func(name string) bool { a, _ := side(name); return a != "" }) {
			return equation.NewSystem(vars, derivs, fixed)
		}
	}
	key := analysed{model: r.Model, still: strings.Join(r.still, " ")}
	for _, v := range vars {
		key.vars += v.Name + " "
	}
	if sys := b.systems[key]; sys != nil {
		return sys, nil
	}
	sys, err := equation.NewSystem(vars, derivs, fixed)
	b.systems[key] = sys
	return sys, err
}

// alike finds out which sites follow the same equations, of the rule's own parameters and of concentrations alone: where the
// parameters are equal too, what one has worked out serves the others.
func (b *builder) alike(r *Rule, s *Site, derivs []equation.Deriv) {
	if !s.Flow.Calm || s.Flow.Varies {
		return
	}
	for _, d := range derivs {
		if d.Rate.Reads(func(name string) bool { a, _ := side(name); return a != "" || name == "weight" }) {
			return
		}
	}
	s.Flow.Alike = true
	for _, q := range r.Params {
		s.Flow.Params = append(s.Flow.Params, q.Off)
	}
	for _, p := range b.net.Projections {
		for _, o := range p.Rules {
			for _, other := range o.Sites {
				if other != s && other.Flow != nil && other.Kin != nil && o.Model == r.Model && slices.Equal(other.Vars, s.Vars) {
					s.Kin, s.Flow.Kin = other.Kin, other.Kin.Flow.ID
					return
				}
			}
		}
	}
	s.Kin = s
}

// closedForm compiles x(t+h) = e^(J h) x + h φ(J h) K for variables that are not coupled.
func (b *builder) closedForm(p *Projection, r *Rule, s *Site, sys *equation.System, v view) *equation.Program {
	class := equation.Local
	if v.of(s.Place) == equation.Self {
		class = equation.One
	}
	return b.compile(r.Name, b.ruleScope(p, r, v), "advance", equation.ByA, func(eb *equation.Builder) {
		h := eb.Load(slot(equation.Work, class, 0))
		for i, name := range sys.Vars {
			x, k := eb.Name(name), eb.Value(sys.Rest[i])
			_, at, err := eb.Resolve(name)
			if err != nil {
				continue
			}
			if equation.IsZero(sys.J[i][i]) {
				eb.Store(at, eb.Do(equation.Add, x, eb.Do(equation.Mul, k, h)))
				continue
			}
			z := eb.Do(equation.Mul, eb.Value(sys.J[i][i]), h)
			kept := eb.Do(equation.Mul, x, eb.Do(equation.Exp, z))
			if !equation.IsZero(sys.Rest[i]) {
				kept = eb.Do(equation.Add, kept, eb.Do(equation.Mul, k, eb.Do(equation.Mul, h, eb.Phi1(z))))
			}
			eb.Store(at, kept)
		}
	})
}

// clocked compiles a site that follows variables of cells: it is stepped with them.
func (b *builder) clocked(p *Projection, r *Rule, s *Site, sys *equation.System) {
	v := pairView
	switch s.Place {
	case AtSource:
		v.source = equation.Lane
	case AtTarget:
		v.target = equation.Lane
	}
	s.Flow = &Flow{N: len(sys.Vars)}
	b.net.work(len(sys.Vars))
	if sys.Kind == equation.Exact {
		sys.Kind = equation.Conditional
	}
	s.Clock = b.compile(r.Name, b.ruleScope(p, r, v), "step", equation.Lane, func(eb *equation.Builder) {
		equation.Stepper{System: sys, H: b.net.H}.Build(eb)
	})
}
