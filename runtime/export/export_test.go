package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"protoexp/runtime/export"
	"protoexp/runtime/record"
)

func sample() *record.Result {
	return &record.Result{Script: "a.proto-exp", Preparation: "snail", Seed: 7, Animals: 1, SimulatedNs: 30_500_000_000,
		Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}, {Name: "siphon.duration", Unit: "s"}},
		Trials: []record.Trial{
			{Animal: 1, Label: "train", N: 1, Action: "touch siphon", Responses: []float64{0.5, 12}},
			{Animal: 1, Factors: []record.Factor{{Name: "isi", Level: "10s"}}, Label: "train", N: 2, Onset: 30_000_000_000, Action: "touch, again", Omitted: true, Responses: []float64{0, math.NaN()}},
		},
		Checks: []record.Check{{Name: "falls", Text: "a < b", Pass: true, Line: 3, Left: 1, Right: 2, Unit: "1", Sentence: "yes."}},
		Traces: []record.Trace{{Name: "L7.v", Unit: "V", Time: []float64{0, 0.1}, Cells: []string{"L7[1]"}, Values: [][]float64{{-0.06, -0.05}}},
			{Name: "L7.spikes", Spikes: true, Cells: []string{"L7[1]", "L7[2]"}, Values: [][]float64{{1, 2}, {1.5}}}},
	}
}

// TestJSON: the names that other programs rely on, no null lists, and null for a number that is undefined.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := export.JSON(&b, sample(), nil); err != nil {
		t.Fatal(err)
	}
	var d map[string]any
	if err := json.Unmarshal(b.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"protoexp", "script", "seed", "partial", "preparation", "simulated_s", "animals", "measures", "trials", "expectations", "reports", "diagnostics", "performance"} {
		if d[name] == nil {
			t.Errorf("%s is missing", name)
		}
	}
	one := d["expectations"].([]any)[0].(map[string]any)
	for _, name := range []string{"name", "text", "primary", "pass", "line", "test", "estimate", "ci", "p", "effect", "n", "sentence"} {
		if _, ok := one[name]; !ok {
			t.Errorf("an expectation of one animal has no %s", name)
		}
	}
	second := d["trials"].([]any)[1].(map[string]any)
	if second["time_s"] != 30.0 || second["omitted"] != true || second["factors"].(map[string]any)["isi"] != "10s" {
		t.Error(second)
	}
	responses := second["responses"].(map[string]any)
	if v, ok := responses["siphon.duration"]; !ok || v != nil || responses["gill.amplitude"] != 0.0 {
		t.Error(responses)
	}
	var empty bytes.Buffer
	if err := export.JSON(&empty, &record.Result{}, nil); err != nil || strings.Contains(empty.String(), "null") {
		t.Error(empty.String(), err)
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := export.CSV(&b, export.Trials(sample())); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"experiment", "animal", "group", "isi", "label", "n", "time [s]", "action", "omitted", "gill.amplitude", "siphon.duration [s]"},
		{"", "1", "", "", "train", "1", "0", "touch siphon", "false", "0.5", "12"},
		{"", "1", "", "10s", "train", "2", "30", "touch, again", "true", "0", "NA"},
	}
	for i := range want {
		if strings.Join(rows[i], "|") != strings.Join(want[i], "|") {
			t.Errorf("%q, wanted %q", rows[i], want[i])
		}
	}
	for i, want := range []string{"time [s],L7[1] [V]\n0,-0.06\n0.1,-0.05\n", "cell,time [s]\nL7[1],1\nL7[1],2\nL7[2],1.5\n"} {
		b.Reset()
		if err := export.Trace(&b, sample().Traces[i]); err != nil || b.String() != want {
			t.Errorf("%q, wanted %q (%v)", b.String(), want, err)
		}
	}
}
