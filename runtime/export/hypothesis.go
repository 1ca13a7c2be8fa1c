package export

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"protoexp/runtime/record"
)

var undefined = math.NaN()

// Expectations is a table of one hypothesis a row. What does not apply is NA or empty.
func Expectations(r *record.Result) Table {
	t := Table{Columns: []Column{{"experiment", Text}, {"name", Text}, {"text", Text}, {"primary", Truth}, {"pass", Truth}, {"line", Count}, {"left", Number}, {"right", Number},
		{"unit", Text}, {"n", Count}, {"n of each", Text}, {"test", Text}, {"method", Text}, {"statistic", Text}, {"value", Number}, {"df", Text},
		{"estimate", Number}, {"ci low", Number}, {"ci high", Number}, {"ci method", Text}, {"bca low", Number}, {"bca high", Number}, {"p", Number}, {"correction", Text}, {"p adjusted", Number}, {"alpha", Number}}}
	effects := effectNames(r)
	for _, name := range effects {
		t.Columns = append(t.Columns, Column{name, Number}, Column{name + " low", Number}, Column{name + " high", Number})
	}
	t.Columns = append(t.Columns, Column{"post hoc", Truth}, Column{"sentence", Text})
	for _, c := range r.Checks {
		row := []any{c.Experiment, c.Name, c.Text, c.Primary, c.Pass, int64(c.Line), undefined, undefined, c.Unit, int64(animals(c))}
		if c.Unit != "" {
			row[6], row[7] = c.Left, c.Right
		}
		x := record.Test{Value: undefined, Estimate: undefined, Low: undefined, High: undefined, P: undefined, Adjusted: undefined, Alpha: undefined}
		if c.Test != nil {
			x = *c.Test
			if x.Statistic == "" {
				x.Value = undefined
			}
			if _, _, ok := x.Interval(); !ok {
				x.Low, x.High = undefined, undefined
			}
			if x.Plain != "" {
				x.P, x.Adjusted, x.Estimate = undefined, undefined, undefined
			}
		}
		var each, df []string
		for _, n := range x.N {
			each = append(each, strconv.Itoa(n))
		}
		for _, d := range x.DF {
			df = append(df, text(d))
		}
		low, high, ok := x.BCa()
		if !ok {
			low, high = undefined, undefined
		}
		row = append(row, strings.Join(each, ", "), x.Name, x.Method, x.Statistic, x.Value, strings.Join(df, ", "), x.Estimate, x.Low, x.High, x.IntervalBy, low, high, x.P, x.Correction, x.Adjusted, x.Alpha)
		for _, name := range effects {
			e := record.Effect{Value: undefined, Low: undefined, High: undefined}
			for _, have := range x.Effects {
				if have.Name == name {
					e.Value = have.Value
					if from, to, ok := have.Interval(); ok {
						e.Low, e.High = from, to
					}
				}
			}
			row = append(row, e.Value, e.Low, e.High)
		}
		t.Rows = append(t.Rows, append(row, c.PostHoc, c.Sentence))
	}
	return t
}

func effectNames(r *record.Result) (names []string) {
	seen := map[string]bool{}
	for _, c := range r.Checks {
		if c.Test == nil {
			continue
		}
		for _, e := range c.Test.Effects {
			if !seen[e.Name] {
				seen[e.Name] = true
				names = append(names, e.Name)
			}
		}
	}
	sort.Strings(names)
	return names
}

// animals is how many animals a hypothesis was tested on: each counts once.
func animals(c record.Check) int {
	seen := map[int]bool{}
	for _, s := range c.Samples {
		for _, a := range s.Animals {
			seen[a] = true
		}
	}
	switch {
	case len(seen) > 0:
		return len(seen)
	case c.Test == nil:
		return 1
	}
	n := 0
	for _, k := range c.Test.N {
		n += k
	}
	return n
}
