package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// write prints the table of what was to be reached, then that of what was measured, as Markdown.
func write(w io.Writer, machine string, rows []*row) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s.\n\n| work | to reach | reached | |\n|---|---|---|---|\n", machine)
	for _, r := range rows {
		for i, t := range r.targets {
			what := ""
			if i == 0 {
				what = r.what
			}
			value, verdict := "not measured", ""
			if x, ok := t.value(r); ok {
				value, verdict = fmt.Sprintf(t.shown, x), "not met"
				if t.met(x) {
					verdict = "met"
				}
			}
			fmt.Fprintf(out, "| %s | %s | %s | %s |\n", what, t.text, value, verdict)
		}
	}
	fmt.Fprint(out, "\n| work | program | whole process | simulation alone | on the cores | peak memory | spikes |\n|---|---|--:|--:|--:|--:|--:|\n")
	for _, r := range rows {
		what := r.what
		for _, p := range r.programs {
			whole, ok := p.whole()
			if !ok {
				continue
			}
			simulated, used, memory := "", "", ""
			if x, ok := p.simulation(); ok {
				simulated = seconds(x)
			}
			if x, ok := p.cpu(); ok {
				used = seconds(x)
			}
			if x, ok := p.memory(); ok {
				memory = fmt.Sprintf("%.0f MB", x/1e6)
			}
			fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s | %s |\n", what, p.name, seconds(whole), simulated, used, memory, thousands(p.samples[0].spikes))
			what = ""
		}
	}
	var notes []string
	for _, r := range rows {
		for _, n := range r.notes {
			notes = append(notes, "- "+r.name+": "+n+".")
		}
	}
	if len(notes) > 0 {
		fmt.Fprintf(out, "\n%s\n", strings.Join(notes, "\n"))
	}
	return out.Flush()
}

// seconds writes a time with three figures.
func seconds(x float64) string {
	switch {
	case x < 1:
		return fmt.Sprintf("%.3g ms", x*1e3)
	case x < 100:
		return fmt.Sprintf("%.3g s", x)
	}
	return fmt.Sprintf("%.0f s", x)
}

// thousands writes a count with commas; nothing for 0.
func thousands(n int64) string {
	if n == 0 {
		return ""
	}
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
