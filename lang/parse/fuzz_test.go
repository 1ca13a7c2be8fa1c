package parse

import (
	"os"
	"path/filepath"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// FuzzParse holds what parsing promises of any text: a tree whose parts lie inside each other, and diagnostics that have
// an entry, a place and words.
func FuzzParse(f *testing.F) {
	for _, text := range scripts(f) {
		f.Add(text)
	}
	for _, dir := range []string{"golden", "marked"} {
		paths, _ := filepath.Glob("testdata/" + dir + "/*")
		for _, path := range paths {
			if text, err := os.ReadFile(path); err == nil {
				f.Add(string(text))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) { parsed(t, text) })
}

func parsed(t *testing.T, text string) {
	t.Helper()
	f := source.New("", text)
	file, ds := File(f)
	for _, d := range ds {
		if _, ok := diag.Explain(d.Code); !ok {
			t.Errorf("%q has no entry", d.Code)
		}
		if d.Message == "" || d.Fix == "" || d.Span.File != f || d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(text) {
			t.Errorf("%s | %s | %s | %v", d.Code, d.Message, d.Fix, d.Span)
		}
		_ = d.String()
	}
	invalid := false
	var around []source.Span
	var walk func(s ast.Stmt)
	walk = func(s ast.Stmt) {
		at := s.Span()
		if n := len(around); at.File != f || at.Start > at.End || n > 0 && (at.Start < around[n-1].Start || at.End > around[n-1].End) {
			t.Errorf("%T at %d-%d lies outside the one around it", s, at.Start, at.End)
		}
		switch s.(type) {
		case *ast.Invalid, *ast.Bad:
			invalid = true
		}
		around = append(around, at)
		first := true
		ast.Inspect(s, func(n ast.Stmt) bool {
			if first {
				first = false
				return true
			}
			walk(n)
			return false
		})
		around = around[:len(around)-1]
	}
	walk(file.Body)
	if invalid && len(ds) == 0 {
		t.Error("invalid, and nothing is said")
	}
	Partial(text)
}
