package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
)

// Kind is what a column of a table holds.
type Kind uint8

// The kinds of columns.
const (
	Text Kind = iota
	Number
	Count // a whole number
	Truth
)

// Column is one of a table: its name, with the unit where it has one, and what it holds.
type Column struct {
	Name string
	Kind Kind
}

// Table is rows under typed columns: a string, float64, int64 or bool for each. A number that is undefined is NaN.
type Table struct {
	Columns []Column
	Rows    [][]any
}

// head names a column with its unit.
func head(name, unit string) string {
	if unit == "" || unit == "1" {
		return name
	}
	return fmt.Sprintf("%s [%s]", name, unit)
}

// text writes a value so that it reads back exactly; an undefined number is NA, as R expects.
func text(v any) string {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) {
			return "NA"
		}
		return strconv.FormatFloat(v, 'g', -1, 64)
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		return strconv.FormatBool(v)
	}
	return v.(string)
}

// CSV writes a table as text: a line of names, then a line a row.
func CSV(w io.Writer, t Table) error {
	out := newRows(w, t.Columns)
	for _, row := range t.Rows {
		if err := out.add(row); err != nil {
			return err
		}
	}
	return out.end()
}

// rows writes a table as CSV, a row at a time.
type rows struct {
	out  *csv.Writer
	line []string
}

func newRows(w io.Writer, columns []Column) *rows {
	r := &rows{out: csv.NewWriter(w)}
	for _, c := range columns {
		r.line = append(r.line, c.Name)
	}
	r.out.Write(r.line) // its error is kept until the end
	return r
}

func (r *rows) add(row []any) error {
	for i, v := range row {
		r.line[i] = text(v)
	}
	return r.out.Write(r.line)
}

func (r *rows) end() error {
	r.out.Flush()
	return r.out.Error()
}
