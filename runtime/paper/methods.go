package paper

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"protoexp/runtime/record"
)

// Section is a paragraph with its heading.
type Section struct{ Title, Text string }

// account is what all texts are written from.
type account struct {
	r       *record.Result
	a       *record.Account
	version string
}

// Methods are the paragraphs of a Methods section: animals, design, procedure, measures, analysis, reproducibility.
func Methods(r *record.Result, a *record.Account, version string) []Section {
	x := account{r, a, version}
	list := []Section{{"Animals", x.animals()}}
	if len(r.Experiments) > 0 || len(r.Reports) > 0 {
		list = append(list, Section{"Design", x.design()})
	}
	list = append(list, Section{"Procedure", x.procedure()}, Section{"Measures", x.measures()})
	if text := x.analysis(); text != "" {
		list = append(list, Section{"Analysis", text})
	}
	return append(list, Section{"Reproducibility", x.reproducibility()})
}

// Hash is the SHA-256 of a script's text.
func Hash(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }

func (x account) animals() string {
	var out []string
	n := x.r.Animals
	names := []string{}
	for _, p := range x.a.Preparations {
		names = append(names, p.Name)
	}
	out = append(out, fmt.Sprintf("The experiment was run on %s of the preparation %s in protoexp %s.", Count(n, "simulated animal", "simulated animals"), List(names), x.version))
	for _, p := range x.a.Preparations {
		if p.Doc != "" {
			out = append(out, sentence(p.Doc))
		}
	}
	switch v := x.a.Variability; {
	case n <= 1 && len(v) == 0:
		out = append(out, "It was the nominal animal: every parameter had its stated value.")
	case len(v) == 0:
		out = append(out, "Every animal was the nominal one: parameters had their stated values, so animals did not differ.")
	case strings.HasPrefix(v[0], "0%"):
		out = append(out, "The animals were identical (variability 0 %), so p values say nothing about a population.")
	default:
		out = append(out, fmt.Sprintf("Animals differed: parameters were drawn for each from a log-normal distribution with a standard deviation of %s.", strings.Join(v, "; ")))
	}
	var changed []string
	for _, p := range x.a.Preparations {
		for _, q := range p.Parameters {
			if q.Changed {
				changed = append(changed, q.Name+" = "+q.Value)
			}
		}
	}
	if len(changed) > 0 {
		out = append(out, "Changed parameters: "+List(changed)+".")
	}
	return strings.Join(out, " ")
}

func (x account) design() string {
	var out []string
	for i := range x.r.Experiments {
		e := &x.r.Experiments[i]
		text := designOf(e)
		if e.Title != "" && len(x.r.Experiments) > 1 {
			text = e.Title + ": " + text
		}
		out = append(out, text)
	}
	if len(x.r.Reports) > 0 {
		out = append(out, sweepOf(x.r))
	}
	return strings.Join(out, " ")
}

func designOf(e *record.Experiment) string {
	var out, between, within []string
	groups := map[string]bool{}
	for _, c := range e.Cells {
		groups[c.Group] = true
	}
	for _, f := range e.Factors {
		levels := fmt.Sprintf("%s (%s)", f.Name, strings.Join(f.Levels, ", "))
		if f.Within {
			within = append(within, withinOf(f, levels))
		} else {
			between = append(between, levels)
		}
	}
	sizes := []string{}
	same := true
	for _, c := range e.Cells {
		sizes = append(sizes, fmt.Sprintf("%s n = %d", c.Name, c.Planned))
		same = same && c.Planned == e.Cells[0].Planned
	}
	switch {
	case len(between) > 1:
		out = append(out, sentence(fmt.Sprintf("%s were crossed between animals: %s", Count(len(between), "factor", "factors"), List(between))))
	case len(between) == 1:
		out = append(out, fmt.Sprintf("One factor differed between animals: %s.", between[0]))
	case len(e.Cells) > 1:
		var names []string
		for _, c := range e.Cells {
			names = append(names, c.Name)
		}
		out = append(out, sentence(fmt.Sprintf("There were %s: %s", Count(len(e.Cells), "group", "groups"), List(names))))
	}
	if len(e.Cells) > 0 {
		if same {
			text := fmt.Sprintf("There were %s.", Count(e.Cells[0].Planned, "animal", "animals"))
			if len(e.Cells) > 1 {
				text = fmt.Sprintf("Each of the %s had %s.", Count(len(e.Cells), "cell", "cells"), Count(e.Cells[0].Planned, "animal", "animals"))
			}
			out = append(out, text)
		} else {
			out = append(out, "The cells had "+List(sizes)+".")
		}
	}
	planned, analysed := 0, 0
	for _, c := range e.Cells {
		planned, analysed = planned+c.Planned, analysed+c.Done
	}
	if analysed < planned {
		out = append(out, fmt.Sprintf("Of these %d animals %d were complete and analysed.", planned, analysed))
	}
	for _, w := range within {
		out = append(out, sentence(w))
	}
	if len(e.Cells) > 1 {
		out = append(out, fmt.Sprintf("Animals were assigned to them %s.", e.Assignment.Rule))
	}
	if n := len(e.Assignment.Batches); n > 1 {
		out = append(out, fmt.Sprintf("They came in %s.", Count(n, "batch", "batches")))
	}
	if len(e.Assignment.Batches) > 0 {
		out = append(out, "The assignment was counted after it was made, by code that had not made it.")
	}
	return strings.Join(out, " ")
}

