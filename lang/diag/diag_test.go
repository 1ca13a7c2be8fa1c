package diag

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"protoexp/lang/source"
)

// at is the place of a word of a file.
func at(f *source.File, word string) source.Span {
	i := strings.Index(f.Text, word)
	return source.Span{File: f, Start: i, End: i + len(word)}
}

// TestGolden holds how diagnostics look: with tabs, wide characters, control characters, long lines and notes, in colour
// and as JSON. UPDATE=1 rewrites.
func TestGolden(t *testing.T) {
	plain := source.New("a.proto-exp", "touch sifon x10\r\n\tshock\thaed\nprint “日本語”, x\x1b[31m, \x00, e\u0301\n"+strings.Repeat("print 1; ", 60)+"touch me"+strings.Repeat("; print 1", 60)+"\n# last")
	list := []Diagnostic{
		{Code: "unknown-site", Span: at(plain, "sifon"), Message: "there is no site called sifon", Why: "nothing can be touched there", Fix: "did you mean siphon?", Edits: []Edit{{at(plain, "sifon"), "siphon"}}},
		{Code: "unknown-site", Span: at(plain, "haed"), Message: "a tab before it", Fix: "write head"},
		{Code: "wide", Severity: Warning, Span: at(plain, "x\x1b[31m"), Message: "wide characters before it, \x1b[31m and control characters in it", Fix: "take it out"},
		{Code: "combining", Severity: Info, Span: at(plain, "e\u0301"), Message: "combining marks take no room", Fix: "none"},
		{Code: "long", Span: at(plain, "touch me"), Message: "a long line", Fix: "break it", Notes: []Note{{at(plain, "sifon"), "see here"}, {at(plain, "# last"), "and the last line"}}, Drawing: []string{"a  test ─1h─ test", "           ^^ too short"}},
		{Code: "lines", Span: source.Span{File: plain, Start: 6, End: 30}, Message: "over two lines", Fix: "none"},
		{Code: "end", Span: source.Span{File: plain, Start: len(plain.Text), End: len(plain.Text)}, Message: "at the end", Fix: "none"},
		{Code: "nowhere", Message: "without a place"},
		{Code: "applied", Span: at(plain, "# last"), Message: "its lines are shown as the edits make them", Fix: "say more", Applied: true, Edits: []Edit{{source.Span{File: plain, Start: 0, End: 0}, "{ "}, {at(plain, " x10"), " x2 }\nrest 1h"}, {at(plain, "# last"), "# the last"}}},
	}
	var text, colour strings.Builder
	Write(&text, list, Style{})
	Write(&colour, list[:3], Style{Colour: true})
	js, err := json.MarshalIndent(list[:5], "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got := txtar.Format(&txtar.Archive{Files: []txtar.File{
		{Name: "text", Data: []byte(text.String())},
		{Name: "colour", Data: []byte(strings.ReplaceAll(colour.String(), "\x1b", "ESC"))},
		{Name: "json", Data: append(js, '\n')},
		{Name: "mended", Data: []byte(Apply("touch sifon x10\n", list[:8]))},
	}})
	const path = "testdata/looks.txtar"
	want, _ := os.ReadFile(path)
	if string(want) == string(got) {
		return
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error(cmp.Diff(string(want), string(got)))
}

func TestLimit(t *testing.T) {
	a, b := source.New("a", strings.Repeat("x\n", 30)), source.New("b", "y")
	var ds []Diagnostic
	for i := range 25 {
		ds = append(ds, Diagnostic{Code: "c", Span: source.Span{File: a, Start: 2 * i, End: 2*i + 1}, Message: "m"})
	}
	ds = append(ds, Diagnostic{Code: "d", Span: at(b, "y"), Message: "m"})
	var w strings.Builder
	Write(&w, ds, Style{})
	if n := strings.Count(w.String(), "[c]"); n != Limit || !strings.Contains(w.String(), "[d]") || !strings.HasSuffix(w.String(), "and 5 more in a\n") {
		t.Errorf("%d of 25 shown:\n%s", n, w.String())
	}
	w.Reset()
	Write(&w, ds, Style{All: true})
	if n := strings.Count(w.String(), "[c]"); n != 25 {
		t.Errorf("%d of 25 shown", n)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"siphon", "mantle", "gill", "head", "tail", "serotonin", "methysergide", "x", "xy", "LE", "L7"}
	for name, want := range map[string]string{
		"sifon": "siphon", "siphno": "siphon", "Siphon": "siphon", "mantel": "mantle", "hed": "head", "heda": "head", "tial": "tail", "serotonine": "serotonin",
		"metysergid": "methysergide", "elephant": "", "": "", "zz": "", "le": "LE", "gil": "gill", "q": "",
	} {
		if got := Nearest(name, names); got != want {
			t.Errorf("%q is near %q, not %q", name, got, want)
		}
	}
}
