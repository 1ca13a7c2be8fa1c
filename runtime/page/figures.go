package page

import (
	"bytes"
	"html/template"
	"strings"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// Figures are those of a result: what the script plots, those of its designs, maps and curves of what its sweeps report, and
// every trace, each once. A script of one animal that plots nothing gets the responses of its labels.
func Figures(r *record.Result) (out []plot.Figure) {
	drawn, asked := map[int]bool{}, map[string]bool{}
	for _, s := range r.Shown {
		if s.Verb == "plot" {
			out = append(out, plot.Figures(r, s)...)
			for _, k := range s.Traces {
				drawn[k] = true
			}
			for _, name := range s.Reports {
				asked[name+s.Kind] = true
			}
		}
	}
	for i := range r.Experiments {
		out = append(out, plot.Design(r, &r.Experiments[i])...)
	}
	for _, f := range plot.Sweeps(r) {
		kind := "curve"
		if f.Grid != nil {
			kind = "heatmap"
		}
		name, _, _ := strings.Cut(f.Title, ",")
		if !asked[name+kind] {
			out = append(out, f)
		}
	}
	if s := report.Labels(r); out == nil && len(s) > 0 {
		out = append(out, plot.Figures(r, record.Shown{Verb: "plot", Series: s})...)
	}
	for k := range r.Traces {
		if !drawn[k] {
			out = append(out, plot.Figures(r, record.Shown{Verb: "plot", Traces: []int{k}})...)
		}
	}
	return out
}

type figure struct {
	SVG     template.HTML
	Caption string
}

// inline draws a figure as part of a page.
func inline(f plot.Figure) (figure, error) {
	var b bytes.Buffer
	if err := plot.SVG(&b, f); err != nil {
		return figure{}, err
	}
	svg := b.String()
	svg = svg[strings.Index(svg, "<svg"):]
	svg = strings.Replace(svg, "<svg ", `<svg class="figure" role="img" `, 1)
	if f.Caption == "" {
		f.Caption = f.Title + "."
	}
	return figure{template.HTML(svg), f.Caption}, nil
}
