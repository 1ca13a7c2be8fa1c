package diag

import (
	"encoding/json"

	"protoexp/lang/source"
)

// stretch is a span for other programs: lines and columns from 1, the end just behind the last character.
type stretch struct {
	File      string `json:"file,omitempty"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
}

func stretchOf(s source.Span) stretch {
	if s.File == nil {
		return stretch{}
	}
	start, end := s.File.Position(s.Start), s.File.Position(s.End)
	return stretch{s.File.Name, start.Line, start.Column, end.Line, end.Column}
}

type note struct {
	stretch
	Text string `json:"text"`
}

// MarshalJSON writes a diagnostic as `--json` shows it.
func (d Diagnostic) MarshalJSON() ([]byte, error) {
	out := struct {
		Code     string `json:"code"`
		Severity string `json:"severity"`
		stretch
		Message string   `json:"message"`
		Why     string   `json:"why,omitempty"`
		Fix     string   `json:"fix"`
		Edits   []note   `json:"edits,omitempty"`
		Notes   []note   `json:"notes,omitempty"`
		Drawing []string `json:"drawing,omitempty"`
	}{Code: d.Code, Severity: d.Severity.String(), stretch: stretchOf(d.Span), Message: d.Message, Why: d.Why, Fix: d.Fix, Drawing: d.Drawing}
	for _, e := range d.Edits {
		out.Edits = append(out.Edits, note{stretchOf(e.Span), e.Text})
	}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, note{stretchOf(n.Span), n.Text})
	}
	return json.Marshal(out)
}
