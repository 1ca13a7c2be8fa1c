// Package export writes results for other programs: the JSON document of `run --json`, and tables as CSV and Parquet.
//
// It decides nothing: what stands in a record.Result is written, in SI, with the unit in each column's head.
package export

import (
	"encoding/json"
	"io"
	"math"

	"protoexp/runtime/record"
)

type document struct {
	Protoexp     string        `json:"protoexp"`
	Script       string        `json:"script"`
	Seed         uint64        `json:"seed"`
	Partial      bool          `json:"partial"`
	Preparation  string        `json:"preparation"`
	Simulated    float64       `json:"simulated_s"`
	Animals      int           `json:"animals"`
	Notes        []string      `json:"notes"`
	Measures     []measure     `json:"measures"`
	Experiments  []experiment  `json:"experiments"`
	Trials       []trial       `json:"trials"`
	Expectations []expectation `json:"expectations"`
	Shown        []shown       `json:"shown"`
	Reports      []report      `json:"reports"`
	Diagnoses    []diagnosis   `json:"diagnoses"`
	Whys         []why         `json:"whys"`
	Diagnostics  []any         `json:"diagnostics"`
	Performance  performance   `json:"performance"`
}

type measure struct {
	Name string `json:"name"`
	Unit string `json:"unit"`
}

type trial struct {
	Experiment string              `json:"experiment"`
	Animal     int                 `json:"animal"`
	Group      string              `json:"group"`
	Factors    map[string]string   `json:"factors"`
	Label      string              `json:"label"`
	N          int                 `json:"n"`
	Time       float64             `json:"time_s"`
	Action     string              `json:"action"`
	Omitted    bool                `json:"omitted"`
	Responses  map[string]*float64 `json:"responses"`
}

type expectation struct {
	Experiment string   `json:"experiment"`
	Name       string   `json:"name"`
	Text       string   `json:"text"`
	Primary    bool     `json:"primary"`
	Pass       bool     `json:"pass"`
	PostHoc    bool     `json:"post_hoc,omitempty"`
	Line       int      `json:"line"`
	Left       *float64 `json:"left"`
	Right      *float64 `json:"right"`
	Unit       string   `json:"unit"`
	N          int      `json:"n"`
	*test
	Sentence string `json:"sentence"`
}

type shown struct {
	Verb   string   `json:"verb"`
	Text   string   `json:"text,omitempty"`
	Series []series `json:"series,omitempty"`
	Traces []string `json:"traces,omitempty"`

	Kind    string   `json:"kind,omitempty"` // of a plot of what a sweep reports: heatmap or curve
	Reports []string `json:"reports,omitempty"`
	Over    []string `json:"over,omitempty"`
}

type series struct {
	Name   string     `json:"name"`
	Unit   string     `json:"unit"`
	Values []*float64 `json:"values"`
}

type report struct {
	Name   string            `json:"name"`
	Cell   map[string]string `json:"cell"`
	Values []*float64        `json:"values"`
}

type performance struct {
	Wall           float64 `json:"wall_s"`
	Build          float64 `json:"build_s"`
	Simulate       float64 `json:"simulate_s"`
	Neurons        int64   `json:"neurons"`
	Synapses       int64   `json:"synapses"`
	Spikes         int64   `json:"spikes"`
	SynapticEvents int64   `json:"synaptic_events"`
}

// number is a JSON number, or null for one that is undefined.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

func numbers(xs []float64) []*float64 {
	out := make([]*float64, len(xs))
	for i, x := range xs {
		out[i] = number(x)
	}
	return out
}

func factors(list []record.Factor) map[string]string {
	m := map[string]string{}
	for _, f := range list {
		m[f.Name] = f.Level
	}
	return m
}

// JSON writes a result as one document. diagnostics are those of the script, ready for JSON; they may be nil.
func JSON(w io.Writer, r *record.Result, diagnostics []any) error {
	d := document{Protoexp: record.Version, Script: r.Script, Seed: r.Seed, Partial: r.Partial, Preparation: r.Preparation,
		Simulated: float64(r.SimulatedNs) / 1e9, Animals: r.Animals, Notes: append([]string{}, r.Notes...),
		Measures: []measure{}, Experiments: []experiment{}, Trials: []trial{}, Expectations: []expectation{}, Shown: []shown{}, Reports: []report{},
		Diagnoses: diagnoses(r.Diagnoses), Whys: whys(r), Diagnostics: append([]any{}, diagnostics...)}
	p := r.Performance
	d.Performance = performance{p.Wall, p.Build, p.Simulate, p.Neurons, p.Synapses, p.Spikes, p.SynapticEvents}
	for _, m := range r.Measures {
		d.Measures = append(d.Measures, measure(m))
	}
	for _, e := range r.Experiments {
		d.Experiments = append(d.Experiments, experimentOf(e))
	}
	for _, t := range r.Trials {
		responses := map[string]*float64{}
		for i, m := range r.Measures {
			responses[m.Name] = number(t.Responses[i])
		}
		d.Trials = append(d.Trials, trial{t.Experiment, t.Animal, t.Group, factors(t.Factors), t.Label, t.N, float64(t.Onset) / 1e9, t.Action, t.Omitted, responses})
	}
	for _, c := range r.Checks {
		e := expectation{Experiment: c.Experiment, Name: c.Name, Text: c.Text, Primary: c.Primary, Pass: c.Pass, PostHoc: c.PostHoc, Line: c.Line, Unit: c.Unit, N: animals(c), test: testOf(c),
			Sentence: c.Sentence}
		if c.Unit != "" {
			e.Left, e.Right = number(c.Left), number(c.Right)
		}
		d.Expectations = append(d.Expectations, e)
	}
	for _, s := range r.Shown {
		out := shown{Verb: s.Verb, Text: s.Text, Kind: s.Kind, Reports: s.Reports, Over: s.Over}
		for _, x := range s.Series {
			out.Series = append(out.Series, series{x.Name, x.Unit, numbers(x.Values)})
		}
		for _, k := range s.Traces {
			out.Traces = append(out.Traces, r.Traces[k].Name)
		}
		d.Shown = append(d.Shown, out)
	}
	for _, x := range r.Reports {
		d.Reports = append(d.Reports, report{x.Name, factors(x.Cell), numbers(x.Values)})
	}
	return Document(w, d)
}

// Document writes JSON in the form of all our documents: indented, with every sign as it is.
func Document(w io.Writer, document any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}
