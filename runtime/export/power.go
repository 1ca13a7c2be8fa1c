package export

import (
	"io"

	"protoexp/runtime/record"
)

type powerDocument struct {
	Protoexp    string       `json:"protoexp"`
	Script      string       `json:"script"`
	Partial     bool         `json:"partial"`
	Power       []powerOf    `json:"power"`
	Diagnostics []any        `json:"diagnostics"`
	Performance powerSeconds `json:"performance"`
}

type powerSeconds struct {
	Wall float64 `json:"wall_s,omitempty"`
}

type powerOf struct {
	Experiment   string       `json:"experiment"`
	Seed         uint64       `json:"seed"`
	Alpha        float64      `json:"alpha"`
	Wanted       float64      `json:"wanted"`
	Planned      int          `json:"planned"`
	Replications int          `json:"replications"`
	Cells        []string     `json:"cells"`
	Written      int          `json:"written_n"`
	Notes        []string     `json:"notes"`
	Expectations []powerCurve `json:"expectations"`
}

type powerCurve struct {
	Name     string       `json:"name"`
	Text     string       `json:"text"`
	Primary  bool         `json:"primary"`
	Line     int          `json:"line"`
	Test     string       `json:"test"`
	Smallest *int         `json:"smallest_n"` // null where no n reaches the power that is wanted
	Effect   *float64     `json:"d"`
	Points   []powerPoint `json:"points"`
}

type powerPoint struct {
	N          int        `json:"n"`
	Animals    int        `json:"animals"`
	Listed     bool       `json:"listed"`
	Held       int        `json:"held"`
	Of         int        `json:"of"`
	Untested   int        `json:"untested"`
	Power      *float64   `json:"power"`
	Interval   [2]float64 `json:"ci"`
	ClosedForm *float64   `json:"closed_form"`
}

// Power writes power as one document.
func Power(w io.Writer, script string, list []record.Power, diagnostics []any, wall float64) error {
	d := powerDocument{Protoexp: record.Version, Script: script, Power: []powerOf{}, Diagnostics: append([]any{}, diagnostics...), Performance: powerSeconds{wall}}
	for _, p := range list {
		d.Partial = d.Partial || p.Partial()
		x := powerOf{p.Experiment, p.Seed, p.Alpha, p.Wanted, p.Planned, p.Done, append([]string{}, p.Cells...), p.Written, append([]string{}, p.Notes...), []powerCurve{}}
		for _, c := range p.Curves {
			curve := powerCurve{Name: c.Name, Text: c.Text, Primary: c.Primary, Line: c.Line, Test: c.Test, Effect: number(c.Effect), Points: []powerPoint{}}
			if c.Smallest > 0 {
				curve.Smallest = &c.Smallest
			}
			for _, q := range c.Points {
				curve.Points = append(curve.Points, powerPoint{q.N, q.Animals, q.Listed, q.Held, q.Of, q.Untested, number(q.Power), [2]float64{q.Low, q.High}, number(q.Closed)})
			}
			x.Expectations = append(x.Expectations, curve)
		}
		d.Power = append(d.Power, x)
	}
	return Document(w, d)
}
