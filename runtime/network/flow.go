package network

import (
	"maps"
	"strings"

	"protoexp/runtime/equation"
)

// SharedVars is the largest number of variables of a flow whose solutions are kept, for all lanes that go the same way.
const SharedVars = 20

// Flow is how a set of variables moves by itself from one event to the next. The engine puts the variables of one lane
// into Work[0:N], sets Self, Lane, A and B of the frame to that lane, and asks for a later time.
type Flow struct {
	ID   int           // number of the flow in the network, for caches
	Kind equation.Kind // Still, Exact or General (which stands for every other)
	N    int           // variables
	// Coefs, of an Exact or a Calm flow, writes J (N x N), the factors of injected (N) and the constants (N) into Work from N on.
	Coefs  *equation.Program
	Calm   bool // a General flow that is exact while nothing is dissolved
	Linear bool // a Calm flow that is linear also while something is
	Varies bool // coefficients differ between lanes
	Single bool // there is one lane
	Alike  bool // coefficients follow from Params, the rule's in the slab Param, and from what is dissolved
	Params []int
	Kin    int // ID of the first flow with the same equations
	// Stiff, of a General flow, has N variables and then the variables of the humours that matter to it, by their number.
	Stiff   *equation.Stiff
	Humours []int
	Humoral bool // the rates read modulators or agents
	Reads   bool // some coefficient or rate reads injected
}

// flow analyses the equations of an owner. s is the scope of one lane; varies says which names differ between lanes; also is
// what else will be evaluated along the way.
func (b *builder) flow(name string, sys *equation.System, s *scope, varies func(string) bool, also ...*equation.Expr) *Flow {
	n := len(sys.Vars)
	f := &Flow{ID: b.net.Flows, Kin: b.net.Flows, N: n, Kind: sys.Kind}
	b.net.Flows++
	b.net.work(n*n + 3*n + 1)
	if f.Kind == equation.Still {
		return f
	}
	for i := range sys.Rates {
		f.Reads = f.Reads || !equation.IsZero(sys.Input[i])
		f.Humoral = f.Humoral || sys.Rates[i].Reads(s.isLevel)
		f.Varies = f.Varies || sys.Rates[i].Reads(varies)
	}
	if f.Kind == equation.Exact {
		b.coefficients(f, name, sys, s)
		return f
	}
	f.Kind = equation.General
	vars := append([]string(nil), sys.Vars...)
	rates := append([]*equation.Expr(nil), sys.Rates...)
	local := &scope{maps.Clone(s.names)}
	if f.Humoral {
		f.Linear = b.net.Humour.Clears && s.linear(sys)
		calm := sys
		if !f.Linear && b.net.Humour.Clears {
			if calm = b.calms[sys]; calm == nil {
				calm = s.calm(sys)
				b.calms[sys] = calm
			}
		}
		if f.Calm = f.Linear || calm.Kind == equation.Exact; f.Calm {
			b.coefficients(f, name, calm, s)
		}
		own := func(name string) bool { return !s.isLevel(name) }
		for i, r := range rates {
			rates[i] = b.net.Humour.sums(r, own)
		}
		for i, e := range also {
			also[i] = b.net.Humour.sums(e, own)
		}
		f.Humours = b.net.Humour.joint(local, append(also, rates...))
		for _, k := range f.Humours {
			vars, rates = append(vars, b.net.Humour.vars[k]), append(rates, b.net.Humour.rates[k])
		}
	}
	local.local(vars)
	stiff, err := equation.NewStiff(vars, rates, local.resolve)
	if err != nil {
		b.fail(name, "%v", err)
		return f
	}
	f.Stiff = stiff
	b.net.work(stiff.WorkSize())
	return f
}

// coefficients compiles the matrix and the constants of a system that is linear.
func (b *builder) coefficients(f *Flow, name string, sys *equation.System, s *scope) {
	n := f.N
	b.net.work(n*n + 3*n)
	f.Coefs = b.compile(name, s, "coefficients", equation.Self, func(eb *equation.Builder) {
		put := func(at int, e *equation.Expr) { eb.Store(slot(equation.Work, equation.One, n+at), eb.Value(e)) }
		for i := range n {
			for j := range n {
				put(i*n+j, sys.J[i][j])
			}
			put(n*n+i, sys.Input[i])
			put(n*n+n+i, sys.Rest[i])
		}
	})
}

// linear says whether a system is linear with coefficients that only parameters and concentrations decide.
func (s *scope) linear(sys *equation.System) bool {
	still := func(e *equation.Expr) bool {
		return !e.Draws() && !e.Reads(func(name string) bool {
			space := s.names[name].slot.Space
			return space != equation.Param && space != equation.Level
		})
	}
	for i := range sys.Rates {
		for j := range sys.Rates {
			if !still(sys.J[i][j]) {
				return false
			}
		}
		if !still(sys.Input[i]) || !still(sys.Rest[i]) {
			return false
		}
	}
	return true
}

// calm is a system as it is while nothing is dissolved.
func (s *scope) calm(sys *equation.System) *equation.System {
	var vars []equation.Value
	var derivs []equation.Deriv
	for i, v := range sys.Vars {
		r := sys.Rates[i]
		for name := range s.names {
			if s.isLevel(name) {
				r = r.Set(name, 0)
			}
		}
		vars, derivs = append(vars, equation.Value{Name: v}), append(derivs, equation.Deriv{Var: v, Rate: r.Simplify()})
	}
	calm, err := equation.NewSystem(vars, derivs, func(name string) bool { return s.names[name].slot.Space == equation.Param })
	if err != nil {
		return sys
	}
	return calm
}

// isLevel says whether a name stands for a concentration.
func (s *scope) isLevel(name string) bool { return strings.HasPrefix(s.names[name].key, "level ") }
