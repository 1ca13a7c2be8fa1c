package interp_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"protoexp/interp"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
)

// TestCriticRules: every rule that stands in a file of the critic is known outside its own tests. A file called *_test.go is
// left out of the program, whatever it holds.
func TestCriticRules(t *testing.T) {
	name := regexp.MustCompile(`rule\(Rule\{Name: "([a-z-]+)"`)
	paths, _ := filepath.Glob("../lang/critic/*.go")
	n := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range name.FindAllStringSubmatch(string(text), -1) {
			if n++; !known(m[1]) {
				t.Errorf("%s: the program does not have the rule %s", path, m[1])
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d rules were found", n)
	}
}

func known(rule string) bool {
	_, ok := critic.Named(rule)
	return ok
}

// TestMended: a reader who takes every edit that the critic proposes, one after the other, comes to a script that can be run and in
// which it finds no error, but for what it has no edit for.
func TestMended(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	paths, _ := filepath.Glob("../lang/critic/testdata/flawed/*.proto-exp")
	if len(paths) < 80 {
		t.Fatalf("only %d scripts were found", len(paths))
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		took := map[string]int{}
		for {
			script, ds := interp.Load(path, text, interp.Options{})
			found := script.Review().Findings
			next := slices.IndexFunc(found, func(d diag.Diagnostic) bool { return len(d.Edits) > 0 && took[d.Code] < 4 })
			if diag.Failed(ds) || next < 0 && len(script.Refused()) > 0 {
				t.Errorf("%s: after %v: %v %v\n%s", path, took, ds, script.Refused(), text)
				break
			}
			if next >= 0 {
				took[found[next].Code]++
				text = diag.Apply(text, found[next:next+1])
				continue
			}
			for _, d := range found {
				if d.Severity == diag.Error && d.Code != "cs-not-counterbalanced" {
					t.Errorf("%s: after %v: %v\n%s", path, took, d, text)
				}
			}
			break
		}
	}
}
