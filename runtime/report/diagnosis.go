package report

import (
	"fmt"
	"io"
	"strings"

	"protoexp/runtime/record"
)

// Diagnosis writes how often expectations come true in rivals.
func Diagnosis(w io.Writer, list []record.Diagnosis, o Options) error {
	var b strings.Builder
	for _, d := range list {
		writeDiagnosis(&b, d, o)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeDiagnosis(b *strings.Builder, d record.Diagnosis, o Options) {
	name := "diagnosis"
	if d.Experiment != "" {
		name = fmt.Sprintf("diagnosis of %q", d.Experiment)
	}
	fmt.Fprintf(b, "%s: %s of %s on each rival, seed %d\n", name, Count(int64(d.Planned), "experiment"), Count(int64(d.Animals), "animal"), d.Seed)
	head, rows := Rivals(d)
	t := table{keys: 2, left: 2, head: head, rows: rows}
	t.write(b, o.Width)
	b.WriteString("\n")
	for _, r := range d.Rivals {
		b.WriteString(Wrap(mark(!r.Fooled(), o)+" "+d.Sentence(r), o.page()) + "\n")
		for _, c := range r.Controls {
			b.WriteString(Wrap("  "+c.Sentence(r), o.page()) + "\n")
		}
	}
	if d.Partial() {
		fmt.Fprintf(b, "\ninterrupted: all numbers are of the experiments that are complete\n")
	}
	b.WriteString("\n")
}

// Rivals is a table of how often each expectation came true in each rival; the first two columns hold names.
func Rivals(d record.Diagnosis) (head []string, rows [][]string) {
	head = []string{"expectation", "rival", "came true", "95 % interval"}
	add := func(title string, f func(record.Rival) record.Frequency) {
		for _, r := range d.Rivals {
			x := f(r)
			row := []string{title, r.Name, fmt.Sprintf("%d of %d", x.Held, x.Of), ""}
			if x.Of > 0 {
				row[3] = share(x.Low) + " to " + share(x.High)
			}
			rows = append(rows, row)
			title = ""
		}
	}
	if len(d.Rivals) > 0 {
		for k, x := range d.Rivals[0].Expectations {
			add(x.Title(), func(r record.Rival) record.Frequency { return r.Expectations[k] })
		}
		if len(d.Rivals[0].Expectations) > 1 {
			add("all of them", func(r record.Rival) record.Frequency { return r.Together })
		}
	}
	return head, rows
}
