package interp_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
	"protoexp/runtime/record"
)

// run runs a script with options; it must be valid.
func run(t *testing.T, ctx context.Context, text string, o interp.Options) *record.Result {
	t.Helper()
	script, ds := interp.Load("test", text, o)
	if diag.Failed(ds) {
		t.Fatalf("%s\n%v", text, ds)
	}
	r, ds, err := script.Run(ctx)
	if err != nil || diag.Failed(ds) {
		t.Fatalf("%s\n%v %v", text, ds, err)
	}
	return r
}

// histories are the trials of each animal by its place in the design: "isi=10s 3".
func histories(r *record.Result) map[string]string {
	out := map[string]string{}
	for _, e := range r.Experiments {
		index := map[int]int{}
		for _, a := range e.Animals {
			place := fmt.Sprintf("%s %d", e.Cells[a.Cell].Name, index[a.Cell])
			index[a.Cell]++
			var b strings.Builder
			for _, t := range r.Trials {
				if t.Experiment == e.Title && t.Animal == a.Number {
					fmt.Fprintf(&b, "%v %s %d %d %s %v %b\n", t.Factors, t.Label, t.N, t.Onset, t.Action, t.Omitted, t.Responses[0])
				}
			}
			out[place] = b.String()
		}
	}
	return out
}

const twoGroups = `experiment "e" {
  seed 5
  group a n=3 { train: touch siphon x3; { x: touch mantle; y: shock tail } shuffled; rest 1min; test: touch siphon }
  group b n=3 { scatter [touch siphon x3] over 5min; rest 1min; test: touch siphon force uniform(1g, 2g) }
  measure gill.amplitude
  expect a.test < b.test
}`

const crossed = `experiment "e" {
  seed 5
  factor isi between [10s, 30s]
  factor site within [siphon, mantle] order random washout 1h
  each n=2 per cell { within site { train: touch site x3 every isi; rest 10s; test: touch site } }
  measure gill.amplitude
}`

// TestOldAnimals: whatever is added to a design, the animals that were there do what they did, bit for bit.
func TestOldAnimals(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	for _, c := range []struct{ name, text, old, new string }{
		{"a group", twoGroups, "  measure", "  group c n=2 { test: touch mantle }\n  measure"},
		{"a group before", twoGroups, "  group a", "  group c n=2 { test: touch mantle }\n  group a"},
		{"more animals", twoGroups, "b n=3", "b n=5"},
		{"a measure", twoGroups, "measure gill.amplitude", "measure gill.amplitude, siphon.duration, epsp(LE -> L7).amplitude"},
		{"an expectation", twoGroups, "expect", "expect b.test > 0.1; expect"},
		{"blocks", twoGroups, "  seed 5", "  seed 5; assign random in blocks of 2"},
		{"a level", crossed, "30s]", "30s, 1min]"},
		{"a factor's level of one animal", crossed, "n=2", "n=3"},
		{"a measure of a crossed design", crossed, "gill.amplitude", "gill.amplitude, siphon.amplitude"},
	} {
		changed := strings.Replace(c.text, c.old, c.new, 1)
		if changed == c.text {
			t.Fatalf("%s: %q is not in the script", c.name, c.old)
		}
		before, after := histories(run(t, context.Background(), c.text, interp.Options{})), histories(run(t, context.Background(), changed, interp.Options{}))
		for place, what := range before {
			if what == "" || after[place] != what {
				t.Errorf("%s changed animal %s:\n%s\n%s", c.name, place, what, after[place])
			}
		}
	}
}

// TestWorkers: the number of workers changes no byte.
func TestWorkers(t *testing.T) {
	for _, text := range []string{twoGroups, crossed} {
		var first []byte
		for _, jobs := range []int{1, 2, 7} {
			var b bytes.Buffer
			if err := export.JSON(&b, run(t, context.Background(), text, interp.Options{Jobs: jobs}), nil); err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = b.Bytes()
			} else if !bytes.Equal(first, b.Bytes()) {
				t.Errorf("%d workers give other bytes than one:\n%s", jobs, text)
			}
		}
	}
}

// TestInterruptedDesign: what is complete is kept, it is what it would have been, and about as many of each cell are done.
func TestInterruptedDesign(t *testing.T) {
	whole := histories(run(t, context.Background(), twoGroups, interp.Options{}))
	ctx, stop := context.WithCancel(context.Background())
	r := run(t, ctx, twoGroups, interp.Options{Jobs: 1, Animals: func(done, total int) {
		if total != 6 {
			t.Errorf("%d of %d animals", done, total)
		}
		if done == 3 {
			stop()
		}
	}})
	if !r.Partial || r.Animals != 3 || len(r.Checks) != 1 {
		t.Fatalf("partial %v, %d animals, %v", r.Partial, r.Animals, r.Checks)
	}
	cells := r.Experiments[0].Cells
	if cells[0].Done+cells[1].Done != 3 || cells[0].Done == 0 || cells[1].Done == 0 {
		t.Errorf("%v", cells)
	}
	for place, what := range histories(r) {
		if what != "" && what != whole[place] {
			t.Errorf("%s: %s", place, what)
		}
	}
}

