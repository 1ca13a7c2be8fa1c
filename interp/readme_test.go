package interp_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"protoexp/runtime/report"
)

var session = regexp.MustCompile("(?s)```console\n\\$ protoexp run -e '([^']*)'\n(.*?)```")

// TestReadmeSession: the terminal session in the README is what the command prints. UPDATE=1 rewrites it.
func TestReadmeSession(t *testing.T) {
	shown(t, session, func(script string) string {
		var b bytes.Buffer
		if err := report.Text(&b, result(t, script), report.Options{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	})
}

var experiment = regexp.MustCompile("(?s)```proto-exp\n(experiment [^`]*)```\n\nThe last lines of its report[^\n]*\n\n(.*?)\n\n")

// TestReadmeSentence: so is the sentence about its experiment.
func TestReadmeSentence(t *testing.T) {
	shown(t, experiment, func(script string) string {
		var b bytes.Buffer
		if err := report.Text(&b, result(t, script), report.Options{Width: 76}); err != nil {
			t.Fatal(err)
		}
		_, sentence, _ := strings.Cut(strings.TrimSpace(b.String()), "✓")
		return "    ✓" + strings.ReplaceAll(sentence, "\n", "\n    ")
	})
}

// shown holds what the README shows behind a script, the second group, against what the script, the first, prints.
func shown(t *testing.T, where *regexp.Regexp, printed func(script string) string) {
	t.Helper()
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := where.FindSubmatchIndex(text)
	if m == nil {
		t.Fatal("the README shows none")
	}
	want := printed(string(text[m[2]:m[3]]))
	if string(text[m[4]:m[5]]) == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the README shows\n%s\nand the command prints\n%s", text[m[4]:m[5]], want)
	}
	text = append(append(append([]byte{}, text[:m[4]]...), want...), text[m[5]:]...)
	if err := os.WriteFile("../README.md", text, 0o666); err != nil {
		t.Fatal(err)
	}
}
