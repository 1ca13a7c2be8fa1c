package animal_test

import (
	"flag"
	"fmt"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// linear draws a cell with a closed form: v, a synaptic current, and maybe adaptation, a second stage or drift.
func linear(t *rapid.T, name string) *Model {
	m := lif()
	m.Name = name
	pick := func(what string, xs ...float64) *Expr { return n(rapid.SampledFrom(xs).Draw(t, name+" "+what)) }
	m.Params[3].Init = pick("tau", 0.005, 0.02, 0.1)
	m.Params[5].Init = pick("refractory", 0, 0.002, 0.02)
	m.Params[6].Init = pick("tau_syn", 0.001, 0.005, 0.02)
	if rapid.Bool().Draw(t, name+" has a clock") {
		m.Every = []Timer{{Period: 70 * ms, Body: []Assign{set("i", '+', n(0.3137e-9))}}}
	}
	more := rapid.SampledFrom([]string{"nothing", "adaptation", "stage", "drift", "no reset", "bath", "hormone"}).Draw(t, name+" has")
	switch more {
	case "adaptation":
		m.Vars = append(m.Vars, val("a", 0))
		m.Derivs = append(m.Derivs, Deriv{Var: "a", Rate: div(Do(Neg, r("a")), n(0.1))})
		m.Derivs[0].Rate = sub(m.Derivs[0].Rate, div(r("a"), r("tau")))
		m.Reset = append(m.Reset, set("a", '+', n(0.002)))
	case "stage": // the current rises in a second stage
		m.Vars = append(m.Vars, val("j", 0))
		m.Derivs[1].Rate = div(sub(r("j"), r("i")), r("tau_syn"))
		m.Derivs = append(m.Derivs, Deriv{Var: "j", Rate: div(Do(Neg, r("j")), n(0.01))})
	case "drift": // a perfect integrator
		m.Derivs[0].Rate = div(mul(r("resistance"), add(r("i"), r("injected"))), r("tau"))
	case "no reset":
		m.Reset = []Assign{set("i", '-', n(0.05e-9))}
	case "bath":
		m.Spike = Do(Greater, r("v"), add(r("threshold"), mul(n(0.01), r("drug"))))
	case "hormone": // it lowers the threshold
		m.Spike = Do(GreaterEq, r("v"), sub(r("threshold"), mul(n(0.1), r("hormone"))))
	}
	return m
}

// small draws a circuit whose cells may keep their own time. Its numbers are such that sums of a few do not hit a threshold
// exactly, where rounding would decide.
func small(t *rapid.T) *circuit.Circuit {
	names := []string{"A", "B", "C"}[:rapid.IntRange(1, 3).Draw(t, "populations")]
	c := &circuit.Circuit{Name: "small", Agents: []circuit.Agent{{Name: "drug", Clearance: 2 * s}},
		Modulators: []circuit.Modulator{{Name: "hormone", Model: &Model{Name: "hormone", Vars: []Value{val("level", 0)}, Derivs: []Deriv{{Var: "level", Rate: div(Do(Neg, r("level")), n(1.5))}}}}},
		Stimuli:    []circuit.Stimulus{{Name: "touch", Params: []circuit.Setting{{Name: "force", Value: n(0.3e-9)}}, Drives: []circuit.Drive{{Current: mul(r("force"), add(n(1), mul(n(0.01), r("index"))))}}}}}
	for k, name := range names {
		p := circuit.Population{Name: name, Count: rapid.IntRange(1, 5).Draw(t, "cells"), Model: linear(t, name), Parts: []string{name}}
		if k == 0 || rapid.Bool().Draw(t, "senses") {
			p.Senses = []string{"skin"}
		}
		if rapid.Bool().Draw(t, "releases") {
			p.Releases = []circuit.Release{{Modulator: "hormone", Amount: n(0.01)}}
		}
		c.Populations = append(c.Populations, p)
	}
	c.Populations[0].Settings = []circuit.Setting{{Name: "threshold", Value: add(n(-0.05), mul(n(0.0007), r("index")))}}
	learns := circuit.Rule{Model: stdp(), Settings: []circuit.Setting{{Name: "up", Value: n(2e-11)}, {Name: "down", Value: n(1e-11)}, {Name: "most", Value: n(1e-9)}}}
	for _, pre := range names {
		for _, post := range names {
			if !rapid.Bool().Draw(t, "joined") {
				continue
			}
			syn := circuit.Synapse{Name: pre + "_" + post, Pre: pre, Post: post, Into: "i", Delay: rapid.SampledFrom([]int64{ms / 10, ms, 7 * ms}).Draw(t, "delay"),
				Weight: n(rapid.SampledFrom([]float64{-0.2e-9, 0.1013e-9, 0.6173e-9}).Draw(t, "weight"))}
			switch rapid.SampledFrom([]string{"nothing", "depressed", "learns", "both"}).Draw(t, "rules") {
			case "depressed":
				syn.Rules = []circuit.Rule{{Model: depletion(0.3, 2)}}
			case "learns":
				syn.Rules = []circuit.Rule{learns}
			case "both":
				syn.Rules = []circuit.Rule{{Model: depletion(0.1, 0.5)}, learns}
			}
			c.Synapses = append(c.Synapses, syn)
			if len(c.Responses) == 0 && rapid.Bool().Draw(t, "measured") {
				c.Responses = []circuit.EPSP{{Synapse: syn.Name, Within: 100 * ms}}
			}
		}
	}
	gill := muscle()
	gill.From = []string{names[len(names)-1]}
	c.Effectors = []circuit.Effector{gill}
	return c
}

// TestOwnTimeEqualsSteps: cells that keep their own time fire at the same grid points as cells that are stepped, and their
// states are the same up to rounding, whatever is done to them.
func TestOwnTimeEqualsSteps(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		must(t, flag.Set("rapid.checks", "25")) // stepping takes its time
		defer flag.Set("rapid.checks", checks.DefValue)
	}
	rapid.Check(t, func(t *rapid.T) {
		c := small(t)
		net, err := network.Build(c)
		if err != nil {
			t.Fatal(err)
		}
		var pair [2]*animal.Animal
		for k := range pair {
			if pair[k], err = animal.New(net, random.Key{Seed: 3, Animal: 1}); err != nil {
				t.Fatal(err)
			}
		}
		pair[1].SetJumping(false)
		var probes []animal.Probe
		for _, p := range c.Populations {
			probes = append(probes, animal.Probe{Kind: animal.CellSpikes, Owner: p.Name})
		}
		for _, a := range pair {
			if err := a.Record(probes, s); err != nil {
				t.Fatal(err)
			}
		}
		var trials []animal.Trial
		for range rapid.IntRange(1, 6).Draw(t, "actions") {
			last := c.Populations[len(c.Populations)-1].Name
			what := rapid.SampledFrom([]string{"touch", "touch", "touch", "inject", "fire", "clamp", "drug", "wash", "remove", "cut"}).Draw(t, "action")
			force := rapid.Float64Range(0.1e-9, 1e-9).Draw(t, "force")
			length := rapid.Int64Range(1, 250*ms).Draw(t, "length")
			wait := rapid.SampledFrom([]int64{0, 3 * ms, 123456789, 400 * ms}).Draw(t, "wait")
			for k, a := range pair {
				var err error
				switch what {
				case "touch":
					if tr := a.Begin(a.Reach("touch", "skin")); k == 0 {
						trials = append(trials, tr)
					}
					err = a.Present("touch", "skin", map[string]float64{"force": force}, length)
				case "inject":
					err = a.Inject(last, force-0.4e-9, length)
				case "fire":
					err = a.Fire(last)
				case "clamp":
					err = a.Clamp("A", -0.06, length)
				case "drug":
					err = a.Apply("drug", 1, length)
				case "wash":
					err = a.Wash()
				case "remove":
					err = a.Remove(last)
				case "cut":
					if len(c.Synapses) > 0 {
						err = a.Cut(c.Synapses[0].Name)
					}
				}
				if err == nil {
					err = a.Advance(a.Now() + wait)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		var fired [2][][][]int64
		var states [2][]float64
		read := 0 // from here on they are responses, some of them durations
		for k, a := range pair {
			if err := a.Advance((a.Now()/ms + 1) * ms); err != nil { // while cells are stepped, reading shows the last step
				t.Fatal(err)
			}
			if err := a.Advance(a.Now() + 200*ms); err != nil {
				t.Fatal(err)
			}
			traces, err := a.StopRecording()
			if err != nil {
				t.Fatal(err)
			}
			for _, tr := range traces {
				fired[k] = append(fired[k], tr.Spikes)
			}
			for _, p := range c.Populations {
				for _, v := range p.Model.Vars {
					x, err := a.Read(animal.Probe{Kind: animal.CellVar, Owner: p.Name, Var: v.Name})
					if err != nil {
						t.Fatal(err)
					}
					states[k] = append(states[k], x...)
				}
			}
			for _, y := range c.Synapses {
				x, err := a.Read(animal.Probe{Kind: animal.Weight, Owner: y.Name})
				if err != nil {
					t.Fatal(err)
				}
				states[k] = append(states[k], x...)
			}
			read = len(states[k])
			for _, tr := range trials {
				x, err := a.Responses(tr)
				if err != nil {
					t.Fatal(err)
				}
				states[k] = append(states[k], x...)
			}
		}
		if !reflect.DeepEqual(fired[0], fired[1]) {
			t.Fatalf("own time %v\nsteps %v", short(fired[0]), short(fired[1]))
		}
		for i, x := range states[0] {
			bound := 1e-18
			if i >= read {
				bound = 1e-9 // the clock counts nanoseconds
			}
			if y := states[1][i]; math.Abs(x-y) > 1e-9*math.Abs(y)+bound {
				t.Fatalf("state %d: %v and %v", i, x, y)
			}
		}
	})
}

// Many cells that fire without end are stepped; where they rest until something happens, each keeps its own time.
func TestRestlessCellsAreStepped(t *testing.T) {
	for _, x := range []struct {
		rest  float64
		steps bool
	}{{-0.07, false}, {-0.045, true}} {
		c := one(lif())
		c.Populations[0].Count = 60
		c.Populations[0].Settings = []circuit.Setting{{Name: "rest", Value: n(x.rest)}}
		a := grow(t, c)
		rest(t, a, s)
		if k := a.Counters(); (k.Steps == 10000) != x.steps || (k.Spikes > 0) != x.steps {
			t.Errorf("resting at %g V: %+v", x.rest, k)
		}
	}
}

// short is the beginning of some spike trains.
func short(all [][][]int64) string {
	out := ""
	for _, p := range all {
		for _, train := range p {
			out += fmt.Sprintln(len(train), train[:min(8, len(train))])
		}
	}
	return out
}
