package plot

import (
	"strings"

	"protoexp/runtime/record"
)

// condition is a cell of a design in one session: animals that are treated alike.
type condition struct {
	name   string
	labels []string // in the order of the first animal
	trials map[string]map[int][]record.Trial
	order  []int            // animals
	column int              // of the response
	unmet  map[int][]string // of animals: labels of which they did not meet the criterion
}

// conditions sorts the trials of a design's complete animals. Trials without a label go by what was done.
func conditions(r *record.Result, e *record.Experiment, column int) (out []*condition) {
	cells, unmet := map[int]string{}, map[int][]string{}
	for _, a := range e.Animals {
		if a.Complete && a.Excluded == "" && a.Cell < len(e.Cells) {
			cells[a.Number], unmet[a.Number] = e.Cells[a.Cell].Name, a.Unmet
		}
	}
	within := map[string]bool{}
	for _, f := range e.Factors {
		if f.Within {
			within[f.Name] = true
		}
	}
	at := map[string]*condition{}
	for _, cell := range e.Cells { // in the order of the script
		if len(within) == 0 {
			at[cell.Name] = &condition{name: cell.Name, column: column, unmet: unmet, trials: map[string]map[int][]record.Trial{}}
			out = append(out, at[cell.Name])
		}
	}
	for _, t := range r.Trials {
		cell, known := cells[t.Animal]
		if t.Experiment != e.Title || !known {
			continue
		}
		name := cell
		for _, f := range t.Factors {
			if within[f.Name] {
				name = strings.TrimPrefix(strings.TrimPrefix(name, "all")+", "+f.Name+"="+f.Level, ", ")
			}
		}
		c := at[name]
		if c == nil {
			c = &condition{name: name, column: column, unmet: unmet, trials: map[string]map[int][]record.Trial{}}
			at[name] = c
			out = append(out, c)
		}
		c.add(t)
	}
	return out
}

func (c *condition) add(t record.Trial) {
	label := t.Label
	if label == "" {
		label = t.Action
	}
	if c.trials[label] == nil {
		c.trials[label] = map[int][]record.Trial{}
		c.labels = append(c.labels, label)
	}
	if len(c.order) == 0 || c.order[len(c.order)-1] != t.Animal {
		c.order = append(c.order, t.Animal)
	}
	c.trials[label][t.Animal] = append(c.trials[label][t.Animal], t)
}

// labels are those of all conditions in order, with the largest and the smallest number of trials that an animal has.
func labels(list []*condition) (names []string, most, least map[string]int) {
	most, least = map[string]int{}, map[string]int{}
	for _, c := range list {
		for _, label := range c.labels {
			if _, known := most[label]; !known {
				names = append(names, label)
				least[label] = 1 << 30
			}
			for _, trials := range c.trials[label] {
				most[label], least[label] = max(most[label], len(trials)), min(least[label], len(trials))
			}
		}
	}
	return names, most, least
}

// response is the measure that a design reads first, with its column in the trials; ok is false where it has none.
func response(r *record.Result, e *record.Experiment) (m record.Measure, column int, ok bool) {
	for i, m := range r.Measures {
		if len(e.Measures) == 0 || m.Name == e.Measures[0] {
			return m, i, true
		}
	}
	return m, 0, false
}

// row is the response to each trial of a label by one animal.
func (c *condition) row(label string, animal int) (out []float64) {
	for _, t := range c.trials[label][animal] {
		out = append(out, t.Responses[c.column])
	}
	return out
}

// omitted says whether nothing was delivered in the trials of a label.
func (c *condition) omitted(label string) bool {
	for _, trials := range c.trials[label] {
		for _, t := range trials {
			return t.Omitted
		}
	}
	return false
}
