package report_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

func text(t *testing.T, r *record.Result, o report.Options) string {
	t.Helper()
	var b strings.Builder
	if err := report.Text(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNarrow: a table that is wider than the page goes on below, with its keys again.
func TestNarrow(t *testing.T) {
	r := &record.Result{Preparation: "snail", Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}, {Name: "gill.duration", Unit: "s"}, {Name: "siphon.amplitude", Unit: "1"}},
		Trials: []record.Trial{{Label: "a", Action: "touch", Responses: []float64{1, 2, 3}}, {Label: "a", Onset: 60e9, Action: "touch", Responses: []float64{0.5, 1, 1.5}}}}
	want := `snail, seed 0, 0s of the animal's time

a: touch
  n  onset  gill.amplitude
  1     0s            1.00
  2   1min           0.500
  n  onset  gill.duration [s]
  1     0s               2.00
  2   1min               1.00
  n  onset  siphon.amplitude
  1     0s              3.00
  2   1min              1.50
  █▅  gill.amplitude

`
	if diff := cmp.Diff(want, text(t, r, report.Options{Width: 40})); diff != "" {
		t.Error(diff)
	}
	if wide := text(t, r, report.Options{}); strings.Count(wide, "onset") != 1 {
		t.Error(wide)
	}
}

// TestLong: of many trials the first and the last are shown, and the line of bars keeps to the page.
func TestLong(t *testing.T) {
	r := &record.Result{Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}}}
	for i := range 5000 {
		r.Trials = append(r.Trials, record.Trial{Label: "train", Onset: int64(i) * 30e9, Action: "touch", Responses: []float64{1 / float64(i+1)}})
	}
	got := text(t, r, report.Options{Width: 80})
	for _, want := range []string{"  … 4950 more; --out and --json have them all\n", "\n  5000  1d17h39min30s", "\n    40"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	var b strings.Builder
	strip(t, &b, r, report.Options{Width: 60})
	for _, line := range strings.Split(got+b.String(), "\n") {
		if utf8.RuneCountInString(line) > 80 {
			t.Error(line)
		}
	}
}

// TestMixed: where the trials of a label differ, each says what it was.
func TestMixed(t *testing.T) {
	r := &record.Result{Preparation: "snail", Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}}, Trials: []record.Trial{
		{Label: "a", Action: "touch siphon", Responses: []float64{1}},
		{Label: "a", Onset: 30e9, Action: "touch siphon", Omitted: true, Responses: []float64{0}},
		{Label: "a", Onset: 60e9, Action: "shock head", Responses: []float64{1}},
	}}
	want := `a: 3 trials
  n  onset                  action  gill.amplitude
  1     0s            touch siphon            1.00
  2    30s  touch siphon (omitted)               0
  3   1min              shock head            1.00
  █▁█  gill.amplitude
`
	if got := text(t, r, report.Options{}); !strings.Contains(got, want) {
		t.Error(got)
	}
}

// strip writes trials one after the other.
func strip(t *testing.T, b *strings.Builder, r *record.Result, o report.Options) {
	s := report.NewStrip(b, o)
	for _, x := range r.Trials {
		s.Trial(x, r.Measures)
	}
	if err := s.End(); err != nil {
		t.Fatal(err)
	}
}

func TestStrip(t *testing.T) {
	r := &record.Result{Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}}, Trials: []record.Trial{
		{Action: "shock head current 50mA", Onset: 7200e9, Omitted: true, Responses: []float64{0}}}}
	for i := range 35 {
		r.Trials = append(r.Trials, record.Trial{Label: "train", N: i + 1, Onset: 7230e9, Action: "touch", Responses: []float64{1 - float64(i)/60}})
	}
	r.Trials = append(r.Trials, record.Trial{Action: "touch siphon for 1s", Onset: 8e12, Peeked: true, Responses: []float64{1.5}},
		record.Trial{Action: "tone level 60dB for 1s", Onset: 9e12, Responses: []float64{math.NaN()}})
	var b strings.Builder
	strip(t, &b, r, report.Options{Width: 70})
	want, err := os.ReadFile("testdata/strip.txt")
	if os.Getenv("UPDATE") != "" {
		os.MkdirAll("testdata", 0o777)
		os.WriteFile("testdata/strip.txt", []byte(b.String()), 0o666)
	} else if diff := cmp.Diff(string(want), b.String()); err != nil || diff != "" {
		t.Error(diff, err)
	}
	b.Reset()
	strip(t, &b, r, report.Options{Width: 40})
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 40 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

func TestQuietPartialAndEmpty(t *testing.T) {
	for _, c := range []struct {
		result record.Result
		o      report.Options
		want   string
	}{
		{record.Result{}, report.Options{}, "the script does nothing to an animal\n\n"},
		{record.Result{Partial: true, Notes: []string{"snail"}}, report.Options{Quiet: true}, "interrupted: what stands here is complete, but the script was not finished\n"},
		{record.Result{Checks: []record.Check{{Pass: true, Sentence: "yes."}, {Sentence: "no."}}}, report.Options{Quiet: true, Colour: true}, "\x1b[32m✓\x1b[0m yes.\n\x1b[31m✗\x1b[0m no.\n"},
		{record.Result{Shown: []record.Shown{{Verb: "print", Text: "first"}, {Verb: "table", Series: []record.Series{{Name: "a", Unit: "s", Values: []float64{1}}, {Name: "b"}}}, {Verb: "print", Text: "last"}}},
			report.Options{Quiet: true}, "first\n\n  n  a [s]  b\n  1   1.00\n\nlast\n\n"},
	} {
		if got := text(t, &c.result, c.o); got != c.want {
			t.Errorf("%q, wanted %q", got, c.want)
		}
	}
}

func ExampleTime() {
	fmt.Println(report.Time(7_290_500_000_000))
	// Output: 2h1min30.5s
}
