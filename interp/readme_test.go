package interp_test

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"protoexp/runtime/report"
)

var session = regexp.MustCompile("(?s)```console\n\\$ protoexp run -e '([^']*)'\n(.*?)```")

// TestReadmeSession: the terminal session in the README is what the command prints. UPDATE=1 rewrites it.
func TestReadmeSession(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := session.FindSubmatchIndex(text)
	if m == nil {
		t.Fatal("the README shows no session")
	}
	var b bytes.Buffer
	if err := report.Text(&b, result(t, string(text[m[2]:m[3]])), report.Options{}); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(b.Bytes(), text[m[4]:m[5]]) {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the README shows\n%s\nand the command prints\n%s", text[m[4]:m[5]], b.Bytes())
	}
	text = append(append(append([]byte{}, text[:m[4]]...), b.Bytes()...), text[m[5]:]...)
	if err := os.WriteFile("../README.md", text, 0o666); err != nil {
		t.Fatal(err)
	}
}
