package interp

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
	"protoexp/runtime/record"
)

func ran(t *testing.T, script string, o Options) *record.Result {
	t.Helper()
	s, ds := Load("why", script, o)
	if diag.Failed(ds) {
		t.Fatal(ds)
	}
	r, ds, err := s.Run(context.Background())
	if err != nil || len(ds) > 0 {
		t.Fatal(err, ds)
	}
	return r
}

// partOf is what the mechanisms of a name account for, as a part of the change.
func partOf(y record.Why, name string) (sum float64) {
	for _, c := range y.Causes {
		if c.Model == name || c.Owner == name {
			sum += c.Share / y.Change
		}
	}
	return sum
}

const dishabituated = `
train: touch siphon x10 every 30s
rest 30s
shock head
rest 90s
test: touch siphon
why train
why test against train.last
`

func TestWhyFindsTheCause(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	y := ran(t, "use aplysia"+dishabituated, Options{}).Whys
	if x := partOf(y[0], "depression"); x < 0.95 || y[0].Change > -0.5 {
		t.Errorf("depression accounts for %.2f of the habituation", x)
	}
	if x := partOf(y[1], "serotonin"); x < 0.3 {
		t.Errorf("serotonin accounts for %.2f of the dishabituation", x)
	}
	for _, c := range y[1].Causes {
		if c.Owner == "serotonin" && c.Alone > y[1].Change/2 {
			t.Errorf("without serotonin the response still rises by %.2f of %.2f", c.Alone, y[1].Change)
		}
	}
	y = ran(t, "use fatigue"+dishabituated, Options{}).Whys
	if x := partOf(y[0], "gill"); x < 0.9 || y[0].Causes[0].Kind != "effector" {
		t.Errorf("the muscle accounts for %.2f of what the tired animal loses", x)
	}
	y = ran(t, "use adaptation"+dishabituated, Options{}).Whys
	if x := partOf(y[0], "LE"); x < 0.9 || y[0].Causes[0].Kind != "cells" || !reflect.DeepEqual(y[0].Causes[0].Variables, []string{"numb"}) {
		t.Errorf("numb cells account for %.2f of what the numb animal loses: %v", x, y[0].Causes[0])
	}
}

// What is knocked out cannot be the cause.
func TestWhyAfterAKnockOut(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	y := ran(t, "use aplysia with LE_L7.depression.sensitivity = 0, LE_L29.depression.sensitivity = 0"+dishabituated, Options{}).Whys[1]
	for _, c := range y.Causes {
		if c.Owner == "serotonin" && c.Share != 0 {
			t.Error("serotonin acts without its receptors", c.Share)
		}
	}
}

// kindsOfAnimal are circuits that exercise each way in which something is computed.
var kindsOfAnimal = map[string]string{
	"tsodyks": small("neuron A x3 of lif { senses skin }\n neuron B of lif\n synapse A -> B { weight 4nA; into i; rule tsodyks_markram }", "B"),
	"stdp":    small("neuron A x3 of lif { senses skin }\n neuron B of lif\n synapse A -> B { weight 0.6nA; into i; rule stdp }", "B"),
	"bcm":     small("neuron A x3 of lif { senses skin }\n neuron B x2 of lif\n synapse A -> B { weight 0.6nA; into i; rule bcm(rate = 0.1); rule depletion(use = 1%) }", "B"),
	"grown":   small("neuron A x3 of lif { senses skin }\n neuron B x2 of lif\n synapse A -> B { weight 0.6nA; into i; structure { grow 1 when post.v > -90mV } }\n interval 30min; recovery 2h", "B"),
	"gap":     small("neuron A x2 of lif { senses skin }\n neuron B of lif\n synapse A -> B { weight 0.8nA; into i; rule depletion(use = 1%) }\n synapse A -> B electrical { conductance 1nS }", "B"),
	"stepped": small("neuron A x6 of adaptive_exponential { senses skin }\n neuron B of adaptive_exponential\n synapse A -> B { weight 2nA; into i; rule depletion(use = 1%) }", "B"),
	"modulated": small("modulator dopamine { var level = 0uM; dlevel/dt = -level / 10min }\n neuron A of lif { senses skin; releases dopamine 0.1uM }\n neuron B of lif\n"+
		" synapse A -> B { weight 0.5nA; into i; rule praised }", "B"),
	"depleting": "neuron giver {\n param rest = -70mV, threshold = -50mV, tau = 20ms\n var v = rest, store = 1\n dv/dt = (rest - v + 100Mohm * injected) / tau\n dstore/dt = (1 - store) / 5min\n" +
		" spike when v > threshold { v = rest; store -= 5% * store }\n}\n" + small("modulator dopamine { var level = 0uM; dlevel/dt = -level / 10min }\n"+
		" neuron A of giver { senses skin; releases dopamine (0.1uM * store) }\n neuron B of lif\n synapse A -> B { weight 0.5nA; into i; rule praised }", "B"),
	"noisy": `neuron restless {
  param rest = -65mV, threshold = -50mV, tau = 10ms, sigma = 1mV, refractory = 2ms, tired_for = 1min
  var v = rest, tired = 0mV
  dv/dt = (rest - v - tired + 100Mohm * injected) / tau + noise(sigma * sqrt(2 / tau))
  dtired/dt = -tired / tired_for
  on receive { v += received }
  spike when v > threshold { v = rest; tired += 0.2mV }
}
` + small("neuron A x4 of restless { senses skin }\n neuron B of restless\n synapse A -> B { weight 9mV; rule depletion(use = 1%) }\n step 1ms", "B"),
}

