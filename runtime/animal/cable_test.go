package animal_test

import (
	"math"
	"slices"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// dendrite is a passive cable of count compartments: 2 um thick, 1 mm long, 1.5 ohm m, 0.4 S/m², 0.01 F/m². It fires where its
// end passes 5 mV above rest.
func dendrite(count int) *Model {
	c := &Model{
		Name:   "dendrite",
		Cable:  &Cable{Rounds: 1, Parts: []CablePart{{Count: count}}},
		Params: []Value{{Name: "length", Init: div(n(1e-3), r("compartments"))}, {Name: "diameter", Init: n(2e-6)}, {Name: "resistivity", Init: n(1.5)}, {Name: "leak", Init: n(0.4)}},
		Vars:   []Value{{Name: "v", Init: n(-0.07)}, {Name: "i", Init: n(0)}},
		Derivs: []Deriv{
			{Var: "v", Rate: div(sub(div(add(r("injected"), r("i")), r("area")), mul(r("leak"), sub(r("v"), n(-0.07)))), n(0.01))},
			{Var: "i", Rate: div(Do(Neg, r("i")), n(0.005))},
		},
		Spike: Do(Greater, r("v"), n(-0.065)),
	}
	return c
}

func tree(count, cells int) *circuit.Circuit {
	return &circuit.Circuit{Name: "tree", Step: ms / 10, Populations: []circuit.Population{
		{Name: "D", Count: cells, Model: dendrite(count)}, {Name: "A", Count: 1, Model: lif()}, {Name: "B", Count: cells, Model: lif()}},
		Synapses: []circuit.Synapse{
			{Name: "A_D", Pre: "A", Post: "D", Weight: n(0.3e-9), Delay: ms, Into: "i"},
			{Name: "D_B", Pre: "D", Post: "B", Pairing: circuit.OneToOne, Weight: n(3e-9), Delay: ms, Into: "i"},
		}}
}

// TestCableTheory: a steady current into a sealed cable leaves V(x) = I r cosh((L - x)/λ) / sinh(L/λ), r = 4 ρ λ / (π d²)
// (Rall 1959). The error of the grid falls with its square.
func TestCableTheory(t *testing.T) {
	lambda := math.Sqrt(2e-6 / (4 * 1.5 * 0.4))
	core := 1.5 * lambda / (math.Pi * 1e-12)
	var errs []float64
	for _, count := range []int{10, 20, 40} {
		a := grow(t, tree(count, 1))
		must(t, a.Inject("D", 10e-12, 2*s))
		rest(t, a, s)
		v := read(t, a, cell("D", "v"))
		if len(v) != count {
			t.Fatalf("%d compartments are %d", count, len(v))
		}
		worst := 0.0
		for k, x := range v {
			at := (float64(k) + 0.5) / float64(count) * 1e-3
			// the current enters all of the first compartment: its middle stands for the sealed end
			want := 10e-12 * core * math.Cosh((1e-3-at)/lambda) / math.Sinh(1e-3/lambda)
			if k > 0 {
				worst = math.Max(worst, math.Abs(x+0.07-want)/want)
			}
		}
		errs = append(errs, worst)
	}
	if errs[2] > 1e-3 || errs[0]/errs[1] < 3.5 || errs[1]/errs[2] < 3.5 {
		t.Errorf("relative errors on grids of 10, 20 and 40: %.2g", errs)
	}
}

// TestCableStep: the step of the clock has order 2, and a long one is stable.
func TestCableStep(t *testing.T) {
	end := func(step int64) float64 {
		c := tree(40, 1)
		c.Step = step
		a := grow(t, c)
		must(t, a.Inject("D", 20e-12, 20*ms))
		rest(t, a, 10*ms)
		return read(t, a, cell("D", "v"))[20]
	}
	exact := end(ms / 100)
	e1, e2 := math.Abs(end(ms)-exact), math.Abs(end(ms/2)-exact)
	if e1 > 1e-3 || e1/e2 < 3 || e1/e2 > 6 {
		t.Errorf("errors at 1 and 0.5 ms: %.3g and %.3g V", e1, e2)
	}
}

// TestCableRests: a cable at rest costs nothing, is as if it had been stepped, and wakes when something reaches it, alone or
// beside cells that never rest.
func TestCableRests(t *testing.T) {
	run := func(a *animal.Animal, busy bool) (sp [][]int64, v []float64) {
		if busy {
			must(t, a.Inject("B", 1e-9, 4*s))
		}
		sp = spikes(t, a, "D", func() {
			for range 3 {
				must(t, a.Fire("A"))
				rest(t, a, s)
			}
		})
		return sp, read(t, a, cell("D", "v"))
	}
	one, two, three := grow(t, tree(20, 2)), grow(t, tree(20, 2)), grow(t, tree(20, 2))
	two.SetJumping(false)
	a, va := run(one, false)
	b, vb := run(two, false)
	c, vc := run(three, true)
	if len(a) != 2 || len(a[0]) != 3 || !slices.Equal(a[0], a[1]) {
		t.Fatalf("two cables that A reaches fired at %v", a)
	}
	for i := range a {
		if !slices.Equal(a[i], b[i]) || !slices.Equal(a[i], c[i]) {
			t.Errorf("resting %v, stepped %v, beside busy cells %v", a[i], b[i], c[i])
		}
	}
	for k := range va {
		if math.Abs(va[k]-vb[k]) > 1e-11 || math.Abs(va[k]-vc[k]) > 1e-11 {
			t.Errorf("compartment %d: resting %g, stepped %g, beside busy cells %g", k, va[k], vb[k], vc[k])
		}
	}
	steps := one.Counters().Steps
	rest(t, one, 7200*s)
	if extra := one.Counters().Steps - steps; extra > 20_000 {
		t.Errorf("two hours of rest took %d steps", extra)
	}
}

// TestCableEnds: currents enter at the first compartment or where they are put, the last one fires and reaches other cells,
// and a gap junction passes current both ways.
func TestCableEnds(t *testing.T) {
	a := grow(t, tree(20, 2))
	must(t, a.InjectOne("D", 21+4, 60e-12, s)) // compartment 5 of the second
	second := spikes(t, a, "B", func() { rest(t, a, s) })
	if len(second[0]) > 0 || len(second[1]) == 0 {
		t.Errorf("the second cable alone was driven, and %d and %d spikes reached its partners", len(second[0]), len(second[1]))
	}
	v := read(t, a, cell("D", "v"))
	if !(v[24] > v[23] && v[24] > v[25] && v[0] == -0.07) {
		t.Errorf("the current into compartment 5 of the second left %g", v)
	}
	if got := read(t, a, animal.Probe{Kind: animal.CellVar, Owner: "D", Var: "v", Cell: 25}); len(got) != 1 || got[0] != v[24] {
		t.Errorf("compartment 25 alone is %g", got)
	}
	if x := read(t, a, animal.Probe{Kind: animal.CellSpikes, Owner: "D"}); len(x) != 2 {
		t.Errorf("spikes of two cables are %v", x)
	}

	c := tree(20, 1)
	c.Synapses = append(c.Synapses, circuit.Synapse{Name: "B_D", Pre: "B", Post: "D", Electrical: true, Conductance: n(1e-9)})
	for _, x := range []struct{ into, from string }{{"B", "D"}, {"D", "B"}} {
		g := grow(t, c)
		must(t, g.Inject(x.into, 10e-12, s))
		rest(t, g, 900*ms)
		v, b := read(t, g, cell("D", "v"))[0], read(t, g, cell("B", "v"))[0]
		if !(v > -0.07+1e-5 && b > -0.07+1e-5) || (x.into == "B") != (b > v) {
			t.Errorf("current into %s left %g in the first compartment and %g in B", x.into, v, b)
		}
	}
}

// TestCopiesOfCables: a copy goes on as its original does, also one taken in the middle of a spike.
func TestCopiesOfCables(t *testing.T) {
	a := grow(t, tree(20, 2))
	must(t, a.Fire("A"))
	rest(t, a, 7*ms)
	b := a.Copy()
	for _, x := range []*animal.Animal{a, b} {
		rest(t, x, 2*s)
		must(t, x.Fire("A"))
		rest(t, x, 20*ms)
	}
	if va, vb := read(t, a, cell("D", "v")), read(t, b, cell("D", "v")); !slices.Equal(va, vb) {
		t.Errorf("the copy went its own way: %g and %g", va, vb)
	}
}

// TestPlaceOfSynapse: a synapse near the end of a dendrite raises its end more, and sooner, than one at its tip.
func TestPlaceOfSynapse(t *testing.T) {
	reach := func(compartment int) (peak float64, at int64) {
		c := tree(20, 1)
		c.Synapses[0].Weight, c.Synapses[0].Compartment = n(0.02e-9), compartment
		a := grow(t, c)
		must(t, a.Fire("A"), a.Record([]animal.Probe{{Kind: animal.CellVar, Owner: "D", Var: "v", Cell: 20}}, 0))
		rest(t, a, 100*ms)
		tr, err := a.StopRecording()
		must(t, err)
		peak = -1
		for k, v := range tr[0].Values[0] {
			if v > peak {
				peak, at = v, tr[0].Times[k]
			}
		}
		return peak, at
	}
	far, late := reach(1)
	near, soon := reach(19)
	if first, when := reach(0); first != far || when != late {
		t.Errorf("without a compartment it is the first: %g and %g", first, far)
	}
	if !(near+0.07 > 1.2*(far+0.07)) || !(soon < late) || !(far > -0.0699) {
		t.Errorf("near the end %g V at %d ns, at the tip %g V at %d ns", near, soon, far, late)
	}
}