// TestAnimalsDiffer: animals of a design vary as the preparation says; identical ones do not vary; batches differ a little.
func TestAnimalsDiffer(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	sd := func(head string) float64 {
		r := run(t, context.Background(), head+"; group a n=40 { test: touch siphon }; measure epsp(LE -> L7).amplitude", interp.Options{})
		var sum, square, n float64
		for _, x := range r.Trials {
			sum, square, n = sum+x.Responses[0], square+x.Responses[0]*x.Responses[0], n+1
		}
		return square/n/(sum/n)/(sum/n) - 1
	}
	usual, none, batches := sd("seed 1"), sd("variability 0%"), sd("seed 1; batches 4")
	if none > 1e-12 || none < -1e-12 || usual < 0.005 || batches == usual || batches > 4*usual {
		t.Errorf("squared coefficients of variation: %g, %g without, %g with batches", usual, none, batches)
	}
}

// TestAuto: n=auto follows from the plan, and closes what must close.
func TestAuto(t *testing.T) {
	for text, want := range map[string]int{
		`group a n=auto { test: touch siphon }; group b n=auto { test: touch mantle }; plan { alpha 0.05; power 80%; smallest d=0.8 }`:          52, // pwr.t.test: 25.52
		`group a n=auto { test: touch siphon }; group b n=auto { test: touch mantle }; plan { smallest d=0.8 }; assign random in blocks of 8`:   56,
		`group a n=auto { test: touch siphon }; group b n=4 { test: touch mantle }; plan { alpha 0.01; power 90%; smallest d=1 }`:               36,
		`factor s within [siphon, mantle, gill] order balanced; each n=auto { within s { test: touch s } }; plan { power 80%; smallest d=0.8 }`: 18, // paired: 14.3
	} {
		s, ds := interp.Load("auto", text, interp.Options{})
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		if _, _, n, _ := s.Timeline(); n != want {
			t.Errorf("%s: %d animals", text, n)
		}
	}
}

// TestAcceptanceScripts runs the scripts of designs: everything that was declared is there, counted, and what is said of each
// hypothesis is a sentence. The longest are run with fewer animals.
func TestAcceptanceScripts(t *testing.T) {
	fewer := strings.NewReplacer("each n=8 per cell", "each n=2 per cell", "reps 20", "reps 1", "log 12", "log 3", "retention between [1d, 21d, 14w]", "retention between [1d, 21d]")
	for _, name := range []string{"05-dishabituation", "06-force-by-spacing", "07-two-pathways", "08-long-term", "09-lesion", "10-serotonin",
		"11-differential-conditioning", "12-sensitization", "13-sweep", "20-blocking"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && !slices.Contains([]string{"05-dishabituation", "09-lesion", "10-serotonin", "13-sweep", "20-blocking"}, name) {
				t.Skip("long, and its workers are those of the others")
			}
			text, err := os.ReadFile("../lang/parse/testdata/scripts/" + name + ".proto-exp")
			if err != nil {
				t.Fatal(err)
			}
			r := run(t, context.Background(), fewer.Replace(string(text)), interp.Options{})
			if want := map[string]int{"05-dishabituation": 48, "06-force-by-spacing": 12, "07-two-pathways": 12, "08-long-term": 48, "09-lesion": 20,
				"10-serotonin": 24, "11-differential-conditioning": 12, "12-sensitization": 52, "13-sweep": 9, "20-blocking": 2}[name]; r.Animals != want || r.Partial {
				t.Errorf("%d animals, and not %d", r.Animals, want)
			}
			for _, e := range r.Experiments {
				for i, c := range e.Cells {
					counted := 0
					for _, batch := range e.Assignment.Batches {
						counted += batch[i]
					}
					if c.Planned != c.Done || counted != c.Planned {
						t.Errorf("%s: %d planned, %d done, %d counted", c.Name, c.Planned, c.Done, counted)
					}
				}
				for _, x := range e.Assignment.Orders {
					for k, n := range x.Animals {
						if n[0] != x.Animals[0][0] {
							t.Errorf("the order %v has %d animals, and the first %d", x.Sequences[k], n[0], x.Animals[0][0])
						}
					}
				}
			}
			for _, c := range r.Checks {
				if !strings.HasPrefix(c.Sentence, "\"") || !strings.HasSuffix(c.Sentence, ".") || strings.Contains(c.Sentence, "NaN") ||
					c.Pass != strings.Contains(c.Sentence, "\" holds: ") {
					t.Errorf("pass %v: %s", c.Pass, c.Sentence)
				}
				if name == "05-dishabituation" && !c.Pass {
					t.Error(c.Sentence)
				}
			}
		})
	}
}
