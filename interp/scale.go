package interp

import (
	"math"
	"strconv"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
	"protoexp/runtime/record"
)

// scale is the unit in which all numbers of one sentence are written, so that they can be compared.
type scale struct {
	size   float64 // of the unit, in SI
	symbol string  // mV, or blank and per g; "" of plain numbers
	dim    unit.Dimension
	known  bool // the unit has a symbol; otherwise each number has the unit that it fits
}

// scaleOf is the scale of a response whose numbers are as large as the largest of these.
func scaleOf(dim unit.Dimension, values ...float64) scale {
	var largest float64
	for _, v := range values {
		if v = math.Abs(v); v > largest && !math.IsInf(v, 0) {
			largest = v
		}
	}
	symbol, size := record.Prefixed(dim.String(), largest)
	s := scale{size: size, symbol: symbol, dim: dim, known: dim == unit.None || unit.Named(symbol) != nil}
	if dim == unit.None {
		s.symbol = ""
	}
	return s
}

// scaleOfTest is that of the numbers of a comparison. A slope is per unit of its factor as the script writes it.
func scaleOfTest(d *timeline.Design, q *timeline.Question) scale {
	values := []float64{q.Left.Mean(), q.Right.Mean()}
	f := trended(d, q)
	if f == nil {
		return scaleOf(q.Dim, values...)
	}
	level := f.Levels[len(f.Levels)-1]
	if level.Dim == unit.None {
		s := scaleOf(q.Dim, values...)
		s.symbol += " per unit of " + f.Name
		return s
	}
	text := strings.TrimLeft(timeline.LevelText(level), "-+.0123456789e ")
	u := unit.Named(text)
	if u == nil || u.Dim != level.Dim { // 1h30min
		if text, _ = record.Prefixed(level.Dim.String(), math.Abs(level.Num)); unit.Named(text) == nil {
			return scaleOf(q.Dim, values...)
		}
		u = unit.Named(text)
	}
	for i := range values {
		values[i] *= u.InSI()
	}
	s := scaleOf(q.Dim.Mul(level.Dim), values...)
	s.size, s.symbol = s.size/u.InSI(), s.symbol+" per "+text
	return s
}

// trended is the factor of a trend, or nil.
func trended(d *timeline.Design, q *timeline.Question) *timeline.Factor {
	claim, ok := ast.Unparen(q.Stmt.Claim).(*ast.Binary)
	if !ok || q.Kind != timeline.Compare {
		return nil
	}
	c, ok := ast.Unparen(claim.X).(*ast.Call)
	if !ok || len(c.Args) != 2 || len(q.Right.Samples) > 0 {
		return nil
	}
	fn, isFn := c.Fn.(*ast.Ident)
	name, isName := c.Args[1].Value.(*ast.Ident)
	if !isFn || !isName || fn.Name != "trend" {
		return nil
	}
	for _, f := range d.Factors {
		if f.Name == name.Name && len(f.Levels) > 0 {
			return f
		}
	}
	return nil
}

// rounded is a number to so many figures.
func (s scale) rounded(x float64, figures int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "undefined"
	}
	if !s.known {
		return rounded(x, s.dim, figures)
	}
	return rounded(x/s.size, unit.None, figures) + s.symbol
}

// each is the unit behind the first of two numbers: a slope has it behind the second only.
func (s scale) each() string {
	if strings.Contains(s.symbol, " per ") {
		return ""
	}
	return s.symbol
}

// interval writes both ends, to so many figures that they differ.
func (s scale) interval(low, high float64) string {
	figures := 3
	for figures < 8 && s.rounded(low, figures) == s.rounded(high, figures) {
		figures++
	}
	return strings.TrimSuffix(s.rounded(low, figures), strings.TrimPrefix(s.symbol, s.each())) + " to " + s.rounded(high, figures)
}

// meanSD writes a mean with its standard deviation, both to the place of the second figure of the deviation.
func (s scale) meanSD(mean, sd float64) string {
	switch {
	case math.IsNaN(mean) || math.IsInf(mean, 0):
		return "undefined"
	case !s.known:
		return s.rounded(mean, 3) + " ± " + s.rounded(sd, 2)
	case sd <= 1e-9*math.Abs(mean):
		return rounded(mean/s.size, unit.None, 3) + s.each() + " ± 0" + s.symbol
	}
	mean, sd = mean/s.size, sd/s.size
	places := 1 - int(math.Floor(math.Log10(sd)))
	if large := math.Max(math.Abs(mean), sd); places > 6 || large >= 1e6 || large < 1e-3 {
		return rounded(mean, unit.None, 3) + s.each() + " ± " + rounded(sd, unit.None, 2) + s.symbol
	}
	fixed := func(x float64) string { return strconv.FormatFloat(x, 'f', max(0, places), 64) }
	return fixed(mean) + s.each() + " ± " + fixed(sd) + s.symbol
}

// rounded is a quantity to so many figures, in the unit that fits it.
func rounded(x float64, dim unit.Dimension, figures int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "undefined"
	}
	if r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', figures, 64), 64); err == nil {
		x = r
	}
	return quantity(x, dim)
}
