package animal_test

import (
	"math"
	"reflect"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// messenger is a rule whose variables follow a hormone in two steps; bent, the second does so only above a threshold that a
// hormone brings down. Without touched, no event changes them, and they are kept once for all connections; with it, once for
// each source cell.
func messenger(touched, bent bool) *Model {
	m := &Model{Name: "messenger", Params: []Value{val("tau", 300)}, Vars: []Value{val("first", 0), val("second", 0.1)}, Derivs: []Deriv{
		{Var: "first", Rate: div(sub(div(r("hormone"), add(r("hormone"), n(0.002))), r("first")), r("tau"))},
		{Var: "second", Rate: div(sub(r("first"), r("second")), r("tau"))},
	}, OnPre: []Assign{set("release", '*', add(n(1), r("second")))}}
	if bent {
		made := mul(Do(Max, sub(r("first"), n(0.05)), n(0)), div(r("hormone"), n(0.01)))
		m.Derivs[1].Rate = div(sub(made, r("second")), r("tau"))
	}
	if touched {
		m.OnPre = append(m.OnPre, set("first", '+', n(0)))
	}
	return m
}

// twins is hormonal with a second synapse of the same rule, of which settings may change the parameter.
func twins(m *Model, settings ...circuit.Setting) *circuit.Circuit {
	c := hormonal(60)
	c.Synapses[0].Rules = []circuit.Rule{{Model: m}}
	second := c.Synapses[0]
	second.Name, second.Rules = "A_B_again", []circuit.Rule{{Model: m, Settings: settings}}
	c.Synapses = append(c.Synapses, second)
	return c
}

// What no event changes is the same number wherever it is kept, synapses of equal parameters share it, and reading it
// changes no bit.
func TestKeptOnce(t *testing.T) {
	probe := func(owner string) animal.Probe {
		return animal.Probe{Kind: animal.RuleVar, Owner: owner, Rule: "messenger", Var: "second"}
	}
	run := func(c *circuit.Circuit, look bool) (x [][2]float64) {
		a := grow(t, c)
		for _, wait := range []int64{s, 100 * s, 1500 * s, 20 * s} {
			must(t, a.Inject("G", 0.8e-9, 500*ms))
			rest(t, a, wait)
			for range 20 {
				must(t, a.Fire("A"))
				rest(t, a, 70*ms)
				if look {
					read(t, a, probe("A_B"))
					a = a.Copy()
				}
			}
			x = append(x, [2]float64{read(t, a, probe("A_B"))[0], read(t, a, probe("A_B_again"))[0]})
		}
		return x
	}
	for _, bent := range []bool{false, true} {
		once, each := run(twins(messenger(false, bent)), false), run(twins(messenger(true, bent)), false)
		if looked := run(twins(messenger(false, bent)), true); !reflect.DeepEqual(looked, once) {
			t.Errorf("looking makes %v into %v", once, looked)
		}
		slow := run(twins(messenger(false, bent), circuit.Setting{Name: "tau", Value: n(600)}), false)
		for i, x := range once {
			if x[0] != x[1] {
				t.Errorf("%d: two synapses have %v and %v", i, x[0], x[1])
			}
			if d := math.Abs(x[0] - each[i][0]); !(d <= 1e-6*math.Abs(x[0])+1e-9) {
				t.Errorf("%d: kept once %v, for each source %v", i, x[0], each[i][0])
			}
			if x[0] != slow[i][0] || x[1] == slow[i][1] {
				t.Errorf("%d: with another time constant at the second synapse %v, without %v", i, slow[i], x)
			}
		}
	}
}
