package animal_test

import (
	"math"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// tsodyks is the model of Tsodyks, Pawelzik & Markram (1998): utilisation u rises with each spike, resources x are spent.
func tsodyks(use, recovery, facilitation float64) *Model {
	m := &Model{
		Name:   "tsodyks",
		Params: []Value{val("U", use), val("recovery", recovery), val("facilitation", facilitation)},
		Vars:   []Value{{Name: "u", Init: n(0)}, val("x", 1)},
		Derivs: []Deriv{
			{Var: "u", Rate: div(Do(Neg, r("u")), r("facilitation"))},
			{Var: "x", Rate: div(sub(n(1), r("x")), r("recovery"))},
		},
		OnPre: []Assign{
			set("u", '+', mul(r("U"), sub(n(1), r("u")))),
			set("release", '*', mul(r("u"), r("x"))),
			set("x", '-', mul(r("u"), r("x"))),
		},
	}
	return m
}

// relay is A -> B, whose variable i is the sum of what arrives.
func relay(rules ...*Model) *circuit.Circuit {
	sum := &Model{Name: "sum", Vars: []Value{val("v", 0), val("i", 0)}}
	c := &circuit.Circuit{Populations: []circuit.Population{{Name: "A", Count: 1, Model: lif()}, {Name: "B", Count: 1, Model: sum}}}
	syn := circuit.Synapse{Name: "A_B", Pre: "A", Post: "B", Weight: n(1), Delay: ms, Into: "i"}
	for _, m := range rules {
		syn.Rules = append(syn.Rules, circuit.Rule{Model: m})
	}
	c.Synapses = []circuit.Synapse{syn}
	return c
}

// Row B23: releases at 20 Hz relative to the first.
func TestTsodyksMarkram(t *testing.T) {
	for _, x := range []struct {
		rule *Model
		want map[int]float64
	}{
		{tsodyks(0.5, 0.8, 1e-9), map[int]float64{1: 1, 2: 0.530, 3: 0.310, 5: 0.157, 10: 0.115, 40: 0.114}},
		{tsodyks(0.03, 0.13, 0.53), map[int]float64{1: 1, 2: 1.84, 3: 2.53, 4: 3.07, 5: 3.48, 10: 4.58, 40: 5.5}},
	} {
		a := grow(t, relay(x.rule))
		last, first := 0.0, 0.0
		for k := 1; k <= 40; k++ {
			must(t, a.Fire("A"))
			rest(t, a, 50*ms)
			i := read(t, a, cell("B", "i"))[0]
			if k == 1 {
				first = i
			}
			if want, ok := x.want[k]; ok && k != 4 && math.Abs((i-last)/first-want) > 0.011*want {
				t.Errorf("U %v, spike %d: %.4f, want %.4f", x.rule.Params[0].Init.Value, k, (i-last)/first, want)
			}
			last = i
		}
	}
}

// stdp is the pair rule of Song, Miller & Abbott (2000).
func stdp() *Model {
	return &Model{
		Name:   "stdp",
		Params: []Value{val("up", 0.01), val("down", 0.0105), val("tau_plus", 0.02), val("tau_minus", 0.02), val("most", 2)},
		Vars:   []Value{val("x", 0), val("y", 0)},
		Derivs: []Deriv{{Var: "x", Rate: div(Do(Neg, r("x")), r("tau_plus"))}, {Var: "y", Rate: div(Do(Neg, r("y")), r("tau_minus"))}},
		OnPre:  []Assign{set("x", '+', n(1)), set("weight", '=', Do(Clamp, sub(r("weight"), mul(r("down"), r("y"))), n(0), r("most")))},
		OnPost: []Assign{set("y", '+', n(1)), set("weight", '=', Do(Clamp, add(r("weight"), mul(r("up"), r("x"))), n(0), r("most")))},
	}
}

// A single pair changes the weight by a e^(-Δ/τ), whichever population came first; traces live at the cells.
func TestPairRule(t *testing.T) {
	for _, gap := range []int64{5 * ms, 20 * ms, -5 * ms, -20 * ms} {
		c := relay(stdp())
		c.Populations[0].Count, c.Populations[1].Count = 3, 4
		c.Populations[1].Model = lif()
		c.Synapses[0].Weight = n(1e-15) // no effect on the cells
		c.Synapses[0].Rules[0].Settings = []circuit.Setting{{Name: "most", Value: n(1)}, {Name: "up", Value: n(1e-17)}, {Name: "down", Value: n(1e-17)}}
		a := grow(t, c)
		first, second, want := "A", "B", 1e-17*math.Exp(-float64(gap-ms)/2e7) // arrival is 1 ms after the spike
		if gap < 0 {
			first, second, want = "B", "A", -1e-17*math.Exp(float64(gap-ms)/2e7)
		}
		rest(t, a, 100*s)
		must(t, a.Fire(first))
		rest(t, a, max(gap, -gap))
		must(t, a.Fire(second))
		rest(t, a, s)
		w := read(t, a, animal.Probe{Kind: animal.Weight, Owner: "A_B"})
		if len(w) != 12 {
			t.Fatalf("%d weights", len(w))
		}
		for _, x := range w {
			if math.Abs(x-1e-15-want) > 1e-6*math.Abs(want) {
				t.Fatalf("gap %d ms: %g, want %g", gap/ms, x-1e-15, want)
			}
		}
	}
}

func TestElectricalSynapse(t *testing.T) {
	c := one(lif())
	c.Populations = append(c.Populations, circuit.Population{Name: "B", Count: 1, Model: lif()})
	c.Synapses = []circuit.Synapse{{Name: "A_B", Pre: "A", Post: "B", Electrical: true, Conductance: n(10e-9)}}
	a := grow(t, c)
	must(t, a.Inject("A", 0.1e-9, s))
	rest(t, a, 900*ms)
	// steady state of two leaks of 10 nS joined by 10 nS, 0.1 nA into one
	va, vb := read(t, a, cell("A", "v"))[0], read(t, a, cell("B", "v"))[0]
	if math.Abs(va+0.070-0.1e-9/10e-9*2/3) > 1e-9 || math.Abs(vb+0.070-0.1e-9/10e-9/3) > 1e-9 {
		t.Errorf("%v %v", va, vb)
	}
	rest(t, a, 3600*s)
	if k := a.Counters().Steps; k > 30000 {
		t.Errorf("%d steps: the coupled cells never come to rest", k)
	}
	if v := read(t, a, cell("B", "v"))[0]; math.Abs(v+0.070) > 1e-12 {
		t.Errorf("v = %v", v)
	}
	must(t, a.Cut("A_B"), a.Inject("A", 0.1e-9, s))
	rest(t, a, 500*ms)
	if v := read(t, a, cell("B", "v"))[0]; math.Abs(v+0.070) > 1e-12 {
		t.Errorf("cut, and v = %v", v)
	}
}

func TestReceive(t *testing.T) {
	c := relay()
	c.Populations[1].Model = &Model{Name: "count", Vars: []Value{val("i", 0)}, OnReceive: []Assign{set("i", '+', mul(r("received"), r("received")))}}
	c.Synapses[0].Into, c.Synapses[0].Weight = "", n(3)
	a := grow(t, c)
	for range 4 {
		must(t, a.Fire("A"))
		rest(t, a, 10*ms)
	}
	if v := read(t, a, cell("B", "i"))[0]; v != 36 {
		t.Errorf("%v, want 36", v)
	}
}

func TestModulatorAndAgents(t *testing.T) {
	serotonin := circuit.Modulator{Name: "serotonin", Model: &Model{Name: "serotonin", Params: []Value{val("tau", 600)}, Vars: []Value{val("level", 0)},
		Derivs: []Deriv{{Var: "level", Rate: div(Do(Neg, r("level")), r("tau"))}}}}
	slow := &Model{Name: "slow", Vars: []Value{val("boost", 0)}, // integrates serotonin
		Derivs: []Deriv{{Var: "boost", Rate: sub(r("serotonin"), div(r("boost"), n(3600)))}}, OnPre: []Assign{set("release", '*', add(n(1), r("boost")))}}
	build := func() *animal.Animal {
		c := relay(slow)
		c.Modulators = []circuit.Modulator{serotonin}
		c.Agents = []circuit.Agent{{Name: "serotonin", Clearance: 300 * s}, {Name: "vehicle", Clearance: s}}
		c.Populations[0].Releases = []circuit.Release{{Modulator: "serotonin", Amount: n(1e-3)}}
		return grow(t, c)
	}
	level := animal.Probe{Kind: animal.Level, Owner: "serotonin"}
	boost := animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "slow", Var: "boost"}
	a := build()
	must(t, a.Fire("A"))
	rest(t, a, 600*s)
	if got, want := read(t, a, level)[0], 1e-3*math.Exp(-(600-1e-4)/600); math.Abs(got-want) > 1e-12*want {
		t.Errorf("level %v, want %v", got, want)
	}
	b := func(x float64) float64 { return 1e-3 / (1/600.0 - 1/3600.0) * (math.Exp(-x/3600) - math.Exp(-x/600)) }
	if got, want := read(t, a, boost)[0], b(600-1e-4); math.Abs(got-want) > 1e-5*want {
		t.Errorf("boost %v, want %v", got, want)
	}
	must(t, a.Apply("serotonin", 0.01, 60*s))
	rest(t, a, 60*s)
	held := 1e-3 * math.Exp(-(660-1e-4)/600)
	if got, want := read(t, a, level)[0], held+0.01; math.Abs(got-want) > 1e-12*want {
		t.Errorf("during application %v, want %v", got, want)
	}
	rest(t, a, 300*s)
	if got, want := read(t, a, level)[0], 1e-3*math.Exp(-(960-1e-4)/600)+0.01*math.Exp(-1); math.Abs(got-want) > 1e-12*want {
		t.Errorf("after wash %v, want %v", got, want)
	}
	// an application that replaces another is not ended by its end
	c := build()
	must(t, c.Apply("serotonin", 1, 10*s))
	rest(t, c, 5*s)
	must(t, c.Apply("serotonin", 2, 0))
	rest(t, c, 100*s)
	if got := read(t, c, level)[0]; got != 2 {
		t.Errorf("%v, want 2", got)
	}
	must(t, c.Wash())
	rest(t, c, 300*s)
	if got := read(t, c, level)[0]; math.Abs(got-2*math.Exp(-1)) > 1e-12 {
		t.Errorf("%v, want 2/e", got)
	}
	if got := read(t, c, animal.Probe{Kind: animal.Level, Owner: "vehicle"})[0]; got != 0 {
		t.Error(got)
	}
	if k := c.Counters().Steps; k > 10 {
		t.Errorf("%d steps for a quiet animal", k)
	}
}

