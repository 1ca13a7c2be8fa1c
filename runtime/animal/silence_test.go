package animal_test

import (
	"math"
	"reflect"
	"testing"

	"protoexp/runtime/animal"
	. "protoexp/runtime/equation"
)

// day does things to a reflex and returns the spikes of L7, all states and all responses.
func day(t *testing.T, a *animal.Animal, cut int64, extra func()) ([][]int64, []float64, [][]float64) {
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
	l7 := [][]int64{{}, {}}
	for k := range 4 {
		trials = append(trials, a.Begin(a.Reach("touch", "siphon")))
		must(t, a.Present("touch", "siphon", map[string]float64{"force": 0.005 * float64(k+1)}, 500*ms))
		wait(30 * s)
	}
	wait(7200 * s)
	trials = append(trials, a.Begin(nil))
	must(t, a.Present("touch", "siphon", nil, 500*ms+1234), a.Inject("L7", 0.15e-9, 100*ms))
	wait(90 * s)
	var states []float64
	for _, p := range []animal.Probe{cell("LE", "v"), cell("L7", "v"), cell("L7", "i"), {Kind: animal.RuleVar, Owner: "LE_L7", Rule: "depletion", Var: "vesicles"},
		{Kind: animal.EffectorVar, Owner: "gill", Var: "contraction"}, {Kind: animal.CellSpikes, Owner: "L7"}, {Kind: animal.CellSpikes, Owner: "LE"}} {
		states = append(states, read(t, a, p)...)
	}
	var all [][]float64
	for _, tr := range trials {
		v, err := a.Responses(tr)
		must(t, err)
		all = append(all, v)
	}
	return l7, states, all
}

func TestJumpsEqualSteps(t *testing.T) {
	jumping, stepping := grow(t, reflex()), grow(t, reflex())
	stepping.SetJumping(false)
	run := func(a *animal.Animal) (sp [][]int64, states []float64) {
		sp = spikes(t, a, "L7", func() {
			for range 3 {
				must(t, a.Present("touch", "siphon", nil, 300*ms))
				rest(t, a, 10*s)
			}
			must(t, a.Inject("L7", 0.15e-9, 2*s)) // below threshold
			rest(t, a, 1500*ms)
		})
		for _, p := range []animal.Probe{cell("LE", "v"), cell("L7", "v"), {Kind: animal.RuleVar, Owner: "LE_L7", Rule: "depletion", Var: "vesicles"}} {
			states = append(states, read(t, a, p)...)
		}
		return
	}
	s1, x1 := run(jumping)
	s2, x2 := run(stepping)
	if len(s1[0]) == 0 || !reflect.DeepEqual(s1, s2) {
		t.Errorf("spikes differ: %d and %d", len(s1[0]), len(s2[0]))
	}
	for i := range x1 {
		if math.Abs(x1[i]-x2[i]) > 1e-9*math.Abs(x2[i]) {
			t.Errorf("state %d: %v and %v", i, x1[i], x2[i])
		}
	}
	if j, k := jumping.Counters(), stepping.Counters(); j.Steps > k.Steps/5 || j.Jumps == 0 {
		t.Errorf("%d steps of %d, %d jumps", j.Steps, k.Steps, j.Jumps)
	}
}

func TestHabituationAndRest(t *testing.T) {
	a := grow(t, reflex())
	var first, last, after float64
	touch := func() float64 {
		tr := a.Begin(a.Reach("touch", "siphon"))
		must(t, a.Present("touch", "siphon", nil, 500*ms))
		rest(t, a, 30*s)
		v, err := a.Responses(tr)
		must(t, err)
		return v[0]
	}
	first = touch()
	for range 12 {
		last = touch()
	}
	rest(t, a, 7200*s)
	after = touch()
	if !(last < 0.9*first) || !(after > 0.95*first) || first <= 0 {
		t.Errorf("first %v, last %v, after rest %v", first, last, after)
	}
	if a.Counters().Steps > 200000 {
		t.Errorf("%d steps", a.Counters().Steps)
	}
}

