package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// label is what the animals of an experiment did at one label, cell by cell.
type label struct {
	name     string
	action   string // where every cell does the same
	measures []record.Measure
	columns  []int // of the measures, in a trial's responses
	cells    []labelCell
	place    map[string]int // of a cell by its name
}

// labelCell is the animals of a cell, or of a cell in one session.
type labelCell struct {
	name    string
	omitted bool
	animals []int
	rows    [][]record.Trial // of each animal
}

// labels sorts the trials of an experiment. Animals that the plan excludes are left out.
func labels(r *record.Result, e record.Experiment) (list []*label) {
	out := map[int]bool{}
	for _, a := range e.Animals {
		out[a.Number] = a.Excluded != ""
	}
	at := map[string]*label{}
	cells, place, names := conditions(e), map[string]int{}, unlabelled(r, e)
	for i, n := range cells {
		place[n] = i
	}
	for _, t := range r.Trials {
		if t.Experiment != e.Title || out[t.Animal] {
			continue
		}
		key := t.Label
		if key == "" {
			key = names[t.Action]
		}
		l := at[key]
		if l == nil {
			l = &label{name: key, action: t.Action, place: place}
			for _, name := range e.Measures {
				for k, m := range r.Measures {
					if m.Name == name {
						l.measures, l.columns = append(l.measures, m), append(l.columns, k)
					}
				}
			}
			for _, n := range cells {
				l.cells = append(l.cells, labelCell{name: n, omitted: true})
			}
			at[key], list = l, append(list, l)
		}
		if t.Action != l.action {
			l.action = ""
		}
		l.add(t)
	}
	return sequence(list)
}

// unlabelled names what was done without a label, action by action. Where no cell had two actions that differ in their
// parameters only, as when each had shocks of its own strength, they stand in one table.
func unlabelled(r *record.Result, e record.Experiment) map[string]string {
	names, in, split := map[string]string{}, map[string]string{}, map[string]bool{}
	for _, t := range r.Trials {
		if t.Experiment != e.Title || t.Label != "" {
			continue
		}
		name := bare(t.Action)
		names[t.Action] = name
		at := condition(t) + "\x00" + name
		if one, known := in[at]; known && one != t.Action {
			split[name] = true
		}
		in[at] = t.Action
	}
	for action, name := range names {
		if split[name] {
			names[action] = action
		}
	}
	return names
}

// conditions are the cells of an experiment, each with the levels of each session.
func conditions(e record.Experiment) (names []string) {
	for _, c := range e.Cells {
		list := []string{c.Name}
		if len(e.Cells) == 1 && c.Group == "" && len(c.Factors) == 0 {
			list = []string{""}
		}
		for _, f := range e.Factors {
			if !f.Within {
				continue
			}
			var next []string
			for _, name := range list {
				next = append(next, name) // trials outside the sessions
				for _, level := range f.Levels {
					next = append(next, joined(name, f.Name+"="+level))
				}
			}
			list = next
		}
		names = append(names, list...)
	}
	return names
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

// condition is the cell of a trial, with its session.
func condition(t record.Trial) string {
	name := t.Group
	for _, f := range t.Factors {
		name = joined(name, f.Name+"="+f.Level)
	}
	return name
}

func (l *label) add(t record.Trial) {
	i, ok := l.place[condition(t)]
	if !ok {
		return
	}
	c := &l.cells[i]
	if n := len(c.animals); n == 0 || c.animals[n-1] != t.Animal {
		c.animals, c.rows = append(c.animals, t.Animal), append(c.rows, nil)
	}
	c.rows[len(c.rows)-1] = append(c.rows[len(c.rows)-1], t)
	c.omitted = c.omitted && t.Omitted
}

// write writes a label: of one trial the mean of each measure with its standard deviation over animals; of several, the
// first, the last, and the means over trials as bars.
func (l *label) write(b *strings.Builder, o Options) {
	counts := l.counts()
	longest := counts[len(counts)-1]
	title := l.name
	if l.action != "" && !strings.HasPrefix(l.name, l.action) {
		title += ": " + l.action
	}
	if longest > 1 {
		title += ", " + trials(counts)
	}
	b.WriteString(title + "\n")
	t := table{keys: 1, left: 1, head: []string{"", "n"}}
	places := []string{""}
	if longest > 1 {
		places = []string{" first", " last"}
	}
	var columns []column
	for i, m := range l.measures {
		c := l.column(i, len(places))
		columns = append(columns, c)
		for _, p := range places {
			t.head = append(t.head, head(m.Name, c.symbol)+p)
		}
		if longest > 1 && i == 0 {
			t.head = append(t.head, "over trials")
		}
	}
	for _, c := range l.cells {
		if len(c.rows) == 0 {
			continue
		}
		name := c.name
		if name == "" {
			name = "all animals"
		}
		if c.omitted && !strings.HasSuffix(name, "omitted") {
			name += " (omitted)"
		}
		row := []string{name, strconv.Itoa(len(c.rows))}
		for i, k := range l.columns {
			for p := range places {
				text := columns[i].spread(c.at(k, p > 0))
				if c.omitted && text == "0" {
					text = "-" // nothing was done, and nothing was seen
				}
				row = append(row, text)
			}
			if longest > 1 && i == 0 {
				line := plot.Spark(c.curve(k, longest), 24)
				if row[2] == "-" && row[3] == "-" {
					line = ""
				}
				row = append(row, line)
			}
		}
		t.rows = append(t.rows, row)
	}
	t.write(b, o.Width)
	b.WriteString("\n")
}

// counts are the numbers of trials that an animal had, each once, in ascending order.
func (l *label) counts() (list []int) {
	for _, c := range l.cells {
		for _, row := range c.rows {
			if !slices.Contains(list, len(row)) {
				list = append(list, len(row))
			}
		}
	}
	slices.Sort(list)
	return list
}

// trials writes how many there were: 10 trials, 10 or 20 trials, 3 to 17 trials.
func trials(counts []int) string {
	least, most := counts[0], counts[len(counts)-1]
	switch len(counts) {
	case 1:
		return fmt.Sprintf("%d trials", most)
	case 2:
		return fmt.Sprintf("%d or %d trials", least, most)
	}
	return fmt.Sprintf("%d to %d trials", least, most)
}

// column fits a column to a measure in every cell.
func (l *label) column(measure, places int) column {
	var samples [][]float64
	for _, c := range l.cells {
		for p := range places {
			if len(c.rows) > 0 {
				samples = append(samples, c.at(l.columns[measure], p > 0))
			}
		}
	}
	return columnOf(l.measures[measure].Unit, samples...)
}

// at is the first or last response of each animal.
func (c labelCell) at(column int, last bool) (values []float64) {
	for _, row := range c.rows {
		t := row[0]
		if last {
			t = row[len(row)-1]
		}
		values = append(values, t.Responses[column])
	}
	return values
}

// curve is the mean over animals of each trial.
func (c labelCell) curve(column, longest int) (means []float64) {
	for n := range longest {
		var values []float64
		for _, row := range c.rows {
			if n < len(row) {
				values = append(values, row[n].Responses[column])
			}
		}
		m := math.NaN() // where no animal has so many
		if len(values) > 0 {
			m = mean(values)
		}
		means = append(means, m)
	}
	return means
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// deviation is the standard deviation of a sample.
func deviation(values []float64) float64 {
	m, sum := mean(values), 0.0
	for _, v := range values {
		sum += (v - m) * (v - m)
	}
	return math.Sqrt(sum / float64(len(values)-1))
}