func small(parts, motor string) string {
	interval := "interval 10s"
	if strings.Contains(parts, "interval") {
		interval = ""
	}
	return `rule praised {
  param gain = 1, half = 1uM
  var worn = 0
  dworn/dt = -worn / (1min * (1 + dopamine / half))
  on pre { release *= (1 + gain * dopamine / (dopamine + half)) * (1 - worn); worn += 0.5% * (1 - worn) }
}
circuit small {
 ` + parts + `
 effector pull from ` + motor + ` { var x = 0; dx/dt = -x / 1s; on spike { x += 5% * (1 - x) }; measure size = peak(x) within 5s }
 stimulus poke(site, force = 1g, for = 200ms) { drive senses(site) with current 1.2nA * log(1 + force / 0.5g) }
 ` + interval + `
}
use small
train: poke skin x5
rest 20s
test: poke skin
`
}

// A run in which nothing is held still gives the responses that were there, and nothing that is asked changes the animal.
func TestWhyRunsTheSameAnimal(t *testing.T) {
	for name, script := range kindsOfAnimal {
		if !strings.Contains(script, "dopamine {") {
			script = strings.ReplaceAll(script, "dopamine", "1uM")
		}
		if testing.Short() && (name == "stepped" || name == "noisy") {
			continue // they are never silent, so that each run costs seconds under the race detector
		}
		t.Run(name, func(t *testing.T) {
			plain := ran(t, script, Options{})
			asked := ran(t, strings.Replace(script, "rest 20s", "why train\nrest 20s", 1)+"why test against train[2]\n", Options{Jobs: 1})
			if !reflect.DeepEqual(plain.Trials, asked.Trials) {
				t.Error("asking changes the animal")
			}
			for k, pair := range [][2]int{{0, 4}, {1, 5}} {
				y := asked.Whys[k]
				first, last := plain.Trials[pair[0]].Responses[0], plain.Trials[pair[1]].Responses[0]
				if math.Abs(y.First.Value-first) > 1e-9 || math.Abs(y.Last.Value-last) > 1e-9 || first == 0 {
					t.Errorf("a run gives %g and %g, and not %g and %g", y.First.Value, y.Last.Value, first, last)
				}
				if y.Combined > 0 && math.Abs(y.Explained()+y.AllStill-y.Change) > 1e-9 && y.Combined == len(y.Causes) {
					t.Errorf("the shares add up to %g and not to %g", y.Explained(), y.Change-y.AllStill)
				}
			}
			many := ran(t, strings.Replace(script, "rest 20s", "why train\nrest 20s", 1)+"why test against train[2]\n", Options{Jobs: 5})
			if !reflect.DeepEqual(many.Whys, asked.Whys) {
				t.Error("the answer depends on the number of workers")
			}
		})
	}
}

