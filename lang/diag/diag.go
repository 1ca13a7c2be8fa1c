// Package diag is what the language tells its user about a script: one diagnostic a problem, with its place and its mend.
//
// Every stage of lang returns diagnostics instead of stopping; nothing here decides what is wrong.
package diag

import (
	"sort"

	"protoexp/lang/source"
)

// Severity says what a diagnostic does to a run.
type Severity int

// An Error stops the script before it runs; a Warning does not; Info only tells.
const (
	Error Severity = iota
	Warning
	Info
)

func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// Edit replaces the text of a span: a mend as data, for editors.
type Edit struct {
	Span source.Span
	Text string
}

// Note points at another place that matters, such as the brace that is still open.
type Note struct {
	Span source.Span
	Text string
}

// Diagnostic is one problem of a script.
type Diagnostic struct {
	Code     string // stable, such as "unknown-name"; `protoexp explain CODE` says more
	Severity Severity
	Span     source.Span
	Message  string // what is wrong, one sentence
	Why      string // why it matters, where that is not obvious
	Fix      string // what to write instead, in words with the text to paste
	Edits    []Edit // the same as data, when it is certain
	Notes    []Note
	Drawing  []string // lines that show what is meant, such as two timelines
	Applied  bool     // for people the lines are written as the edits make them
	Partial  bool     // more text at the end of the file could mend it
}

// Limit is the number of diagnostics that are shown of one file.
const Limit = 20

// Sort orders diagnostics by file name and place, stably, so that output never depends on the order of stages.
func Sort(ds []Diagnostic) {
	sort.SliceStable(ds, func(i, j int) bool {
		a, b := ds[i].Span, ds[j].Span
		if a.File != b.File && a.File != nil && b.File != nil && a.File.Name != b.File.Name {
			return a.File.Name < b.File.Name
		}
		return a.Start < b.Start
	})
}

// Failed says whether any diagnostic is an error.
func Failed(ds []Diagnostic) bool {
	for _, d := range ds {
		if d.Severity == Error {
			return true
		}
	}
	return false
}
