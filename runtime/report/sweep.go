package report

import (
	"fmt"
	"math"
	"strings"

	"protoexp/runtime/record"
)

// writeSweeps writes what sweeps report: a table for each sweep with a row for each cell, the mean of each outcome and, with
// repetitions, its standard deviation.
func writeSweeps(b *strings.Builder, r *record.Result, o Options) {
	for _, s := range sweeps(r.Reports) {
		title := "sweep"
		if len(s.axes) > 0 {
			title += " over " + strings.Join(s.axes, ", ")
		}
		b.WriteString(title + s.size() + "\n")
		s.table().write(b, o.Width)
		b.WriteString("\n")
	}
}

// swept are the outcomes of one sweep, cell by cell.
type swept struct {
	axes  []string
	names []string // of the outcomes, in order
	units map[string]string
	cells []*sweptCell
}

type sweptCell struct {
	levels []string
	values map[string][]float64
}

// sweeps sorts reports by their axes.
func sweeps(reports []record.Report) (out []*swept) {
	at := map[string]*swept{}
	cells := map[string]*sweptCell{}
	for _, x := range reports {
		var axes, levels []string
		for _, f := range x.Cell {
			axes, levels = append(axes, f.Name), append(levels, f.Level)
		}
		key := strings.Join(axes, "\x00")
		s := at[key]
		if s == nil {
			s = &swept{axes: axes, units: map[string]string{}}
			at[key] = s
			out = append(out, s)
		}
		if _, known := s.units[x.Name]; !known {
			s.names, s.units[x.Name] = append(s.names, x.Name), x.Unit
		}
		place := key + "\x01" + strings.Join(levels, "\x00")
		c := cells[place]
		if c == nil {
			c = &sweptCell{levels: levels, values: map[string][]float64{}}
			cells[place] = c
			s.cells = append(s.cells, c)
		}
		c.values[x.Name] = append(c.values[x.Name], x.Values...)
	}
	return out
}

// repeated says whether any cell has more than one repetition.
func (s *swept) repeated() bool {
	for _, c := range s.cells {
		for _, v := range c.values {
			if len(v) > 1 {
				return true
			}
		}
	}
	return false
}

func (s *swept) size() string {
	low, high := math.MaxInt, 0
	for _, c := range s.cells {
		n := len(c.values[s.names[0]])
		low, high = min(low, n), max(high, n)
	}
	text := fmt.Sprintf(": %s", Count(int64(len(s.cells)), "cell"))
	switch {
	case high > 1 && low == high:
		text += fmt.Sprintf(", %d animals in each", high)
	case high > 1:
		text += fmt.Sprintf(", %d to %d animals in each", low, high)
	}
	return text
}

func (s *swept) table() table {
	t := table{keys: len(s.axes), head: append([]string{}, s.axes...)}
	repeated := s.repeated()
	for _, name := range s.names {
		t.head = append(t.head, head(name, s.units[name]))
		if repeated {
			t.head = append(t.head, "sd")
		}
	}
	for _, c := range s.cells {
		row := append([]string{}, c.levels...)
		for _, name := range s.names {
			mean, sd := moments(c.values[name])
			row = append(row, Number(mean))
			if repeated {
				row = append(row, Number(sd))
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// moments are the mean and the standard deviation of values that are defined; not a number where there are too few.
func moments(values []float64) (mean, sd float64) {
	n := 0.0
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			n++
			mean += v
		}
	}
	mean /= n
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			sd += (v - mean) * (v - mean)
		}
	}
	if n < 2 {
		return mean, math.NaN()
	}
	return mean, math.Sqrt(sd / (n - 1))
}
