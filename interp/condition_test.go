package interp_test

import (
	"math"
	"testing"

	"protoexp/interp"
)

// TestConditions: an `if` in an event asks once, where it stands, for each connection; else is the opposite, and they nest.
func TestConditions(t *testing.T) {
	const circuit = `
rule watch {
  var a = 0, b = 0, c = 0, drawn = 0, both = 0
  on pre {
    if a < 1.5 { a = 5; b += 1; if b > 0.5 { c = 7 } else { c = 9 } } else { b += 10; a = 0 }
  }
  every 1h {
    drawn = 0
    if uniform(0, 1) < 0.25 { drawn = 1; both += 1 } else { both += 0 }
    if drawn > 0.5 { both -= 1 } else { both += 0 }
  }
}
circuit two {
  neuron pre x4000 of lif { threshold = 1V }
  neuron post of lif { threshold = 1V }
  synapse pre -> post { weight 0.5nA; into i; rule watch }
}
use two
`
	for name, want := range map[string]float64{
		"fire pre; rest 1s; print (pre -> post).watch.a":             5, // b and c follow although a has left the condition
		"fire pre; rest 1s; print (pre -> post).watch.b":             1,
		"fire pre; rest 1s; print (pre -> post).watch.c":             7,
		"fire pre x2 every 1s; rest 1s; print (pre -> post).watch.b": 11,
		"fire pre x2 every 1s; rest 1s; print (pre -> post).watch.a": 0,
		"rest 50h; print (pre -> post).watch.both":                   0, // one draw decides for the whole block
	} {
		if got := printed(t, circuit+name+"\n"); got != want {
			t.Errorf("%s: %g, want %g", name, got, want)
		}
	}
	if got := printed(t, circuit+"rest 61min; print (pre -> post).watch.drawn\n"); math.Abs(got-0.25) > 0.03 {
		t.Errorf("with a probability of 25 %%, %g of 4000 connections", got)
	}
}

// TestConditionsAreChecked: a condition is a comparison with units that fit, and a trial of a learner has none.
func TestConditionsAreChecked(t *testing.T) {
	for text, code := range map[string]string{
		"rule r { var a = 0; on pre { if a { a = 1 } } }":                                          "not-a-truth",
		"rule r { var a = 0; on pre { if a > 1ms { a = 1 } } }":                                    "dimension",
		"rule r { var a = 0; on pre { if a > 1 { b = 1 } } }":                                      "unknown-variable",
		"rule r { var a = 0; on pre { if a > 1 { rest 2h } } }":                                    "misplaced",
		"learner l { var a = 0; on reinforced { if a > 1 { a = 0 } }; measure strength = sum(a) }": "misplaced",
	} {
		if _, ds := interp.Load("conditions", text, interp.Options{}); len(ds) == 0 || ds[0].Code != code {
			t.Errorf("%s: %v, want %s", text, ds, code)
		}
	}
}
