package interp

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// Target is a number that a report of a sweep shall give.
type Target struct {
	Name    string
	Value   float64 // the mean of its rows, in SI
	SD      float64 // in SI; 0 where the data say nothing of it
	Rows    int     // of the data
	HeldOut bool    // compared, and not fitted

	at   source.Span
	dim  unit.Dimension
	bare bool // written without a unit: in the report's own, in SI
}

// Targets reads a table of what was measured: a row for each measurement, with the name of a report, its value, and
// optionally its standard deviation and its use (fit, or hold: it is compared and not fitted). Of several rows of one report
// the mean is wanted, and its standard error is the standard deviation.
func (s *Script) Targets(name, text string) ([]Target, []diag.Diagnostic) {
	t := &targetTable{file: source.New(name, text), values: map[string][]float64{}}
	t.csv = csv.NewReader(strings.NewReader(text))
	t.csv.FieldsPerRecord, t.csv.TrimLeadingSpace, t.csv.Comment = -1, true, '#'
	for t.next() {
		if t.columns == nil {
			t.head()
		} else {
			t.add()
		}
	}
	if len(t.list) == 0 && len(t.problems) == 0 {
		t.fail("the table has no rows", targetForm)
	}
	reports := s.reports()
	for i := range t.list {
		t.list[i].settle(t.values[t.list[i].Name])
		if d := t.list[i].match(reports); d != nil && len(reports) > 0 {
			t.problems = append(t.problems, *d)
		}
	}
	diag.Sort(t.problems)
	return t.list, t.problems
}

const targetForm = "begin the file with report,value,sd and write rows such as habituation,0.36,0.05"

// targetTable is a table that is being read.
type targetTable struct {
	file     *source.File
	csv      *csv.Reader
	columns  []string // nil before the first row
	row      []string
	at       source.Span // of the row
	list     []Target
	values   map[string][]float64
	problems []diag.Diagnostic
}

func (t *targetTable) fail(message, fix string) {
	t.problems = append(t.problems, diag.Diagnostic{Code: "bad-target", Span: t.at, Message: message, Fix: fix})
}

// next reads a row; false at the end, and after what is no table.
func (t *targetTable) next() bool {
	t.at = source.Span{File: t.file, Start: int(t.csv.InputOffset())}
	row, err := t.csv.Read()
	t.at.End = int(t.csv.InputOffset())
	text := t.at.Text()
	t.at.Start += len(text) - len(strings.TrimLeft(text, "\r\n"))
	t.at.End = max(t.at.Start, t.at.End-len(text)+len(strings.TrimRight(text, "\r\n")))
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax):
		t.fail("this is not a row of a table: "+syntax.Err.Error(), targetForm)
		return false
	case err != nil && err != io.EOF:
		t.fail("this is not a row of a table: "+err.Error(), targetForm)
	}
	t.row = row
	return err == nil && (t.columns != nil || len(t.problems) == 0)
}

// head reads the names of the columns.
func (t *targetTable) head() {
	for _, c := range t.row {
		c = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(c, "\ufeff")))
		if !slices.Contains([]string{"report", "value", "sd", "use"}, c) {
			t.fail(fmt.Sprintf("a table of targets has no column %q", c), targetForm)
			return
		}
		t.columns = append(t.columns, c)
	}
	for _, c := range []string{"report", "value"} {
		if !slices.Contains(t.columns, c) {
			t.fail("the table has no column "+c, targetForm)
		}
	}
}

func (t *targetTable) cell(column string) string {
	if i := slices.Index(t.columns, column); i >= 0 && i < len(t.row) {
		return strings.TrimSpace(t.row[i])
	}
	return ""
}

// add reads a measurement.
func (t *targetTable) add() {
	text := t.cell("value")
	value, bare, ok := targetValue(text)
	if !ok {
		t.fail(fmt.Sprintf("%q is not a number or a quantity", text), "write a value such as 0.36, 36% or 12s")
		return
	}
	x := Target{Name: t.cell("report"), Value: value.Value, Rows: 1, at: t.at, dim: value.Dim, bare: bare}
	if spread := t.cell("sd"); spread != "" {
		sd, bare, ok := targetValue(spread)
		if !ok || !(sd.Value > 0) || sd.Dim != value.Dim && !bare {
			t.fail(fmt.Sprintf("%q is not a standard deviation of %s", spread, text), "write a number above 0 in the same unit, such as 0.05, or leave it out")
			return
		}
		x.SD = sd.Value
	}
	switch use := t.cell("use"); use {
	case "", "fit":
	case "hold":
		x.HeldOut = true
	default:
		t.fail(fmt.Sprintf("a target is there to fit or on hold, and not %q", use), "write fit or hold in the column use")
		return
	}
	t.values[x.Name] = append(t.values[x.Name], x.Value)
	i := slices.IndexFunc(t.list, func(o Target) bool { return o.Name == x.Name })
	if i < 0 {
		t.list = append(t.list, x)
		return
	}
	if o := &t.list[i]; o.dim != x.dim || o.bare != x.bare || o.HeldOut != x.HeldOut {
		t.fail(fmt.Sprintf("the rows of %s differ in their unit or their use", x.Name), "give all of them the same")
	} else {
		o.Rows++
	}
}

// settle takes the mean of several rows, and its standard error.
func (t *Target) settle(values []float64) {
	if len(values) < 2 {
		return
	}
	n, mean, square := float64(len(values)), 0.0, 0.0
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		square += (v - mean) * (v - mean)
	}
	t.Value = mean
	if square > 0 {
		t.SD = math.Sqrt(square / (n - 1) / n)
	}
}

// targetValue reads a number, which is bare, or a quantity.
func targetValue(text string) (q unit.Quantity, bare, ok bool) {
	if x, err := strconv.ParseFloat(text, 64); err == nil {
		return unit.Quantity{Value: x}, true, !math.IsNaN(x) && !math.IsInf(x, 0)
	}
	sign := 1.0
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		sign, text = -1, rest
	}
	q, problem := unit.Parse(text)
	q.Value *= sign
	return q, false, problem == nil
}

// match finds the report that a target is about, and holds its unit against it.
func (t Target) match(reports map[string]unit.Dimension) *diag.Diagnostic {
	dim, known := reports[t.Name]
	if !known {
		var names []string
		for name := range reports {
			names = append(names, name)
		}
		slices.Sort(names)
		d := eval.Unresolved("unknown-name", t.at, "report of the sweeps", t.Name, names)
		return &d
	}
	if !t.bare && t.dim != dim {
		return &diag.Diagnostic{Code: "bad-target", Span: t.at, Message: fmt.Sprintf("%s is reported in %s, and the target is in %s", t.Name, dim, t.dim),
			Fix: "write the value in the unit of the report, or as a plain number in SI"}
	}
	return nil
}
