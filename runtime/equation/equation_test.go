package equation

import (
	"fmt"
	"math"
	"testing"
)

func mul(a, b *Expr) *Expr { return Do(Mul, a, b) }
func add(a, b *Expr) *Expr { return Do(Add, a, b) }
func sub(a, b *Expr) *Expr { return Do(Sub, a, b) }
func div(a, b *Expr) *Expr { return Do(Div, a, b) }
func num(x float64) *Expr  { return Number(x) }

type table map[string]float64

func (t table) Lookup(n string) (float64, bool) { v, ok := t[n]; return v, ok }
func (t table) Uniform() float64                { return 0.5 }
func (t table) Normal() float64                 { return 0 }

// samples are expressions of x and y that cover the operations.
func samples() []*Expr {
	x, y := Ref("x"), Ref("y")
	return []*Expr{
		add(mul(x, y), div(x, add(num(2), mul(y, y)))), Do(Neg, sub(x, y)), Do(Pow, add(x, num(3)), num(3)), Do(Pow, add(x, num(3)), y),
		Do(Exp, mul(num(0.3), x)), Do(Log, add(num(5), x)), Do(Log10, add(num(5), x)), Do(Sqrt, add(num(5), y)), Do(Abs, x),
		Do(Min, x, y, num(0.2)), Do(Max, x, mul(y, y)), Do(Clamp, x, num(-0.5), y), Do(Sin, mul(x, y)), Do(Cos, x), Do(Tanh, y),
		Do(Greater, x, y), Do(And, Do(Less, x, num(0.1)), Do(Not, Do(Equal, x, y))), Do(Or, Do(LessEq, x, y), Do(GreaterEq, x, num(1))),
		Do(NotEqual, x, y), Do(Round, mul(num(3), x)),
	}
}

func TestProgramsAgreeWithTrees(t *testing.T) {
	const n = 700 // more than two blocks
	for k, e := range samples() {
		b := NewBuilder(func(name string) (string, Slot, error) {
			return name, map[string]Slot{"x": {State, Lane, 0}, "y": {Param, Lane, 0}}[name], nil
		})
		b.Store(Slot{State, Lane, 0}, b.Value(e)) // in place
		b.Collect(b.Value(Do(Greater, e, num(0))))
		p, err := b.Program()
		if err != nil {
			t.Fatal(err)
		}
		f := &Frame{State: make([]float64, n), Param: make([]float64, n), N: n}
		want := make([]float64, n)
		hits := 0
		for i := range n {
			f.State[i], f.Param[i] = math.Sin(float64(i)), math.Cos(float64(3*i))
			want[i], _ = e.Evaluate(table{"x": f.State[i], "y": f.Param[i]})
			if want[i] > 0 {
				hits++
			}
		}
		p.Run(f)
		for i := range n {
			if f.State[i] != want[i] && !(want[i] != want[i]) {
				t.Fatalf("sample %d lane %d: %v, want %v", k, i, f.State[i], want[i])
			}
		}
		if len(f.Hits) != hits {
			t.Errorf("sample %d: %d lanes collected, want %d", k, len(f.Hits), hits)
		}
		if a := testing.AllocsPerRun(5, func() { f.Hits = f.Hits[:0]; p.Run(f) }); a > 0 {
			t.Errorf("sample %d: %v allocations a run", k, a)
		}
	}
}

func TestDerivatives(t *testing.T) {
	for k, e := range samples() {
		for _, at := range []table{{"x": 0.3, "y": 0.7}, {"x": -0.8, "y": 0.4}, {"x": 1.1, "y": -0.6}} {
			for _, v := range []string{"x", "y"} {
				got, err := e.Derive(v).Evaluate(at)
				if err != nil {
					t.Fatal(err)
				}
				shift := func(d float64) float64 {
					u := table{"x": at["x"], "y": at["y"]}
					u[v] += d
					r, _ := e.Evaluate(u)
					return r
				}
				want := (shift(1e-6) - shift(-1e-6)) / 2e-6
				if math.Abs(got-want) > 1e-6*(1+math.Abs(want)) {
					t.Errorf("sample %d: d/d%s = %v at %v, want %v", k, v, got, at, want)
				}
			}
		}
	}
}