func withinOf(f record.DesignFactor, levels string) string {
	order := map[string]string{"balanced": "in orders balanced for place and carry-over (Williams design)", "latin": "in the orders of a Latin square",
		"random": "in an order drawn for each animal", "fixed": "in the same order in every animal"}[f.Order]
	text := fmt.Sprintf("every animal had all levels of %s, %s", levels, order)
	if f.Washout > 0 {
		text += fmt.Sprintf(", with %s between sessions", Span(f.Washout))
	}
	return text
}

func sweepOf(r *record.Result) string {
	cells := map[string]bool{}
	var axes, outcomes []string
	reps := 0
	for _, x := range r.Reports {
		key := ""
		for _, f := range x.Cell {
			key += f.Name + "=" + f.Level + ";"
			if !slices.Contains(axes, f.Name) {
				axes = append(axes, f.Name)
			}
		}
		cells[key] = true
		if !slices.Contains(outcomes, x.Name) {
			outcomes = append(outcomes, x.Name)
		}
		reps = max(reps, len(x.Values))
	}
	text := "The outcome " + outcomes[0] + " was"
	if len(outcomes) > 1 {
		text = "The outcomes " + List(outcomes) + " were"
	}
	text += fmt.Sprintf(" computed at %s of %s", Count(len(cells), "combination", "combinations"), List(axes))
	if reps > 1 {
		text += fmt.Sprintf(", with %d animals, the same at each", reps)
	}
	return text + "."
}

// procedure says what was done to whom. Stimuli are described once, cells that are treated alike are named together, and of
// a cell that differs from the first one in a few steps those are named.
func (x account) procedure() string {
	cells := Cells(x.a.Schedule)
	if len(cells) == 0 {
		return "Nothing was done to an animal."
	}
	short, stimuli := Short(x.a.Schedule)
	var order []string
	who, what := map[string][]string{}, map[string][]string{}
	for _, c := range cells {
		events := slices.Clone(c.Events)
		for i, e := range events {
			events[i].Action = short[e.Action]
		}
		list := steps(Phases(events))
		key := strings.Join(list, "; ")
		name := c.Name
		if c.Experiment != "" && len(x.r.Experiments) > 1 {
			name = c.Experiment + ", " + name
		}
		if who[key] == nil {
			order = append(order, key)
		}
		who[key], what[key] = append(who[key], name), list
	}
	var out []string
	if len(stimuli) > 0 {
		out = append(out, "Stimuli: "+strings.Join(stimuli, "; ")+".")
	}
	for i, key := range order {
		if i == mostSequences {
			out = append(out, fmt.Sprintf("A further %d sequences are listed by protoexp timeline.", len(order)-i))
			break
		}
		if i > 0 {
			if text := instead(what[order[0]], what[key]); text != "" {
				out = append(out, fmt.Sprintf("%s: the same, but %s.", List(who[key]), text))
				continue
			}
		}
		text := strings.Join(what[key], "; ")
		switch {
		case len(order) > 1:
			text = List(who[key]) + ": " + text
		case len(who[key]) > 1:
			text = "All cells: " + text
		default:
			text = upper(text)
		}
		out = append(out, strings.TrimSuffix(text, ".")+".")
	}
	return strings.Join(out, " ") + " Intervals run from onset to onset, pauses from the end of one stimulus to the onset of the next."
}

