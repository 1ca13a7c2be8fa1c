// Package report writes a result for people: what was done, the responses of each label, what the script asked to see,
// and how each expectation came out. Plain text; it draws no figure itself.
package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// Options say how a report is laid out.
type Options struct {
	Width  int  // of the page in characters; 0 is 80
	Colour bool // marks in green and red
	Quiet  bool // only what the script asks for, and the expectations
}

// Text writes the report of a result.
func Text(w io.Writer, r *record.Result, o Options) error {
	if o.Width == 0 {
		o.Width = 80
	}
	var b strings.Builder
	if !o.Quiet {
		header(&b, r)
		for _, g := range groups(r.Trials) {
			group(&b, r, g)
		}
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
	}
	b.WriteString("\n")
}

// groups are the trials of each label, in the order of the first; trials without a label are grouped by what was done.
func groups(trials []record.Trial) (out [][]record.Trial) {
	at := map[string]int{}
	for _, t := range trials {
		key := "label " + t.Label
		if t.Label == "" {
			key = "action " + t.Action + strconv.FormatBool(t.Omitted)
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

// group writes one label's trials: a table, and a sparkline of the first measure.
func group(b *strings.Builder, r *record.Result, trials []record.Trial) {
	first := trials[0]
	title := first.Action
	if first.Label != "" {
		title = first.Label + ": " + title
	}
	if first.Omitted {
		title += " (omitted)"
	}
	for _, t := range trials {
		if t.Action != first.Action {
			title = first.Label + ": " + strconv.Itoa(len(trials)) + " trials"
			break
		}
	}
	b.WriteString(title + "\n")
	rows := [][]string{{"n", "onset"}}
	for _, m := range r.Measures {
		rows[0] = append(rows[0], head(m))
	}
	var line []float64
	for i, t := range trials {
		row := []string{strconv.Itoa(i + 1), Time(t.Onset)}
		for _, v := range t.Responses {
			row = append(row, Number(v))
		}
		rows = append(rows, row)
		if len(t.Responses) > 0 {
			line = append(line, t.Responses[0])
		}
	}
	columns(b, rows)
	if len(line) > 1 {
		fmt.Fprintf(b, "  %s  %s\n", plot.Spark(line), r.Measures[0].Name)
	}
	b.WriteString("\n")
}

func head(m record.Measure) string {
	if m.Unit == "1" || m.Unit == "" {
		return m.Name
	}
	return fmt.Sprintf("%s [%s]", m.Name, m.Unit)
}

// columns writes rows of right-aligned cells.
func columns(b *strings.Builder, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, row := range rows {
		for i, c := range row {
			b.WriteString("  " + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)) + c)
		}
		b.WriteString("\n")
	}
}

// show writes what a print, plot or table statement asked for.
func show(b *strings.Builder, r *record.Result, s record.Shown, o Options) {
	switch s.Verb {
	case "print":
		b.WriteString(s.Text + "\n\n")
		return
	case "table":
		table(b, s)
		if len(s.Traces) == 0 {
			return
		}
	}
	for _, f := range plot.Figures(r, record.Shown{Verb: s.Verb, Series: plotted(s), Traces: s.Traces}) {
		b.WriteString(plot.Chart(f, min(o.Width, 100), 12) + "\n")
	}
}

// plotted are the series that a statement wants drawn.
func plotted(s record.Shown) []record.Series {
	if s.Verb == "plot" {
		return s.Series
	}
	return nil
}

// table writes series side by side.
func table(b *strings.Builder, s record.Shown) {
	if len(s.Series) == 0 {
		return
	}
	head := []string{"n"}
	longest := 0
	for _, x := range s.Series {
		name := x.Name
		if x.Unit != "1" && x.Unit != "" {
			name += " [" + x.Unit + "]"
		}
		head = append(head, name)
		longest = max(longest, len(x.Values))
	}
	rows := [][]string{head}
	for i := range longest {
		row := []string{strconv.Itoa(i + 1)}
		for _, x := range s.Series {
			cell := ""
			if i < len(x.Values) {
				cell = Number(x.Values[i])
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	columns(b, rows)
	b.WriteString("\n")
}

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

// Labels are the responses of each group of trials, by the first measure, as series.
func Labels(r *record.Result) (out []record.Series) {
	if len(r.Measures) == 0 {
		return nil
	}
	for _, g := range groups(r.Trials) {
		s := record.Series{Name: g[0].Label, Unit: r.Measures[0].Unit}
		if s.Name == "" {
			s.Name = g[0].Action
		}
		for _, t := range g {
			s.Values, s.At = append(s.Values, t.Responses[0]), append(s.At, float64(t.Onset)/1e9)
		}
		out = append(out, s)
	}
	return out
}
