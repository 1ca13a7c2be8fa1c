package animal_test

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// protocol is the circuit of cmd/bench/scripts/protocol.proto-exp without its muscle: 24 sensory cells, an interneuron, 6 motor cells, potentials
// relative to rest, Tsodyks-Markram depression. Ten 500 ms touches at 30 s, 2 h of rest, a touch.
func protocol() *circuit.Circuit {
	sensory := &Model{
		Name: "sensory", Params: []Value{val("tau", 0.02), val("threshold", 0.015), val("refractory", 0.005)}, Vars: []Value{val("v", 0)},
		Derivs: []Deriv{{Var: "v", Rate: div(sub(r("injected"), r("v")), r("tau"))}},
		Spike:  Do(Greater, r("v"), r("threshold")), Reset: []Assign{set("v", '=', n(0))},
	}
	motor := &Model{
		Name: "motor", Params: []Value{val("tau", 0.02), val("tau_s", 0.005), val("threshold", 0.015), val("refractory", 0.005)}, Vars: []Value{val("v", 0), val("g", 0)},
		Derivs: []Deriv{{Var: "v", Rate: div(sub(r("g"), r("v")), r("tau"))}, {Var: "g", Rate: div(Do(Neg, r("g")), r("tau_s"))}},
		Spike:  Do(Greater, r("v"), r("threshold")), Reset: []Assign{set("v", '=', n(0))},
	}
	depression := &Model{
		Name: "depression", Params: []Value{val("use", 0.01), val("recovery", 1800)}, Vars: []Value{val("x", 1)},
		Derivs: []Deriv{{Var: "x", Rate: div(sub(n(1), r("x")), r("recovery"))}},
		OnPre:  []Assign{set("release", '*', mul(r("use"), r("x"))), set("x", '-', mul(r("use"), r("x")))},
	}
	c := &circuit.Circuit{Name: "protocol", Populations: []circuit.Population{
		{Name: "S", Count: 24, Model: sensory, Senses: []string{"skin"}}, {Name: "I", Count: 1, Model: motor}, {Name: "M", Count: 6, Model: motor}}}
	for _, post := range []string{"I", "M"} {
		c.Synapses = append(c.Synapses, circuit.Synapse{Name: "S_" + post, Pre: "S", Post: post, Weight: n(1.5), Delay: ms, Into: "g", Rules: []circuit.Rule{{Model: depression}}})
	}
	c.Synapses = append(c.Synapses, circuit.Synapse{Name: "I_M", Pre: "I", Post: "M", Weight: n(0.006), Delay: ms, Into: "g"})
	c.Stimuli = []circuit.Stimulus{{Name: "touch", Drives: []circuit.Drive{{Current: mul(n(0.017), add(n(1), mul(n(0.08/24), sub(r("index"), n(1)))))}}}}
	return c
}

func train(t testing.TB, a *animal.Animal) {
	touch := func(at int64) { must(t, a.Advance(at), a.Present("touch", "skin", nil, 500*ms)) }
	for k := range int64(10) {
		touch(s + k*30*s)
	}
	touch(7471*s + 500*ms)
	must(t, a.Advance(7475*s))
}

func TestProtocol(t *testing.T) {
	a := grow(t, protocol())
	train(t, a)
	c := a.Counters()
	per := float64(c.Spikes)
	fired := read(t, a, animal.Probe{Kind: animal.CellSpikes, Owner: "S"})
	if fired[0] < 100 || fired[0] > 120 { // 10 spikes a touch
		t.Errorf("%v spikes of the first sensory cell in 11 touches", fired[0])
	}
	if per < 3000 || c.Steps > 80000 {
		t.Errorf("%+v", c)
	}
}

func BenchmarkProtocol(b *testing.B) {
	net, err := network.Build(protocol())
	must(b, err)
	for b.Loop() {
		a, err := animal.New(net, random.Key{Seed: 1})
		must(b, err)
		train(b, a)
		b.ReportMetric(float64(a.Counters().Steps), "steps")
	}
}

// BenchmarkAnimals is the protocol in 100 animals, on one worker and on as many as there are cores.
func BenchmarkAnimals(b *testing.B) {
	net, err := network.Build(protocol())
	must(b, err)
	for _, workers := range []int{1, runtime.NumCPU()} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			for b.Loop() {
				var next atomic.Uint64
				var group sync.WaitGroup
				for range workers {
					group.Go(func() {
						for k := next.Add(1); k <= 100; k = next.Add(1) {
							a, err := animal.New(net, random.Key{Seed: 1, Animal: k})
							if err != nil {
								panic(err)
							}
							train(b, a)
						}
					})
				}
				group.Wait()
			}
		})
	}
}

func BenchmarkCopy(b *testing.B) {
	a := grow(b, protocol())
	for b.Loop() {
		a.Copy()
	}
}
