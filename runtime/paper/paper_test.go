package paper_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"protoexp/runtime/internal/specimen"
	"protoexp/runtime/paper"
	"protoexp/runtime/record"
)

// TestTexts: the paragraphs and the checklist of three designs.
func TestTexts(t *testing.T) {
	bare := &record.Account{Script: "bare.proto-exp", Source: "touch siphon\n", Preparations: []record.Preparation{{Name: "aplysia"}}, Schedule: every("", "touch siphon", 1, 0, 1)}
	for name, c := range map[string]struct {
		r *record.Result
		a *record.Account
	}{
		"groups": {specimen.Groups(4), specimen.Account("dishabituation", "hab_shock", "hab_only", "rest_shock", "rest_only")},
		"within": {specimen.Within(4), specimen.Account("two pathways", "all")},
		"bare":   {&record.Result{Script: "bare.proto-exp", Animals: 1, Seed: 1, Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}}}, bare},
	} {
		var b strings.Builder
		if err := paper.WriteMethods(&b, c.r, c.a, "0.1.0"); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
		if err := paper.WriteARRIVE(&b, c.r, c.a, "0.1.0"); err != nil {
			t.Fatal(err)
		}
		path := "testdata/" + name + ".md"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s\n%s", name, diff)
		}
	}
}

// TestEmpty: whatever is missing, there is a text.
func TestEmpty(t *testing.T) {
	r, a := &record.Result{}, &record.Account{}
	for _, x := range paper.Methods(r, a, "") {
		if x.Text == "" {
			t.Error(x.Title)
		}
	}
	for _, x := range paper.ARRIVE(r, a, "") {
		if x.Answer == "" && x.Missing == "" {
			t.Error(x.Number)
		}
	}
}
