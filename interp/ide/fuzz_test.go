package ide_test

import (
	"strings"
	"testing"

	"protoexp/interp/ide"
	"protoexp/lang/format"
)

// FuzzAnswers asks everything at a place of any text. No answer may panic, and each place in an answer is one of the text.
func FuzzAnswers(f *testing.F) {
	for _, text := range []string{"train: touch siphon x10\nprint train.drop", pairing, "group a n=4 { { train: pair touch siphon with shock tail } x3 every 2h }", "neuron a { param b = 1; var v = b; dv/dt = -v/1s }",
		"phases \"p\" { use rescorla_wagner\n a | 10 A+ | test A }", "omit omit touch", "allow", "expect a: b", "factor f between [a, b]", "{", "x:", "🐌 \r\n\r#", "\r\n", "scatter [touch siphon x3] over 1h", "touch(", "clamp(1,"} {
		f.Add(text, uint16(len(text)/2))
	}
	f.Fuzz(func(t *testing.T, text string, where uint16) {
		if len(text) > 600 {
			return
		}
		d := ide.Open("a", text, nil)
		offset := int(where) % (len(text) + 1)
		d.Hover(offset)
		d.Hints()
		d.Complete(offset)
		d.Symbols()
		d.Folds()
		d.Beginning()
		if s, ok := d.Signature(offset); ok {
			for _, p := range s.Params {
				if p.Start > p.End || p.End > len(s.Label) {
					t.Fatalf("%q: part %v of %q", text, p, s.Label)
				}
			}
		}
		end := 0
		for _, c := range d.Colours() {
			if c.At.Start < end || c.At.End < c.At.Start || c.At.End > len(text) {
				t.Fatalf("%q: a colour at %d..%d", text, c.At.Start, c.At.End)
			}
			end = c.At.End
		}
		for _, a := range d.Actions(offset, offset) {
			if len(a.Edits) == 0 || a.Title == "" || strings.Contains(a.Title, "\n") {
				t.Fatalf("%q: the action %q", text, a.Title)
			}
			for _, e := range a.Edits {
				if e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(text) {
					t.Fatalf("%q: %q edits %d..%d", text, a.Title, e.Span.Start, e.Span.End)
				}
			}
		}
		if list, err := d.Rename(offset, "another_name"); err == nil {
			after := ide.Open("a", d.Apply(list), nil)
			if len(after.Problems()) != len(d.Problems()) && len(d.Problems()) == 0 {
				t.Fatalf("%q: renamed, it has %v", text, after.Problems())
			}
		}
		if got := d.Apply(d.Format()); got != format.Text(text) {
			t.Fatalf("%q is laid out as %q", text, got)
		}
		if p := d.Position(offset); d.Position(d.Offset(p)) != p {
			t.Fatalf("%q: %d is %v, and that is %d", text, offset, p, d.Offset(p))
		}
	})
}
