package report

import (
	"fmt"
	"strconv"
	"strings"

	"protoexp/runtime/record"
)

// experiment writes a design: who was assigned to what, what the animals did, and what was found between them.
func experiment(b *strings.Builder, r *record.Result, e record.Experiment, o Options) {
	if !o.Quiet {
		b.WriteString(heading(e) + "\n")
		assignment(b, e, o)
		planned(b, e.Plan)
		for _, l := range labels(r, e) {
			l.write(b, o)
		}
		for _, x := range e.Explorations {
			b.WriteString("explore " + x.Text + "\n")
			sampleTable(x.Samples, x.Unit).write(b, o.Width)
			b.WriteString("\n")
		}
	}
	for _, p := range e.Predictions {
		b.WriteString(Wrap(mark(p.Pass, o)+" "+foretold(p), o.Width) + "\n")
	}
	for _, c := range r.Checks {
		if c.Test != nil && c.Experiment == e.Title {
			check(b, c, o)
		}
	}
}

// heading is an experiment in one line: its title, the animals and their kind.
func heading(e record.Experiment) string {
	done := 0
	for _, a := range e.Animals {
		if a.Complete {
			done++
		}
	}
	n := Count(int64(done), "animal")
	if done < len(e.Animals) {
		n = fmt.Sprintf("%d of %s", done, Count(int64(len(e.Animals)), "animal"))
	}
	text := fmt.Sprintf("%s of %s, seed %d", n, e.Preparation, e.Seed)
	if e.Title != "" {
		text = e.Title + ": " + text
	}
	return text
}

// assignment writes how many animals each cell has, in each batch and, within animals, in each order.
func assignment(b *strings.Builder, e record.Experiment, o Options) {
	t := table{keys: 1, left: 1, head: []string{"assigned " + e.Assignment.Rule, "planned", "done"}}
	if len(e.Cells) == 1 {
		t.head[0] = "" // nothing was assigned
	}
	batches := e.Assignment.Batches
	if len(batches) > 1 {
		for k := range batches {
			t.head = append(t.head, "batch "+strconv.Itoa(k+1))
		}
	}
	out := excluded(e)
	if len(e.Plan.Exclude) > 0 {
		t.head = append(t.head, "excluded")
	}
	for i, c := range e.Cells {
		row := []string{c.Name, strconv.Itoa(c.Planned), strconv.Itoa(c.Done)}
		if len(batches) > 1 {
			for _, cells := range batches {
				row = append(row, strconv.Itoa(cells[i]))
			}
		}
		if len(e.Plan.Exclude) > 0 {
			row = append(row, strconv.Itoa(out[i]))
		}
		t.rows = append(t.rows, row)
	}
	t.write(b, o.Width)
	b.WriteString("\n")
	for f, x := range e.Assignment.Orders {
		t := table{keys: 1, left: 1, head: []string{"order of " + x.Factor, "animals"}}
		if name := order(e, x.Factor); name != "" {
			t.head[0] += " (" + name + ")"
		}
		if len(e.Cells) > 1 {
			for _, c := range e.Cells {
				t.head = append(t.head, c.Name)
			}
		}
		for s, levels := range x.Sequences {
			total, row := 0, []string{strings.Join(levels, ", "), ""}
			for _, n := range e.Assignment.Orders[f].Animals[s] {
				total += n
				if len(e.Cells) > 1 {
					row = append(row, strconv.Itoa(n))
				}
			}
			row[1] = strconv.Itoa(total)
			t.rows = append(t.rows, row)
		}
		t.write(b, o.Width)
		b.WriteString("\n")
	}
}

func order(e record.Experiment, factor string) string {
	for _, f := range e.Factors {
		if f.Name == factor {
			return f.Order
		}
	}
	return ""
}

// excluded counts the animals that the plan leaves out, in each cell.
func excluded(e record.Experiment) []int {
	n := make([]int, len(e.Cells))
	for _, a := range e.Animals {
		if a.Excluded != "" {
			n[a.Cell]++
		}
	}
	return n
}

func planned(b *strings.Builder, p record.Plan) {
	if !p.Declared {
		return
	}
	parts := []string{fmt.Sprintf("alpha %g", p.Alpha)}
	if p.Power > 0 {
		parts = append(parts, fmt.Sprintf("power %g%%", p.Power*100))
	}
	if p.Smallest > 0 {
		parts = append(parts, fmt.Sprintf("smallest d %g", p.Smallest))
	}
	if p.Correct != "none" {
		parts = append(parts, "correction "+p.Correct)
	}
	if p.StopAtN {
		parts = append(parts, "stop at n")
	}
	for _, x := range p.Exclude {
		parts = append(parts, "exclude "+x)
	}
	b.WriteString("plan: " + strings.Join(parts, ", ") + "\n\n")
}

// foretold is a prediction with what came out.
func foretold(p record.Prediction) string {
	verdict := "came true"
	if !p.Pass {
		verdict = "did not come true"
	}
	unit := p.Unit
	if unit == "1" {
		unit = ""
	}
	wanted := Number(p.Low) + unit
	if p.High != p.Low {
		wanted += " to " + Number(p.High) + unit
	}
	return fmt.Sprintf("the prediction %s %s: %s was foretold, and it is %s%s.", p.Text, verdict, wanted, Number(p.Value), unit)
}

// sampleTable is the mean, the standard deviation and the number of animals of each sample.
func sampleTable(list []record.Sample, unit string) table {
	var samples [][]float64
	for _, s := range list {
		samples = append(samples, s.Values)
	}
	c := columnOf(unit, samples...)
	t := table{keys: 1, left: 1, head: []string{"", "n", head("mean", c.symbol), "SD"}}
	for _, s := range list {
		t.rows = append(t.rows, []string{s.Name, strconv.Itoa(len(s.Values)), c.number(mean(s.Values)), c.number(deviation(s.Values))})
	}
	return t
}
