package equation

import (
	"fmt"
	"testing"
)

// excitable is a cell of two variables, FitzHugh's: v' = v - v³/3 - w + 0.5, w' = 0.08 (v + 0.7 - 0.8 w).
func excitable() ([]Value, []Deriv) {
	v, w := Ref("v"), Ref("w")
	return []Value{{"v", num(0)}, {"w", num(0)}}, []Deriv{
		{"v", add(sub(sub(v, div(Do(Pow, v, num(3)), num(3))), w), num(0.5))},
		{"w", mul(num(0.08), sub(add(v, num(0.7)), mul(num(0.8), w)))},
	}
}

// gated is a potential with a gate that follows it: each rate is linear in its own variable.
func gated() ([]Value, []Deriv) {
	v, g := Ref("v"), Ref("w")
	return []Value{{"v", num(0)}, {"w", num(0)}}, []Deriv{
		{"v", sub(mul(g, sub(num(1), v)), mul(num(0.1), v))},
		{"w", sub(div(sub(num(1), g), add(num(1), Do(Exp, Do(Neg, v)))), mul(num(0.5), g))},
	}
}

// BenchmarkStep is one step of 4,000 lanes by a compiled program.
func BenchmarkStep(b *testing.B) {
	const lanes = 4000
	for name, model := range map[string]func() ([]Value, []Deriv){"RungeKutta4": excitable, "midpoint": gated} {
		b.Run(name, func(b *testing.B) {
			vars, derivs := model()
			s, err := NewSystem(vars, derivs, func(string) bool { return false })
			if err != nil {
				b.Fatal(err)
			}
			builder := NewBuilder(func(n string) (string, Slot, error) { return n, Slot{State, Lane, int32(s.Index(n) * lanes)}, nil })
			Stepper{System: s, H: 1e-2}.Build(builder)
			p, err := builder.Program()
			if err != nil {
				b.Fatal(err)
			}
			f := &Frame{State: make([]float64, 2*lanes), N: lanes}
			for b.Loop() {
				p.Run(f)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/lanes, "ns/lane")
		})
	}
}

// BenchmarkPropagate is the exact solution of a chain of variables over a step and over weeks.
func BenchmarkPropagate(b *testing.B) {
	for _, n := range []int{1, 2, 4} {
		for _, h := range []float64{1e-4, 1e6} {
			b.Run(fmt.Sprintf("%d/%gs", n, h), func(b *testing.B) {
				j, e, p := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
				for i := range n {
					j[i*n+i] = -50 / float64(1+i*i)
					if i > 0 {
						j[(i-1)*n+i] = 30
					}
				}
				for b.Loop() {
					Propagate(j, n, h, e, p)
				}
			})
		}
	}
}

// BenchmarkStiff is a rest of an excitable cell by the adaptive method.
func BenchmarkStiff(b *testing.B) {
	_, derivs := excitable()
	s, err := NewStiff([]string{"v", "w"}, []*Expr{derivs[0].Rate, derivs[1].Rate}, func(n string) (string, Slot, error) {
		return n, Slot{Work, One, map[string]int32{"v": 0, "w": 1}[n]}, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	f, scratch := &Frame{Work: make([]float64, s.WorkSize()), N: 1}, &StiffScratch{}
	steps := 0
	for b.Loop() {
		f.Work[0], f.Work[1] = 0, 0
		if _, err := s.Advance(f, 100, scratch, func() bool { steps++; return true }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(steps)/float64(b.N), "steps")
}
