package network

import (
	"strings"

	"protoexp/runtime/equation"
)

// Flow is how a set of variables moves by itself from one event to the next. The engine puts the variables of one lane
// into Work[0:N], sets Self, Lane, A and B of the frame to that lane, and asks for a later time.
type Flow struct {
	ID   int           // number of the flow in the network, for caches
	Kind equation.Kind // Still, Exact or General (which stands for every other)
	N    int           // variables
	// Coefs, of an Exact flow, writes J (N x N), the factors of injected (N) and the constants (N) into Work from N on.
	Coefs  *equation.Program
	Varies bool // coefficients differ between lanes
	// Stiff, of a General flow, has N variables and then those of the humours.
	Stiff   *equation.Stiff
	Humoral bool // the rates read modulators or agents
	Reads   bool // some coefficient or rate reads injected
}

// flow analyses the equations of an owner. s is the scope of one lane; varies says which names differ between lanes.
func (b *builder) flow(name string, sys *equation.System, s *scope, varies func(string) bool) *Flow {
	n := len(sys.Vars)
	f := &Flow{ID: b.net.Flows, N: n, Kind: sys.Kind}
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
		return f
	}
	f.Kind = equation.General
	vars := append([]string(nil), sys.Vars...)
	rates := append([]*equation.Expr(nil), sys.Rates...)
	local := &scope{map[string]bound{}}
	for k, v := range s.names {
		local.names[k] = v
	}
	if f.Humoral {
		hv, hr := b.net.Humour.joint(local)
		for i, r := range rates {
			rates[i] = b.net.Humour.sums(r, func(name string) bool { return !s.isLevel(name) })
		}
		vars, rates = append(vars, hv...), append(rates, hr...)
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

// isLevel says whether a name stands for a concentration.
func (s *scope) isLevel(name string) bool { return strings.HasPrefix(s.names[name].key, "level ") }
