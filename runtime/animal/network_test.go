package animal_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	"protoexp/runtime/engine"
	. "protoexp/runtime/equation"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// cuba is the network of Vogels & Abbott (2005), as in shared/scripts/19.
func cuba(scale int) *circuit.Circuit {
	m := &Model{
		Name: "cuba_cell",
		Params: []Value{val("rest", -0.049), val("threshold", -0.050), val("reset", -0.060), val("tau", 0.020), val("tau_e", 0.005), val("tau_i", 0.010),
			val("refractory", 0.005)},
		Vars: []Value{{Name: "v", Init: Do(Uniform, r("reset"), r("threshold"))}, val("ge", 0), val("gi", 0)},
		Derivs: []Deriv{
			{Var: "v", Rate: div(add(add(sub(r("rest"), r("v")), r("ge")), r("gi")), r("tau"))},
			{Var: "ge", Rate: div(Do(Neg, r("ge")), r("tau_e"))},
			{Var: "gi", Rate: div(Do(Neg, r("gi")), r("tau_i"))},
		},
		Spike: Do(Greater, r("v"), r("threshold")),
		Reset: []Assign{set("v", '=', r("reset"))},
	}
	c := &circuit.Circuit{Name: "cuba", Populations: []circuit.Population{{Name: "exc", Count: 3200 / scale, Model: m}, {Name: "inh", Count: 800 / scale, Model: m}}}
	connect := func(pre, post, into string, w float64) {
		c.Synapses = append(c.Synapses, circuit.Synapse{Name: pre + "_" + post, Pre: pre, Post: post, Pairing: circuit.Random, Probability: n(0.02 * float64(scale)), Weight: n(w), Into: into})
	}
	for _, post := range []string{"exc", "inh"} {
		connect("exc", post, "ge", 1.62e-3)
		connect("inh", post, "gi", -9e-3)
	}
	return c
}

func TestCuba(t *testing.T) {
	a := grow(t, cuba(1))
	c := a.Counters()
	if c.Neurons != 4000 || math.Abs(float64(c.Synapses)-320000) > 3000 {
		t.Errorf("%d cells, %d synapses", c.Neurons, c.Synapses)
	}
	if a.Unrest() == "" {
		t.Error("a network with background drive is not silent")
	}
	rest(t, a, 500*ms)
	rate := float64(a.Counters().Spikes) / 4000 / 0.5
	if rate < 4 || rate > 9 { // Brian2: 5.5-6.5 Hz
		t.Errorf("%.2f Hz", rate)
	}
}

func TestStepDoesNotAllocate(t *testing.T) {
	a := grow(t, cuba(10))
	rest(t, a, 300*ms)
	now := a.Now()
	if k := testing.AllocsPerRun(200, func() { now += ms; must(t, a.Advance(now)) }); k > 0.5 {
		t.Errorf("%.1f allocations in 10 steps", k)
	}
}

func TestAnimalsDiffer(t *testing.T) {
	c := reflex()
	c.Spreads = []circuit.Spread{{Owner: "LE_L7", Path: "weight", CV: 0.2}, {Owner: "LE", Path: "threshold", CV: 0.1, Potential: true}, {Owner: "LE_L7", Path: "depletion.use", CV: 0.3}}
	net, err := network.Build(c)
	must(t, err)
	weight := func(k uint64) float64 {
		a, err := animal.New(net, random.Key{Seed: 5, Animal: k})
		must(t, err)
		return read(t, a, animal.Probe{Kind: animal.Weight, Owner: "LE_L7"})[0]
	}
	if weight(1) != weight(1) || weight(1) == weight(2) {
		t.Error("animals of one key differ, or those of two do not")
	}
	sum, sq := 0.0, 0.0
	const k = 2000
	for i := range uint64(k) {
		x := math.Log(weight(i) / 0.15e-9)
		sum += x / k
		sq += x * x / k
	}
	if sd := math.Sqrt(sq - sum*sum); math.Abs(sum) > 0.02 || math.Abs(sd-0.198) > 0.01 {
		t.Errorf("median factor e^%.3f, deviation of the logarithm %.3f", sum, sd)
	}
}

