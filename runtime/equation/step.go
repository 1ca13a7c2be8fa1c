package equation

import "math"

// Stepper compiles one step of a system that is not solved exactly.
type Stepper struct {
	System *System
	Held   func(variable string) bool // variables that do not move; nil for none
	Spike  *Expr                      // the condition for an action potential, or nil
	H      float64                    // s
}

// Build adds the step to a program: a General system by the classical Runge-Kutta method of order 4, a Conditional one by
// the exponential midpoint method of order 2 (Hochbruck & Ostermann 2010, Acta Numerica 19:209). Noise is added by
// Euler-Maruyama: strength x sqrt(h) x N(0, 1), strong order 1/2, 1 where the strength does not depend on the variables.
//
// An upstroke that escapes to infinity within a step counts as an action potential: escaped is true for its lanes, whose
// variables stay as they were. It is false if that cannot happen.
func (s Stepper) Build(b *Builder) (escaped Val) {
	y := s.names(b)
	var out []Val
	escaped = b.Constant(0)
	if s.System.Kind == Conditional {
		out = s.midpoint(b, y)
	} else {
		out, escaped = s.rungeKutta(b, y)
	}
	s.bind(b, y)
	out = s.AddNoise(b, out)
	s.bind(b, out)
	for i, v := range s.System.Vars {
		if s.moves(i) {
			_, slot, err := b.Resolve(v)
			if err == nil {
				b.Store(slot, out[i])
			}
		}
	}
	return escaped
}

func (s Stepper) names(b *Builder) []Val {
	y := make([]Val, len(s.System.Vars))
	for i, v := range s.System.Vars {
		y[i] = b.Name(v)
	}
	return y
}

func (s Stepper) bind(b *Builder, y []Val) {
	for i, v := range s.System.Vars {
		if key, _, err := b.Resolve(v); err == nil {
			b.Bind(key, y[i])
		}
	}
}

func (s Stepper) moves(i int) bool {
	sys := s.System
	return (!IsZero(sys.Rates[i]) || len(sys.Noise[i]) > 0) && (s.Held == nil || !s.Held(sys.Vars[i]))
}

// AddNoise adds the increments of noise to y; their strengths are those of the variables as the builder knows them.
func (s Stepper) AddNoise(b *Builder, y []Val) []Val {
	out := append([]Val(nil), y...)
	for i, factors := range s.System.Noise {
		if !s.moves(i) {
			continue
		}
		for _, f := range factors {
			out[i] = b.Do(Add, out[i], b.Do(Mul, b.Do(Mul, b.Value(f), b.Constant(math.Sqrt(s.H))), b.Normal()))
		}
	}
	return out
}

// rates evaluates the moving rates at y.
func (s Stepper) rates(b *Builder, y []Val) []Val {
	s.bind(b, y)
	k := make([]Val, len(y))
	for i, r := range s.System.Rates {
		if s.moves(i) {
			k[i] = b.Value(r)
		}
	}
	return k
}

// along is y + h·k.
func (s Stepper) along(b *Builder, y, k []Val, h float64) []Val {
	out := append([]Val(nil), y...)
	for i := range y {
		if s.moves(i) {
			out[i] = b.Do(Add, y[i], b.Do(Mul, k[i], b.Constant(h)))
		}
	}
	return out
}

func (s Stepper) rungeKutta(b *Builder, y []Val) (out []Val, escaped Val) {
	k1 := s.rates(b, y)
	y2 := s.along(b, y, k1, s.H/2)
	k2 := s.rates(b, y2)
	y3 := s.along(b, y, k2, s.H/2)
	k3 := s.rates(b, y3)
	y4 := s.along(b, y, k3, s.H)
	k4 := s.rates(b, y4)
	sum := append([]Val(nil), y...)
	for i := range y {
		if s.moves(i) {
			sum[i] = b.Do(Add, b.Do(Add, k1[i], k4[i]), b.Do(Mul, b.Do(Add, k2[i], k3[i]), b.Constant(2)))
		}
	}
	out = s.along(b, y, sum, s.H/6)
	if s.Spike == nil {
		return out, b.Constant(0)
	}
	bad := b.Constant(0)
	for i := range out {
		if s.moves(i) {
			bad = b.Do(Or, bad, b.Do(NotEqual, b.Do(Sub, out[i], out[i]), b.Constant(0)))
		}
	}
	reached := b.Constant(0)
	for _, at := range [][]Val{y2, y3, y4} {
		s.bind(b, at)
		reached = b.Do(Or, reached, b.Value(s.Spike))
	}
	escaped = b.Do(And, bad, reached)
	for i := range out {
		if s.moves(i) {
			out[i] = b.Select(escaped, y[i], out[i])
		}
	}
	return out, escaped
}

// midpoint advances each variable with the rate a + c·x, whose a and c are taken half a step ahead.
func (s Stepper) midpoint(b *Builder, y []Val) []Val {
	half := s.exponential(b, y, y, s.H/2)
	return s.exponential(b, y, half, s.H)
}

// exponential advances y over h; the other variables are those of at.
func (s Stepper) exponential(b *Builder, y, at []Val, h float64) []Val {
	out := append([]Val(nil), y...)
	for i, r := range s.System.Rates {
		if !s.moves(i) {
			continue
		}
		env := append([]Val(nil), at...)
		env[i] = y[i]
		s.bind(b, env)
		rate := b.Value(r)
		if IsZero(s.System.J[i][i]) {
			out[i] = b.Do(Add, y[i], b.Do(Mul, rate, b.Constant(h)))
			continue
		}
		z := b.Do(Mul, b.Value(s.System.J[i][i]), b.Constant(h))
		out[i] = b.Do(Add, y[i], b.Do(Mul, b.Do(Mul, rate, b.Constant(h)), b.Do(phi1, z)))
	}
	return out
}
