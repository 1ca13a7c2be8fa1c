package ide_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"protoexp/interp/ide"
	"protoexp/lang/format"
)

// TestFormatEdits: the edits of a text lead to the formatted one, and each touches no line that was as it should be.
func TestFormatEdits(t *testing.T) {
	line := rapid.SampledFrom([]string{"touch   siphon", "touch siphon", "", "", "  rest 2h", "rest 2h # x", "{ touch siphon; rest 1min } x3", "{", "}", "x:touch siphon\r", "\t"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(line, 0, 12).Draw(t, "lines"), "\n")
		d := ide.Open("a", text, nil)
		edits := d.Format()
		want := format.Text(text)
		if got := d.Apply(edits); got != want {
			t.Fatalf("%q becomes %q, and not %q", text, got, want)
		}
		end := 0
		for _, e := range edits {
			if e.Span.Start < end || e.Span.Text() == e.Text {
				t.Fatalf("%q: the edit %q", text, e.Text)
			}
			end = e.Span.End
		}
	})
}
