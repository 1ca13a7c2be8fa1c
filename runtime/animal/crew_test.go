package animal_test

import (
	"slices"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// crowd is a network of 400 cells with every kind of projection that several threads may share: with replay, with a rule
// at the source, with one for each connection, without rules.
func crowd() *circuit.Circuit {
	c := learning(triplet(), 400, 0.4)
	each := depletion(0.02, 0.5)
	each.Vars = append(each.Vars, val("mean", 0))
	each.Derivs = append(each.Derivs, Deriv{Var: "mean", Rate: div(Do(Neg, r("mean")), n(0.1))})
	each.OnPre = append(each.OnPre, set("mean", '+', mul(r("vesicles"), r("post.slowness"))), set("release", '*', add(n(1), r("mean"))))
	for i, rule := range []*Model{nil, depletion(0.1, 0.3), each} {
		s := circuit.Synapse{Name: "A_A", Pre: "A", Post: "A", Pairing: circuit.Random, Probability: n(0.3), Delay: int64(i+1) * ms, Weight: n(2e-13), Into: "i"}
		if rule != nil {
			s.Rules = []circuit.Rule{{Model: rule}}
		}
		c.Synapses = append(c.Synapses, s)
	}
	return c
}

// However many threads deliver its spikes, a network comes out the same to the last bit.
func TestThreadsChangeNothing(t *testing.T) {
	run := func(threads int) (out []float64, spikes int64) {
		a := grow(t, crowd())
		a.SetThreads(threads)
		for range 12 {
			must(t, a.Fire("A"))
			rest(t, a, 15*ms)
		}
		for _, p := range []animal.Probe{cell("A", "v"), cell("A", "i"), {Kind: animal.Weight, Owner: "A_A"}, {Kind: animal.RuleVar, Owner: "A_A", Rule: "triplet", Var: "z"}} {
			out = append(out, read(t, a, p)...)
		}
		return out, a.Counters().Spikes
	}
	one, spikes := run(1)
	if spikes < 12*400 {
		t.Fatalf("%d spikes", spikes)
	}
	for _, threads := range []int{2, 3, 7} {
		if many, k := run(threads); k != spikes || !slices.Equal(one, many) {
			t.Errorf("%d threads: other numbers", threads)
		}
	}
}
