package interp

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/study"
)

// Design keeps a design that was run.
func (o *output) Design(d *timeline.Design) {
	a := o.world.runs[d]
	if a == nil {
		return
	}
	o.ran = append(o.ran, d)
	if d.Kind == timeline.Sweep {
		o.reports(d)
		return
	}
	o.result.Experiments = append(o.result.Experiments, o.experiment(d, a))
	o.hypotheses(d)
}

// animalsOf passes on what the animals of a design noted, each note once, what they printed, and what was recorded of the
// first one of each cell.
func (o *output) animalsOf(a *arrangement) {
	count := map[string]int{}
	var order []string
	for _, x := range a.outcomes {
		if x == nil {
			continue
		}
		for _, n := range x.notes {
			if count[n]++; count[n] == 1 {
				order = append(order, n)
			}
		}
	}
	for _, n := range order {
		if count[n] < len(a.animals) {
			n += fmt.Sprintf(" (%d of %d animals)", count[n], len(a.animals))
		}
		o.Note(n)
	}
	var lines []string
	for i, x := range a.outcomes {
		if x == nil {
			continue
		}
		for _, t := range x.traces {
			o.traces[t.Name] = len(o.result.Traces)
			o.result.Traces = append(o.result.Traces, t)
		}
		for _, text := range x.printed {
			lines = append(lines, fmt.Sprintf("%s, animal %d: %s", a.design.Branches[a.animals[i].Cell].Cell.Name(), a.animals[i].Number, text))
		}
	}
	if lines != nil {
		o.result.Shown = append(o.result.Shown, record.Shown{Verb: "print", Text: strings.Join(lines, "\n")})
	}
}

func (o *output) experiment(d *timeline.Design, a *arrangement) record.Experiment {
	e := record.Experiment{Title: d.Title, Kind: record.Groups, Seed: d.Seed, Plan: plan(d.Plan)}
	if d.Kind == timeline.Phases {
		e.Kind = record.Phases
	}
	if d.Circuit != nil {
		e.Preparation = d.Circuit.Name
	}
	for _, m := range d.Measures {
		e.Measures = append(e.Measures, m.Name)
	}
	e.Factors = factorsOf(d)
	for i, b := range d.Branches {
		e.Cells = append(e.Cells, record.Cell{Name: b.Cell.Name(), Group: b.Group, Factors: factors(b.Factors), Planned: a.study.Cells[i].N})
	}
	excluded, unmet := map[int]string{}, map[int][]string{}
	for _, s := range d.Subjects {
		excluded[s.Number], unmet[s.Number] = s.Out, s.Unmet
	}
	for _, x := range a.animals {
		out, complete := excluded[x.Number]
		one := record.Animal{Number: x.Number, Cell: x.Cell, Arrival: x.Arrival, Batch: x.Batch, Complete: complete, Excluded: out, Unmet: unmet[x.Number]}
		for f, order := range x.Sessions {
			var levels []string
			for _, k := range order {
				levels = append(levels, a.study.Within[f].Levels[k])
			}
			one.Sessions = append(one.Sessions, levels)
		}
		if complete && out == "" {
			e.Cells[x.Cell].Done++
		}
		e.Animals = append(e.Animals, one)
	}
	e.Assignment, e.Explorations, e.Predictions = counted(a), explorations(d), predictions(d)
	return e
}

func factorsOf(d *timeline.Design) (list []record.DesignFactor) {
	for _, f := range d.Factors {
		x := record.DesignFactor{Name: f.Name, Within: f.Within, Order: f.Order, Washout: f.Pause}
		for _, level := range f.Levels {
			x.Levels = append(x.Levels, timeline.LevelText(level))
		}
		list = append(list, x)
	}
	return list
}

// counted is the assignment as it looks, whatever was declared.
func counted(a *arrangement) record.Assignment {
	counts := study.Count(len(a.study.Cells), a.animals)
	out := record.Assignment{Rule: rule(a.study), Batches: counts.Batches}
	for f, t := range counts.Within {
		w := a.study.Within[f]
		orders := record.Orders{Factor: w.Factor}
		for _, s := range t.Sequences {
			var levels []string
			for _, k := range s.Levels {
				levels = append(levels, w.Levels[k])
			}
			orders.Sequences, orders.Animals = append(orders.Sequences, levels), append(orders.Animals, s.Cells)
		}
		out.Orders = append(out.Orders, orders)
	}
	return out
}

// rule says in words how animals got their cell.
func rule(s study.Design) string {
	text := "at random"
	if s.Assign.InOrder {
		text = "in order"
	}
	if s.Assign.Block > 0 {
		text += fmt.Sprintf(" in blocks of %d", s.Assign.Block)
	}
	if s.Assign.ByBatch {
		text += " by batch"
	}
	return text
}

