package interp_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"protoexp/interp"
	"protoexp/runtime/record"
)

// TestStream: the trials that are passed on while a run goes on are those of its result, animal by animal in the same order
// for every number of workers.
func TestStream(t *testing.T) {
	text := `experiment "e" {
  use aplysia; seed 2
  group a n=3 { base: touch siphon; rest 1min; test: touch siphon }
  group b n=3 { base: touch mantle; rest 1min; test: touch mantle }
  measure siphon.duration
}
experiment "f" { use aplysia; factor force between [1g, 2g]; each n=1 { touch siphon force force }; measure gill.amplitude }`
	var first []record.Trial
	for _, jobs := range []int{1, 3} {
		script, _ := interp.Load("stream", text, interp.Options{Jobs: jobs})
		var got []record.Trial
		var order []string
		outline := script.Stream(func(trials []record.Trial) {
			got = append(got, trials...)
			order = append(order, fmt.Sprint(trials[0].Experiment, trials[0].Animal))
		})
		result, _, err := script.Run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if want := "[e1 e4 e2 e5 e3 e6 f1 f2]"; fmt.Sprint(order) != want {
			t.Errorf("%v, wanted %v", order, want)
		}
		if !reflect.DeepEqual(outline.Measures, result.Measures) || len(outline.Experiments) != 2 || outline.Experiments[1].Factors[0].Name != "force" {
			t.Errorf("%+v", outline)
		}
		if len(got) != len(result.Trials) {
			t.Errorf("%d trials of %d", len(got), len(result.Trials))
		}
		for _, x := range got {
			found := false
			for _, y := range result.Trials {
				found = found || fmt.Sprint(x) == fmt.Sprint(y)
			}
			if !found {
				t.Errorf("%v is not in the result", x)
			}
		}
		if first != nil && fmt.Sprint(first) != fmt.Sprint(got) {
			t.Error("another number of workers gives another order")
		}
		first = got
	}
}
