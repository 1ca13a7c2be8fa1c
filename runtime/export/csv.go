package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"

	"protoexp/runtime/record"
)

// text writes a number so that it reads back exactly; an undefined one is NA, as R expects.
func text(x float64) string {
	if math.IsNaN(x) {
		return "NA"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// head names a column with its unit.
func head(name, unit string) string {
	if unit == "" || unit == "1" {
		return name
	}
	return fmt.Sprintf("%s [%s]", name, unit)
}

// Trials writes one trial a row, a column for each factor and each measure.
func Trials(w io.Writer, r *record.Result) error {
	var names []string
	seen := map[string]bool{}
	for _, t := range r.Trials {
		for _, f := range t.Factors {
			if !seen[f.Name] {
				seen[f.Name] = true
				names = append(names, f.Name)
			}
		}
	}
	row := append([]string{"experiment", "animal", "group"}, names...)
	row = append(row, "label", "n", "time [s]", "action", "omitted")
	for _, m := range r.Measures {
		row = append(row, head(m.Name, m.Unit))
	}
	out := csv.NewWriter(w)
	out.Write(row) // its error is kept until Flush
	for _, t := range r.Trials {
		level := factors(t.Factors)
		row = append(row[:0], t.Experiment, strconv.Itoa(t.Animal), t.Group)
		for _, n := range names {
			row = append(row, level[n])
		}
		row = append(row, t.Label, strconv.Itoa(t.N), text(float64(t.Onset)/1e9), t.Action, strconv.FormatBool(t.Omitted))
		for _, v := range t.Responses {
			row = append(row, text(v))
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// Trace writes a trace: the time and a column for each cell; of spikes, one spike a row.
func Trace(w io.Writer, t record.Trace) error {
	out := csv.NewWriter(w)
	if t.Spikes {
		out.Write([]string{"cell", "time [s]"})
		for k, times := range t.Values {
			for _, s := range times {
				out.Write([]string{t.Cells[k], text(s)})
			}
		}
		out.Flush()
		return out.Error()
	}
	row := []string{"time [s]"}
	for _, c := range t.Cells {
		row = append(row, head(c, t.Unit))
	}
	out.Write(row)
	for i, s := range t.Time {
		row = append(row[:0], text(s))
		for k := range t.Values {
			row = append(row, text(t.Values[k][i]))
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}
