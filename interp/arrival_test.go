package interp_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"protoexp/interp"
)

// latecomers are animals whose responses say when they came.
const latecomers = `
circuit latecomer {
  neuron skin of lif { senses back }
  effector leg from skin {
    param came = 1 + arrival
    var day = 1 + batch
    dday/dt = 0 / 1s
    on spike { day += 0 }
    measure place = peak(came) within 1s
    measure lot   = peak(day) within 1s
  }
  stimulus tap(site, for = 100ms) { drive senses(site) with current 1nA }
}
experiment "e" {
  use latecomer; measure leg.place, leg.lot
  batches 3
  assign in order
  group a n=4 { test: tap back }
  group b n=5 { test: tap back }
  expect a.test < b.test
}`

// TestArrival: what an animal is made of may read when it came; each reads its own place, and one that is alone has 0.
func TestArrival(t *testing.T) {
	r := run(t, context.Background(), latecomers, interp.Options{})
	animals := r.Experiments[0].Animals
	if len(animals) != 9 || len(r.Trials) != 9 {
		t.Fatalf("%d animals, %d trials", len(animals), len(r.Trials))
	}
	for _, trial := range r.Trials {
		a := animals[trial.Animal-1]
		for k, want := range []float64{1 + float64(a.Arrival-1)/8, 1 + float64(a.Batch-1)/2} {
			if math.Abs(trial.Responses[k]-want) > 1e-12 {
				t.Errorf("animal %d, the %d. to arrive, of batch %d: %g, and %g is due", a.Number, a.Arrival, a.Batch, trial.Responses[k], want)
			}
		}
	}
	r = run(t, context.Background(), latecomers[:strings.Index(latecomers, "experiment")]+"use latecomer; measure leg.place, leg.lot; tap back", interp.Options{})
	for _, x := range r.Trials[0].Responses {
		if x != 1 {
			t.Errorf("alone, an animal has %g", x)
		}
	}
}

// TestPowerOfArrivals: an experiment of another size has other animals where they read when they came. In ten as in forty
// animals the mean place is the middle; that of the first ten of forty is not.
func TestPowerOfArrivals(t *testing.T) {
	for what, text := range map[string]string{
		"a circuit": latecomers[:strings.Index(latecomers, "experiment")] + "experiment \"e\" { use latecomer; measure leg.place\n assign in order\n group a n=40 { test: tap back }\n expect a.test > 1.15 }",
		"a learner": "learner late { param came = 1 + arrival; var s = 0\n on reinforced { s += 0.1 }\n measure place = came\n interval 1min }\nexperiment \"e\" { use late\n assign in order\n group a n=40 { t: reinforce A }\n expect a.t > 1.15 }",
	} {
		p := power(t, text, 0, interp.PowerOptions{N: []int{10, 40}, Reps: 2})
		for _, n := range []int{10, 40} {
			if x := at(t, p, n); x.Held != 2 {
				t.Errorf("%s, n=%d: %+v", what, n, x)
			}
		}
	}
}
