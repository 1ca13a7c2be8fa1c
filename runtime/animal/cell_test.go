package animal_test

import (
	"math"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

func one(m *Model) *circuit.Circuit {
	return &circuit.Circuit{Populations: []circuit.Population{{Name: "A", Count: 1, Model: m}}}
}

// A leaky cell under a constant current fires with the period refractory + τ ln((RI + rest - reset)/(RI + rest - threshold)).
func TestFiringRate(t *testing.T) {
	for _, amps := range []float64{0.25e-9, 0.4e-9, 1e-9} {
		a := grow(t, one(lif()))
		must(t, a.Inject("A", amps, 2*s))
		got := spikes(t, a, "A", func() { rest(t, a, 2*s) })[0]
		drive := 100e6*amps - 0.070
		period := 0.002 + 0.020*math.Log((drive+0.065)/(drive+0.050))
		mean := float64(got[len(got)-1]-got[0]) / 1e9 / float64(len(got)-1)
		if mean < period-1e-9 || mean > period+1e-4 { // the clock rounds up to the next step
			t.Errorf("%g A: period %g s, want %g to one step more", amps, mean, period)
		}
	}
}

// The potential that one exponential synaptic current causes has a closed form.
func TestSynapticPotential(t *testing.T) {
	c := one(lif())
	c.Populations = append(c.Populations, circuit.Population{Name: "B", Count: 1, Model: lif()})
	c.Synapses = []circuit.Synapse{{Name: "A_B", Pre: "A", Post: "B", Weight: n(0.2e-9), Delay: 2 * ms, Into: "i"}}
	a := grow(t, c)
	must(t, a.Fire("A"))
	for _, at := range []int64{3 * ms, 10 * ms, 40 * ms, 300 * ms} {
		must(t, a.Advance(at))
		x := float64(at-2*ms-ms/10) / 1e9 // the spike ends the first step
		want := -0.070 + 100e6*0.2e-9*0.005/(0.020-0.005)*(math.Exp(-x/0.020)-math.Exp(-x/0.005))
		if got := read(t, a, cell("B", "v"))[0]; math.Abs(got-want) > 1e-15 {
			t.Errorf("at %d ms: %v, want %v", at/ms, got, want)
		}
	}
}

// hh is the model of Hodgkin & Huxley (1952) for 1 cm² of membrane, potentials against rest at 0 V, in mV inside.
func hh() *Model {
	v := mul(r("v"), n(1000))
	e := func(x *Expr) *Expr { return Do(Exp, x) }
	vtrap := func(x, y *Expr) *Expr { return div(x, sub(e(div(x, y)), n(1))) }
	gate := func(name string, a, b *Expr) Deriv {
		return Deriv{Var: name, Rate: mul(n(1000), sub(mul(a, sub(n(1), r(name))), mul(b, r(name))))}
	}
	m3h := mul(mul(mul(r("m"), r("m")), r("m")), r("h"))
	n4 := Do(Pow, r("n"), n(4))
	current := add(add(mul(mul(n(0.120), m3h), sub(r("v"), n(0.115))), mul(mul(n(0.036), n4), sub(r("v"), n(-0.012)))), mul(n(0.0003), sub(r("v"), n(0.010613))))
	return &Model{
		Name: "hh",
		Vars: []Value{val("v", 0), val("m", 0.0529), val("h", 0.596), val("n", 0.3177)},
		Derivs: []Deriv{
			{Var: "v", Rate: div(sub(r("injected"), current), n(1e-6))},
			gate("m", mul(n(0.1), vtrap(sub(n(25), v), n(10))), mul(n(4), e(div(v, n(-18))))),
			gate("h", mul(n(0.07), e(div(v, n(-20)))), div(n(1), add(e(div(sub(n(30), v), n(10))), n(1)))),
			gate("n", mul(n(0.01), vtrap(sub(n(10), v), n(10))), mul(n(0.125), e(div(v, n(-80))))),
		},
		Spike: Do(Greater, r("v"), n(0.05)),
	}
}

// Row B31: 52 Hz just where firing becomes repetitive, 68.3 Hz at 10 µA/cm².
func TestHodgkinHuxley(t *testing.T) {
	for _, x := range []struct{ amps, hz float64 }{{10e-6, 68.3}, {6.2e-6, 0}} {
		c := one(hh())
		c.Step = ms / 100
		a := grow(t, c)
		rest(t, a, 100*ms)
		must(t, a.Inject("A", x.amps, s))
		got := spikes(t, a, "A", func() { rest(t, a, s) })[0]
		hz := 0.0
		if len(got) > 10 {
			hz = float64(len(got)-6) / float64(got[len(got)-1]-got[5]) * 1e9
		}
		if math.Abs(hz-x.hz) > 1 {
			t.Errorf("%g A: %g Hz, want %g (%d spikes)", x.amps, hz, x.hz, len(got))
		}
	}
}

// An unstimulated nonlinear cell is silent: two hours cost next to nothing, and it is where it was.
func TestNonlinearRest(t *testing.T) {
	a := grow(t, one(hh()))
	must(t, a.Inject("A", 10e-6, 50*ms))
	rest(t, a, 7200*s)
	v := read(t, a, cell("A", "v"))[0]
	if c := a.Counters(); c.Steps > 20000 {
		t.Errorf("%d steps", c.Steps)
	}
	if math.Abs(v) > 1e-5 {
		t.Errorf("v = %v", v)
	}
	b := grow(t, one(hh()))
	must(t, b.Inject("A", 10e-6, 50*ms))
	for range 7200 {
		rest(t, b, s)
	}
	if w := read(t, b, cell("A", "v"))[0]; w != v {
		t.Errorf("in pieces %v, in one %v", w, v)
	}
	must(t, a.Inject("A", 10e-6, 50*ms), b.Inject("A", 10e-6, 50*ms))
	rest(t, a, s)
	rest(t, b, s)
	if x, y := read(t, a, cell("A", "v"))[0], read(t, b, cell("A", "v"))[0]; x != y {
		t.Errorf("after another pulse: %v and %v", x, y)
	}
}

// adex is the adaptive exponential cell of Brette & Gerstner (2005), regular spiking.
func adex() *Model {
	return &Model{
		Name: "adex",
		Params: []Value{val("c", 281e-12), val("g", 30e-9), val("e", -0.0706), val("vt", -0.0504), val("d", 0.002), val("tauw", 0.144),
			val("a", 4e-9), val("b", 80.5e-12), val("reset", -0.0706)},
		Vars: []Value{{Name: "v", Init: r("e")}, val("w", 0)},
		Derivs: []Deriv{
			{Var: "v", Rate: div(sub(add(add(mul(r("g"), sub(r("e"), r("v"))), mul(mul(r("g"), r("d")), Do(Exp, div(sub(r("v"), r("vt")), r("d"))))), r("injected")), r("w")), r("c"))},
			{Var: "w", Rate: div(sub(mul(r("a"), sub(r("v"), r("e"))), r("w")), r("tauw"))},
		},
		Spike: Do(Greater, r("v"), n(0.02)),
		Reset: []Assign{set("v", '=', r("reset")), set("w", '+', r("b"))},
	}
}

// The upstroke escapes to infinity in a step; it is a spike and not an error, and the cell adapts.
func TestAdaptiveExponential(t *testing.T) {
	a := grow(t, one(adex()))
	must(t, a.Inject("A", 1e-9, 500*ms))
	got := spikes(t, a, "A", func() { rest(t, a, s) })[0]
	if len(got) < 8 || len(got) > 40 {
		t.Fatalf("%d spikes", len(got))
	}
	first, last := got[1]-got[0], got[len(got)-1]-got[len(got)-2]
	if last <= first {
		t.Errorf("intervals %d and %d ns: no adaptation", first, last)
	}
	if a.Counters().Steps > 9000 {
		t.Errorf("%d steps: no silence after the current", a.Counters().Steps)
	}
}

func TestNoise(t *testing.T) {
	m := lif()
	m.Spike = nil
	m.Derivs[0].Rate = add(m.Derivs[0].Rate, Do(Noise, n(0.01)))
	c := one(m)
	c.Populations[0].Count = 2000
	a := grow(t, c)
	if a.Unrest() == "" {
		t.Error("noise is silent")
	}
	rest(t, a, 200*ms)
	sum, sq := 0.0, 0.0
	for _, v := range read(t, a, cell("A", "v")) {
		sum += (v + 0.070) / 2000
		sq += (v + 0.070) * (v + 0.070) / 2000
	}
	want := 0.01 * math.Sqrt(0.020/2) // stationary deviation of an Ornstein-Uhlenbeck process
	if math.Abs(math.Sqrt(sq)-want) > 0.05*want || math.Abs(sum) > 0.1*want {
		t.Errorf("deviation %g, want %g; mean %g", math.Sqrt(sq), want, sum)
	}
}

func TestClampAndFire(t *testing.T) {
	a := grow(t, one(lif()))
	must(t, a.Inject("A", 1e-9, 300*ms), a.Clamp("A", -0.060, 100*ms))
	if got := spikes(t, a, "A", func() { rest(t, a, 100*ms) }); len(got[0]) != 0 {
		t.Errorf("a clamped cell fired %d times", len(got[0]))
	}
	if v := read(t, a, cell("A", "v"))[0]; v != -0.060 {
		t.Errorf("held at %v", v)
	}
	if got := spikes(t, a, "A", func() { rest(t, a, 100*ms) }); len(got[0]) == 0 {
		t.Error("the cell does not fire after the clamp")
	}
	a = grow(t, one(lif()))
	got := spikes(t, a, "A", func() {
		for range 5 {
			must(t, a.Fire("A"))
			rest(t, a, s)
		}
		must(t, a.Clamp("A", -0.08, s), a.Fire("A"))
		rest(t, a, 2*s)
	})
	if len(got[0]) != 6 {
		t.Errorf("%d spikes, want 6", len(got[0]))
	}
	if a.Counters().Steps > 1000 {
		t.Errorf("%d steps", a.Counters().Steps)
	}
	if c := animal.Probe(cell("A", "v")); math.Abs(read(t, a, c)[0]+0.070) > 1e-12 {
		t.Error("v has not returned to rest")
	}
}

func TestDepolarisedWithoutReset(t *testing.T) {
	m := lif()
	m.Reset = nil
	m.Params[5] = val("refractory", 0)
	a := grow(t, one(m))
	must(t, a.Inject("A", 1e-9, 300*ms))
	if got := spikes(t, a, "A", func() { rest(t, a, s) }); len(got[0]) != 1 {
		t.Errorf("%d spikes: a condition that stays true fires once", len(got[0]))
	}
}