// mostSequences is how many different sequences a paragraph holds.
const mostSequences = 12

// instead names the steps in which a sequence differs from another one; "" where they are many.
func instead(a, b []string) string {
	if len(a) != len(b) {
		return ""
	}
	var words []string
	for i := range a {
		if a[i] != b[i] {
			words = append(words, b[i])
		}
	}
	if len(words) == 0 || len(words) > 1+len(a)/3 {
		return ""
	}
	return strings.Join(words, " and ")
}

// Short shortens actions: of touch siphon force 2g for 500ms only touch siphon is left where no other touch of the siphon
// occurs. stimuli are the shortened ones at length.
func Short(events []record.Event) (short map[string]string, stimuli []string) {
	short = map[string]string{}
	forms := map[string][]string{}
	for _, e := range events {
		name := brief(e.Action)
		if e.Trial && !slices.Contains(forms[name], e.Action) {
			forms[name] = append(forms[name], e.Action)
		}
	}
	seen := map[string]bool{}
	for _, e := range events {
		name := brief(e.Action)
		short[e.Action] = e.Action
		if len(forms[name]) == 1 && name != e.Action && e.Trial {
			short[e.Action] = name
			if !seen[name] {
				seen[name] = true
				stimuli = append(stimuli, fmt.Sprintf("%s (%s)", name, strings.TrimSpace(strings.TrimPrefix(e.Action, name))))
			}
		}
	}
	return short, stimuli
}

// brief is an action without what follows its verb and target; a pair keeps everything.
func brief(action string) string {
	if what, peeked := strings.CutPrefix(action, "peek "); peeked {
		return "peek " + brief(what)
	}
	words := strings.Fields(action)
	if len(words) < 2 || words[0] == "pair" {
		return action
	}
	return words[0] + " " + words[1]
}

// Schedule is what happens in one cell.
type Schedule struct {
	Experiment, Name string
	Events           []record.Event
}

// Cells sorts a schedule by cell, in the order of the script.
func Cells(events []record.Event) (list []Schedule) {
	at := map[string]int{}
	for _, e := range events {
		key := e.Experiment + "\x00" + e.Cell
		i, known := at[key]
		if !known {
			i = len(list)
			at[key] = i
			list = append(list, Schedule{Experiment: e.Experiment, Name: e.Cell})
		}
		list[i].Events = append(list[i].Events, e)
	}
	return list
}

func (x account) measures() string {
	var out, names []string
	for _, m := range x.r.Measures {
		text := m.Name
		for _, p := range x.a.Preparations {
			for _, meaning := range p.Measures {
				if meaning.Name == m.Name && meaning.Text != "" {
					text += " (" + meaning.Text + ")"
				}
			}
		}
		names = append(names, text)
	}
	if len(names) == 0 {
		return "Nothing was measured."
	}
	verb := "was"
	if len(names) > 1 {
		verb = "were"
	}
	out = append(out, fmt.Sprintf("%s %s read at each trial from the onset of the stimulus.", List(names), verb))
	if len(names) > 1 {
		out = append(out, x.r.Measures[0].Name+" was the response where no other measure is named.")
	}
	if x.a.Blind {
		out = append(out, "Measures were read blind to the animal's group.")
	}
	return strings.Join(out, " ")
}

func (x account) reproducibility() string {
	text := fmt.Sprintf("The script %s (SHA-256 %s) was run with seed %d in protoexp %s. The same script, seed and version give the same numbers on every computer.", x.a.Script, Hash(x.a.Source)[:16], x.r.Seed, x.version)
	if len(x.a.Set) > 0 {
		text += " On the command line, " + List(x.a.Set) + " was set."
	}
	if x.r.Partial {
		text += " The run was interrupted: what is reported is of the animals that were complete."
	}
	return text
}
