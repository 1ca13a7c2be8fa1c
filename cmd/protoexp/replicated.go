package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"protoexp/interp"
	"protoexp/runtime/export"
	"protoexp/runtime/plot"
	"protoexp/runtime/report"
)

// tableWidth is that of the table: the terminal's, else wide enough to be read.
func tableWidth() int {
	if term.IsTerminal(int(os.Stdout.Fd())) {
		return max(width(), 100)
	}
	return 160
}

// gridRow is a row of the table, with what is wrong below it.
func gridRow(g report.Grid, r interp.Replicated) string {
	text := g.Row(r.Name, r.Title, r.Published+" ("+r.Mark+")", strings.Join(r.Obtained, "\n"), r.Accept, verdict(r), r.Status)
	for _, s := range r.Failures {
		text += "      failed: " + s + "\n"
	}
	if r.Missing != "" {
		text += "      missing: " + r.Missing + "\n"
	}
	return text + "\n"
}

func verdict(r interp.Replicated) string {
	if r.Pass() {
		return "pass"
	}
	return "FAIL"
}

// saveReplicated writes the report of a replication and its figure into a folder.
func saveReplicated(dir string, r interp.Replicated) error {
	f := folder{dir: dir}
	f.put(r.Name+".txt", func(w io.Writer) error { return writeReplicated(w, r) })
	if x, ok := r.Drawn(); ok {
		f.put(r.Name+".svg", func(w io.Writer) error { return plot.SVG(w, x) })
	}
	return f.err
}

// writeReplicated prints a replication: what was published and what was obtained, as figure too, and the report of its run.
func writeReplicated(w io.Writer, r interp.Replicated) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %-4s %s (%s)\n", verdict(r), r.Name, r.Title, r.Status)
	line := func(key, text string) {
		if text != "" {
			fmt.Fprintf(&b, "        %-10s %s\n", key, text)
		}
	}
	line("source", cited(r.Replication))
	line("published", r.Published+" ("+r.Mark+")")
	line("accept", r.Accept)
	key := "obtained"
	for _, o := range r.Obtained {
		line(key, o)
		key = ""
	}
	for _, s := range r.Failures {
		line("failed", s)
	}
	line("missing", r.Missing)
	if f, ok := r.Drawn(); ok {
		b.WriteString("\n" + plot.Chart(f, min(width(), 100), 16) + "\n")
		writePairs(&b, r)
	}
	if r.Result != nil {
		b.WriteString("\n")
		if err := report.Text(&b, r.Result, report.Options{Width: width(), Colour: colour(os.Stdout)}); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writePairs lists each published point with what was obtained, since in a figure one may hide the other.
func writePairs(b *strings.Builder, r interp.Replicated) {
	pairs, _ := r.Pairs()
	g := report.NewGrid(100, 0, 12, 12, 12, 0)
	b.WriteString(g.Row("", "at", "published", "obtained", "95 % interval"))
	for _, p := range pairs {
		interval := ""
		if p.Obtained.N > 1 {
			interval = fmt.Sprintf("%s to %s, n = %d", report.Number(p.Obtained.Low), report.Number(p.Obtained.High), p.Obtained.N)
		}
		b.WriteString(g.Row(p.Name, p.Place, report.Number(p.Value), report.Number(p.Obtained.Value), interval))
	}
}

func cited(r interp.Replication) string {
	text := r.Source
	if r.Figure != "" {
		text += ", " + r.Figure
	}
	if r.DOI != "" {
		text += ", doi:" + r.DOI
	}
	return text
}

// writeReplications prints all rows as JSON.
func writeReplications(w io.Writer, done []interp.Replicated) error {
	type point struct {
		Name      string    `json:"name"`
		Place     string    `json:"place"`
		Published float64   `json:"published"`
		Obtained  float64   `json:"obtained"`
		CI        []float64 `json:"ci,omitempty"`
		N         int       `json:"n"`
	}
	type row struct {
		Name      string   `json:"name"`
		What      string   `json:"what"`
		Source    string   `json:"source"`
		DOI       string   `json:"doi"`
		Figure    string   `json:"figure"`
		Published string   `json:"published"`
		Obtained  []string `json:"obtained"`
		Accept    string   `json:"accept"`
		Pass      bool     `json:"pass"`
		Mark      string   `json:"mark"`
		Status    string   `json:"status"`
		Points    []point  `json:"points,omitempty"`
		Failures  []string `json:"failures,omitempty"`
		Missing   string   `json:"missing,omitempty"`
	}
	rows := make([]row, 0, len(done))
	for _, r := range done {
		var points []point
		pairs, _ := r.Pairs()
		for _, p := range pairs {
			x := point{Name: p.Name, Place: p.Place, Published: p.Value, Obtained: p.Obtained.Value, N: p.Obtained.N}
			if x.N > 1 {
				x.CI = []float64{p.Obtained.Low, p.Obtained.High}
			}
			points = append(points, x)
		}
		rows = append(rows, row{r.Name, r.Title, r.Source, r.DOI, r.Figure, r.Published, append([]string{}, r.Obtained...), r.Accept, r.Pass(), r.Mark, r.Status, points, r.Failures, r.Missing})
	}
	return export.Document(w, map[string][]row{"replications": rows})
}
