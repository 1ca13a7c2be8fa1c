// Package page writes a result as one web page that needs nothing else: no network, no script. It reads well on a screen
// and on paper.
//
// What stands in it comes from the record, the account of the script, and the texts of package paper.
package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"protoexp/runtime/paper"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

//go:embed page.html
var source string

//go:embed style.css
var style string

// content is what the template shows.
type content struct {
	Title, Version string
	Style          template.CSS
	Facts          []fact
	Partial        bool
	Notes          []string
	Shown          []string
	Whys           []string
	Checks         []check
	Findings       []record.Finding
	Allowed        []record.Allowance
	Diagnoses      []diagnosis
	Designs        []design
	Figures        []figure
	Tables         []table
	Methods        []paper.Section
	Preparations   []preparation
	Script         []string
}

// diagnosis is what came out in animals in which the outcome has another cause.
type diagnosis struct {
	Title string
	Table table
	Said  []verdict
}

type verdict struct {
	Pass     bool
	Sentence string
	Controls []string
}

type fact struct{ Name, Text string }

type check struct {
	Pass, Primary bool
	Sentence      string
	Details       []fact
}

// design is the part of a page about one experiment.
type design struct {
	Title             string
	Diagram, Timeline template.HTML
	Assignment        []table
}

type preparation struct {
	Name   string
	Owners []owner
}

type owner struct {
	Name       string
	Parameters []record.Parameter
}

// HTML writes the page of a result.
func HTML(w io.Writer, r *record.Result, a *record.Account, version string) error {
	t, err := template.New("page").Parse(source)
	if err != nil {
		return err
	}
	c := content{Title: title(r, a), Version: version, Style: template.CSS(style), Facts: facts(r, a, version), Partial: r.Partial, Notes: r.Notes,
		Findings: a.Findings, Allowed: a.Allowed, Designs: designs(r, a), Tables: tables(r), Methods: paper.Methods(r, a, version), Script: strings.Split(strings.TrimRight(a.Source, "\n"), "\n")}
	for _, s := range r.Shown {
		if s.Verb == "print" {
			c.Shown = append(c.Shown, s.Text)
		}
	}
	for _, y := range r.Whys {
		c.Whys = append(c.Whys, strings.Join(report.Why(y), "\n"))
	}
	for _, x := range r.Checks {
		c.Checks = append(c.Checks, check{x.Pass, x.Primary, x.Sentence, details(x)})
	}
	for _, d := range r.Diagnoses {
		c.Diagnoses = append(c.Diagnoses, rivals(d))
	}
	for _, f := range Figures(r) {
		drawn, err := inline(f)
		if err != nil {
			return err
		}
		c.Figures = append(c.Figures, drawn)
	}
	for _, p := range a.Preparations {
		c.Preparations = append(c.Preparations, parameters(p))
	}
	return t.Execute(w, c)
}

// rivals is the part of a page about a diagnosis.
func rivals(d record.Diagnosis) diagnosis {
	head, rows := report.Rivals(d)
	x := diagnosis{Title: d.Experiment, Table: table{Title: fmt.Sprintf("%d experiments of %d animals on each rival", d.Planned, d.Animals), Keys: 2, Head: head, Rows: rows}}
	if d.Partial() {
		x.Table.Foot = "Interrupted: all numbers are of the experiments that are complete."
	}
	for _, r := range d.Rivals {
		v := verdict{Pass: !r.Fooled(), Sentence: d.Sentence(r)}
		for _, c := range r.Controls {
			v.Controls = append(v.Controls, c.Sentence(r))
		}
		x.Said = append(x.Said, v)
	}
	return x
}

func title(r *record.Result, a *record.Account) string {
	var names []string
	for _, e := range r.Experiments {
		if e.Title != "" {
			names = append(names, e.Title)
		}
	}
	if len(names) > 0 {
		return strings.Join(names, "; ")
	}
	return strings.TrimSuffix(a.Script, ".proto-exp")
}

