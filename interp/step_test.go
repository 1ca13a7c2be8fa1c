package interp_test

import (
	"context"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"protoexp/interp"
)

// TestHalfStep: with half the step of the clock, no number that a row of aplysia obtains is another by more than 1 %. Of rows
// in which animals are touched, a single spike of a motor neuron more or less is seen: their means may differ by 2 %. They run
// with STEPS=1 only, since they take minutes.
func TestHalfStep(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	list, err := interp.Replications()
	if err != nil {
		t.Fatal(err)
	}
	quick := map[string]bool{"B1": true, "B2": true, "B5": true, "B18": true}
	number := regexp.MustCompile(`= (-?[0-9.]+(?:e-?[0-9]+)?)`)
	obtained := func(r interp.Replication, step string) (x []float64) {
		r.Script = "circuit stepped of aplysia { step " + step + " }\n" + strings.Replace(r.Script, "use aplysia", "use stepped", -1)
		done, err := r.Run(context.Background(), interp.Options{Jobs: 1})
		if err != nil {
			t.Fatal(r.Name, err)
		}
		for _, line := range done.Obtained {
			for _, m := range number.FindAllStringSubmatch(line, -1) {
				v, err := strconv.ParseFloat(m[1], 64)
				if err != nil {
					t.Fatal(line)
				}
				x = append(x, v)
			}
		}
		return x
	}
	for _, r := range list {
		if !strings.Contains(r.Script, "use aplysia") || !quick[r.Name] && os.Getenv("STEPS") == "" {
			continue
		}
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			share := 0.02
			if quick[r.Name] {
				share = 0.01
			}
			a, b := obtained(r, "0.1ms"), obtained(r, "0.05ms")
			if len(a) == 0 || len(a) != len(b) {
				t.Fatalf("obtained %v and %v", a, b)
			}
			for i := range a {
				if math.Abs(a[i]-b[i]) > share*math.Max(math.Abs(a[i]), 0.1) {
					t.Errorf("number %d is %v, and %v with half the step", i+1, a[i], b[i])
				}
			}
		})
	}
}
