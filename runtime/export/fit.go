package export

import (
	"io"

	"protoexp/runtime/record"
)

type fitDocument struct {
	Protoexp    string           `json:"protoexp"`
	Script      string           `json:"script"`
	Partial     bool             `json:"partial"`
	Sweeps      []string         `json:"sweeps"`
	Seed        uint64           `json:"seed"`
	Evaluations int              `json:"evaluations"`
	Failed      int              `json:"failed"`
	Loss        *float64         `json:"loss"`
	Parameters  []fitParameter   `json:"parameters"`
	Targets     []fitTarget      `json:"targets"`
	Sensitivity []fitSensitivity `json:"sensitivity"`
	Notes       []string         `json:"notes"`
	Diagnostics []any            `json:"diagnostics"`
}

type fitParameter struct {
	Name    string     `json:"name"`
	Unit    string     `json:"unit"`
	Bounds  [2]float64 `json:"bounds"`
	Value   float64    `json:"value"`
	Text    string     `json:"text"`
	Error   *float64   `json:"standard_error"` // null where the targets do not determine it
	AtBound bool       `json:"at_bound"`
}

type fitTarget struct {
	Name     string   `json:"name"`
	Unit     string   `json:"unit"`
	Wanted   float64  `json:"wanted"`
	SD       float64  `json:"sd"`
	Rows     int      `json:"rows"`
	Obtained *float64 `json:"obtained"`
	HeldOut  bool     `json:"held_out"`
}

type fitSensitivity struct {
	Parameter string     `json:"parameter"`
	Values    [2]float64 `json:"values"`
	Smaller   []*float64 `json:"smaller"` // the targets, in order
	Larger    []*float64 `json:"larger"`
}

// Fit writes a fit as one document.
func Fit(w io.Writer, script string, f *record.Fit, diagnostics []any) error {
	d := fitDocument{Protoexp: record.Version, Script: script, Partial: f.Partial(), Sweeps: f.Sweeps, Seed: f.Seed, Evaluations: f.Done, Failed: f.Failed, Loss: number(f.Loss),
		Parameters: []fitParameter{}, Targets: []fitTarget{}, Sensitivity: []fitSensitivity{}, Notes: append([]string{}, f.Notes...), Diagnostics: append([]any{}, diagnostics...)}
	for _, p := range f.Parameters {
		d.Parameters = append(d.Parameters, fitParameter{p.Name, p.Unit, [2]float64{p.Low, p.High}, p.Value, p.Text, number(p.Error), p.AtBound})
	}
	for _, t := range f.Targets {
		d.Targets = append(d.Targets, fitTarget{t.Name, t.Unit, t.Wanted, t.SD, t.Measurements, number(t.Obtained), t.HeldOut})
	}
	for i, c := range f.Sensitivity {
		d.Sensitivity = append(d.Sensitivity, fitSensitivity{f.Parameters[i].Name, [2]float64{c.Low, c.High}, numbers(c.Smaller), numbers(c.Larger)})
	}
	return Document(w, d)
}
