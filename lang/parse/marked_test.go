package parse

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"protoexp/lang/source"
)

var mark = regexp.MustCompile(`# ERROR "(.*)"$`)

// TestMarked reads scripts whose guilty lines say what is wrong: # ERROR "regular expression". Every message must be
// expected, and every expectation met.
func TestMarked(t *testing.T) {
	paths, err := filepath.Glob("testdata/marked/*.proto-exp")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, paths)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f := source.New(filepath.Base(path), string(text))
		got := map[int]string{}
		_, ds := File(f)
		for _, d := range ds {
			got[f.Position(d.Span.Start).Line] += "[" + d.Code + "] " + d.Message + " | " + d.Fix + "\n"
		}
		for i, line := range strings.Split(string(text), "\n") {
			m := mark.FindStringSubmatch(line)
			switch {
			case m == nil && got[i+1] != "":
				t.Errorf("%s:%d: unexpected: %s", path, i+1, got[i+1])
			case m != nil && !regexp.MustCompile("(?m)"+m[1]).MatchString(got[i+1]):
				t.Errorf("%s:%d: want %q, got %q", path, i+1, m[1], got[i+1])
			}
		}
	}
}
