package equation

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// linear is a random system dx/dt = J x + c of 1 to 5 variables, with decays from milliseconds to hours.
type linear struct {
	n    int
	j, c []float64
	x    []float64 // where it begins
}

func drawLinear(t *rapid.T) linear {
	n := rapid.IntRange(1, 5).Draw(t, "n")
	l := linear{n: n, j: make([]float64, n*n), c: make([]float64, n), x: make([]float64, n)}
	rate := make([]float64, n)
	for i := range n {
		rate[i] = math.Pow(10, rapid.Float64Range(-4, 3).Draw(t, "log rate"))
		l.j[i*n+i] = -rate[i]
		l.c[i] = rate[i] * rapid.Float64Range(-1, 1).Draw(t, "drive")
		l.x[i] = rapid.Float64Range(-1, 1).Draw(t, "start")
	}
	for i := range n {
		for k := range n {
			if i != k && rapid.Bool().Draw(t, "coupled") {
				l.j[i*n+k] = rate[i] * rapid.Float64Range(-0.9, 0.9).Draw(t, "coupling") / float64(n)
			}
		}
	}
	return l
}

// after is the exact solution after h seconds.
func (l linear) after(x []float64, h float64) []float64 {
	n := l.n
	e, p := make([]float64, n*n), make([]float64, n*n)
	Propagate(l.j, n, h, e, p)
	out := make([]float64, n)
	for i := range n {
		for k := range n {
			out[i] += e[i*n+k]*x[k] + p[i*n+k]*l.c[k]
		}
	}
	return out
}

// TestExactEqualsAdaptive: the exact solution of random linear systems, in steps and over rests, is that of the adaptive
// integrator, which knows nothing of it.
func TestExactEqualsAdaptive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLinear(t)
		h := math.Pow(10, rapid.Float64Range(-4, 5).Draw(t, "log time"))
		var vars []string
		var rates []*Expr
		index := map[string]int32{}
		for i := range l.n {
			vars = append(vars, fmt.Sprintf("x%d", i))
			index[vars[i]] = int32(i)
		}
		for i := range l.n {
			r := num(l.c[i])
			for k := range l.n {
				r = add(r, mul(num(l.j[i*l.n+k]), Ref(vars[k])))
			}
			rates = append(rates, r)
		}
		s, err := NewStiff(vars, rates, func(n string) (string, Slot, error) { return n, Slot{Work, One, index[n]}, nil })
		if err != nil {
			t.Fatal(err)
		}
		f := &Frame{Work: make([]float64, s.WorkSize()), N: 1}
		copy(f.Work, l.x)
		steps := 0
		if ok, err := s.Advance(f, h, &StiffScratch{}, func() bool { steps++; return steps < 3000 }); !ok || err != nil {
			t.Fatal(ok, err)
		}
		for i, want := range l.after(l.x, h) {
			if math.Abs(f.Work[i]-want) > 1e-5 {
				t.Fatalf("variable %d after %g s: adaptive %v, exact %v", i, h, f.Work[i], want)
			}
		}
	})
}

// TestExactInPieces: two rests are one rest.
func TestExactInPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLinear(t)
		a := math.Pow(10, rapid.Float64Range(-4, 6).Draw(t, "log first"))
		b := math.Pow(10, rapid.Float64Range(-4, 6).Draw(t, "log second"))
		fastest := 0.0
		for i := range l.n {
			fastest = math.Max(fastest, -l.j[i*l.n+i])
		}
		pieces, whole := l.after(l.after(l.x, a), b), l.after(l.x, a+b)
		for i := range whole {
			if math.Abs(pieces[i]-whole[i]) > 1e-9+fastest*(a+b)*4e-15 { // each squaring doubles what rounding left
				t.Fatalf("variable %d: %v after %g s and %g s, %v at once", i, pieces[i], a, b, whole[i])
			}
		}
	})
}
