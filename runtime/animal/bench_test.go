package animal_test

import (
	"testing"

	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// quiet is a population that never fires, each cell under its own current.
func quiet(m *Model, cells int) *circuit.Circuit {
	m.Spike, m.Reset = Do(Greater, r("v"), n(1)), nil
	return &circuit.Circuit{Populations: []circuit.Population{{Name: "A", Count: cells, Model: m}}}
}

// BenchmarkCells is a step of the clock of 4,000 cells, for each way in which cells are advanced.
func BenchmarkCells(b *testing.B) {
	for _, c := range []struct {
		name  string
		model *Model
	}{{"exact", lif()}, {"HodgkinHuxley", hh()}, {"AdEx", adex()}, {"Izhikevich", quadratic()}} {
		b.Run(c.name, func(b *testing.B) {
			const cells = 4000
			a := grow(b, quiet(c.model, cells))
			a.SetJumping(false)
			for b.Loop() {
				rest(b, a, ms/10)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/cells, "ns/cell")
		})
	}
}

// BenchmarkDelivery is what a spike costs at each of its 1,000 synapses: fixed, depressing at the source, and plastic.
func BenchmarkDelivery(b *testing.B) {
	for name, rules := range map[string][]circuit.Rule{"fixed": nil, "depressing": {{Model: depletion(0.01, 1)}}, "plastic": {{Model: stdp()}}} {
		b.Run(name, func(b *testing.B) {
			c := &circuit.Circuit{
				Populations: []circuit.Population{{Name: "A", Count: 10, Model: lif()}, {Name: "B", Count: 1000, Model: lif()}},
				Synapses:    []circuit.Synapse{{Name: "A_B", Pre: "A", Post: "B", Weight: n(1e-15), Delay: ms, Into: "i", Rules: rules}},
			}
			a := grow(b, c)
			before := a.Counters().SynapticEvents
			for b.Loop() {
				must(b, a.Fire("A"))
				rest(b, a, ms/10)
			}
			if events := a.Counters().SynapticEvents - before; events > 0 {
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(events), "ns/event")
			}
		})
	}
}

// BenchmarkRest is a rest of a day after a touch: of linear cells, which cost nothing, and of one that is not linear.
func BenchmarkRest(b *testing.B) {
	b.Run("linear", func(b *testing.B) {
		a := grow(b, reflex())
		for b.Loop() {
			must(b, a.Present("touch", "siphon", nil, 100*ms))
			rest(b, a, 86400*s)
		}
	})
	b.Run("HodgkinHuxley", func(b *testing.B) {
		a := grow(b, one(hh()))
		for b.Loop() {
			must(b, a.Inject("A", 3e-6, 5*ms))
			rest(b, a, 86400*s)
		}
	})
}
