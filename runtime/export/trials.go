package export

import (
	"io"

	"protoexp/runtime/record"
)

// Trials is a table of one trial a row, with a column for each factor and each measure.
func Trials(r *record.Result) Table {
	s := shapeOf(r)
	t := Table{Columns: s.columns()}
	for _, x := range r.Trials {
		t.Rows = append(t.Rows, s.row(x))
	}
	return t
}

// TrialStream writes a table of trials as CSV while more of them come.
type TrialStream struct {
	shape shape
	rows  *rows
}

// NewTrialStream begins a table with the columns of an outline: a result of which the measures and factors are known.
func NewTrialStream(w io.Writer, outline *record.Result) *TrialStream {
	s := shapeOf(outline)
	return &TrialStream{s, newRows(w, s.columns())}
}

// Add writes trials. They are on their way to the disk when it returns.
func (s *TrialStream) Add(trials []record.Trial) error {
	for _, t := range trials {
		if err := s.rows.add(s.shape.row(t)); err != nil {
			return err
		}
	}
	return s.rows.end()
}

// shape is what stands in the columns of a table of trials.
type shape struct {
	factors  []string
	measures []record.Measure
}

// shapeOf finds the factors: those that were declared, in that order, then others that a trial has.
func shapeOf(r *record.Result) shape {
	s := shape{measures: r.Measures}
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			s.factors = append(s.factors, name)
		}
	}
	for _, e := range r.Experiments {
		for _, f := range e.Factors {
			add(f.Name)
		}
	}
	for _, t := range r.Trials {
		for _, f := range t.Factors {
			add(f.Name)
		}
	}
	return s
}

func (s shape) columns() []Column {
	list := []Column{{"experiment", Text}, {"animal", Count}, {"group", Text}}
	list = append(list, factorColumns(s.factors)...)
	list = append(list, Column{"label", Text}, Column{"n", Count}, Column{"time [s]", Number}, Column{"action", Text}, Column{"omitted", Truth})
	for _, m := range s.measures {
		list = append(list, Column{head(m.Name, m.Unit), Number})
	}
	return list
}

// fixed are names of columns that no factor can have.
var fixed = map[string]bool{"experiment": true, "animal": true, "group": true, "label": true, "n": true, "action": true, "omitted": true, "kind": true, "preparation": true,
	"cell": true, "within": true, "planned": true, "complete": true, "excluded": true, "arrival": true, "batch": true, "repetition": true}

func factorColumns(names []string) (list []Column) {
	for _, name := range names {
		if fixed[name] {
			name = "factor." + name
		}
		list = append(list, Column{name, Text})
	}
	return list
}

func (s shape) row(t record.Trial) []any {
	row := []any{t.Experiment, int64(t.Animal), t.Group}
	row = append(row, factorRow(s.factors, t.Factors)...)
	row = append(row, t.Label, int64(t.N), float64(t.Onset)/1e9, t.Action, t.Omitted)
	for _, v := range t.Responses {
		row = append(row, v)
	}
	return row
}

// factorRow are the levels of some factors; "" for one that does not apply.
func factorRow(names []string, list []record.Factor) []any {
	level := factors(list)
	row := make([]any, len(names))
	for i, name := range names {
		row[i] = level[name]
	}
	return row
}

// Trace writes a trace as CSV: the time and a column for each cell; of spikes, one spike a row.
func Trace(w io.Writer, t record.Trace) error {
	if t.Spikes {
		out := newRows(w, []Column{{"cell", Text}, {"time [s]", Number}})
		for k, times := range t.Values {
			for _, s := range times {
				if err := out.add([]any{t.Cells[k], s}); err != nil {
					return err
				}
			}
		}
		return out.end()
	}
	columns := []Column{{"time [s]", Number}}
	for _, c := range t.Cells {
		columns = append(columns, Column{head(c, t.Unit), Number})
	}
	out := newRows(w, columns)
	row := make([]any, len(columns))
	for i, s := range t.Time {
		row[0] = s
		for k := range t.Values {
			row[k+1] = t.Values[k][i]
		}
		if err := out.add(row); err != nil {
			return err
		}
	}
	return out.end()
}
