package engine

import (
	"testing"

	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// What a table holds is what would be computed, to the last bit.
func TestTables(t *testing.T) {
	over := func(a, b *Expr) *Expr { return Do(Div, a, b) }
	cell := &Model{Vars: []Value{{Name: "v", Init: Number(0)}}, Derivs: []Deriv{{Var: "v", Rate: over(Do(Neg, Ref("v")), Number(0.02))}}}
	rule := &Model{
		Name: "rule", Vars: []Value{{Name: "x", Init: Number(0)}, {Name: "y", Init: Number(0)}},
		Derivs: []Deriv{{Var: "x", Rate: over(Do(Neg, Ref("x")), Number(0.017))}, {Var: "y", Rate: over(Do(Sub, Number(0.3), Ref("y")), Number(0.031))}},
		OnPre:  []Assign{{Target: "x", Op: '+', Value: Number(1)}, {Target: "weight", Op: '-', Value: Ref("y")}},
		OnPost: []Assign{{Target: "y", Op: '+', Value: Number(1)}, {Target: "weight", Op: '+', Value: Ref("x")}},
	}
	net, err := network.Build(&circuit.Circuit{
		Populations: []circuit.Population{{Name: "A", Count: 150, Model: cell}},
		Synapses:    []circuit.Synapse{{Name: "A_A", Pre: "A", Post: "A", Weight: Number(1), Into: "v", Rules: []circuit.Rule{{Model: rule}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	body, err := net.Grow(random.Key{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(body)
	if err != nil {
		t.Fatal(err)
	}
	shares := 0
	for _, tab := range e.tables {
		if len(tab.factor) != tableLength || tab.factor[1] >= 1 || tab.factor[1] <= 0.99 {
			t.Fatalf("a table of %d factors from %v", len(tab.factor), tab.factor[:2])
		}
		shares += len(tab.share)
		long := &table{j: tab.j, perStep: tab.perStep} // computes everything
		for k, f := range tab.factor {
			d := int64(k) * net.Step
			if f != long.beyond(d) || tab.share != nil && tab.shareOf(d) != long.shareOf(d) {
				t.Fatalf("after %d steps the table differs", k)
			}
		}
	}
	if len(e.tables) != 2 || shares != tableLength {
		t.Errorf("%d tables, %d shares", len(e.tables), shares)
	}
}
