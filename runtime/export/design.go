package export

import (
	"strconv"
	"strings"

	"protoexp/runtime/record"
)

// between are the names of all factors between animals, of all experiments.
func between(r *record.Result) (names []string) {
	seen := map[string]bool{}
	for _, e := range r.Experiments {
		for _, f := range e.Factors {
			if !f.Within && !seen[f.Name] {
				seen[f.Name] = true
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// Design is a table of one cell a row: who is treated how, and how many animals it has.
func Design(r *record.Result) Table {
	names := between(r)
	t := Table{Columns: append([]Column{{"experiment", Text}, {"kind", Text}, {"preparation", Text}, {"cell", Text}, {"group", Text}}, factorColumns(names)...)}
	t.Columns = append(t.Columns, Column{"within", Text}, Column{"planned", Count}, Column{"complete", Count}, Column{"excluded", Count})
	for _, e := range r.Experiments {
		complete, excluded := make([]int64, len(e.Cells)), make([]int64, len(e.Cells))
		for _, a := range e.Animals {
			if a.Complete {
				complete[a.Cell]++
			}
			if a.Excluded != "" {
				excluded[a.Cell]++
			}
		}
		var within []string
		for _, f := range e.Factors {
			if f.Within {
				within = append(within, f.Name+" ("+f.Order+"): "+strings.Join(f.Levels, ", "))
			}
		}
		for i, c := range e.Cells {
			row := append([]any{e.Title, kind(e), e.Preparation, c.Name, c.Group}, factorRow(names, c.Factors)...)
			t.Rows = append(t.Rows, append(row, strings.Join(within, "; "), int64(c.Planned), complete[i], excluded[i]))
		}
	}
	return t
}

func kind(e record.Experiment) string {
	if e.Kind == "" {
		return string(record.Groups)
	}
	return string(e.Kind)
}

// Animals is a table of one animal a row: where it belonged, when it came, in what order its sessions were, and whether
// it counts.
func Animals(r *record.Result) Table {
	names := between(r)
	var within []string
	seen := map[string]bool{}
	for _, e := range r.Experiments {
		for _, f := range e.Factors {
			if f.Within && !seen[f.Name] {
				seen[f.Name] = true
				within = append(within, f.Name)
			}
		}
	}
	t := Table{Columns: append([]Column{{"experiment", Text}, {"animal", Count}, {"cell", Text}, {"group", Text}}, factorColumns(names)...)}
	for _, name := range within {
		t.Columns = append(t.Columns, Column{"order of " + name, Text})
	}
	t.Columns = append(t.Columns, Column{"arrival", Count}, Column{"batch", Count}, Column{"complete", Truth}, Column{"excluded", Text}, Column{"criterion not met", Text})
	for _, e := range r.Experiments {
		for _, a := range e.Animals {
			var c record.Cell
			if a.Cell < len(e.Cells) {
				c = e.Cells[a.Cell]
			}
			row := append([]any{e.Title, int64(a.Number), c.Name, c.Group}, factorRow(names, c.Factors)...)
			orders := map[string]string{}
			k := 0
			for _, f := range e.Factors {
				if f.Within && k < len(a.Sessions) {
					orders[f.Name] = strings.Join(a.Sessions[k], " > ")
					k++
				}
			}
			for _, name := range within {
				row = append(row, orders[name])
			}
			t.Rows = append(t.Rows, append(row, int64(a.Arrival), int64(a.Batch), a.Complete, a.Excluded, strings.Join(a.Unmet, ", ")))
		}
	}
	return t
}

// Assignment is a table of what was counted after animals had got their cells: those of each cell in each batch, and in
// each order of sessions.
func Assignment(r *record.Result) Table {
	t := Table{Columns: []Column{{"experiment", Text}, {"rule", Text}, {"counted by", Text}, {"level", Text}, {"cell", Text}, {"animals", Count}}}
	for _, e := range r.Experiments {
		put := func(by, level string, cells []int) {
			for i, n := range cells {
				t.Rows = append(t.Rows, []any{e.Title, e.Assignment.Rule, by, level, e.Cells[i].Name, int64(n)})
			}
		}
		for i, cells := range e.Assignment.Batches {
			put("batch", strconv.Itoa(i+1), cells)
		}
		for _, o := range e.Assignment.Orders {
			for i, cells := range o.Animals {
				put("order of "+o.Factor, strings.Join(o.Sequences[i], " > "), cells)
			}
		}
	}
	return t
}

// Sweep is a table of one repetition of one combination a row, with a column for each axis and each outcome.
func Sweep(r *record.Result) Table {
	var axes, outcomes []string
	units := map[string]string{}
	type key struct {
		cell string
		rep  int
	}
	at := map[key]int{}
	seen := map[string]bool{}
	for _, x := range r.Reports {
		for _, f := range x.Cell {
			if !seen[f.Name] {
				seen[f.Name] = true
				axes = append(axes, f.Name)
			}
		}
		if _, known := units[x.Name]; !known {
			units[x.Name] = x.Unit
			outcomes = append(outcomes, x.Name)
		}
	}
	t := Table{Columns: append(factorColumns(axes), Column{"repetition", Count})}
	column := map[string]int{}
	for _, name := range outcomes {
		column[name] = len(t.Columns)
		title := head(name, units[name])
		if seen[name] || fixed[name] {
			title = "outcome." + title
		}
		t.Columns = append(t.Columns, Column{title, Number})
	}
	for _, x := range r.Reports {
		levels := factorRow(axes, x.Cell)
		for rep, v := range x.Values {
			k := key{level(levels), rep}
			if _, known := at[k]; !known {
				at[k] = len(t.Rows)
				row := append(append([]any{}, levels...), int64(rep+1))
				for range outcomes {
					row = append(row, undefined)
				}
				t.Rows = append(t.Rows, row)
			}
			t.Rows[at[k]][column[x.Name]] = v
		}
	}
	return t
}

func level(levels []any) string {
	var words []string
	for _, v := range levels {
		words = append(words, strconv.Quote(v.(string)))
	}
	return strings.Join(words, ",")
}