func plan(p timeline.Plan) record.Plan {
	out := record.Plan{Declared: p.Declared, Alpha: plannedOr(p.Alpha, usualAlpha), Power: p.Power, Smallest: p.Smallest, Correct: p.Correct, StopAtN: p.StopAtN}
	if out.Correct == "" {
		out.Correct = "none"
	}
	for _, x := range p.Exclude {
		out.Exclude = append(out.Exclude, strings.Join(strings.Fields(x.Span().Text()), " "))
	}
	return out
}

func factors(list []timeline.Level) (out []record.Factor) {
	for _, l := range list {
		out = append(out, record.Factor{Name: l.Factor, Level: l.Level})
	}
	return out
}

// reports are the outcomes of a sweep, cell by cell.
func (o *output) reports(d *timeline.Design) {
	for _, b := range d.Branches {
		at := map[string]int{}
		for _, s := range d.Subjects {
			if s.Branch != b {
				continue
			}
			for _, v := range s.Reports {
				k, known := at[v.Name]
				if !known {
					k = len(o.result.Reports)
					at[v.Name] = k
					o.result.Reports = append(o.result.Reports, record.Report{Name: v.Name, Unit: unitOf(v.Value.Dim), Cell: factors(b.Factors)})
				}
				o.result.Reports[k].Values = append(o.result.Reports[k].Values, v.Value.Num)
			}
		}
	}
}

// animals adds the trials of a design's animals, and what they cost.
func (o *output) animals(d *timeline.Design) {
	r := o.result
	columns := columnsOf(d, r.Measures)
	for _, s := range d.Subjects {
		r.Trials = append(r.Trials, trialsOf(d, s, s.Number, columns)...)
		r.SimulatedNs += s.End
		r.Animals++
	}
	for _, x := range o.world.runs[d].outcomes {
		if x != nil {
			p := &r.Performance
			p.Neurons, p.Synapses = max(p.Neurons, x.cost.Neurons), max(p.Synapses, x.cost.Synapses)
			p.Spikes, p.SynapticEvents = p.Spikes+x.cost.Spikes, p.SynapticEvents+x.cost.SynapticEvents
		}
	}
	if r.Preparation == "" && d.Circuit != nil {
		r.Preparation, r.Seed = d.Circuit.Name, d.Seed
	}
}

// setApart takes the experiments of an entry out of a session's result, which is about its animal.
func (o *output) setApart() {
	if len(o.ran) == 0 {
		return
	}
	r, own := o.result, 0
	for own < len(r.Trials) && r.Trials[own].Experiment == "" {
		own++
	}
	o.studies = append(o.studies, &record.Result{Measures: r.Measures, Experiments: r.Experiments, Trials: r.Trials[own:]})
	r.Experiments, r.Measures = nil, measuresOf(o.walker, nil)
	r.Trials = slices.Clone(r.Trials[:own])
	for i := range r.Trials {
		r.Trials[i].Responses = r.Trials[i].Responses[:len(r.Measures)]
	}
	if o.walker.Circuit() == nil {
		r.Preparation = ""
	}
	for _, d := range o.ran {
		delete(o.world.runs, d)
	}
	o.ran = nil
}

// columnsOf says where each measure stands in the answers of a design; -1 where it is not read there.
func columnsOf(d *timeline.Design, measures []record.Measure) []int {
	columns := make([]int, len(measures))
	for i, m := range measures {
		columns[i] = -1
		for k, reading := range d.Readings {
			if reading.Name == m.Name && declaredIn(d, m.Name) {
				columns[i] = k
			}
		}
	}
	return columns
}

// trialsOf are the trials of one animal of a design.
func trialsOf(d *timeline.Design, s *timeline.Subject, number int, columns []int) (list []record.Trial) {
	between := factors(s.Branch.Factors)
	for _, a := range s.Answers {
		t := record.Trial{Experiment: d.Title, Animal: number, Group: s.Branch.Group, Factors: between, Label: a.Label, N: a.N, Onset: a.Onset,
			Action: action(a.Action, a.Peeked), Omitted: a.Omitted, Peeked: a.Peeked, Responses: unread(len(columns))}
		if len(a.Within) > 0 {
			t.Factors = append(between[:len(between):len(between)], factors(a.Within)...)
		}
		for i, k := range columns {
			if k >= 0 {
				t.Responses[i] = a.Values[k]
			}
		}
		list = append(list, t)
	}
	return list
}

func declaredIn(d *timeline.Design, name string) bool {
	for _, m := range d.Measures {
		if m.Name == name {
			return true
		}
	}
	return false
}