func facts(r *record.Result, a *record.Account, version string) []fact {
	list := []fact{{"Script", a.Script}, {"Preparation", r.Preparation}, {"Animals", fmt.Sprint(r.Animals)}, {"Simulated time", paper.Span(r.SimulatedNs/1e9*1e9) + " in all"},
		{"Seed", fmt.Sprint(r.Seed)}, {"Version", "protoexp " + version}, {"SHA-256", paper.Hash(a.Source)}}
	if len(a.Set) > 0 {
		list = append(list, fact{"Set", strings.Join(a.Set, ", ")})
	}
	return list
}

// details are the numbers of a test.
func details(c record.Check) (list []fact) {
	if c.Text != "" {
		list = append(list, fact{"Hypothesis", strings.Join(strings.Fields(c.Text), " ")})
	}
	t := c.Test
	if t == nil {
		return list
	}
	add := func(name, text string) {
		if text != "" {
			list = append(list, fact{name, text})
		}
	}
	add("Test", t.Name)
	add("Method", t.Method)
	if t.Plain != "" {
		return list
	}
	unit := ""
	if c.Unit != "1" {
		unit = " " + c.Unit
	}
	estimate := paper.Number(t.Estimate) + unit
	if low, high, ok := t.Interval(); ok {
		estimate += fmt.Sprintf(" (95 %% interval %s to %s)", paper.Number(low), paper.Number(high))
	}
	add("Estimate", estimate)
	if low, high, ok := t.BCa(); ok {
		add("By bootstrap", fmt.Sprintf("95 %% interval (BCa) %s to %s", paper.Number(low), paper.Number(high)))
	}
	if t.Statistic != "" {
		df := ""
		if len(t.DF) > 0 {
			var words []string
			for _, d := range t.DF {
				words = append(words, paper.Number(d))
			}
			df = "(" + strings.Join(words, ", ") + ")"
		}
		add("Statistic", fmt.Sprintf("%s%s = %s", t.Statistic, df, paper.Number(t.Value)))
	}
	p := paper.P(t.P)
	if t.Correction != "" && t.Correction != "none" {
		p += fmt.Sprintf("; after correction (%s) %s", t.Correction, paper.P(t.Adjusted))
	}
	add("P", p)
	for _, e := range t.Effects {
		text := fmt.Sprintf("%s = %s", paper.EffectName(e.Name), paper.Number(e.Value))
		if low, high, ok := e.Interval(); ok {
			text += fmt.Sprintf(" (95 %% interval %s to %s)", paper.Number(low), paper.Number(high))
		}
		add("Effect", text)
	}
	var each []string
	for _, n := range t.N {
		each = append(each, fmt.Sprint(n))
	}
	add("n", strings.Join(each, " + "))
	return list
}

// designs are the drawings and counts of each experiment, or of what was done to one animal.
func designs(r *record.Result, a *record.Account) (out []design) {
	cells := paper.Cells(a.Schedule)
	ink := inksOf(a.Schedule)
	of := func(e *record.Experiment) {
		var mine []paper.Schedule
		for _, s := range cells {
			if s.Experiment == e.Title && (s.Name != "" || len(e.Cells) == 0) {
				mine = append(mine, s)
			}
		}
		if len(mine) > 0 {
			out = append(out, design{e.Title, diagram(e, mine, ink), timeline(mine, ink), assignment(e)})
		}
	}
	for i := range r.Experiments {
		of(&r.Experiments[i])
	}
	if len(r.Experiments) > 0 {
		return out
	}
	e := record.Experiment{}
	if len(r.Reports) > 0 && len(cells) > 0 { // a sweep: its cells differ in parameters
		e.Cells = []record.Cell{{}}
		cells = cells[:1]
		cells[0].Name = "each combination"
		out = append(out, design{"", diagram(&e, cells, ink), timeline(cells, ink), nil})
		return out
	}
	of(&e)
	return out
}

func parameters(p record.Preparation) preparation {
	out := preparation{Name: p.Name}
	at := map[string]int{}
	for _, x := range p.Parameters {
		i, known := at[x.Owner]
		if !known {
			i = len(out.Owners)
			at[x.Owner] = i
			out.Owners = append(out.Owners, owner{Name: x.Owner})
		}
		out.Owners[i].Parameters = append(out.Owners[i].Parameters, x)
	}
	return out
}
