package plot

import (
	"strings"

	"protoexp/runtime/record"
)

// Figures makes the figures of a plot statement: responses over their number, each kind of trace over time, spikes as a
// raster.
func Figures(r *record.Result, s record.Shown) (out []Figure) {
	if s.Kind != "" {
		return asked(r, s)
	}
	units := map[string]int{}
	for _, row := range s.Series {
		c := Curve{Name: row.Name, Y: row.Values, Look: Responses}
		for i := range row.Values {
			c.X = append(c.X, float64(i+1))
		}
		out = join(out, units, c, row.Unit)
	}
	for unit, i := range units {
		out[i].XLabel, out[i].Counts = "trial", true
		out[i].inUnit("response", unit)
	}
	clear(units)
	for _, k := range s.Traces {
		if t := r.Traces[k]; t.Spikes {
			out = append(out, raster(t))
		} else {
			out = join(out, units, Curve{Name: t.Name, X: t.Time, Y: t.Mean()}, t.Unit)
		}
	}
	for unit, i := range units {
		out[i].inTime()
		out[i].inUnit(field(out[i].Curves), unit)
	}
	return out
}

// join adds a curve to the figure of its unit, or makes that figure.
func join(list []Figure, units map[string]int, c Curve, unit string) []Figure {
	i, known := units[unit]
	if !known {
		units[unit] = len(list)
		return append(list, Figure{Title: c.Name, Curves: []Curve{c}})
	}
	list[i].Title += ", " + c.Name
	c.Ink = len(list[i].Curves)
	list[i].Curves = append(list[i].Curves, c)
	return list
}

// field is what curves have in common: v of L7.v and LE.v.
func field(curves []Curve) string {
	name := ""
	for _, c := range curves {
		last := c.Name[strings.LastIndex(c.Name, ".")+1:]
		if name != "" && name != last {
			return "value"
		}
		name = last
	}
	return name
}

func raster(t record.Trace) Figure {
	f := Figure{Title: t.Name, YLabel: "cell", Rows: append([]string{}, t.Cells...)}
	c := Curve{Name: t.Name, Look: Points}
	for k, times := range t.Values {
		for _, s := range times {
			c.X, c.Y = append(c.X, s), append(c.Y, float64(k+1))
		}
	}
	f.Curves = []Curve{c}
	f.inTime()
	return f
}
