package animal_test

import (
	"math"
	"reflect"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// modulated is a rule in two stages whose speed depends on a hormone.
func modulated() *Model {
	gain := add(n(1), mul(n(4), div(r("hormone"), add(r("hormone"), n(0.002)))))
	return &Model{Name: "modulated", Vars: []Value{val("ready", 0.2), val("silent", 0.5)}, Derivs: []Deriv{
		{Var: "ready", Rate: div(sub(sub(n(1), r("silent")), r("ready")), n(8))},
		{Var: "silent", Rate: div(Do(Neg, mul(r("silent"), gain)), n(160))},
	}, OnPre: []Assign{set("release", '*', r("ready")), set("silent", '+', mul(n(0.1), r("ready")))}}
}

// hormonal is a cell G whose spikes release a hormone that falls with tau (s), and a synapse A -> B that depends on it.
func hormonal(tau float64) *circuit.Circuit {
	c := relay(modulated())
	c.Populations = append(c.Populations, circuit.Population{Name: "G", Count: 1, Model: lif(), Releases: []circuit.Release{{Modulator: "hormone", Amount: n(1e-4)}}})
	c.Modulators = []circuit.Modulator{{Name: "hormone", Model: &Model{Name: "hormone", Vars: []Value{val("level", 0)}, Derivs: []Deriv{{Var: "level", Rate: div(Do(Neg, r("level")), n(tau))}}}}}
	return c
}

var (
	ready  = animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "modulated", Var: "ready"}
	silent = animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "modulated", Var: "silent"}
)

// A rule that misses hundreds of releases is where equations integrated in small steps say, and looking on the way changes
// no bit of it.
func TestMissedReleases(t *testing.T) {
	const tau = 60.0
	a, looked := grow(t, hormonal(tau)), grow(t, hormonal(tau))
	var spike []int64
	act := func(a *animal.Animal, look func()) {
		must(t, a.Record([]animal.Probe{{Kind: animal.CellSpikes, Owner: "G"}}, 0))
		for _, wait := range []int64{10 * s, 3 * s, 3000 * s, 20 * s} {
			must(t, a.Inject("G", 0.8e-9, 1500*ms))
			rest(t, a, 700*ms)
			look()
			rest(t, a, wait-700*ms)
			look()
		}
		tr, err := a.StopRecording()
		must(t, err)
		spike = tr[0].Spikes[0]
	}
	act(a, func() {})
	act(looked, func() { read(t, looked, ready); looked.Copy() })
	if len(spike) < 300 {
		t.Fatalf("%d releases", len(spike))
	}
	x, y := read(t, a, ready)[0], read(t, a, silent)[0]
	if z := []float64{read(t, looked, ready)[0], read(t, looked, silent)[0]}; !reflect.DeepEqual(z, []float64{x, y}) {
		t.Errorf("looking makes %v %v into %v", x, y, z)
	}
	// Runge-Kutta 4 between releases
	p, q, level, now := 0.2, 0.5, 0.0, 0.0
	ahead := func(end float64) {
		steps := int((end-now)/0.05) + 1
		h := (end - now) / float64(steps)
		for range steps {
			rate := func(dt, p, q float64) (float64, float64) {
				l := level * math.Exp(-dt/tau)
				return (1 - q - p) / 8, -q * (1 + 4*l/(l+0.002)) / 160
			}
			a1, b1 := rate(0, p, q)
			a2, b2 := rate(h/2, p+h/2*a1, q+h/2*b1)
			a3, b3 := rate(h/2, p+h/2*a2, q+h/2*b2)
			a4, b4 := rate(h, p+h*a3, q+h*b3)
			p, q, level = p+h/6*(a1+2*a2+2*a3+a4), q+h/6*(b1+2*b2+2*b3+b4), level*math.Exp(-h/tau)
		}
		now = end
	}
	for _, t := range spike {
		ahead(float64(t) / 1e9)
		level += 1e-4
	}
	ahead(float64(a.Now()) / 1e9)
	if math.Abs(x-p) > 1e-6*p || math.Abs(y-q) > 1e-6*q {
		t.Errorf("ready %v, silent %v; want %v, %v", x, y, p, q)
	}
}

// What was released is gone after 41 time constants: the rule then moves as it does without.
func TestHormoneGone(t *testing.T) {
	a := grow(t, hormonal(60))
	level := animal.Probe{Kind: animal.Level, Owner: "hormone"}
	must(t, a.Fire("G"))
	rest(t, a, 2400*s)
	if x := read(t, a, level)[0]; !(x > 0 && x < 1e-21) {
		t.Errorf("after 40 time constants: %v", x)
	}
	rest(t, a, 120*s)
	if x := read(t, a, level)[0]; x != 0 {
		t.Errorf("after 42 time constants: %v", x)
	}
	if x, want := read(t, a, ready)[0], 1.0; math.Abs(x-want) > 1e-6 {
		t.Errorf("ready: %v", x)
	}
	must(t, a.Fire("A"))
	rest(t, a, s)
	if k := a.Counters().Steps; k > 100 {
		t.Errorf("%d steps", k)
	}
}

// What a cell releases is what it holds before its spike takes from it, for each cell by itself.
func TestReleaseRunsOut(t *testing.T) {
	for _, step := range []bool{false, true} {
		c := hormonal(600)
		cell := lif()
		cell.Vars = append(cell.Vars, val("store", 1))
		cell.Reset = append(cell.Reset, set("store", '*', n(0.5)))
		if step { // a threshold without closed form: the circuit is stepped
			cell.Spike = Do(Greater, mul(r("v"), mul(r("v"), r("v"))), mul(r("threshold"), mul(r("threshold"), r("threshold"))))
		}
		p := &c.Populations[len(c.Populations)-1]
		p.Model, p.Count = cell, 2
		p.Releases[0].Amount = mul(mul(n(1e-4), r("index")), mul(r("store"), r("count"))) // 2e-4 of the first cell, 4e-4 of the second
		a := grow(t, c)
		level := animal.Probe{Kind: animal.Level, Owner: "hormone"}
		for k, want := range []float64{6e-4, 9e-4, 10.5e-4} {
			must(t, a.Fire("G"))
			rest(t, a, 100*ms)
			if x := read(t, a, level)[0]; math.Abs(x-want) > 1e-3*want {
				t.Errorf("stepped %v, after %d spikes: %v, want %v", step, k+1, x, want)
			}
		}
	}
}
