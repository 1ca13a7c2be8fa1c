package ide

import (
	"fmt"
	"strings"

	"protoexp/interp"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// Hover is what is known about the name at a byte offset, and when its line happens; "" for nothing.
func (d *Document) Hover(offset int) (text string, at source.Span) {
	word, i, ok := d.word(offset)
	if !ok {
		return "", at
	}
	var parts []string
	if onset := d.onset(offset); onset != "" {
		parts = append(parts, onset)
	}
	if explained, found, _ := interp.Explain(word); found {
		parts = append(parts, strings.TrimRight(explained, "\n"))
	}
	at = d.span(i)
	return strings.Join(parts, "\n\n"), at
}

// Hint is a remark that an editor shows in a line of the script.
type Hint struct {
	Offset int
	Text   string
}

// Hints say behind each action when it happens first.
func (d *Document) Hints() (list []Hint) {
	for _, o := range d.facts().onsets {
		if o.At.File == nil || o.At.File.Name != d.Name {
			continue
		}
		list = append(list, Hint{o.At.End, "at " + when(o)})
	}
	return list
}

// onset says when what stands around an offset happens.
func (d *Document) onset(offset int) string {
	for _, o := range d.facts().onsets {
		if o.At.File != nil && o.At.File.Name == d.Name && offset >= o.At.Start && offset <= o.At.End {
			return o.Action + ": onset " + when(o)
		}
	}
	return ""
}

func when(o interp.Onset) string {
	text := timeline.Duration(o.First)
	if o.Count > 1 {
		text += fmt.Sprintf(" … %s, %d times", timeline.Duration(o.Last), o.Count)
	}
	return text
}
