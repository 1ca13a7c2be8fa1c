package interp

import (
	"context"
	"math"
	"reflect"
	"testing"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
)

// TestAplysiaOwnTime: the animal of the library fires at the same steps and answers the same, whether its cells keep their
// own time or are stepped.
func TestAplysiaOwnTime(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	const ms = int64(1e6)
	grow := func() *animal.Animal {
		s, ds := Load("test", "use aplysia; rest 1ms", Options{})
		if diag.Failed(ds) {
			t.Fatal(ds)
		}
		w := timeline.New(s.scope, newWorld(context.Background(), Options{}), timeline.Silent{}, func(d diag.Diagnostic) { t.Fatal(d) })
		w.Walk(s.body)
		return w.Stage().(*stage).animal
	}
	run := func(a *animal.Animal) (spikes [][][]int64, responses [][]float64, vesicles []float64) {
		must := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		var probes []animal.Probe
		for _, cells := range []string{"LE", "L29", "L7", "LFS", "CB1"} {
			probes = append(probes, animal.Probe{Kind: animal.CellSpikes, Owner: cells})
		}
		must(a.Record(probes, 1000*ms))
		var trials []animal.Trial
		present := func(verb, site string, length int64) {
			trials = append(trials, a.Begin(a.Reach(verb, site)))
			must(a.Present(verb, site, nil, length*ms))
			must(a.Advance(a.Now() + 1500*ms))
		}
		present("touch", "siphon", 500)
		present("shock", "tail", 1000)
		present("touch", "siphon", 500)
		must(a.Apply("tetrodotoxin", 1e-4, 700*ms))
		present("touch", "siphon", 500)
		must(a.Wash())
		present("touch", "mantle", 500)
		traces, err := a.StopRecording()
		must(err)
		for _, x := range traces {
			spikes = append(spikes, x.Spikes)
		}
		for _, k := range trials {
			v, err := a.Responses(k)
			must(err)
			responses = append(responses, v)
		}
		vesicles, err = a.Read(animal.Probe{Kind: animal.RuleVar, Owner: "LE_L7", Rule: "depression", Var: "vesicles"})
		must(err)
		return
	}
	own, stepped := grow(), grow()
	stepped.SetJumping(false)
	s1, r1, v1 := run(own)
	s2, r2, v2 := run(stepped)
	if len(s1[0][12]) < 10 || !reflect.DeepEqual(s1, s2) {
		t.Errorf("spikes differ: %d and %d of the middle LE cell", len(s1[0][12]), len(s2[0][12]))
	}
	same := func(a, b []float64) {
		t.Helper()
		for i := range a {
			if math.Abs(a[i]-b[i]) > 1e-9*math.Abs(b[i]) {
				t.Errorf("%d: %v and %v", i, a[i], b[i])
			}
		}
	}
	for i := range r1 {
		same(r1[i], r2[i])
	}
	same(v1, v2)
}
