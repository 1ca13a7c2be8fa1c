package diag

import (
	"sort"
	"strings"
)

// Apply makes the edits of diagnostics in a text. Of edits that overlap the first is made.
func Apply(text string, ds []Diagnostic) string {
	var edits []Edit
	for _, d := range ds {
		edits = append(edits, d.Edits...)
	}
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].Span.Start < edits[j].Span.Start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Span.Start < at || e.Span.End > len(text) {
			continue
		}
		b.WriteString(text[at:e.Span.Start] + e.Text)
		at = e.Span.End
	}
	return b.String() + text[at:]
}
