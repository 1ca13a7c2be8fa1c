package equation

import "fmt"

// Kind is how a system of equations can be advanced.
type Kind uint8

// The kinds of systems.
const (
	Still       Kind = iota // nothing changes by itself
	Exact                   // linear with constant coefficients: solved exactly
	Conditional             // each rate is linear in its own variable: exponential midpoint
	General                 // Runge-Kutta 4
)

// System is the differential equations of a model in the order of its variables, with their derivatives.
type System struct {
	Vars  []string
	Rates []*Expr   // per second, without noise; 0 of a variable that changes only at events
	Noise [][]*Expr // of each variable, the strengths of its independent noises
	J     [][]*Expr // J[i][j] = d rate i / d variable j
	Input []*Expr   // d rate i / d injected
	Rest  []*Expr   // rate i where all variables and injected are 0; of an Exact system
	Kind  Kind
}

// NewSystem analyses equations. fixed says which names never change (parameters, index, count); the system is Exact only
// if the coefficients read nothing else.
func NewSystem(vars []Value, derivs []Deriv, fixed func(name string) bool) (*System, error) {
	s := &System{}
	for _, v := range vars {
		s.Vars = append(s.Vars, v.Name)
		s.Rates = append(s.Rates, Number(0))
	}
	n := len(vars)
	s.Noise = make([][]*Expr, n)
	for _, d := range derivs {
		i := s.Index(d.Var)
		if i < 0 {
			return nil, fmt.Errorf("d%s/dt: there is no variable %s", d.Var, d.Var)
		}
		s.Rates[i], s.Noise[i] = splitNoise(d.Rate)
	}
	constant := func(e *Expr) bool {
		return !e.Draws() && !e.Reads(func(n string) bool { return !fixed(n) })
	}
	exact, conditional, still := true, true, true
	for i, r := range s.Rates {
		row := make([]*Expr, n)
		rest := r.Set("injected", 0)
		for j, v := range s.Vars {
			row[j] = r.Derive(v)
			rest = rest.Set(v, 0)
			exact = exact && constant(row[j])
		}
		s.J = append(s.J, row)
		s.Input = append(s.Input, r.Derive("injected"))
		s.Rest = append(s.Rest, rest.Simplify())
		exact = exact && constant(s.Input[i]) && constant(s.Rest[i])
		conditional = conditional && !row[i].Reads(func(n string) bool { return n == s.Vars[i] })
		still = still && IsZero(r) && len(s.Noise[i]) == 0
	}
	switch {
	case still:
		s.Kind = Still
	case exact:
		s.Kind = Exact
	case conditional:
		s.Kind = Conditional
	default:
		s.Kind = General
	}
	return s, nil
}

// Index is the place of a variable, or -1.
func (s *System) Index(name string) int {
	for i, v := range s.Vars {
		if v == name {
			return i
		}
	}
	return -1
}

// Noisy says whether white noise drives the system.
func (s *System) Noisy() bool {
	for _, n := range s.Noise {
		if len(n) > 0 {
			return true
		}
	}
	return false
}

// IsZero says whether e is the number 0.
func IsZero(e *Expr) bool { return e.Op == Const && e.Value == 0 }

// splitNoise takes noise out of a rate: the drift, and the factor of each noise.
func splitNoise(rate *Expr) (drift *Expr, factors []*Expr) {
	var names []string
	marked := rate.Replace(func(x *Expr) *Expr {
		if x.Op != Noise {
			return x
		}
		names = append(names, fmt.Sprintf("noise %d", len(names)))
		return Do(Mul, x.Args[0], Ref(names[len(names)-1]))
	})
	drift = marked
	for _, n := range names {
		f := marked.Derive(n)
		for _, m := range names {
			f = f.Set(m, 0)
		}
		factors = append(factors, f.Simplify())
		drift = drift.Set(n, 0)
	}
	return drift.Simplify(), factors
}

// Order sorts variables so that each reads only itself and those before it (J is lower triangular in this order); ok is
// false where variables drive each other in a circle.
func Order(n int, reads func(i, j int) bool) (order []int, ok bool) {
	done := make([]bool, n)
	for len(order) < n {
		found := false
		for i := range n {
			if done[i] {
				continue
			}
			free := true
			for j := range n {
				if j != i && !done[j] && reads(i, j) {
					free = false
				}
			}
			if free {
				order, done[i], found = append(order, i), true, true
			}
		}
		if !found {
			return nil, false
		}
	}
	return order, true
}