func TestBoundsHold(t *testing.T) {
	for k, e := range samples() {
		for _, r := range []struct{ x, y Interval }{{Interval{-1, 1}, Interval{0.2, 0.9}}, {Interval{0.1, 0.4}, Interval{-0.5, 2}}} {
			b := e.Bound(func(n string) Interval {
				if n == "x" {
					return r.x
				}
				return r.y
			})
			for i := range 400 {
				u, w := float64(i%20)/19, float64(i/20)/19
				v, _ := e.Evaluate(table{"x": r.x.Lo + u*(r.x.Hi-r.x.Lo), "y": r.y.Lo + w*(r.y.Hi-r.y.Lo)})
				if v < b.Lo-1e-12 || v > b.Hi+1e-12 {
					t.Fatalf("sample %d: %v outside %v", k, v, b)
				}
			}
		}
	}
}

func TestSwapAndScalars(t *testing.T) {
	slots := map[string]Slot{"x": {State, Lane, 0}, "y": {State, Lane, 4}, "t": {Work, Lane, 0}, "s": {State, Self, 8}, "a": {State, ByA, 9}}
	b := NewBuilder(func(n string) (string, Slot, error) { return n, slots[n], nil })
	b.Assign([]Assign{{"t", '=', Ref("x")}, {"x", '=', Ref("y")}, {"y", '=', Ref("t")}, {"s", '*', num(2)}, {"a", '+', Ref("s")}, {"x", '+', Ref("s")}})
	p, err := b.Program()
	if err != nil {
		t.Fatal(err)
	}
	f := &Frame{State: []float64{1, 2, 3, 4, 5, 6, 7, 8, 0, 10, 0, 0, 0, 0}, Work: make([]float64, 4), N: 4, Self: 1, A: []int32{3, 2, 4, 1}}
	p.Run(f)
	want := []float64{25, 26, 27, 28, 1, 2, 3, 4, 0, 20, 20, 20, 20, 20}
	if fmt.Sprint(f.State) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", f.State, want)
	}
}

func TestPropagator(t *testing.T) {
	// two variables in a row with known solution, over steps and over weeks
	a, c, k := 50.0, 2e-4, 30.0
	j := []float64{-a, k, 0, -c}
	for _, h := range []float64{1e-4, 0.01, 1, 1e4, 1e6} {
		e, p := make([]float64, 4), make([]float64, 4)
		Propagate(j, 2, h, e, p)
		ea, ec := math.Exp(-a*h), math.Exp(-c*h)
		want := []float64{ea, k * (ec - ea) / (a - c), 0, ec}
		for i := range want {
			if math.Abs(e[i]-want[i]) > 2e-13*math.Abs(want[i])+1e-300 {
				t.Errorf("h = %g: E[%d] = %v, want %v", h, i, e[i], want[i])
			}
		}
		if want := -math.Expm1(-c*h) / c; math.Abs(p[3]-want) > 1e-13*want {
			t.Errorf("h = %g: P[3] = %v, want %v", h, p[3], want)
		}
	}
	// a damped oscillation, which has no order
	j = []float64{-1, -7, 7, -1}
	e, p := make([]float64, 4), make([]float64, 4)
	Propagate(j, 2, 2, e, p)
	for i, want := range []float64{math.Cos(14), -math.Sin(14), math.Sin(14), math.Cos(14)} {
		if want *= math.Exp(-2); math.Abs(e[i]-want) > 1e-14 {
			t.Errorf("E[%d] = %v, want %v", i, e[i], want)
		}
	}
}

// system of x' = y - x³, y' = 1 - x·y: no closed form, mildly nonlinear.
func general() ([]Value, []Deriv) {
	x, y := Ref("x"), Ref("y")
	return []Value{{"x", num(0.5)}, {"y", num(0.2)}}, []Deriv{{"x", sub(y, Do(Pow, x, num(3)))}, {"y", sub(num(1), mul(x, y))}}
}

func conditional() ([]Value, []Deriv) {
	x, y := Ref("x"), Ref("y")
	return []Value{{"x", num(0.5)}, {"y", num(0.2)}}, []Deriv{{"x", sub(y, mul(x, mul(y, y)))}, {"y", sub(num(1), mul(mul(x, x), y))}}
}

func stepped(t *testing.T, vars []Value, derivs []Deriv, kind Kind, steps int) float64 {
	t.Helper()
	s, err := NewSystem(vars, derivs, func(string) bool { return false })
	if err != nil || s.Kind != kind {
		t.Fatal(err, s.Kind)
	}
	b := NewBuilder(func(n string) (string, Slot, error) { return n, Slot{State, Lane, int32(s.Index(n))}, nil })
	Stepper{System: s, H: 2 / float64(steps)}.Build(b)
	p, err := b.Program()
	if err != nil {
		t.Fatal(err)
	}
	f := &Frame{State: []float64{0.5, 0.2}, N: 1}
	for range steps {
		p.Run(f)
	}
	return f.State[0]
}

