package animal_test

import (
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

const (
	ms = int64(1e6)
	s  = int64(1e9)
)

func n(x float64) *Expr                     { return Number(x) }
func r(name string) *Expr                   { return Ref(name) }
func add(a, b *Expr) *Expr                  { return Do(Add, a, b) }
func sub(a, b *Expr) *Expr                  { return Do(Sub, a, b) }
func mul(a, b *Expr) *Expr                  { return Do(Mul, a, b) }
func div(a, b *Expr) *Expr                  { return Do(Div, a, b) }
func set(t string, op byte, v *Expr) Assign { return Assign{Target: t, Op: op, Value: v} }
func val(name string, x float64) Value      { return Value{Name: name, Init: n(x)} }

// lif is a leaky integrate-and-fire cell with an exponential synaptic current, potentials in V, currents in A.
func lif() *Model {
	return &Model{
		Name: "lif",
		Params: []Value{val("rest", -0.070), val("threshold", -0.050), val("reset", -0.065), val("tau", 0.020), val("resistance", 100e6),
			val("refractory", 0.002), val("tau_syn", 0.005)},
		Vars: []Value{{Name: "v", Init: r("rest")}, val("i", 0)},
		Derivs: []Deriv{
			{Var: "v", Rate: div(add(sub(r("rest"), r("v")), mul(r("resistance"), add(r("i"), r("injected")))), r("tau"))},
			{Var: "i", Rate: div(Do(Neg, r("i")), r("tau_syn"))},
		},
		Spike: Do(Greater, r("v"), r("threshold")),
		Reset: []Assign{set("v", '=', r("reset"))},
	}
}

// depletion is a rule: each spike uses a share of the vesicles, which recover.
func depletion(use, recovery float64) *Model {
	return &Model{
		Name:   "depletion",
		Params: []Value{val("use", use), val("recovery", recovery)},
		Vars:   []Value{val("vesicles", 1)},
		Derivs: []Deriv{{Var: "vesicles", Rate: div(sub(n(1), r("vesicles")), r("recovery"))}},
		OnPre:  []Assign{set("release", '*', r("vesicles")), set("vesicles", '-', mul(r("use"), r("vesicles")))},
	}
}

// muscle contracts with each spike and relaxes.
func muscle() circuit.Effector {
	return circuit.Effector{
		Name: "gill", From: []string{"L7"},
		Model: &Model{
			Name: "gill", Params: []Value{val("tau", 2), val("gain", 0.05)}, Vars: []Value{val("contraction", 0)},
			Derivs:  []Deriv{{Var: "contraction", Rate: div(Do(Neg, r("contraction")), r("tau"))}},
			OnSpike: []Assign{set("contraction", '+', mul(r("gain"), sub(n(1), r("contraction"))))},
		},
		Measures: []circuit.Measure{
			{Name: "amplitude", Kind: circuit.Peak, Value: r("contraction"), Within: 10 * s},
			{Name: "duration", Kind: circuit.Time, Value: Do(Greater, r("contraction"), n(0.1)), Within: 60 * s},
			{Name: "area", Kind: circuit.Area, Value: r("contraction"), Within: 60 * s},
			{Name: "latency", Kind: circuit.Latency, Value: Do(Greater, r("contraction"), n(0)), Within: 10 * s},
		},
	}
}

// reflex is LE x8 -> L7 with depletion, a gill and a touch.
func reflex() *circuit.Circuit {
	return &circuit.Circuit{
		Name: "reflex",
		Populations: []circuit.Population{
			{Name: "LE", Count: 8, Model: lif(), Senses: []string{"siphon"}, Settings: []circuit.Setting{{Name: "threshold", Value: add(n(-0.051), mul(n(0.0002), r("index")))}}},
			{Name: "L7", Count: 2, Model: lif(), Parts: []string{"ganglion"}},
		},
		Synapses: []circuit.Synapse{{Name: "LE_L7", Pre: "LE", Post: "L7", Weight: n(0.15e-9), Delay: 3 * ms, Into: "i",
			Rules: []circuit.Rule{{Model: depletion(0.01, 900)}}}},
		Effectors: []circuit.Effector{muscle()},
		Stimuli: []circuit.Stimulus{{Name: "touch", Params: []circuit.Setting{{Name: "force", Value: n(0.02)}, {Name: "for", Value: n(0.5)}},
			Drives: []circuit.Drive{{Current: mul(n(0.4e-9), Do(Log, add(n(1), div(r("force"), n(0.005)))))}}}},
		Responses: []circuit.EPSP{{Synapse: "LE_L7", Within: s}},
	}
}

func grow(t testing.TB, c *circuit.Circuit) *animal.Animal {
	t.Helper()
	net, err := network.Build(c)
	if err != nil {
		t.Fatal(err)
	}
	a, err := animal.New(net, random.Key{Seed: 1, Animal: 1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func rest(t testing.TB, a *animal.Animal, d int64) { t.Helper(); must(t, a.Advance(a.Now()+d)) }

// spikes returns the spike times (ns) of each cell of a population while f runs.
func spikes(t testing.TB, a *animal.Animal, population string, f func()) [][]int64 {
	t.Helper()
	must(t, a.Record([]animal.Probe{{Kind: animal.CellSpikes, Owner: population}}, 0))
	f()
	tr, err := a.StopRecording()
	must(t, err)
	return tr[0].Spikes
}

func read(t testing.TB, a *animal.Animal, p animal.Probe) []float64 {
	t.Helper()
	v, err := a.Read(p)
	must(t, err)
	return v
}

func cell(owner, v string) animal.Probe {
	return animal.Probe{Kind: animal.CellVar, Owner: owner, Var: v}
}
