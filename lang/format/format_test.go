package format

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"protoexp/lang/ast"
	"protoexp/lang/internal/golden"
	"protoexp/lang/internal/spent"
	"protoexp/lang/parse"
	"protoexp/lang/source"
)

func outline(text string) string {
	f, _ := parse.File(source.New("", text))
	return ast.Outline(f.Body)
}

// check holds what formatting promises of any text.
func check(t *testing.T, name, text string) string {
	t.Helper()
	out := Text(text)
	if again := Text(out); again != out {
		t.Errorf("%s: formatting twice is not formatting once:\n%q\n%q\n%q", name, text, out, again)
	}
	if a, b := outline(text), outline(out); a != b {
		t.Errorf("%s: the tree has changed:\n%s\n%s", name, a, b)
	}
	return out
}

func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", []string{"formatted"}, func(t *testing.T, script string) map[string]string {
		return map[string]string{"formatted": check(t, t.Name(), script)}
	})
}

func TestScripts(t *testing.T) {
	err := filepath.WalkDir("../parse/testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		check(t, path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "\n\n", "\ufeff", " \t\r\n;;"} {
		if out := check(t, "empty", text); out != "" {
			t.Errorf("%q becomes %q", text, out)
		}
	}
}

// A long line takes a time that grows with its length, and not with the square of it.
func TestLongLine(t *testing.T) {
	took := func(n int) time.Duration {
		best := time.Hour
		for range 3 {
			began := spent.Time()
			Text(strings.Repeat("touch siphon; ", n))
			best = min(best, spent.Time()-began)
		}
		return best
	}
	if short, long := took(2000), took(32000); long > 80*short {
		t.Errorf("16 times as long a line takes %v in place of %v", long, short)
	}
}
