package engine

import (
	"math"
	"testing"

	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// The rows of an exact step give the bits of its program, whatever the number of terms.
func TestRowsEqualPrograms(t *testing.T) {
	decay := func(v, tau string) *Expr { return Do(Div, Do(Neg, Ref(v)), Ref(tau)) }
	from := func(rate *Expr, terms ...string) *Expr {
		for _, x := range terms {
			rate = Do(Add, rate, Do(Mul, Number(3), Ref(x)))
		}
		return rate
	}
	for _, terms := range [][]string{{}, {"p"}, {"p", "q"}, {"injected"}, {"p", "injected"}, {"p", "q", "injected"}, {"c"}, {"c", "p"}, {"c", "p", "q", "injected"}} {
		m := &Model{Params: []Value{{Name: "tau", Init: Number(0.02)}, {Name: "c", Init: Number(0.3)}}}
		for _, v := range []string{"v", "p", "q"} {
			m.Vars = append(m.Vars, Value{Name: v, Init: Do(Uniform, Number(-1), Number(1))})
		}
		m.Derivs = []Deriv{{Var: "v", Rate: from(decay("v", "tau"), terms...)}, {Var: "p", Rate: decay("p", "tau")}, {Var: "q", Rate: decay("q", "tau")}}
		net, err := network.Build(&circuit.Circuit{Populations: []circuit.Population{{Name: "A", Count: 300, Model: m}}})
		if err != nil {
			t.Fatal(err)
		}
		body, err := net.Grow(random.Key{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		e, err := New(body)
		if err != nil {
			t.Fatal(err)
		}
		p := net.Populations[0]
		if p.Rows == nil {
			t.Fatalf("%v: no rows", terms)
		}
		for i := range p.Count {
			e.f[p.Injected+i] = math.Sin(float64(i))
		}
		c := e.Copy()
		for range 50 {
			e.exactStep(p, 0, p.Count)
			c.frame.Lane, c.frame.N = 0, p.Count
			p.Step[0].Run(&c.frame)
		}
		for i := range e.f {
			if e.f[i] != c.f[i] {
				t.Fatalf("%v: number %d: %v by rows, %v by the program", terms, i, e.f[i], c.f[i])
			}
		}
	}
}
