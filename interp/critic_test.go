package interp_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"protoexp/lang/critic"
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