// A rule that follows a membrane is stepped with it.
func TestFollowingRule(t *testing.T) {
	follow := &Model{Name: "follow", Vars: []Value{val("mean", -0.07)}, Derivs: []Deriv{{Var: "mean", Rate: div(sub(r("post.v"), r("mean")), n(0.05))}},
		OnPre: []Assign{set("release", '*', r("mean"))}}
	c := relay(follow)
	c.Populations[1].Model = lif()
	a := grow(t, c)
	if a.Unrest() == "" {
		t.Error("a rule that follows a membrane needs the clock")
	}
	must(t, a.Inject("B", 0.1e-9, 2*s))
	rest(t, a, s)
	if m := read(t, a, animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "follow", Var: "mean"})[0]; math.Abs(m+0.060) > 1e-6 {
		t.Errorf("mean %v", m)
	}
}

func TestTimers(t *testing.T) {
	m := depletion(0.5, 1e9)
	m.Every = []Timer{{Period: 3600 * s, Body: []Assign{set("vesicles", '=', n(1)), set("weight", '*', n(2))}}}
	a := grow(t, relay(m))
	must(t, a.Fire("A"))
	rest(t, a, 3599*s)
	ves, weight := animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "depletion", Var: "vesicles"}, animal.Probe{Kind: animal.Weight, Owner: "A_B"}
	if v, w := read(t, a, ves)[0], read(t, a, weight)[0]; math.Abs(v-0.5) > 1e-5 || w != 1 {
		t.Errorf("before: %v %v", v, w)
	}
	rest(t, a, 3602*s)
	if v, w := read(t, a, ves)[0], read(t, a, weight)[0]; v != 1 || w != 4 {
		t.Errorf("after: %v %v", v, w)
	}
}
