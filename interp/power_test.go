package interp_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"testing"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/record"
)

// learnt is an experiment with a middling effect.
const learnt = `experiment "e" {
  use rescorla_wagner; seed 5; variability 40%% of salience
  %s
  group more n=12 { train: reinforce A x4; test: test A }
  group less n=12 { train: reinforce A x3; test: test A }
  primary expect more.test > less.test
}`

func power(t *testing.T, text string, jobs int, o interp.PowerOptions) []record.Power {
	t.Helper()
	s, ds := interp.Load("test", text, interp.Options{Jobs: jobs})
	if diag.Failed(ds) {
		t.Fatal(ds)
	}
	p, ds := s.Power(context.Background(), o)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return p
}

func at(t *testing.T, p []record.Power, n int) record.PowerPoint {
	t.Helper()
	for _, x := range p[0].Curves[0].Points {
		if x.N == n {
			return x
		}
	}
	t.Fatalf("there is no n=%d: %+v", n, p[0].Curves[0].Points)
	return record.PowerPoint{}
}

// TestPowerClosedForm: simulated power is what the noncentral t says, within what the simulation leaves open.
func TestPowerClosedForm(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	p := power(t, fmt.Sprintf(learnt, ""), 0, interp.PowerOptions{N: []int{8, 20}, Reps: 250})
	for _, n := range []int{8, 20} {
		x := at(t, p, n)
		if sd := math.Sqrt(x.Closed * (1 - x.Closed) / 250); math.Abs(x.Power-x.Closed) > 3.3*sd {
			t.Errorf("n=%d: %.3f simulated, %.3f by the noncentral t", n, x.Power, x.Closed)
		}
		if x.Low > x.Power || x.High < x.Power || x.Of != 250 || x.Animals != 2*n {
			t.Errorf("%+v", x)
		}
	}
	if at(t, p, 20).Power <= at(t, p, 8).Power {
		t.Error("more animals have less power")
	}
}

// TestPowerIsTheSame: for every number of workers, and for a number of animals whatever others are looked at.
func TestPowerIsTheSame(t *testing.T) {
	text := fmt.Sprintf(learnt, "")
	a := power(t, text, 1, interp.PowerOptions{N: []int{6, 10}, Reps: 20})
	b := power(t, text, 3, interp.PowerOptions{N: []int{6, 10}, Reps: 20})
	if !reflect.DeepEqual(points(a), points(b)) {
		t.Errorf("%+v\n%+v", a, b)
	}
	c := power(t, text, 0, interp.PowerOptions{N: []int{6}, Reps: 20})
	if x, y := at(t, a, 6), at(t, c, 6); x.Held != y.Held {
		t.Errorf("%d of 20 with more animals behind them, and %d without", x.Held, y.Held)
	}
	if first := power(t, text, 0, interp.PowerOptions{N: []int{6}, Reps: 10}); at(t, first, 6).Held > at(t, c, 6).Held {
		t.Error("the first replications are not the same")
	}
}

// points are the counts of all curves; a closed form of nothing is not a number and equals nothing.
func points(list []record.Power) (out [][5]int) {
	for _, p := range list {
		for _, c := range p.Curves {
			for _, x := range c.Points {
				out = append(out, [5]int{x.N, x.Animals, x.Held, x.Of, c.Smallest})
			}
		}
	}
	return out
}

// TestPowerCloses: numbers that do not close a design are moved up, and said; cells keep their proportions; with batches
// every size is simulated.
func TestPowerCloses(t *testing.T) {
	within := `experiment "w" {
  use rescorla_wagner; variability 50% of salience
  factor cue within [A, B, C] order balanced
  each n=12 { within cue { train: reinforce cue x5 } }
  expect train[cue=A].last > train[cue=A].first
}`
	p := power(t, within, 0, interp.PowerOptions{N: []int{4, 7}, Reps: 5})
	if len(p[0].Notes) != 2 || p[0].Curves[0].Points[0].N != 6 || p[0].Curves[0].Points[len(p[0].Curves[0].Points)-1].N != 12 {
		t.Errorf("%+v", p[0])
	}
	if x := at(t, p, 12); x.Held != 5 {
		t.Errorf("learning is not seen: %+v", x)
	}
	unequal := `group a n=6 { test: test A }; group b n=18 { reinforce A x5; test: test A }; use rescorla_wagner; expect b.test > a.test`
	if x := at(t, power(t, unequal, 0, interp.PowerOptions{N: []int{4}, Reps: 3}), 4); x.Animals != 16 || x.Held != 3 {
		t.Errorf("%+v", x)
	}
	batches := power(t, fmt.Sprintf(learnt, "batches 2; assign random by batch"), 0, interp.PowerOptions{N: []int{5, 8}, Reps: 4})
	if c := batches[0].Curves[0]; len(c.Points) != 2 || c.Points[0].N != 6 || c.Points[0].Of != 4 {
		t.Errorf("%+v", c)
	}
}

// TestPowerStops: what is complete is kept.
func TestPowerStops(t *testing.T) {
	s, _ := interp.Load("test", fmt.Sprintf(learnt, ""), interp.Options{Jobs: 2})
	ctx, stop := context.WithCancel(context.Background())
	p, ds := s.Power(ctx, interp.PowerOptions{N: []int{4}, Reps: 1000, Replication: func(done, total int) {
		if done == 7 {
			stop()
		}
	}})
	if len(ds) > 0 || len(p) != 1 || !p[0].Partial() || p[0].Done == 0 || p[0].Done > 10 {
		t.Errorf("%v %+v", ds, p)
	}
}

// TestNoPower: what has none says why.
func TestNoPower(t *testing.T) {
	for _, text := range []string{"train: touch siphon x3; expect train.last < train.first", "use rescorla_wagner; group a n=3 { reinforce A }",
		"phases \"p\" { a | 3 A+ | test A\n b | 3 B+ | test A\n expect a.A > b.A\n}"} {
		s, ds := interp.Load("test", text, interp.Options{})
		if diag.Failed(ds) {
			t.Fatal(ds)
		}
		if _, ds := s.Power(context.Background(), interp.PowerOptions{Reps: 2}); len(ds) != 1 || ds[0].Code != "no-power" || ds[0].Fix == "" {
			t.Errorf("%s: %v", text, ds)
		}
	}
}
