package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"protoexp/runtime/record"
)

// Fit writes a fit: the parameters, the targets, and how far these move with each parameter.
func Fit(w io.Writer, f *record.Fit, o Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "fit of %s, seed %d: %s\n", strings.Join(f.Sweeps, " and "), f.Seed, Count(int64(f.Done), "evaluation"))
	for _, n := range f.Notes {
		b.WriteString(Wrap(n, o.page()) + "\n")
	}
	if f.Failed > 0 {
		fmt.Fprintf(&b, "%s gave no number and were left out\n", Count(int64(f.Failed), "evaluation"))
	}
	if len(f.Parameters) > 0 {
		writeFitted(&b, f, o)
	}
	if f.Partial() {
		b.WriteString("\ninterrupted: this is the best point so far, and its sensitivity was not looked at\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFitted(b *strings.Builder, f *record.Fit, o Options) {
	p := table{keys: 1, left: 1, head: []string{"parameter", "from", "to", "fitted", "± (1 SE)", ""}}
	for _, x := range f.Parameters {
		uncertain := "not determined"
		if f.Partial() {
			uncertain = "-"
		} else if !math.IsInf(x.Error, 0) {
			uncertain = share(x.Error / math.Abs(x.Value))
		}
		note := ""
		if x.AtBound {
			note = "at its bound"
		}
		p.rows = append(p.rows, []string{x.Name, x.LowText, x.HighText, x.Text, uncertain, note})
	}
	b.WriteString("\n")
	p.write(b, o.Width)
	t := table{keys: 1, left: 1, head: []string{"target", "wanted", "SD", "obtained", "off by", ""}}
	for _, x := range f.Targets {
		note := ""
		if x.HeldOut {
			note = "held out"
		}
		t.rows = append(t.rows, []string{named(x), Number(x.Wanted), Number(x.SD), Number(x.Obtained), fmt.Sprintf("%+.1f SD", x.Off()), note})
	}
	b.WriteString("\n")
	t.write(b, o.Width)
	fmt.Fprintf(b, "\nsum of squares: %s\n", Number(f.Loss))
	writeSensitivity(b, f, o)
	b.WriteString("\nIn a script:\n")
	for _, x := range f.Parameters {
		fmt.Fprintf(b, "    let %s = %s\n", x.Name, x.Text)
	}
}

func named(t record.FitTarget) string {
	if t.Unit == "1" || t.Unit == "" {
		return t.Name
	}
	return t.Name + " [" + t.Unit + "]"
}

// writeSensitivity has a row for each parameter and a column for each target.
func writeSensitivity(b *strings.Builder, f *record.Fit, o Options) {
	if len(f.Sensitivity) == 0 {
		return
	}
	s := table{keys: 1, left: 1, head: []string{"10 % less, more"}}
	for _, t := range f.Targets {
		s.head = append(s.head, t.Name)
	}
	for i, c := range f.Sensitivity {
		row := []string{f.Parameters[i].Name}
		for k, t := range f.Targets {
			row = append(row, relative(c.Smaller, k, t.Obtained)+", "+relative(c.Larger, k, t.Obtained))
		}
		s.rows = append(s.rows, row)
	}
	b.WriteString("\nWhat becomes of each target with a parameter that is a tenth smaller and larger:\n\n")
	s.write(b, o.Width)
}

// relative is a change as a share of what it was.
func relative(values []float64, k int, of float64) string {
	if values == nil || of == 0 {
		return "-"
	}
	return fmt.Sprintf("%+.1f %%", 100*(values[k]/of-1))
}
