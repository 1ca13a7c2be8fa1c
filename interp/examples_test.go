package interp_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/diag"
)

// runs runs a script; it must be valid, and all its expectations must hold.
func runs(t *testing.T, name, text string) {
	t.Helper()
	script, ds := interp.Load(name, text, interp.Options{Files: os.DirFS(filepath.Dir(name))})
	for _, d := range ds {
		t.Errorf("%s: %s: %s", name, d.Code, d.Message)
	}
	if diag.Failed(ds) {
		return
	}
	result, ds, err := script.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		t.Errorf("%s: %s: %s", name, d.Code, d.Message)
	}
	if result == nil {
		return
	}
	for _, c := range result.Checks {
		if !c.Pass {
			t.Errorf("%s:%d: %s", name, c.Line, c.Sentence)
		}
	}
}

func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../examples/*.proto-exp")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(string(text), "\n"); n > 70 {
				t.Errorf("%d lines: a lesson is a page at most", n)
			}
			runs(t, path, string(text))
		})
	}
}

var fenced = regexp.MustCompile("(?s)```proto-exp\n(.*?)```")

// TestDocumentation runs every script in the documentation.
func TestDocumentation(t *testing.T) {
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "lang/REFERENCE.md"} {
		text, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range fenced.FindAllStringSubmatch(string(text), -1) {
			runs(t, name, block[1])
		}
	}
}