func TestMistakes(t *testing.T) {
	for _, x := range []struct {
		change func(c *circuit.Circuit)
		want   string
	}{
		{func(c *circuit.Circuit) { c.Populations[1].Name = "LE" }, "used twice"},
		{func(c *circuit.Circuit) { c.Populations[0].Count = 0 }, "at least one cell"},
		{func(c *circuit.Circuit) { c.Synapses[0].Post = "L8" }, "does not exist"},
		{func(c *circuit.Circuit) { c.Synapses[0].Into = "j" }, "no variable j"},
		{func(c *circuit.Circuit) { c.Effectors[0].From = []string{"X"} }, "does not exist"},
		{func(c *circuit.Circuit) { c.Spreads = []circuit.Spread{{Owner: "LE", Path: "weigth", CV: 0.1}} }, "no parameter weigth"},
		{func(c *circuit.Circuit) { c.Populations[0].Settings[0].Name = "treshold" }, "no parameter treshold"},
		{func(c *circuit.Circuit) { c.Responses[0].Synapse = "X" }, "no such synapse"},
		{func(c *circuit.Circuit) { c.Populations[0].Model.Derivs[0].Rate = r("nothing") }, "nothing stands for nothing"},
		{func(c *circuit.Circuit) { c.Populations[0].Model.Derivs[0].Var = "q" }, "no variable q"},
	} {
		c := reflex()
		x.change(c)
		_, err := network.Build(c)
		var m *network.Mistake
		if err == nil || !errors.As(err, &m) || !strings.Contains(err.Error(), x.want) {
			t.Errorf("got %v, want %q", err, x.want)
		}
	}
	c := cuba(1)
	c.Populations[0].Count = 400_000_000
	var l *network.Limit
	if _, err := network.Build(c); !errors.As(err, &l) || l.Need < 1<<33 {
		t.Errorf("a network that cannot fit: %v", err)
	}
}

func TestBlowUps(t *testing.T) {
	m := lif()
	m.Derivs[0].Rate = mul(n(1e4), mul(r("v"), r("v")))
	m.Vars[0] = val("v", 1)
	m.Spike = nil
	c := one(m)
	c.Populations[0].Count = 3
	a := grow(t, c)
	err := a.Advance(s)
	var b *engine.BlowUp
	if !errors.As(err, &b) || b.Owner != "A" || b.Variable != "v" || b.Time > 100*ms || b.Time <= 0 {
		t.Errorf("%v", err)
	}
	if a.Advance(2*s) == nil {
		t.Error("a dead animal goes on")
	}
	rule := depletion(0.01, 900)
	rule.OnPre = append(rule.OnPre, set("vesicles", '/', sub(n(1), n(1))))
	d := grow(t, relay(rule))
	must(t, d.Fire("A"))
	rest(t, d, 10*ms)
	must(t, d.Fire("A"))
	if err := d.Advance(s); !errors.As(err, &b) || b.Variable != "vesicles" || b.Owner != "A_B depletion" {
		t.Errorf("%v", err)
	}
}

func TestStop(t *testing.T) {
	a := grow(t, cuba(10))
	calls := 0
	a.Stop = func() bool { calls++; return calls > 3 }
	if err := a.Advance(100 * s); !errors.Is(err, animal.ErrStopped) {
		t.Error(err)
	}
}

func TestMethods(t *testing.T) {
	net, err := network.Build(reflex())
	must(t, err)
	got := ""
	for _, m := range net.Methods() {
		got += m.Owner + ": " + m.Name + "; "
	}
	if got != "LE: exact; L7: exact; LE_L7 depletion: exact; gill: exact; " {
		t.Error(got)
	}
}

func BenchmarkCuba1s(b *testing.B) {
	net, err := network.Build(cuba(1))
	must(b, err)
	for b.Loop() {
		b.StopTimer()
		a, err := animal.New(net, random.Key{Seed: 1})
		must(b, err)
		b.StartTimer()
		must(b, a.Advance(s))
		b.ReportMetric(float64(a.Counters().Spikes)/4000, "Hz")
	}
}

func BenchmarkCubaBuild(b *testing.B) {
	for b.Loop() {
		net, err := network.Build(cuba(1))
		must(b, err)
		_, err = animal.New(net, random.Key{Seed: 1})
		must(b, err)
	}
}
