package export

import (
	"io"

	"protoexp/runtime/record"
)

type diagnosisDocument struct {
	Protoexp    string       `json:"protoexp"`
	Script      string       `json:"script"`
	Partial     bool         `json:"partial"`
	Diagnoses   []diagnosis  `json:"diagnoses"`
	Diagnostics []any        `json:"diagnostics"`
	Performance powerSeconds `json:"performance"`
}

type diagnosis struct {
	Experiment  string  `json:"experiment"`
	Preparation string  `json:"preparation"`
	Seed        uint64  `json:"seed"`
	Planned     int     `json:"planned"`
	Animals     int     `json:"animals"`
	Rivals      []rival `json:"rivals"`
}

type rival struct {
	Name         string      `json:"name"`
	Runs         int         `json:"runs"`
	Expectations []frequency `json:"expectations"`
	Together     frequency   `json:"together"`
	Fooled       bool        `json:"fooled"` // all came true in more than half of the runs
	Sentence     string      `json:"sentence"`
	Controls     []control   `json:"controls"`
}

type frequency struct {
	Name     string     `json:"name,omitempty"`
	Text     string     `json:"text,omitempty"`
	Primary  bool       `json:"primary,omitempty"`
	Line     int        `json:"line,omitempty"`
	Held     int        `json:"held"`
	Of       int        `json:"of"`
	Share    *float64   `json:"share"`
	Interval []*float64 `json:"ci"` // 95 %, by Wilson
}

type control struct {
	Rule     string     `json:"rule"`
	Fix      string     `json:"fix"`
	Tried    bool       `json:"tried"`
	Together *frequency `json:"together,omitempty"`
	Itself   *frequency `json:"itself,omitempty"` // in the preparation of the script
}

// Diagnosis writes what came true in rivals as one document.
func Diagnosis(w io.Writer, script string, list []record.Diagnosis, diagnostics []any, wall float64) error {
	d := diagnosisDocument{Protoexp: record.Version, Script: script, Diagnoses: diagnoses(list), Diagnostics: append([]any{}, diagnostics...), Performance: powerSeconds{wall}}
	for _, x := range list {
		d.Partial = d.Partial || x.Partial()
	}
	return Document(w, d)
}

func diagnoses(list []record.Diagnosis) []diagnosis {
	out := []diagnosis{}
	for _, d := range list {
		x := diagnosis{d.Experiment, d.Preparation, d.Seed, d.Planned, d.Animals, []rival{}}
		for _, r := range d.Rivals {
			y := rival{Name: r.Name, Runs: r.Done, Expectations: []frequency{}, Together: frequencyOf(r.Together), Fooled: r.Fooled(), Sentence: d.Sentence(r), Controls: []control{}}
			for _, e := range r.Expectations {
				y.Expectations = append(y.Expectations, frequencyOf(e))
			}
			for _, c := range r.Controls {
				z := control{Rule: c.Rule, Fix: c.Fix, Tried: c.Tried}
				if c.Tried {
					f := frequencyOf(c.Together)
					z.Together = &f
					if c.Itself.Of > 0 {
						own := frequencyOf(c.Itself)
						z.Itself = &own
					}
				}
				y.Controls = append(y.Controls, z)
			}
			x.Rivals = append(x.Rivals, y)
		}
		out = append(out, x)
	}
	return out
}

func frequencyOf(f record.Frequency) frequency {
	x := frequency{Name: f.Name, Text: f.Text, Primary: f.Primary, Line: f.Line, Held: f.Held, Of: f.Of}
	if f.Of > 0 {
		share := f.Share()
		x.Share, x.Interval = &share, numbers([]float64{f.Low, f.High})
	}
	return x
}