func TestOrderOfConvergence(t *testing.T) {
	for _, c := range []struct {
		name  string
		model func() ([]Value, []Deriv)
		kind  Kind
		order float64
	}{{"Runge-Kutta", general, General, 4}, {"exponential midpoint", conditional, Conditional, 2}} {
		v, d := c.model()
		exact := stepped(t, v, d, c.kind, 20000)
		e1 := stepped(t, v, d, c.kind, 20) - exact
		e2 := stepped(t, v, d, c.kind, 40) - exact
		if got := math.Log2(math.Abs(e1 / e2)); math.Abs(got-c.order) > 0.3 {
			t.Errorf("%s: order %.2f, want %g", c.name, got, c.order)
		}
	}
}

func TestStiff(t *testing.T) {
	v, d := general()
	exact := stepped(t, v, d, General, 20000)
	resolve := func(n string) (string, Slot, error) {
		return n, Slot{Work, One, map[string]int32{"x": 0, "y": 1}[n]}, nil
	}
	s, err := NewStiff([]string{"x", "y"}, []*Expr{d[0].Rate, d[1].Rate}, resolve)
	if err != nil {
		t.Fatal(err)
	}
	f := &Frame{Work: make([]float64, s.WorkSize()), N: 1}
	c := &StiffScratch{}
	f.Work[0], f.Work[1] = 0.5, 0.2
	if ok, err := s.Advance(f, 2, c, nil); !ok || err != nil || math.Abs(f.Work[0]-exact) > 1e-6 {
		t.Errorf("%v %v: %v, want %v", ok, err, f.Work[0], exact)
	}
	one := func(h float64) float64 { // a fixed number of steps, for the order
		f.Work[0], f.Work[1] = 0.5, 0.2
		for x := 0.0; x < 2-1e-9; x += h {
			c.reserve(2)
			s.jacs().Run(f)
			copy(c.jac, f.Work[4:8])
			copy(c.y, f.Work[:2])
			s.rates.Run(f)
			copy(c.f0, f.Work[2:4])
			s.try(f, h, c)
		}
		return f.Work[0] - exact
	}
	if got := math.Log2(math.Abs(one(0.04) / one(0.02))); math.Abs(got-4) > 0.5 {
		t.Errorf("order %.2f, want 4", got)
	}
	// Robertson's stiff problem, to steady decay
	x, y, z := Ref("x"), Ref("y"), Ref("z")
	slow := mul(num(0.04), x)
	fast := mul(mul(num(1e4), y), z)
	last := mul(num(3e7), mul(y, y))
	r, err := NewStiff([]string{"x", "y", "z"}, []*Expr{sub(fast, slow), sub(sub(slow, fast), last), last},
		func(n string) (string, Slot, error) {
			return n, Slot{Work, One, map[string]int32{"x": 0, "y": 1, "z": 2}[n]}, nil
		})
	if err != nil {
		t.Fatal(err)
	}
	f = &Frame{Work: make([]float64, r.WorkSize()), N: 1}
	f.Work[0] = 1
	if ok, err := r.Advance(f, 40, &StiffScratch{}, nil); !ok || err != nil || math.Abs(f.Work[0]-0.7158270688) > 1e-5 {
		t.Errorf("Robertson: %v %v %v", ok, err, f.Work[:3])
	}
}

func TestKinds(t *testing.T) {
	tau := Ref("tau")
	v := Ref("v")
	for _, c := range []struct {
		rate *Expr
		want Kind
	}{
		{div(sub(Ref("rest"), v), tau), Exact},
		{div(sub(Ref("injected"), v), tau), Exact},
		{div(sub(Ref("serotonin"), v), tau), Conditional},
		{mul(v, v), General},
		{num(0), Still},
		{add(div(Do(Neg, v), tau), Do(Noise, num(0.1))), Exact},
	} {
		s, err := NewSystem([]Value{{"v", num(0)}}, []Deriv{{"v", c.rate}}, func(n string) bool { return n == "tau" || n == "rest" })
		if err != nil || s.Kind != c.want {
			t.Errorf("%v: kind %v, want %v", c.rate, s.Kind, c.want)
		}
	}
}
