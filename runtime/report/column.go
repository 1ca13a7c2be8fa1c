package report

import (
	"math"
	"strconv"

	"protoexp/runtime/record"
)

// column is how the numbers of one measure are written: in one unit and to one place, so that they can be compared down the
// page.
type column struct {
	symbol string
	size   float64 // of the unit
	places int
	plain  bool // too large or too small for a number with a point
}

// columnOf fits a column to samples. Numbers are written to the place of the second figure of the smallest standard deviation,
// or to three figures where nothing varies; the largest mean has four figures at most.
func columnOf(unit string, samples ...[]float64) column {
	largest, least := 0.0, math.Inf(1)
	for _, s := range samples {
		m, sd := math.Abs(mean(s)), deviation(s)
		if m > largest && !math.IsInf(m, 0) {
			largest = m
		}
		if sd > 1e-9*m {
			least = min(least, sd)
		}
	}
	c := column{}
	c.symbol, c.size = record.Prefixed(unit, largest)
	largest, least = largest/c.size, least/c.size
	if largest == 0 {
		return c
	}
	top := int(math.Floor(math.Log10(largest)))
	c.places = 2 - top
	if !math.IsInf(least, 1) {
		c.places = min(1-int(math.Floor(math.Log10(least))), 3-top)
	}
	c.places = max(0, c.places)
	c.plain = largest < 1e-3 || largest >= 1e6
	return c
}

// number writes one number.
func (c column) number(v float64) string {
	switch v /= c.size; {
	case v == 0 || c.plain || math.IsNaN(v) || math.IsInf(v, 0):
		return Number(v)
	}
	return strconv.FormatFloat(v, 'f', c.places, 64)
}

// spread writes a mean with the standard deviation over animals.
func (c column) spread(values []float64) string {
	m, sd := mean(values), deviation(values)
	switch {
	case m == 0 && !(sd > 0):
		return "0"
	case !(sd > 1e-9*math.Abs(m)):
		return c.number(m) + " ± 0"
	}
	return c.number(m) + " ± " + c.number(sd)
}
