package plot

import (
	"fmt"
	"strings"

	"protoexp/runtime/record"
)

// Figures makes the figures of a plot statement: responses over their number, each kind of trace over time, spikes as a
// raster.
func Figures(r *record.Result, s record.Shown) (out []Figure) {
	if len(s.Series) > 0 {
		f := Figure{Title: names(s.Series), XLabel: "trial", YLabel: axis("response", s.Series[0].Unit)}
		for _, row := range s.Series {
			c := Curve{Name: row.Name, Y: row.Values, Points: true}
			for i := range row.Values {
				c.X = append(c.X, float64(i+1))
			}
			f.Curves = append(f.Curves, c)
		}
		out = append(out, f)
	}
	at := map[string]int{}
	for _, k := range s.Traces {
		t := r.Traces[k]
		if t.Spikes {
			out = append(out, raster(t))
			continue
		}
		i, ok := at[t.Unit]
		if !ok {
			i = len(out)
			at[t.Unit] = i
			out = append(out, Figure{Title: t.Name, XLabel: "time [s]", YLabel: axis("value", t.Unit)})
		} else {
			out[i].Title += ", " + t.Name
		}
		out[i].Curves = append(out[i].Curves, Curve{Name: t.Name, X: t.Time, Y: t.Mean()})
	}
	return out
}

func raster(t record.Trace) Figure {
	f := Figure{Title: t.Name, XLabel: "time [s]", YLabel: "cell", Events: true}
	c := Curve{Name: t.Name}
	for k, times := range t.Values {
		for _, s := range times {
			c.X, c.Y = append(c.X, s), append(c.Y, float64(k+1))
		}
	}
	f.Curves = []Curve{c}
	return f
}

func names(rows []record.Series) string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Name)
	}
	return strings.Join(list, ", ")
}

func axis(what, unit string) string {
	if unit == "" || unit == "1" {
		return what
	}
	return fmt.Sprintf("%s [%s]", what, unit)
}
