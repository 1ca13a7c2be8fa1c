package page

import (
	"cmp"
	"fmt"
	"strings"

	"protoexp/runtime/paper"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
	"protoexp/runtime/stat"
)

// table is text in columns; those after the first Keys hold numbers.
type table struct {
	Title string
	Keys  int
	Head  []string
	Rows  [][]string
	Foot  string
}

// Number says whether a column holds numbers.
func (t table) Number(column int) bool { return column >= t.Keys }

// assignment are the counts of an experiment: cells against batches, and cells against orders of sessions.
func assignment(e *record.Experiment) (out []table) {
	if len(e.Cells) == 0 {
		return nil
	}
	cells := table{Title: "Animals, as counted after the assignment (" + e.Assignment.Rule + ")", Keys: 1, Head: []string{"cell"}}
	for i := range e.Assignment.Batches {
		if len(e.Assignment.Batches) > 1 {
			cells.Head = append(cells.Head, fmt.Sprintf("batch %d", i+1))
		}
	}
	cells.Head = append(cells.Head, "assigned", "planned", "complete", "excluded", "analysed")
	for c, cell := range e.Cells {
		row := []string{cell.Name}
		assigned, complete, excluded := 0, 0, 0
		for _, batch := range e.Assignment.Batches {
			assigned += batch[c]
			if len(e.Assignment.Batches) > 1 {
				row = append(row, fmt.Sprint(batch[c]))
			}
		}
		for _, a := range e.Animals {
			if a.Cell != c {
				continue
			}
			if a.Complete {
				complete++
			}
			if a.Excluded != "" {
				excluded++
			}
		}
		cells.Rows = append(cells.Rows, append(row, fmt.Sprint(assigned), fmt.Sprint(cell.Planned), fmt.Sprint(complete), fmt.Sprint(excluded), fmt.Sprint(cell.Done)))
	}
	out = append(out, cells)
	for _, o := range e.Assignment.Orders {
		t := table{Title: "Orders of " + o.Factor + ", as counted", Keys: 1, Head: []string{"order"}}
		for _, c := range e.Cells {
			t.Head = append(t.Head, c.Name)
		}
		for i, levels := range o.Sequences {
			row := []string{strings.Join(levels, ", then ")}
			for _, n := range o.Animals[i] {
				row = append(row, fmt.Sprint(n))
			}
			t.Rows = append(t.Rows, row)
		}
		out = append(out, t)
	}
	return out
}

// mostRows is how long a table of responses may be.
const mostRows = 60

// tables are what was predicted and explored, and the responses of a single animal.
func tables(r *record.Result) (out []table) {
	for _, e := range r.Experiments {
		if len(e.Predictions) > 0 {
			t := table{Title: "Predictions, marked before the run", Keys: 1, Head: []string{"prediction", "from", "to", "found", "verdict"}}
			for _, p := range e.Predictions {
				verdict := "not met"
				if p.Pass {
					verdict = "met"
				}
				t.Rows = append(t.Rows, []string{p.Text, in(p.Low, p.Unit), in(p.High, p.Unit), in(p.Value, p.Unit), verdict})
			}
			out = append(out, t)
		}
		for _, x := range e.Explorations {
			t := table{Title: "Explored and not tested: " + strings.Join(strings.Fields(x.Text), " "), Keys: 1, Head: []string{cmp.Or(strings.Join(x.By, ", "), "animals"), "n", "mean", "SD", "median"}}
			for _, s := range x.Samples {
				row := []string{s.Name, fmt.Sprint(len(s.Values)), "–", "–", "–"}
				if n := len(s.Values); n > 0 {
					row[2], row[4] = in(stat.Mean(s.Values), x.Unit), in(stat.Quantile(s.Values, 0.5), x.Unit)
					if n > 1 {
						row[3] = in(stat.SD(s.Values), x.Unit)
					}
				}
				t.Rows = append(t.Rows, row)
			}
			out = append(out, t)
		}
	}
	if len(r.Experiments) == 0 && len(r.Trials) > 0 {
		out = append(out, responses(r))
	}
	return out
}

func responses(r *record.Result) table {
	t := table{Title: "Responses", Keys: 4, Head: []string{"label", "n", "onset", "action"}}
	for _, m := range r.Measures {
		t.Head = append(t.Head, in2(m.Name, m.Unit))
	}
	for i, x := range r.Trials {
		if i == mostRows {
			t.Foot = fmt.Sprintf("and %d more, in trials.csv", len(r.Trials)-mostRows)
			break
		}
		action := x.Action
		if x.Omitted {
			action += " (omitted)"
		}
		row := []string{x.Label, fmt.Sprint(x.N), report.Time(x.Onset), action}
		for _, v := range x.Responses {
			row = append(row, paper.Number(v))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func in(v float64, unit string) string {
	if unit == "" || unit == "1" || v != v {
		return paper.Number(v)
	}
	return paper.Number(v) + " " + unit
}

func in2(name, unit string) string {
	if unit == "" || unit == "1" {
		return name
	}
	return name + " [" + unit + "]"
}