// Whatever looks at an animal, and however its time is cut, changes no bit.
func TestNothingDisturbs(t *testing.T) {
	want := func(a *animal.Animal) any { _, x, r := day(t, a, 1<<60, nil); return []any{x, r} }(grow(t, reflex()))
	check := func(name string, a *animal.Animal, cut int64, extra func()) {
		t.Helper()
		_, x, r := day(t, a, cut, extra)
		if got := []any{x, r}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s changes\n%v\ninto\n%v", name, want, got)
		}
	}
	check("cutting rests", grow(t, reflex()), 777*ms+123, nil)
	a := grow(t, reflex())
	must(t, a.Record([]animal.Probe{cell("L7", "v"), {Kind: animal.RuleVar, Owner: "LE_L7", Rule: "depletion", Var: "vesicles"}, {Kind: animal.CellSpikes, Owner: "LE"},
		{Kind: animal.EffectorVar, Owner: "gill", Var: "contraction"}}, 0))
	check("recording", a, 1<<60, nil)
	b := grow(t, reflex())
	check("reading", b, 10*s, func() {
		read(t, b, cell("LE", "v"))
		read(t, b, animal.Probe{Kind: animal.EffectorVar, Owner: "gill", Var: "contraction"})
	})
	c, peeks := grow(t, reflex()), 0
	check("asking for responses early and peeking", c, 5*s, func() {
		_, err := c.Responses(0)
		must(t, err)
		if peeks++; peeks > 40 {
			return
		}
		peek := c.Copy()
		must(t, peek.Present("touch", "siphon", nil, s))
		rest(t, peek, 3*s)
	})
	d := grow(t, reflex())
	rest(t, d, 0)
	check("copying", d.Copy(), 1<<60, nil)
}

func TestAddedMeasureChangesNothing(t *testing.T) {
	c := reflex()
	c.Responses = nil
	c.Effectors[0].Measures = c.Effectors[0].Measures[:1]
	_, x, r := day(t, grow(t, c), 1<<60, nil)
	_, y, q := day(t, grow(t, reflex()), 1<<60, nil)
	if !reflect.DeepEqual(x, y) {
		t.Error("states differ")
	}
	for i := range r {
		if r[i][0] != q[i][0] {
			t.Errorf("trial %d: %v and %v", i, r[i][0], q[i][0])
		}
	}
}

func TestRemoval(t *testing.T) {
	a := grow(t, reflex())
	if got := a.Reach("touch", "siphon"); !reflect.DeepEqual(got, []string{"gill"}) {
		t.Errorf("reaches %v", got)
	}
	must(t, a.Remove("ganglion"))
	if got := a.Reach("touch", "siphon"); got != nil {
		t.Errorf("reaches %v", got)
	}
	tr := a.Begin([]string{"gill"})
	must(t, a.Present("touch", "siphon", nil, 500*ms), a.Inject("L7", 1e-9, 500*ms))
	got := spikes(t, a, "L7", func() { rest(t, a, s); must(t, a.Fire("L7")); rest(t, a, s) })
	if len(got[0])+len(got[1]) != 0 {
		t.Error("removed cells fire")
	}
	v, err := a.Responses(tr)
	must(t, err)
	if v[0] != 0 || v[1] != 0 || v[2] != 0 || v[3] != 10 {
		t.Errorf("responses %v", v)
	}
	if a.Remove("nothing") == nil || a.Cut("nothing") == nil {
		t.Error("no complaint")
	}
	b := grow(t, reflex())
	must(t, b.Cut("LE_L7"))
	must(t, b.Present("touch", "siphon", nil, 500*ms))
	if got := spikes(t, b, "L7", func() { rest(t, b, s) }); len(got[0]) != 0 {
		t.Error("a cut synapse delivers")
	}
}

