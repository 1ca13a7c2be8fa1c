package plot

import (
	"strings"

	"protoexp/runtime/record"
)

// Sweeps makes the figures of a sweep: of each reported outcome a heat map over its first two axes and curves over the
// first one. Further axes give a figure for each of their levels.
func Sweeps(r *record.Result) (out []Figure) {
	var names []string
	byName := map[string][]record.Report{}
	for _, x := range r.Reports {
		if byName[x.Name] == nil {
			names = append(names, x.Name)
		}
		byName[x.Name] = append(byName[x.Name], x)
	}
	for _, name := range names {
		out = append(out, sweep(name, byName[name])...)
	}
	return out
}

// sweep draws one outcome in both ways.
func sweep(name string, reports []record.Report) (out []Figure) {
	for _, s := range sliced(name, reports) {
		if len(s.reports[0].Cell) > 1 {
			out = append(out, heatmap(s.title, name, s.reports))
		}
		if len(s.reports[0].Cell) > 0 {
			out = append(out, overAxis(s.title, name, s.reports))
		}
	}
	return out
}

// asked draws the outcomes that a plot statement names, over the axes that it names.
func asked(r *record.Result, s record.Shown) (out []Figure) {
	for _, name := range s.Reports {
		var reports []record.Report
		for _, x := range r.Reports {
			if x.Name != name {
				continue
			}
			if cell, ok := over(x.Cell, s.Over); ok {
				x.Cell = cell
				reports = append(reports, x)
			}
		}
		for _, part := range sliced(name, reports) {
			if s.Kind == "heatmap" && len(part.reports[0].Cell) > 1 {
				out = append(out, heatmap(part.title, name, part.reports))
			} else {
				out = append(out, overAxis(part.title, name, part.reports))
			}
		}
	}
	return out
}

// over puts the named axes first; ok is false where one is not there.
func over(cell []record.Factor, names []string) (out []record.Factor, ok bool) {
	used := map[string]bool{}
	for _, n := range names {
		for _, f := range cell {
			if f.Name == n {
				out, used[n] = append(out, f), true
			}
		}
	}
	for _, f := range cell {
		if !used[f.Name] {
			out = append(out, f)
		}
	}
	return out, len(used) == len(names) && len(out) > 0
}

// slice is an outcome at one combination of the axes behind the second.
type slice struct {
	title   string
	reports []record.Report
}

func sliced(name string, reports []record.Report) (out []*slice) {
	parts := map[string]*slice{}
	for _, x := range reports {
		key := ""
		if len(x.Cell) > 2 {
			key = ", " + levels(x.Cell[2:])
		}
		if parts[key] == nil {
			parts[key] = &slice{title: name + key}
			out = append(out, parts[key])
		}
		parts[key].reports = append(parts[key].reports, x)
	}
	return out
}

func levels(list []record.Factor) string {
	var words []string
	for _, f := range list {
		words = append(words, f.Name+"="+f.Level)
	}
	return strings.Join(words, ", ")
}

// axis are the levels of one axis in order, and where each stands.
func axis(reports []record.Report, k int) (names []string, at map[string]int) {
	at = map[string]int{}
	for _, x := range reports {
		level := x.Cell[k].Level
		if _, known := at[level]; !known {
			at[level] = len(names)
			names = append(names, level)
		}
	}
	return names, at
}

func heatmap(title, name string, reports []record.Report) Figure {
	across, x := axis(reports, 0)
	up, y := axis(reports, 1)
	g := &Grid{Across: across, Up: up, Label: withUnit("mean "+name, reports[0].Unit)}
	for range up {
		row := make([]float64, len(across))
		for i := range row {
			row[i], _, _ = mean(nil)
		}
		g.Values = append(g.Values, row)
	}
	for _, r := range reports {
		g.Values[y[r.Cell[1].Level]][x[r.Cell[0].Level]], _, _ = mean(r.Values)
	}
	return Figure{Title: title, Grid: g, XLabel: reports[0].Cell[0].Name, YLabel: reports[0].Cell[1].Name, Caption: "Mean of " + name + " at each combination."}
}

func overAxis(title, name string, reports []record.Report) Figure {
	f := Figure{Title: title, XLabel: reports[0].Cell[0].Name, Caption: "Mean of " + name + " with its 95 % interval over repetitions."}
	places, x := axis(reports, 0)
	f.Places = places
	at := map[string]int{}
	for _, r := range reports {
		key := ""
		if len(r.Cell) > 1 {
			key = levels(r.Cell[1:2])
		}
		k, known := at[key]
		if !known {
			k = len(f.Curves)
			at[key] = k
			f.Curves = append(f.Curves, Curve{Name: key, Look: Responses, Ink: k})
		}
		f.Curves[k].add(float64(x[r.Cell[0].Level]+1), r.Values)
	}
	beside(f.Curves)
	f.inUnit(name, reports[0].Unit)
	return f
}

func withUnit(name, unit string) string {
	if unit == "" || unit == "1" {
		return name
	}
	return name + " [" + unit + "]"
}
