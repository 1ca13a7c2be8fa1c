// Package golden keeps what tests expect in files: txtar archives with a section for each stage, and scripts with the
// expected mistake written on the guilty line. It is for tests only.
//
// `UPDATE=1 go test ./...` writes what is found now into the archives instead of comparing. Without it, every byte is compared.
package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Run tests every archive that matches the pattern. make gets the section "script" and returns the others by name, which
// are compared with those of the archive.
func Run(t *testing.T, pattern string, sections []string, make func(t *testing.T, script string) map[string]string) {
	t.Helper()
	for _, path := range files(t, pattern) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for _, f := range archive.Files {
				want[f.Name] = string(f.Data)
			}
			got := make(t, want["script"])
			for _, name := range sections {
				if diff := cmp.Diff(want[name], got[name]); diff != "" && !updating {
					t.Errorf("%s, section %s (- expected, + found; UPDATE=1 accepts):\n%s", path, name, diff)
				}
			}
			hold(t, path, written(archive, sections, got))
		})
	}
}

// updating says that what is found is written instead of compared.
var updating = os.Getenv("UPDATE") != ""

// hold holds a file to every byte of what it should be, so that a run that writes it would change nothing.
func hold(t *testing.T, path string, due []byte) {
	if updating {
		if err := os.WriteFile(path, due, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !t.Failed() && !bytes.Equal(text, due) {
		t.Errorf("%s is not as UPDATE=1 writes it (- there, + due):\n%s", path, cmp.Diff(string(text), string(due)))
	}
}

// written is the archive with the sections as they were found; empty ones are left out.
func written(archive *txtar.Archive, sections []string, got map[string]string) []byte {
	next := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if f.Name == "script" {
			next.Files = append(next.Files, f)
		}
	}
	for _, name := range sections {
		if got[name] != "" {
			next.Files = append(next.Files, txtar.File{Name: name, Data: []byte(got[name])})
		}
	}
	return txtar.Format(next)
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files match %s: %v", pattern, err)
	}
	return paths
}

// Problem is a mistake that was found: its line and what is said of it.
type Problem struct {
	Line int
	Text string
}

// mark is an expectation at the end of a line.
var mark = regexp.MustCompile(`# ERROR "(.*)"$`)

// Marked tests every script that matches the pattern: on a line that ends with # ERROR "REGEXP", what find reports must
// match, all problems of the line in one text with a line each; on every other line it must report nothing.
func Marked(t *testing.T, pattern string, find func(name, script string) []Problem) {
	t.Helper()
	for _, path := range files(t, pattern) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found := map[int]string{}
		for _, p := range find(filepath.ToSlash(path), string(text)) {
			found[p.Line] += p.Text + "\n"
		}
		for i, line := range strings.Split(string(text), "\n") {
			m, got := mark.FindStringSubmatch(line), found[i+1]
			switch {
			case m == nil && got != "":
				t.Errorf("%s:%d: unexpected: %s", path, i+1, got)
			case m != nil && !regexp.MustCompile(m[1]).MatchString(got):
				t.Errorf("%s:%d: expected %q, found %q", path, i+1, m[1], got)
			}
		}
	}
}
