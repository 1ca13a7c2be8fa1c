// Package report writes a result for people: what was done, the responses of each label, what the script asked to see,
// and how each expectation came out. Plain text; it draws no figure itself and never prints.
//
//	report.Text(w, result, report.Options{Width: 80})
package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// Options say how a report is laid out.
type Options struct {
	Width  int  // of the page in characters; 0 is as wide as the tables are, and 80 for all else
	Colour bool // marks in green and red
	Quiet  bool // only what the script asks for, and the expectations
}

// Text writes the report of a result.
func Text(w io.Writer, r *record.Result, o Options) error {
	var b strings.Builder
	if !o.Quiet {
		header(&b, r)
		for _, g := range groups(alone(r)) {
			writeGroup(&b, r, g, o)
		}
		writeSweeps(&b, r, o)
	}
	for i, e := range r.Experiments {
		if i > 0 && !o.Quiet {
			b.WriteString("\n")
		}
		experiment(&b, r, e, o)
	}
	for i, s := range r.Shown {
		if i == 0 && len(r.Experiments) > 0 {
			b.WriteString("\n")
		}
		show(&b, r, s, o)
	}
	for _, y := range r.Whys {
		writeWhy(&b, y, o)
	}
	for _, c := range r.Checks {
		if c.Test == nil {
			check(&b, c, o)
		}
	}
	for _, d := range r.Diagnoses {
		b.WriteString("\n")
		writeDiagnosis(&b, d, o)
	}
	if r.Partial {
		b.WriteString("interrupted: what stands here is complete, but the script was not finished\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func header(b *strings.Builder, r *record.Result) {
	for _, n := range r.Notes {
		fmt.Fprintf(b, "%s\n", n)
	}
	if len(r.Experiments) > 0 {
		if len(r.Notes) > 0 {
			b.WriteString("\n")
		}
		return
	}
	if r.Preparation != "" {
		fmt.Fprintf(b, "%s, seed %d, %s of the animal's time\n", r.Preparation, r.Seed, Time(r.SimulatedNs))
	} else if len(r.Shown) == 0 && len(r.Checks) == 0 {
		b.WriteString("the script does nothing to an animal\n")
	}
	b.WriteString("\n")
}

// page is the width of what is not a table.
func (o Options) page() int {
	if o.Width == 0 {
		return 80
	}
	return o.Width
}

// check writes an expectation as a sentence with its mark.
func check(b *strings.Builder, c record.Check, o Options) {
	text := mark(c.Pass, o) + " " + c.Sentence
	if c.Test != nil {
		text = Wrap(text, o.Width)
	}
	b.WriteString(text + "\n")
}

func mark(pass bool, o Options) string {
	mark, ink := "✓", "\x1b[32m"
	if !pass {
		mark, ink = "✗", "\x1b[31m"
	}
	if o.Colour {
		mark = ink + mark + "\x1b[0m"
	}
	return mark
}

// together are signs that stay with what stands beside them.
var together = strings.NewReplacer(" = ", "\u00a0=\u00a0", " + ", "\u00a0+\u00a0", " ± ", "\u00a0±\u00a0", " %", "\u00a0%")

// Wrap breaks a text where it does not fit; 0 is no limit.
func Wrap(text string, width int) string {
	if width == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for i, word := range strings.Split(together.Replace(text), " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n  ")
			at = 2
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += n
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

// alone are the trials of the animal that belongs to no experiment.
func alone(r *record.Result) (list []record.Trial) {
	designs := map[string]bool{}
	for _, e := range r.Experiments {
		designs[e.Title] = true
	}
	for _, t := range r.Trials {
		if !designs[t.Experiment] {
			list = append(list, t)
		}
	}
	return list
}

// show writes what a print, plot or table statement asked for.
func show(b *strings.Builder, r *record.Result, s record.Shown, o Options) {
	drawn := record.Shown{Verb: "plot", Traces: s.Traces}
	switch s.Verb {
	case "print":
		b.WriteString(s.Text + "\n\n")
		return
	case "table":
		seriesTable(s.Series).write(b, o.Width)
		if len(s.Series) > 0 {
			b.WriteString("\n")
		}
	default:
		drawn = s
	}
	for _, f := range plot.Figures(r, drawn) {
		b.WriteString(plot.Chart(f, min(o.page(), 100), 12) + "\n")
	}
}
