package animal_test

import (
	"math"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// quadratic is Izhikevich's cell (2003), in V and s.
func quadratic() *Model {
	return &Model{
		Name: "quadratic", Vars: []Value{val("v", -0.065), val("u", -0.013)},
		Derivs: []Deriv{
			{Var: "v", Rate: mul(n(1000), add(sub(add(add(mul(n(40), mul(r("v"), r("v"))), mul(n(5), r("v"))), n(0.140)), r("u")), mul(n(1e9), r("injected"))))},
			{Var: "u", Rate: mul(n(20), sub(mul(n(0.2), r("v")), r("u")))},
		},
		Spike: Do(Greater, r("v"), n(0.030)),
		Reset: []Assign{set("v", '=', n(-0.065)), set("u", '+', n(0.008))},
	}
}

// TestOrderOfModels: on the models of the field, halving the clock's step divides the error of a potential below threshold
// by 2 to the method's order. What is linear has no error at any step.
func TestOrderOfModels(t *testing.T) {
	for _, c := range []struct {
		name     string
		model    *Model
		amps     float64
		variable string
		coarse   int64 // step, ns
		order    float64
	}{
		{"Hodgkin-Huxley, exponential midpoint", hh(), 2e-6, "v", ms / 25, 2},
		{"adaptive exponential, Runge-Kutta 4", adex(), 0.6e-9, "v", ms, 4},
		{"Izhikevich, Runge-Kutta 4", quadratic(), 3e-12, "v", ms / 2, 4},
	} {
		at := func(step int64) float64 {
			circuit := one(c.model)
			circuit.Step = step
			a := grow(t, circuit)
			a.SetJumping(false)
			must(t, a.Advance(ms), a.Inject("A", c.amps, 50*ms), a.Advance(6*ms))
			if a.Counters().Spikes > 0 {
				t.Fatalf("%s: a spike", c.name)
			}
			return read(t, a, cell("A", c.variable))[0]
		}
		exact := at(c.coarse / 40)
		first, second, third := at(c.coarse)-exact, at(c.coarse/2)-exact, at(c.coarse/4)-exact
		for _, got := range []float64{math.Log2(math.Abs(first / second)), math.Log2(math.Abs(second / third))} {
			if math.Abs(got-c.order) > 0.35 {
				t.Errorf("%s: order %.2f, want %g; errors %g, %g, %g V", c.name, got, c.order, first, second, third)
			}
		}
	}
}

// TestExactKnowsNoStep: a linear circuit with spikes at given times has the same potentials, currents and vesicles at every
// step of the clock, to rounding.
func TestExactKnowsNoStep(t *testing.T) {
	at := func(step int64) (x []float64) {
		c := one(lif())
		c.Step = step
		c.Populations = append(c.Populations, circuit.Population{Name: "B", Count: 1, Model: lif()})
		c.Synapses = []circuit.Synapse{{Name: "A_B", Pre: "A", Post: "B", Weight: n(0.2e-9), Delay: 3 * ms, Into: "i", Rules: []circuit.Rule{{Model: depletion(0.2, 5)}}}}
		a := grow(t, c)
		for _, to := range []int64{10 * ms, 60 * ms, 2 * s} {
			must(t, a.Advance(to-step), a.Fire("A"), a.Advance(to+4*ms-step), a.Fire("A"), a.Advance(to+20*ms)) // a spike ends the step in which it is commanded
			x = append(x, read(t, a, cell("B", "v"))[0], read(t, a, cell("B", "i"))[0], read(t, a, animal.Probe{Kind: animal.RuleVar, Owner: "A_B", Rule: "depletion", Var: "vesicles"})[0])
		}
		return x
	}
	want := at(ms / 100)
	for _, step := range []int64{ms / 10, ms / 2, ms} {
		for i, x := range at(step) {
			if math.Abs(x-want[i]) > 1e-12*math.Abs(want[i]) {
				t.Errorf("step %d ns: number %d is %v, and %v at steps of 0.01 ms", step, i, x, want[i])
			}
		}
	}
}

// TestSpikesFallOnTheClock: a spike is late by less than a step, whatever the step.
func TestSpikesFallOnTheClock(t *testing.T) {
	for _, step := range []int64{ms / 100, ms / 10, ms} {
		c := one(lif())
		c.Step = step
		a := grow(t, c)
		must(t, a.Advance(5*ms), a.Inject("A", 0.37e-9, 100*ms))
		first := spikes(t, a, "A", func() { rest(t, a, 100*ms) })[0][0]
		exact := 5e6 + 1e9*0.020*math.Log(0.037/(0.037-0.020))
		if late := float64(first) - exact; late < 0 || late > float64(step) {
			t.Errorf("step %d ns: %.0f ns late", step, late)
		}
	}
}

// TestNoiseAndItsStep: with steps of h the variance of a potential under white noise is larger than it should be by the factor
// (2 h/τ) / (1 - exp(-2 h/τ)), which is 1 + h/τ for small steps.
func TestNoiseAndItsStep(t *testing.T) {
	for _, step := range []int64{ms / 10, 2 * ms, 10 * ms} {
		m := lif()
		m.Spike, m.Reset = nil, nil
		m.Derivs[0].Rate = add(m.Derivs[0].Rate, Do(Noise, n(0.01)))
		c := one(m)
		c.Step = step
		c.Populations[0].Count = 2000
		a := grow(t, c)
		rest(t, a, 200*ms)
		const rounds = 20
		square := 0.0
		for range rounds {
			rest(t, a, 80*ms) // four time constants: as good as independent
			for _, v := range read(t, a, cell("A", "v")) {
				square += (v + 0.070) * (v + 0.070) / (2000 * rounds)
			}
		}
		x := 2 * float64(step) / 1e9 / 0.020
		got, want := square/(0.01*0.01*0.020/2), x/(1-math.Exp(-x))
		if math.Abs(got-want) > 0.03*want { // four standard errors
			t.Errorf("step %d ns: the variance is %.4f times that of the process, want %.4f", step, got, want)
		}
	}
}
