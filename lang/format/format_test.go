package format

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"protoexp/lang/ast"
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

func TestScripts(t *testing.T) {
	filepath.WalkDir("../parse/testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out := check(t, path, string(text))
		if strings.HasPrefix(filepath.ToSlash(path), "../parse/testdata/scripts/") && out != string(text) {
			if dir := os.Getenv("FORMATTED"); dir != "" {
				os.WriteFile(filepath.Join(dir, filepath.Base(path)), []byte(out), 0o644)
			}
		}
		return nil
	})
}
