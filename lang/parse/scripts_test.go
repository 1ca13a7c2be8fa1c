package parse

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"protoexp/lang/source"
)

// scripts returns every script of testdata by its path.
func scripts(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir("testdata/scripts", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".proto-exp") {
			return err
		}
		text, err := os.ReadFile(path)
		out[filepath.ToSlash(path)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestScriptsHaveNoMistakes(t *testing.T) {
	for name, text := range scripts(t) {
		f := source.New(name, text)
		_, ds := File(f)
		for _, d := range ds {
			at := f.Position(d.Span.Start)
			t.Errorf("%s:%d:%d: %s: %s (%s)", name, at.Line, at.Column, d.Code, d.Message, d.Fix)
		}
	}
}
