package interp_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
)

// seen are the rules that fire when a script is tried on a few animals.
func seen(t *testing.T, text string) (codes []string) {
	t.Helper()
	script, ds := interp.Load("test", text, interp.Options{})
	if diag.Failed(ds) {
		t.Fatal(ds)
	}
	for _, d := range script.Simulate(context.Background(), nil) {
		if !slices.Contains(codes, d.Code) {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return codes
}

// TestSimulate: rules that need a run fire in their examples, and not in the repaired ones.
func TestSimulate(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	for _, r := range critic.Rules() {
		if !r.NeedsRun() || r.Remembers() {
			continue
		}
		if got := seen(t, r.Page.Example); !slices.Contains(got, r.Name) {
			t.Errorf("%s: its example gives %v", r.Name, got)
		}
		if got := seen(t, r.Page.Repaired); slices.Contains(got, r.Name) {
			t.Errorf("%s: its repaired example gives %v", r.Name, got)
		}
	}
	groups := "group more n=%s { train: reinforce A x3; test: test A }\ngroup less n=%s { train: reinforce A x2; test: test A }\nexpect more.test > less.test\n"
	for name, c := range map[string]struct {
		head string
		n    string
		want []string
	}{
		"copies of one animal": {"use rescorla_wagner; variability 0% of salience", "4", []string{"identical-animals", "underpowered"}},
		"too few":              {"use rescorla_wagner; variability 80% of salience", "4", []string{"underpowered"}},
		"enough":               {"use rescorla_wagner; variability 5% of salience", "12", nil},
	} {
		text := c.head + "\n" + strings.ReplaceAll(groups, "%s", c.n)
		if got := seen(t, text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, wanted %v", name, got, c.want)
		}
	}
}

// TestObserved: a run says what the animals showed. A score that is the same in animals that differ makes no copies of them.
func TestObserved(t *testing.T) {
	for text, want := range map[string]string{
		"group a n=3 { test: touch siphon force 0.1g }\ngroup b n=3 { test: touch siphon force 0.1g }\nexpect a.test < b.test":                                                       "floor-or-ceiling",
		"group a n=3 { base: touch siphon; rest 6h; test: touch siphon }\ngroup b n=3 { base: touch siphon; rest 6h; test: touch siphon }\nexpect a.test / a.base < b.test / b.base": "",
		"variability 0%\ngroup a n=3 { test: touch siphon }\ngroup b n=3 { test: touch mantle }\nexpect a.test < b.test":                                                             "identical-animals",
	} {
		script, ds := interp.Load("test", text, interp.Options{})
		if diag.Failed(ds) {
			t.Fatal(ds)
		}
		if _, _, err := script.Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, d := range script.Observed() {
			codes = append(codes, d.Code)
		}
		if got := strings.Join(codes, ", "); got != want {
			t.Errorf("%s\nshows %q, wanted %q", text, got, want)
		}
	}
}
