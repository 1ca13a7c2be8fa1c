package interp_test

import (
	"testing"

	"protoexp/interp"
)

// TestAccount: a report says of every parameter of a preparation what it is, and where it comes from or that it was set.
func TestAccount(t *testing.T) {
	script, ds := interp.Load("dir/a.proto-exp", `use aplysia with LE.tau = 30ms
experiment "e" {
  variability 10%
  group a n=2 { base: touch siphon; rest 1min; apply serotonin dose 1uM; { x: touch siphon; y: touch mantle } shuffled }
  group b n=2 { base: omit touch siphon }
  measure gill.amplitude blind
  allow no-baseline "there is none"
}`, interp.Options{Set: nil})
	if len(ds) > 0 {
		t.Log(ds)
	}
	a := script.Account(true)
	if a.Script != "a.proto-exp" || !a.Blind || len(a.Variability) != 1 || a.Variability[0] != "10%" || len(a.Allowed) != 1 {
		t.Errorf("%+v", a)
	}
	var actions []string
	for _, e := range a.Schedule {
		actions = append(actions, e.Cell+" "+e.Action)
		if e.Experiment != "e" || e.Omitted != (e.Cell == "b") || (e.Block != 0) != (e.Label == "x" || e.Label == "y") || e.Trial == (e.Action == "apply serotonin dose 1uM") {
			t.Errorf("%+v", e)
		}
	}
	if len(actions) != 5 {
		t.Error(actions)
	}
	if len(a.Preparations) != 1 {
		t.Fatal(a.Preparations)
	}
	changed, unstated := 0, 0
	for _, p := range a.Preparations[0].Parameters {
		if p.Changed {
			changed++
			continue
		}
		if p.Owner == "" || p.Name == "" || p.Value == "" || p.Meaning == "" {
			t.Errorf("%+v", p)
		}
		if p.Source == "" && p.Meaning != "in place of the model's value" {
			t.Logf("%+v", p)
			unstated++
		}
	}
	if changed != 1 || unstated > 0 {
		t.Errorf("%d parameters are set, %d have no source", changed, unstated)
	}
}
