package animal_test

import (
	"slices"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// triplet is the rule of Pfister & Gerstner (2006) in its form with all spikes: potentiation reads a second trace of the
// target, as it was before the spike.
func triplet() *Model {
	m := stdp()
	m.Name = "triplet"
	m.Params = append(m.Params, val("tau_slow", 0.1), val("up_slow", 0.02))
	m.Vars = append(m.Vars, val("z", 0.1))
	m.Derivs = append(m.Derivs, Deriv{Var: "z", Rate: div(sub(n(0.1), r("z")), r("tau_slow"))})
	m.OnPost = []Assign{
		set("weight", '=', Do(Clamp, add(r("weight"), mul(r("x"), add(r("up"), mul(r("up_slow"), r("z"))))), n(0), r("most"))),
		set("y", '+', n(1)), set("z", '+', n(1)),
	}
	return m
}

// leaning gives the trace of the source a resting value above 0 and a time constant that differs between cells.
func leaning() *Model {
	m := stdp()
	m.Name = "leaning"
	m.Derivs[0].Rate = div(sub(n(0.01), r("x")), mul(r("tau_plus"), r("pre.slowness")))
	m.Derivs[1].Rate = div(sub(n(0.02), r("y")), mul(r("tau_minus"), r("post.slowness")))
	return m
}

// lifted gives both traces a resting value above 0.
func lifted() *Model {
	m := stdp()
	m.Name = "lifted"
	m.Derivs = []Deriv{{Var: "x", Rate: div(sub(n(0.01), r("x")), r("tau_plus"))}, {Var: "y", Rate: div(sub(n(0.02), r("y")), r("tau_minus"))}}
	return m
}

// scaled lets all weights fall a little on the slow clock.
func scaled() *Model {
	m := stdp()
	m.Name = "scaled"
	m.Every = []Timer{{Period: 70 * ms, Body: []Assign{set("weight", '*', n(0.99))}}}
	return m
}

// learning is a random network of cells that fire by themselves, each at its own rate, at 10-80 Hz.
func learning(rule *Model, cells int, probability float64) *circuit.Circuit {
	m := lif()
	m.Params = append(m.Params, val("slowness", 1))
	m.Derivs[0].Rate = div(add(sub(r("rest"), r("v")), mul(r("resistance"), r("i"))), r("tau"))
	set := []circuit.Setting{{Name: "rest", Value: add(n(-0.0495), mul(n(0.01), div(r("index"), r("count"))))}, {Name: "slowness", Value: add(n(0.5), div(r("index"), r("count")))}}
	return &circuit.Circuit{
		Populations: []circuit.Population{{Name: "A", Count: cells, Model: m, Settings: set}},
		Synapses: []circuit.Synapse{{Name: "A_A", Pre: "A", Post: "A", Pairing: circuit.Random, Probability: n(probability), Delay: 2 * ms,
			Weight: n(1e-13), Into: "i", Rules: []circuit.Rule{{Model: rule, Settings: []circuit.Setting{{Name: "most", Value: n(2e-12)}, {Name: "up", Value: n(1e-14)}, {Name: "down", Value: n(1.05e-14)}}}}}},
	}
}

// atOnce gives a rule a variable for each connection that does nothing, so that `on post` cannot be done late.
func atOnce(m *Model) *Model {
	c := *m
	c.Vars = append(slices.Clone(m.Vars), val("idle", 0))
	c.OnPre = append(slices.Clone(m.OnPre), set("idle", '=', r("weight")))
	return &c
}

// What `on post` does to weights may be done late; every digit is that of doing it at once, whoever looks or cuts when.
func TestLateIsAtOnce(t *testing.T) {
	weight := animal.Probe{Kind: animal.Weight, Owner: "A_A"}
	for _, rule := range []*Model{stdp(), triplet(), leaning(), lifted(), scaled()} {
		cells, probability := 150, 0.2
		if rule.Name == "lifted" || rule.Name == "stdp" {
			cells, probability = 300, 0.25 // so many connections that decays are tabulated
		}
		late, once := grow(t, learning(rule, cells, probability)), grow(t, learning(atOnce(rule), cells, probability))
		look := func(at string) {
			t.Helper()
			x, y := read(t, late, weight), read(t, once, weight)
			if len(x) < 4000 {
				t.Fatalf("%d weights", len(x))
			}
			if !slices.Equal(x, y) {
				t.Fatalf("%s, %s: weights differ", rule.Name, at)
			}
			if slices.Max(x) == slices.Min(x) {
				t.Fatalf("%s, %s: nothing was learned", rule.Name, at)
			}
		}
		rest(t, late, 200*ms)
		rest(t, once, 200*ms)
		copied := late.Copy()
		resumed := late.Copy()
		again(t, resumed, file(t, resumed))
		look("read")
		rest(t, late, 1500*ms) // enough spikes for the ledger to be worked in on the way
		rest(t, once, 1500*ms)
		rest(t, copied, 1500*ms)
		rest(t, resumed, 1500*ms)
		if a, b := late.Counters(), once.Counters(); a.Spikes != b.Spikes || a.Spikes < 5000 {
			t.Fatalf("%s: %d spikes and %d", rule.Name, a.Spikes, b.Spikes)
		}
		look("much later")
		if !slices.Equal(read(t, copied, weight), read(t, late, weight)) {
			t.Fatalf("%s: reading changed something, or a copy differs", rule.Name)
		}
		if !slices.Equal(read(t, resumed, weight), read(t, late, weight)) {
			t.Fatalf("%s: what came back from a checkpoint differs", rule.Name)
		}
		rest(t, late, 3*ms)
		rest(t, once, 3*ms)
		must(t, late.Cut("A_A"), once.Cut("A_A"))
		rest(t, late, 300*ms)
		rest(t, once, 300*ms)
		look("cut")
	}
}

func TestPlasticStepDoesNotAllocate(t *testing.T) {
	a := grow(t, learning(stdp(), 300, 0.2))
	rest(t, a, 2000*ms)
	now := a.Now()
	if k := testing.AllocsPerRun(100, func() { now += ms; must(t, a.Advance(now)) }); k > 0.5 {
		t.Errorf("%.1f allocations in 10 steps", k)
	}
}

// brunel is a network of n cells with a constant drive in which every excitatory synapse learns (bench/scripts/stdp).
func brunel(cells int) *circuit.Circuit {
	m := &Model{
		Name:   "brunel_cell",
		Params: []Value{val("drive", 0.023), val("threshold", 0.020), val("reset", 0.010), val("tau", 0.020), val("tau_syn", 0.002), val("refractory", 0.002)},
		Vars:   []Value{{Name: "v", Init: Do(Uniform, n(0), r("threshold"))}, val("ge", 0), val("gi", 0)},
		Derivs: []Deriv{
			{Var: "v", Rate: div(add(add(sub(r("drive"), r("v")), r("ge")), r("gi")), r("tau"))},
			{Var: "ge", Rate: div(Do(Neg, r("ge")), r("tau_syn"))},
			{Var: "gi", Rate: div(Do(Neg, r("gi")), r("tau_syn"))},
		},
		Spike: Do(Greater, r("v"), r("threshold")),
		Reset: []Assign{set("v", '=', r("reset"))},
	}
	c := &circuit.Circuit{Populations: []circuit.Population{{Name: "exc", Count: cells * 8 / 10, Model: m}, {Name: "inh", Count: cells * 2 / 10, Model: m}}}
	w := 10 / float64(cells)
	learns := []circuit.Rule{{Model: stdp(), Settings: []circuit.Setting{{Name: "most", Value: n(3 * w)}, {Name: "up", Value: n(0.03 * w)}, {Name: "down", Value: n(0.0315 * w)}}}}
	for _, post := range []string{"exc", "inh"} {
		c.Synapses = append(c.Synapses,
			circuit.Synapse{Name: "exc_" + post, Pre: "exc", Post: post, Pairing: circuit.Random, Probability: n(0.125), Weight: n(w), Delay: 3 * ms / 2, Into: "ge", Rules: learns},
			circuit.Synapse{Name: "inh_" + post, Pre: "inh", Post: post, Pairing: circuit.Random, Probability: n(0.125), Weight: n(-5 * w), Delay: 3 * ms / 2, Into: "gi"})
	}
	return c
}

func BenchmarkStdp100ms(b *testing.B) {
	a := grow(b, brunel(4000))
	rest(b, a, 100*ms)
	for b.Loop() {
		rest(b, a, 100*ms)
	}
	c := a.Counters()
	b.ReportMetric(float64(c.Spikes)/float64(c.Neurons)/(float64(a.Now())/1e9), "Hz")
}
