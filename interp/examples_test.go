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
	course, more := filepath.Glob("../examples/course/*.proto-exp")
	if files = append(course, files...); len(files) == 0 || err != nil || more != nil {
		t.Fatal("no examples", err, more)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			most := 70
			if strings.Contains(path, "course") {
				most = 39
			}
			if n := strings.Count(string(text), "\n"); n > most {
				t.Errorf("%d lines: a lesson is a page, and one of the course less than forty", n)
			}
			if testing.Short() && (!strings.Contains(string(text), " n=") || strings.Contains(string(text), "use aplysia")) {
				t.Skip("one animal has one goroutine, and designs on smaller animals show the same races")
			}
			runs(t, path, string(text))
		})
	}
}

// TestCourse: every lesson of the course asks something, says where the answer is, and has one; and every answer has its lesson.
func TestCourse(t *testing.T) {
	course := 0
	for _, l := range interp.Lessons() {
		if l.Intro == "" {
			t.Errorf("%s does not say what it is about", l.Name)
		}
		if !strings.HasPrefix(l.Path, "course/") {
			continue
		}
		course++
		if l.Asks == "" || l.Answer == "" || !strings.Contains(l.Script, "\n# Answer: protoexp explain "+l.Name+"\n") {
			t.Errorf("%s: a lesson asks, and says where its answer is: question %q, answer %q", l.Name, l.Asks, l.Answer)
		}
	}
	text, err := os.ReadFile("../examples/course/answers.txt")
	if n := regexp.MustCompile(`(?m)^\d\d-`).FindAll(text, -1); err != nil || len(n) != course {
		t.Errorf("%d lessons have %d answers (%v)", course, len(n), err)
	}
}

var fenced = regexp.MustCompile("(?s)```proto-exp\n(.*?)```")

// TestDocumentation runs every script in the documentation.
func TestDocumentation(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
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
