package plot

import "math"

// inTime shows times, which are in seconds, in the unit that fits the longest.
func (f *Figure) inTime() {
	x, _, any := f.bounds()
	unit, size := "s", 1.0
	switch longest := x.high - x.low; {
	case !any:
	case longest > 3*86400:
		unit, size = "d", 86400
	case longest > 3*3600:
		unit, size = "h", 3600
	case longest > 3*60:
		unit, size = "min", 60
	case longest < 0.5 && x.high < 1:
		unit, size = "ms", 1e-3
	}
	f.XLabel = "time [" + unit + "]"
	for i, c := range f.Curves {
		f.Curves[i].X = divided(c.X, size)
	}
}

// prefixes of the units that figures show with one.
var prefixes = []struct {
	name string
	size float64
}{{"", 1}, {"m", 1e-3}, {"µ", 1e-6}, {"n", 1e-9}, {"p", 1e-12}}

var prefixed = map[string]bool{"V": true, "A": true, "S": true, "F": true, "N": true, "m": true, "Pa": true, "s": true, "ohm": true}

// inUnit shows values, which are in an SI unit, with the prefix that fits the largest: -0.06 V is -60 mV.
func (f *Figure) inUnit(what, unit string) {
	f.YLabel = what
	if unit == "" || unit == "1" {
		return
	}
	_, y, any := f.reach()
	largest := math.Max(math.Abs(y.low), math.Abs(y.high))
	p := prefixes[0]
	for _, smaller := range prefixes[1:] {
		if prefixed[unit] && any && largest > 0 && largest < p.size/2 {
			p = smaller
		}
	}
	f.YLabel = what + " [" + p.name + unit + "]"
	f.divide(p.size)
}

// divide shows values in another unit.
func (f *Figure) divide(by float64) {
	for i := range f.Panels {
		f.Panels[i].divide(by)
	}
	for i, c := range f.Curves {
		c.Y, c.Low, c.High = divided(c.Y, by), divided(c.Low, by), divided(c.High, by)
		f.Curves[i] = c
	}
}

func divided(values []float64, by float64) []float64 {
	if by == 1 || values == nil {
		return values
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v / by
	}
	return out
}
