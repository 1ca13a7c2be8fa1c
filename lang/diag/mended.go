package diag

import (
	"fmt"
	"sort"
	"strings"
)

// most is how many lines of a mended script are shown.
const most = 12

// mended writes the lines of a script as the edits of a diagnostic make them, ready to paste, where the words of the fix do
// not say it all.
func (s Style) mended(b *strings.Builder, d Diagnostic, gutter int) {
	edits := append([]Edit{}, d.Edits...)
	said := true
	for _, e := range edits {
		said = said && e.Text != "" && strings.Contains(d.Fix, strings.TrimSpace(e.Text))
	}
	if f := d.Span.File; f == nil || said {
		return
	}
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].Span.Start < edits[j].Span.Start })
	left := 0
	n := 0
	for i := 0; i < len(edits); {
		f := edits[i].Span.File
		first := f.Position(edits[i].Span.Start).Line
		last, j := f.Position(edits[i].Span.End).Line, i+1
		for j < len(edits) && f.Position(edits[j].Span.Start).Line <= last {
			last = max(last, f.Position(edits[j].Span.End).Line)
			j++
		}
		start, end := f.Begin(first), f.Begin(last+1)
		group := append([]Edit{}, edits[i:j]...)
		for k := range group {
			group[k].Span.Start -= start
			group[k].Span.End -= start
		}
		text := Apply(f.Text[start:end], []Diagnostic{{Edits: group}})
		for k, line := range strings.Split(strings.TrimRight(text, "\r\n"), "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			if n++; n > most {
				left++
				continue
			}
			number := ""
			if k == 0 {
				number = fmt.Sprint(first)
			}
			fmt.Fprintf(b, "%s %s %s\n", s.paint(dim, fmt.Sprintf("%*s", gutter, number)), s.paint(cyan, "+"), strings.TrimRight(shown(line), " "))
		}
		i = j
	}
	if left > 0 {
		fmt.Fprintf(b, "%*s   and %d lines more\n", gutter, "", left)
	}
}
