package report

import (
	"fmt"
	"io"
	"strings"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// Brief writes a result in a few lines, as the prompt shows it: one line for each group of trials.
func Brief(w io.Writer, r *record.Result, o Options) error {
	if o.Width == 0 {
		o.Width = 80
	}
	var b strings.Builder
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "%s\n", n)
	}
	for _, g := range groups(r.Trials) {
		name := g[0].Action
		if g[0].Label != "" {
			name = g[0].Label
		}
		if g[0].Omitted {
			name += " (omitted)"
		}
		fmt.Fprintf(&b, "  %s", name)
		if len(r.Measures) == 0 {
			b.WriteString("\n")
			continue
		}
		m := r.Measures[0]
		fmt.Fprintf(&b, "  %s", head(m))
		var values []float64
		for i, t := range g {
			values = append(values, t.Responses[0])
			if i < 12 {
				b.WriteString("  " + Number(t.Responses[0]))
			}
		}
		if len(g) > 12 {
			b.WriteString("  …")
		}
		if len(g) > 1 {
			b.WriteString("  " + plot.Spark(values))
		}
		b.WriteString("\n")
	}
	for _, s := range r.Shown {
		show(&b, r, s, o)
	}
	for _, c := range r.Checks {
		check(&b, c, o)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
