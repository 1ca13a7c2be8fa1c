// Package report writes a result for people: what was done, the responses of each label, what the script asked to see,
// and how each expectation came out. Plain text; it draws no figure itself and never prints.
//
//	report.Text(w, result, report.Options{Width: 80})
package report

import (
	"fmt"
	"io"
	"strings"

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
		for _, g := range groups(r.Trials) {
			writeGroup(&b, r, g, o)
		}
		writeSweeps(&b, r, o)
	}
	for _, s := range r.Shown {
		show(&b, r, s, o)
	}
	for _, c := range r.Checks {
		check(&b, c, o)
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
	mark, ink := "✓", "\x1b[32m"
	if !c.Pass {
		mark, ink = "✗", "\x1b[31m"
	}
	if o.Colour {
		mark = ink + mark + "\x1b[0m"
	}
	fmt.Fprintf(b, "%s %s\n", mark, c.Sentence)
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

// Performance is what a run cost, in one line. It holds times, so it belongs beside a report and not into it.
func Performance(r *record.Result) string {
	p := r.Performance
	if p.Neurons == 0 {
		return ""
	}
	return fmt.Sprintf("%s, %s, %s, %s in %.3g s (%.3g s to read and build)", count(p.Neurons, "neuron"), count(p.Synapses, "synapse"),
		count(p.Spikes, "spike"), count(p.SynapticEvents, "synaptic event"), p.Wall, p.Build)
}
