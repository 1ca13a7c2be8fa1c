package repl

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/diag"
)

// problems prints diagnostics. On a terminal one that is about the line just typed is a hint below it: where, and what to
// write. Where every mistake has a certain mend, the next line holds the mended text.
func (p *Prompt) problems(entry string, ds []diag.Diagnostic) {
	if len(ds) == 0 {
		return
	}
	if !p.hint(entry, ds) {
		diag.Write(p.Out, ds, diag.Style{Colour: p.options().Colour})
	}
	if !diag.Failed(ds) {
		return
	}
	p.mistakes++
	p.late = slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == "too-late" })
	mended := diag.Apply(entry, ds)
	if p.settings.hints && mended != entry && mends(ds) {
		p.offer = oneLine(mended)
	}
}

// mends says whether every mistake has edits, and all of them in the entry itself.
func mends(ds []diag.Diagnostic) bool {
	for _, d := range ds {
		if d.Severity == diag.Error && len(d.Edits) == 0 {
			return false
		}
		for _, e := range d.Edits {
			if e.Span.File == nil || e.Span.File.Name != typed {
				return false
			}
		}
	}
	return true
}

// hint marks a place in the line above and says what is wrong there. It is false where that line cannot be pointed at.
func (p *Prompt) hint(entry string, ds []diag.Diagnostic) bool {
	d := ds[0]
	before := len([]rune(p.name())) + 2
	if !p.terminal || !p.settings.hints || entry != p.line || len(ds) > 1 || len(d.Notes) > 0 || strings.Contains(entry, "\n") || d.Span.File == nil || d.Span.File.Name != typed ||
		before+diag.Columns(entry) >= p.width() {
		return false
	}
	text := d.Message
	if d.Fix != "" {
		text += " – " + d.Fix
	}
	colour, reset := "", ""
	if p.options().Colour {
		colour, reset = map[diag.Severity]string{diag.Error: "\x1b[31m", diag.Warning: "\x1b[33m", diag.Info: "\x1b[36m"}[d.Severity], "\x1b[0m"
	}
	from, to := min(d.Span.Start, len(entry)), min(d.Span.End, len(entry))
	marks := strings.Repeat("^", max(1, diag.Columns(entry[from:max(from, to)])))
	fmt.Fprintf(p.Out, "%s%s%s%s\n%s %s\n", strings.Repeat(" ", before+diag.Columns(entry[:from])), colour, marks, reset, diag.Printable(text), p.dim("["+d.Code+"]"))
	return true
}
