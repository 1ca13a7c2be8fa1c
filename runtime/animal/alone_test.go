package animal_test

import (
	"math"
	"reflect"
	"sync"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// contracting is the learning protocol's circuit with a muscle that is measured, and animals that differ.
func contracting() *circuit.Circuit {
	c := protocol()
	m := muscle()
	m.From = []string{"M"}
	c.Effectors = []circuit.Effector{m}
	c.Spreads = []circuit.Spread{{Owner: "S_M", Path: "weight", CV: 0.2}, {Owner: "M", Path: "tau", CV: 0.1}}
	return c
}

func TestEventsDoNotAllocate(t *testing.T) {
	a := grow(t, contracting())
	must(t, a.Present("touch", "skin", nil, 3600*s))
	a.Begin(nil)
	rest(t, a, 61*s) // its windows are closed now
	now := a.Now()
	if k := testing.AllocsPerRun(100, func() { now += 50 * ms; must(t, a.Advance(now)) }); k > 1 { // queues grow now and then
		t.Errorf("%.1f allocations in 50 ms of firing", k)
	}
}

// An animal's numbers are its own: those of a network that many animals share and run at once, beside copies that go
// other ways, are those of a network of its own.
func TestNeighboursChangeNothing(t *testing.T) {
	shared, err := network.Build(contracting())
	must(t, err)
	run := func(net *network.Network, key uint64, beside bool) (states []float64, responses []float64) {
		a, err := animal.New(net, random.Key{Seed: 7, Animal: key})
		must(t, err)
		var trials []animal.Trial
		for range 3 {
			trials = append(trials, a.Begin(a.Reach("touch", "skin")))
			must(t, a.Present("touch", "skin", nil, 500*ms))
			rest(t, a, 10*s)
			if beside {
				c := a.Copy()
				must(t, c.Inject("M", 1e-9, s))
				rest(t, c, 2*s)
			}
		}
		rest(t, a, 7200*s)
		for _, p := range []animal.Probe{cell("M", "v"), cell("M", "g"), cell("S", "v"), {Kind: animal.RuleVar, Owner: "S_M", Rule: "depression", Var: "x"}, {Kind: animal.CellSpikes, Owner: "M"}} {
			states = append(states, read(t, a, p)...)
		}
		for _, tr := range trials {
			v, err := a.Responses(tr)
			must(t, err)
			responses = append(responses, v...)
		}
		return
	}
	const animals = 12
	var x, y [animals][]float64
	var group sync.WaitGroup
	for k := range animals {
		group.Go(func() { x[k], y[k] = run(shared, uint64(k), k%3 == 0) })
	}
	group.Wait()
	for k := range animals {
		own, err := network.Build(contracting())
		must(t, err)
		u, v := run(own, uint64(k), false)
		if !reflect.DeepEqual(x[k], u) || !reflect.DeepEqual(y[k], v) {
			t.Errorf("animal %d: %v %v alone, and %v %v among others", k, u, v, x[k], y[k])
		}
	}
	if reflect.DeepEqual(y[0], y[1]) {
		t.Error("animals do not differ")
	}
}

// fading is a cell that goes on firing beside cells whose currents fade away for good.
func fading() *circuit.Circuit {
	tonic := lif()
	tonic.Vars[0].Init = n(-0.07)
	tonic.Params[0].Init = n(-0.045) // rests above its threshold
	return &circuit.Circuit{
		Populations: []circuit.Population{{Name: "A", Count: 1, Model: lif()}, {Name: "B", Count: 50, Model: lif()}, {Name: "T", Count: 1, Model: tonic}},
		Synapses:    []circuit.Synapse{{Name: "A_B", Pre: "A", Post: "B", Weight: n(0.1e-9), Delay: ms, Into: "i"}},
	}
}

// A decay ends at 0 and does not stay among the denormal numbers, which are slow, whether cells are stepped or not.
func TestDecaysEnd(t *testing.T) {
	for _, jumping := range []bool{true, false} {
		a := grow(t, fading())
		a.SetJumping(jumping)
		must(t, a.Fire("A"))
		slow := 0
		for range 600 {
			rest(t, a, 10*ms)
			if x := read(t, a, cell("B", "i"))[0]; x != 0 && math.Abs(x) < 0x1p-1022 {
				slow++
			}
		}
		if x := read(t, a, cell("B", "i"))[0]; x != 0 || slow > 10 {
			t.Errorf("jumping %v: %v after 6 s, denormal at %d of 600 looks", jumping, x, slow)
		}
	}
}

// BenchmarkDecay steps a second early in a decay, and one in which it would be denormal.
func BenchmarkDecay(b *testing.B) {
	for name, wait := range map[string]int64{"early": 100 * ms, "late": 3600 * ms} {
		b.Run(name, func(b *testing.B) {
			a := grow(b, fading())
			a.SetJumping(false)
			must(b, a.Fire("A"))
			rest(b, a, wait)
			for b.Loop() {
				b.StopTimer()
				c := a.Copy()
				b.StartTimer()
				rest(b, c, s)
			}
		})
	}
}
