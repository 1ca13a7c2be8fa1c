package plot

import (
	"fmt"
	"slices"

	"protoexp/runtime/record"
)

// Design makes the figures of a design: how responses change over trials, those to single trials within each animal, who
// reached a criterion when, and what each hypothesis compared. Animals that are not complete, or that the plan excludes,
// are not shown.
func Design(r *record.Result, e *record.Experiment) (out []Figure) {
	if m, column, ok := response(r, e); ok {
		list := conditions(r, e, column)
		names, most, least := labels(list)
		var single []string
		for _, label := range names {
			if most[label] == 1 {
				single = append(single, label)
				continue
			}
			out = append(out, learning(m, list, label)...)
			if most[label] > least[label] {
				out = append(out, survival(list, label))
			}
		}
		if len(single) > 1 {
			out = append(out, within(m, list, single))
		}
	}
	for _, c := range r.Checks {
		if c.Experiment == e.Title && len(c.Samples) > 0 {
			out = append(out, comparison(c.Name, c.Text, c.Unit, c.Samples))
		}
	}
	for _, x := range e.Explorations {
		if len(x.Samples) > 0 {
			out = append(out, comparison("", x.Text, x.Unit, x.Samples))
		}
	}
	for i := range out {
		if e.Title != "" && len(r.Experiments) > 1 {
			out[i].Title = e.Title + ": " + out[i].Title
		}
	}
	return out
}

// The largest number of panels of a figure, and of curves of means.
const (
	maxPanels = 24
	maxMeans  = 12
)

// learning draws responses over trials: a panel for each condition with every animal, and all means in one figure.
func learning(m record.Measure, list []*condition, label string) (out []Figure) {
	each := Figure{Title: label, XLabel: "trial", Caption: "Responses to each trial of " + label + ". Thin lines are animals; the thick line is the mean with its 95 % interval."}
	all := Figure{Title: label + ", means", XLabel: "trial", Counts: true, Caption: "Mean responses to each trial of " + label + " with their 95 % intervals."}
	for _, c := range list {
		rows := c.trials[label]
		if len(rows) == 0 {
			continue
		}
		p := Figure{Title: c.name, Counts: true}
		if c.omitted(label) {
			p.Title += " (omitted)"
		}
		average := Curve{Name: "mean, 95 % interval", Look: Responses, Ink: len(each.Panels)}
		byTrial := [][]float64{}
		for _, animal := range c.order {
			values := c.row(label, animal)
			curve := Curve{Look: Faint, Ink: average.Ink, Y: values}
			for i, v := range values {
				curve.X = append(curve.X, float64(i+1))
				if i == len(byTrial) {
					byTrial = append(byTrial, nil)
				}
				byTrial[i] = append(byTrial[i], v)
			}
			if len(p.Curves) == 0 {
				curve.Name = "one animal"
			}
			p.Curves = append(p.Curves, curve)
		}
		for i, values := range byTrial {
			average.add(float64(i+1), values)
		}
		if len(p.Curves) == 1 {
			p.Curves = nil
			average.Name = ""
		}
		p.Curves = append(p.Curves, average)
		each.Panels = append(each.Panels, p)
		average.Name = p.Title
		all.Curves = append(all.Curves, average)
	}
	beside(all.Curves)
	if n := len(each.Panels); n <= maxPanels {
		each.inUnit(m.Name, m.Unit)
		out = append(out, each)
	}
	if n := len(all.Curves); n > 1 && n <= maxMeans {
		all.inUnit(m.Name, m.Unit)
		out = append(out, all)
	}
	return out
}

// beside moves curves of means apart, so that no interval hides another.
func beside(curves []Curve) {
	for k := range curves {
		shift := (float64(k) - float64(len(curves)-1)/2) * min(0.08, 0.5/float64(len(curves)))
		curves[k].X = slices.Clone(curves[k].X)
		for i := range curves[k].X {
			curves[k].X[i] += shift
		}
	}
}

// within draws the responses to labels of one trial: a line for each animal, a panel for each condition.
func within(m record.Measure, list []*condition, single []string) Figure {
	f := Figure{Title: "within animals", XLabel: "trial", Caption: "Responses within animals. A thin line is an animal; black points and bars are means with 95 % intervals."}
	for _, c := range list {
		if len(c.order) == 0 {
			continue
		}
		p := Figure{Title: c.name, Places: single}
		for i, label := range single {
			if c.omitted(label) {
				p.Places = slices.Clone(p.Places)
				p.Places[i] += " (omitted)"
			}
		}
		rows := make([][]float64, len(c.order)) // [animal][label]
		for k, animal := range c.order {
			for _, label := range single {
				rows[k] = append(rows[k], first(c.row(label, animal)))
			}
		}
		p.Curves = paired(rows, len(f.Panels))
		f.Panels = append(f.Panels, p)
	}
	if len(f.Panels) > maxPanels {
		f.Panels = f.Panels[:maxPanels]
		f.Caption += fmt.Sprintf(" The first %d conditions are shown.", maxPanels)
	}
	f.inUnit(m.Name, m.Unit)
	return f
}

// survival draws the share of animals that have not met their criterion yet, over trials. Of an animal that never did, only
// the trials that it had are known: the share is estimated after Kaplan and Meier (1958, J Am Stat Assoc 53:457).
func survival(list []*condition, label string) Figure {
	f := Figure{Title: "trials of " + label, XLabel: "trials", YLabel: "share of animals below criterion",
		Caption: "Share of animals that had not met their criterion after each number of trials of " + label + " (Kaplan-Meier)."}
	never := 0
	for _, c := range list {
		met, all := map[int]int{}, []int{}
		for _, animal := range c.order {
			n := len(c.trials[label][animal])
			all = append(all, n)
			if slices.Contains(c.unmet[animal], label) {
				never++
			} else {
				met[n]++
			}
		}
		if len(all) == 0 {
			continue
		}
		slices.Sort(all)
		curve := Curve{Name: c.name, Look: Steps, Ink: len(f.Curves), X: []float64{0}, Y: []float64{1}}
		share := 1.0
		for i, n := range all {
			if i == 0 || n > all[i-1] {
				share *= 1 - float64(met[n])/float64(len(all)-i)
				curve.X, curve.Y = append(curve.X, float64(n)), append(curve.Y, share)
			}
		}
		f.Curves = append(f.Curves, curve)
	}
	if never > 0 {
		f.Caption += fmt.Sprintf(" Animals that never met it: %d.", never)
	}
	return f
}