// What is held still stays, to the last bit, and everything else goes on.
func TestHeldStill(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	for name, script := range kindsOfAnimal {
		if !strings.Contains(script, "dopamine {") {
			script = strings.ReplaceAll(script, "dopamine", "1uM")
		}
		t.Run(name, func(t *testing.T) {
			s, ds := Load("why", script, Options{})
			if diag.Failed(ds) {
				t.Fatal(ds)
			}
			world := newWorld(context.Background(), Options{})
			world.asks = true
			out := newOutput(&record.Result{}, world)
			w := timeline.New(s.scope, world, out, func(d diag.Diagnostic) { t.Error(d) })
			out.walker = w
			w.Walk(s.body)
			trials := w.Trials()
			x := &inquiry{question: timeline.Why{Of: trials[5], Against: trials[2], Reading: w.Measures()[0]}, subject: w.Stage().(*stage), trials: trials}
			x.from = x.subject.beginning(trials[2])
			if err := x.prepare(); err != nil {
				t.Fatal(err)
			}
			for _, m := range x.mechanisms {
				st := x.origin.Fork().(*stage)
				before := held(t, st.animal, m)
				if err := st.animal.Hold([]string{m.owner}); err != nil {
					t.Fatal(err)
				}
				free := x.origin.Fork().(*stage)
				if err := free.animal.Hold(nil); err != nil {
					t.Fatal(err)
				}
				for _, one := range []*stage{st, free} {
					if err := one.to(x.subject.history[x.from:], trials[5].Onset+1e9); err != nil {
						t.Fatal(err)
					}
				}
				if after := held(t, st.animal, m); !reflect.DeepEqual(before, after) {
					t.Errorf("%s does not stay: %v, then %v", m.Name, before, after)
				}
				if reflect.DeepEqual(before, held(t, free.animal, m)) {
					t.Errorf("%s stays without being held", m.Name)
				}
			}
			if len(x.mechanisms) == 0 {
				t.Error("nothing can be held")
			}
		})
	}
}

func held(t *testing.T, a *animal.Animal, m mechanism) (all [][]float64) {
	kind := map[string]animal.ProbeKind{"rule": animal.RuleVar, "modulator": animal.Level, "effector": animal.EffectorVar, "cells": animal.CellVar}[m.Kind]
	for _, v := range m.Variables {
		p := animal.Probe{Kind: kind, Owner: m.Owner, Rule: m.Model, Var: v}
		if v == "weight" {
			p = animal.Probe{Kind: animal.Weight, Owner: m.Owner}
		}
		values, err := a.Read(p)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, values)
	}
	return all
}

func TestWhyInASession(t *testing.T) {
	s := NewSession(Options{})
	if r, ds := s.Eval(context.Background(), strings.Split(kindsOfAnimal["modulated"], "rest 20s")[0]); diag.Failed(ds) || len(r.Whys) > 0 {
		t.Fatal(ds)
	}
	r, ds := s.Look(context.Background(), "why")
	if diag.Failed(ds) || len(r.Whys) != 1 || len(r.Trials) > 0 || strings.Contains(s.Script(), "why") {
		t.Fatal(ds, r)
	}
	if r, ds := s.Look(context.Background(), "why nobody"); r != nil || len(ds) != 1 || ds[0].Code != "unknown-label" {
		t.Fatal(ds)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r, ds := s.Look(ctx, "why"); r == nil || !r.Partial || len(r.Whys) > 0 {
		t.Fatal(fmt.Sprint(r), ds)
	}
	if r, ds := s.Eval(context.Background(), "test: poke skin"); diag.Failed(ds) || len(r.Trials) != 1 {
		t.Fatal(ds)
	}
	if r, ds := s.Look(context.Background(), "why test"); diag.Failed(ds) || r.Whys[0].Last.Label != "test" {
		t.Fatal(ds)
	}
	if r, ds := s.Eval(context.Background(), "look: peek poke skin\nwhy look"); diag.Failed(ds) || r.Whys[0].Last.Label != "look" {
		t.Fatal(ds)
	}
}