// Measures of a muscle whose closed form is known: one spike at the end of the first step.
func TestMeasures(t *testing.T) {
	c := reflex()
	c.Populations[1].Count = 1
	c.Effectors[0].Model.Params[1] = val("gain", 0.5)
	c.Responses = nil
	a := grow(t, c)
	tr := a.Begin(nil)
	must(t, a.Fire("L7"))
	early, err := a.Responses(tr) // by looking ahead
	must(t, err)
	rest(t, a, 100*s)
	late, err := a.Responses(tr)
	must(t, err)
	left := 60 - 1e-4
	want := []float64{0.5, 2 * math.Log(5), 0.5 * 2 * (1 - math.Exp(-left/2)), 1e-4}
	for i := range want {
		if math.Abs(late[i]-want[i]) > 2e-9*want[i] || early[i] != late[i] {
			t.Errorf("measure %d: %v early, %v late, want %v", i, early[i], late[i], want[i])
		}
	}
	// a window that the next trial closes
	one := a.Begin([]string{"gill"})
	must(t, a.Fire("L7"))
	rest(t, a, s)
	two := a.Begin([]string{"gill"})
	rest(t, a, 100*s)
	v, err := a.Responses(one)
	must(t, err)
	if math.Abs(v[1]-(1-1e-4)) > 2e-9 {
		t.Errorf("duration %v of a window of 1 s", v[1])
	}
	w, err := a.Responses(two)
	must(t, err)
	if x := 0.5 * math.Exp(-(1-1e-4)/2); math.Abs(w[0]-x) > 1e-12 || w[3] != 0 {
		t.Errorf("second window %v, want peak %v", w, x)
	}
}

// What a connection alone would cause is the closed form of one postsynaptic potential, even if the target fires.
func TestEPSP(t *testing.T) {
	c := reflex()
	c.Populations[0].Count = 1
	c.Synapses[0].Weight = n(2e-9)
	a := grow(t, c)
	tr := a.Begin(nil)
	must(t, a.Fire("LE"), a.Inject("L7", 1e-9, 100*ms))
	rest(t, a, 2*s)
	v, err := a.Responses(tr)
	must(t, err)
	at := math.Log(0.020/0.005) * 0.005 * 0.020 / 0.015
	k := 100e6 * 2e-9 * 0.005 / 0.015
	want := []float64{k * (math.Exp(-at/0.020) - math.Exp(-at/0.005)), at + 0.0031, 100e6 * 2e-9 * 0.005}
	for i, w := range want {
		if got := v[4+i]; math.Abs(got-w) > 1e-6*w {
			t.Errorf("reading %d: %v, want %v", i, got, w)
		}
	}
}

func TestMuscleInTwoStages(t *testing.T) {
	c := reflex()
	c.Responses = nil
	c.Populations[1].Count = 1
	c.Effectors[0].Model = &Model{Name: "gill", Vars: []Value{val("activation", 0), val("contraction", 0)},
		Derivs:  []Deriv{{Var: "activation", Rate: div(Do(Neg, r("activation")), n(0.3))}, {Var: "contraction", Rate: div(sub(r("activation"), r("contraction")), n(1))}},
		OnSpike: []Assign{set("activation", '+', n(1))}}
	a := grow(t, c)
	tr := a.Begin(nil)
	must(t, a.Fire("L7"))
	v, err := a.Responses(tr)
	must(t, err)
	f := func(x float64) float64 { return 0.3 / 0.7 * (math.Exp(-x) - math.Exp(-x/0.3)) }
	at := math.Log(1/0.3) * 0.3 / 0.7
	if math.Abs(v[0]-f(at)) > 1e-9 || math.Abs(v[2]-0.3) > 1e-7 {
		t.Errorf("peak %v, want %v; area %v, want 0.3", v[0], f(at), v[2])
	}
	lo, hi := 0.0, at // time above 0.1
	for range 60 {
		if mid := (lo + hi) / 2; f(mid) < 0.1 {
			lo = mid
		} else {
			hi = mid
		}
	}
	up := lo
	lo, hi = at, 10
	for range 60 {
		if mid := (lo + hi) / 2; f(mid) > 0.1 {
			lo = mid
		} else {
			hi = mid
		}
	}
	if math.Abs(v[1]-(lo-up)) > 1e-8 {
		t.Errorf("time %v, want %v", v[1], lo-up)
	}
}

func TestTouchAfter200Days(t *testing.T) {
	a := grow(t, reflex())
	b := a.Copy()
	rest(t, b, 200*86400*s)
	f := func(a *animal.Animal) (d []int64) {
		start := a.Now()
		must(t, a.Present("touch", "siphon", nil, 500*ms))
		for _, x := range spikes(t, a, "LE", func() { rest(t, a, s) })[0] {
			d = append(d, x-start)
		}
		return d
	}
	if x, y := f(a), f(b); len(x) < 5 || !reflect.DeepEqual(x, y) {
		t.Errorf("%v\n%v", x, y)
	}
}
