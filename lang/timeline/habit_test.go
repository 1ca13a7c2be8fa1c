package timeline

import (
	"os"
	"strings"
	"testing"

	"protoexp/lang/diag"
)

// TestHabits holds that what people write out of habit is mended by its own fixes: testdata/habits.txt has a script, and
// below it behind => what the edits of its diagnostics make of it, which has no mistake.
func TestHabits(t *testing.T) {
	data, err := os.ReadFile("testdata/habits.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		script, want := strings.ReplaceAll(lines[i], "⏎", "\n"), strings.ReplaceAll(strings.TrimPrefix(lines[i+1], "=> "), "⏎", "\n")
		ds, _, _ := dry("habit.proto-exp", script)
		if len(ds) != 1 {
			t.Errorf("%q: %d diagnostics, and one was expected: %v", script, len(ds), ds)
			continue
		}
		got := diag.Apply(script, ds)
		if got != want {
			t.Errorf("%q was mended as %q, and %q was expected", script, got, want)
		}
		if ds, _, _ := dry("mended.proto-exp", got); len(ds) > 0 {
			t.Errorf("%q, as it was mended, has mistakes: %v", got, ds)
		}
	}
}
