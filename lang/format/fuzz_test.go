package format

import (
	"os"
	"path/filepath"
	"testing"
)

func FuzzFormat(f *testing.F) {
	paths, _ := filepath.Glob("../parse/testdata/*/*.*")
	more, _ := filepath.Glob("../parse/testdata/scripts/*/*.*")
	for _, path := range append(paths, more...) {
		if text, err := os.ReadFile(path); err == nil {
			f.Add(string(text))
		}
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, "fuzz", text) })
}
