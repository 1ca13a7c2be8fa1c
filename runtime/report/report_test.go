package report_test

import (
	"strings"
	"testing"

	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

func TestTime(t *testing.T) {
	for ns, want := range map[int64]string{0: "0s", 500_000_000: "0.5s", 90_000_000_000: "1min30s", 7_290_500_000_000: "2h1min30.5s", 26 * 86400_000_000_000: "26d", 100_000: "0.0001s"} {
		if got := report.Time(ns); got != want {
			t.Errorf("%d: %s, wanted %s", ns, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 0.5: "0.500", 12.345: "12.3", 999.9: "1000", 1234567: "1.23e+06", 0.00012: "0.00012", -0.5: "-0.500"} {
		if got := report.Number(v); got != want {
			t.Errorf("%v: %s, wanted %s", v, got, want)
		}
	}
}

func TestText(t *testing.T) {
	r := &record.Result{Preparation: "snail", Seed: 3, SimulatedNs: 30_500_000_000, Notes: []string{"snail, every 30s"},
		Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}, {Name: "gill.duration", Unit: "s"}},
		Trials: []record.Trial{
			{Label: "train", N: 1, Action: "touch siphon", Responses: []float64{0.8, 5}},
			{Label: "train", N: 2, Onset: 30_000_000_000, Action: "touch siphon", Responses: []float64{0.4, 4}},
			{N: 1, Onset: 30_500_000_000, Action: "shock head", Omitted: true, Responses: []float64{0, 0}},
		},
		Shown:  []record.Shown{{Verb: "print", Text: "train.drop = 0.5"}, {Verb: "table", Series: []record.Series{{Name: "train", Unit: "1", Values: []float64{0.8, 0.4}}}}},
		Checks: []record.Check{{Pass: true, Sentence: "holds."}, {Sentence: "fails."}},
	}
	var b strings.Builder
	if err := report.Text(&b, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	want := `snail, every 30s
snail, seed 3, 30.5s of the animal's time

train: touch siphon
  n  onset  gill.amplitude  gill.duration [s]
  1     0s           0.800               5.00
  2    30s           0.400               4.00
  █▅  gill.amplitude

shock head (omitted)
  n  onset  gill.amplitude  gill.duration [s]
  1  30.5s               0                  0

train.drop = 0.5

  n  train
  1  0.800
  2  0.400

✓ holds.
✗ fails.
`
	if b.String() != want {
		t.Errorf("%s\nwanted\n%s", b.String(), want)
	}
	b.Reset()
	if err := report.Answers(&b, r, nil, report.Options{}); err != nil || b.String() != want[strings.Index(want, "train.drop"):] {
		t.Error(b.String(), err)
	}
}
