package animal_test

import (
	"math"
	"reflect"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// menagerie has one of everything: cells with and without closed form, some that read modulators, a gap junction, a rule
// in two coupled stages, one without closed form, a modulator that decays nonlinearly, timers, two effectors.
func menagerie() *circuit.Circuit {
	tonic := lif()
	tonic.Params = append(tonic.Params, val("calm", 0.002))
	tonic.Derivs[0].Rate = add(tonic.Derivs[0].Rate, div(mul(r("calm"), r("dopamine")), r("tau")))
	tonic.Every = []Timer{{Period: 3600 * s, Body: []Assign{set("i", '=', n(0))}}}
	stages := &Model{Name: "stages", Params: []Value{val("fill", 20)}, Vars: []Value{val("pool", 1), val("near", 1)},
		Derivs: []Deriv{{Var: "pool", Rate: div(sub(n(1), r("pool")), n(900))}, {Var: "near", Rate: div(sub(r("pool"), r("near")), r("fill"))}},
		OnPre:  []Assign{set("release", '*', r("near")), set("near", '*', n(0.9)), set("pool", '*', n(0.99))}}
	bent := &Model{Name: "bent", Vars: []Value{val("level", 0.1)},
		Derivs: []Deriv{{Var: "level", Rate: sub(mul(n(0.02), r("dopamine")), div(mul(r("level"), r("level")), n(100)))}},
		OnPre:  []Assign{set("release", '*', add(n(1), r("level"))), set("level", '+', n(0.01))}}
	dopamine := &Model{Name: "dopamine", Vars: []Value{val("free", 0), val("bound", 0)}, Derivs: []Deriv{
		{Var: "free", Rate: Do(Neg, add(div(r("free"), n(30)), mul(n(0.1), mul(r("free"), sub(n(1), r("bound"))))))},
		{Var: "bound", Rate: sub(mul(n(0.1), mul(r("free"), sub(n(1), r("bound")))), div(r("bound"), n(200)))}}}
	gut := circuit.Effector{Name: "gut", From: []string{"D"}, Model: &Model{Name: "gut", Vars: []Value{val("x", 0), val("y", 0)},
		Derivs:  []Deriv{{Var: "x", Rate: div(sub(mul(r("dopamine"), n(0.1)), r("x")), n(0.5))}, {Var: "y", Rate: sub(r("x"), mul(r("y"), r("y")))}},
		OnSpike: []Assign{set("x", '+', n(0.1))}, Every: []Timer{{Period: 600 * s, Body: []Assign{set("y", '*', n(0.5))}}}},
		Measures: []circuit.Measure{{Name: "peak", Kind: circuit.Peak, Value: r("y"), Within: 2 * s}, {Name: "mean", Kind: circuit.Mean, Value: r("x"), Within: 2 * s}}}
	gill := muscle()
	gill.From = []string{"C", "E"}
	syn := func(pre, post string, w float64, rules ...*Model) circuit.Synapse {
		x := circuit.Synapse{Name: pre + "_" + post, Pre: pre, Post: post, Weight: n(w), Delay: 2 * ms, Into: "i"}
		for _, m := range rules {
			x.Rules = append(x.Rules, circuit.Rule{Model: m})
		}
		return x
	}
	gap := circuit.Synapse{Name: "C_E", Pre: "C", Post: "E", Electrical: true, Conductance: n(1e-9)}
	toAdex := circuit.Synapse{Name: "A_B", Pre: "A", Post: "B", Weight: n(0.004), Delay: ms, Into: "v"}
	both := syn("A", "D", 0.3e-9, stages, bent)
	where := syn("A", "E", 0.5e-9, stdp())
	where.Pairing, where.Condition = circuit.Where, Do(LessEq, r("pre.index"), r("post.index"))
	where.Rules[0].Settings = []circuit.Setting{{Name: "up", Value: n(1e-11)}, {Name: "down", Value: n(1e-11)}, {Name: "most", Value: n(1e-9)}}
	return &circuit.Circuit{
		Populations: []circuit.Population{
			{Name: "A", Count: 4, Model: lif(), Senses: []string{"skin"}, Releases: []circuit.Release{{Modulator: "dopamine", Amount: n(0.02)}}},
			{Name: "B", Count: 2, Model: adex(), Senses: []string{"skin"}},
			{Name: "C", Count: 2, Model: lif(), Senses: []string{"skin"}},
			{Name: "D", Count: 3, Model: tonic},
			{Name: "E", Count: 3, Model: lif()},
		},
		Synapses:   []circuit.Synapse{toAdex, both, gap, where},
		Modulators: []circuit.Modulator{{Name: "dopamine", Model: dopamine}},
		Agents:     []circuit.Agent{{Name: "dopamine", Clearance: 100 * s}},
		Effectors:  []circuit.Effector{gill, gut},
		Stimuli:    []circuit.Stimulus{{Name: "touch", Drives: []circuit.Drive{{Current: n(0.5e-9)}, {Population: "B", Current: n(0.8e-9)}}}},
		Responses:  []circuit.EPSP{{Synapse: "A_D", Within: s}},
	}
}

var everywhere = []animal.Probe{
	cell("A", "v"), cell("B", "v"), cell("B", "w"), cell("C", "v"), cell("D", "v"), cell("D", "i"), cell("E", "v"),
	{Kind: animal.RuleVar, Owner: "A_D", Rule: "stages", Var: "near"}, {Kind: animal.RuleVar, Owner: "A_D", Rule: "bent", Var: "level"},
	{Kind: animal.Weight, Owner: "A_E"}, {Kind: animal.RuleVar, Owner: "A_E", Rule: "stdp", Var: "x"}, {Kind: animal.RuleVar, Owner: "A_E", Rule: "stdp", Var: "y"},
	{Kind: animal.Level, Owner: "dopamine"}, {Kind: animal.Level, Owner: "dopamine", Var: "bound"},
	{Kind: animal.EffectorVar, Owner: "gill", Var: "contraction"}, {Kind: animal.EffectorVar, Owner: "gut", Var: "y"},
	{Kind: animal.CellSpikes, Owner: "A"}, {Kind: animal.CellSpikes, Owner: "B"}, {Kind: animal.CellSpikes, Owner: "D"}, {Kind: animal.CellSpikes, Owner: "E"},
}

func live(t *testing.T, a *animal.Animal, cut int64, extra func()) (states []float64, responses [][]float64) {
	t.Helper()
	wait := func(d int64) {
		for d > 0 {
			k := min(cut, d)
			rest(t, a, k)
			d -= k
			if extra != nil {
				extra()
			}
		}
	}
	var trials []animal.Trial
	for k := range 3 {
		trials = append(trials, a.Begin(a.Reach("touch", "skin")))
		must(t, a.Present("touch", "skin", nil, 200*ms+int64(k)*12345))
		wait(20 * s)
	}
	must(t, a.Apply("dopamine", 0.05, 300*s))
	wait(2 * 3600 * s)
	trials = append(trials, a.Begin(nil))
	must(t, a.Present("touch", "skin", nil, 200*ms), a.Clamp("C", -0.06, 50*ms), a.Fire("E"))
	wait(10 * s)
	for _, p := range everywhere {
		states = append(states, read(t, a, p)...)
	}
	for _, tr := range trials {
		v, err := a.Responses(tr)
		must(t, err)
		responses = append(responses, v)
	}
	return
}

func TestMenagerie(t *testing.T) {
	a := grow(t, menagerie())
	x, y := live(t, a, 1<<60, nil)
	for i, v := range x {
		if math.IsNaN(v) {
			t.Errorf("state %d is not a number", i)
		}
	}
	for i, row := range y {
		if row[0] <= 0 || row[4] <= 0 || row[6] <= 0 {
			t.Errorf("trial %d: %v", i, row)
		}
	}
	if c := a.Counters(); c.Steps > 120000 {
		t.Errorf("%+v", c)
	}
	check := func(name string, a *animal.Animal, cut int64, extra func()) {
		t.Helper()
		p, q := live(t, a, cut, extra)
		for i := range x {
			if p[i] != x[i] {
				t.Errorf("%s changes state %d from %v to %v", name, i, x[i], p[i])
			}
		}
		if !reflect.DeepEqual(y, q) {
			t.Errorf("%s changes responses\n%v\ninto\n%v", name, y, q)
		}
	}
	check("cutting rests", grow(t, menagerie()), 3333*ms+1, nil)
	b := grow(t, menagerie())
	must(t, b.Record(everywhere, 10*ms))
	check("recording", b, 1<<60, nil)
	c := grow(t, menagerie())
	check("reading", c, 100*s, func() {
		for _, p := range everywhere {
			read(t, c, p)
		}
		_, err := c.Responses(0)
		must(t, err)
	})
	d := grow(t, menagerie())
	rest(t, d, 5*ms)
	must(t, d.Copy().Fire("A"))
	d2 := grow(t, menagerie())
	rest(t, d2, 5*ms)
	u, _ := live(t, d, 1<<60, nil)
	w, _ := live(t, d2.Copy(), 1<<60, nil)
	if !reflect.DeepEqual(u, w) {
		t.Error("a copy differs")
	}
}

// Without jumps the same happens: the same spikes, and states within the tolerances of what has no closed form.
func TestMenagerieStepping(t *testing.T) {
	run := func(jump bool) (sp [][][]int64, x []float64) {
		a := grow(t, menagerie())
		a.SetJumping(jump)
		var probes []animal.Probe
		for _, p := range []string{"A", "B", "C", "D", "E"} {
			probes = append(probes, animal.Probe{Kind: animal.CellSpikes, Owner: p})
		}
		must(t, a.Record(probes, 0))
		for range 2 {
			must(t, a.Present("touch", "skin", nil, 100*ms))
			rest(t, a, 4*s)
		}
		for _, p := range everywhere {
			x = append(x, read(t, a, p)...)
		}
		tr, err := a.StopRecording()
		must(t, err)
		for _, y := range tr {
			sp = append(sp, y.Spikes)
		}
		return
	}
	s1, x1 := run(true)
	s2, x2 := run(false)
	if !reflect.DeepEqual(s1, s2) {
		t.Error("spikes differ")
	}
	for i := range x1 {
		if math.Abs(x1[i]-x2[i]) > 1e-5*math.Abs(x2[i])+1e-15 {
			t.Errorf("state %d: %v with jumps, %v without", i, x1[i], x2[i])
		}
	}
}

// Membranes whose variables drive each other in a circle are followed along their exact solution.
func TestResonator(t *testing.T) {
	m := lif()
	m.Vars = append(m.Vars, val("w", 0))
	m.Derivs[0].Rate = sub(m.Derivs[0].Rate, div(r("w"), n(0.005)))
	m.Derivs = append(m.Derivs, Deriv{Var: "w", Rate: div(sub(r("v"), add(r("rest"), r("w"))), n(0.03))})
	a, b := grow(t, one(m)), grow(t, one(m))
	b.SetJumping(false)
	for _, x := range []*animal.Animal{a, b} {
		must(t, x.Inject("A", 0.9e-9, 200*ms))
		rest(t, x, 5*s)
	}
	if i, j := a.Counters(), b.Counters(); i.Spikes == 0 || i.Spikes != j.Spikes || i.Steps > j.Steps/2 {
		t.Errorf("%+v\n%+v", i, j)
	}
	if x, y := read(t, a, cell("A", "v"))[0], read(t, b, cell("A", "v"))[0]; math.Abs(x-y) > 1e-9*math.Abs(y) {
		t.Errorf("%v, stepping %v", x, y)
	}
}

// A rule's coupled linear stages have a closed form at any distance.
func TestCoupledStages(t *testing.T) {
	m := &Model{Name: "stages", Vars: []Value{val("a", 1), val("b", 0)}, Derivs: []Deriv{{Var: "a", Rate: div(Do(Neg, r("a")), n(10))}, {Var: "b", Rate: sub(div(r("a"), n(10)), div(r("b"), n(1000)))}},
		OnPre: []Assign{set("a", '+', n(1))}}
	a := grow(t, relay(m))
	for _, at := range []int64{s, 60 * s, 3600 * s} {
		must(t, a.Advance(at))
		x := float64(at) / 1e9
		want := 0.1 / (0.1 - 0.001) * (math.Exp(-x/1000) - math.Exp(-x/10))
		if got := read(t, a, animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "stages", Var: "b"})[0]; math.Abs(got-want) > 1e-13*want {
			t.Errorf("%g s: %v, want %v", x, got, want)
		}
	}
}
