package plot_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"protoexp/runtime/plot"
)

func TestSpark(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{[]float64{1, 0.5, 0}, "█▅▁"}, {[]float64{0, 0}, "▁▁"}, {nil, ""}, {[]float64{-1, 1}, "▁█"}, {[]float64{1, math.NaN(), 1}, "█ █"},
	} {
		if got := plot.Spark(c.values); got != c.want {
			t.Errorf("%v: %q, wanted %q", c.values, got, c.want)
		}
	}
}

func falling() plot.Figure {
	return plot.Figure{Title: "train", XLabel: "trial", YLabel: "response", Curves: []plot.Curve{{Name: "train", X: []float64{1, 2, 3}, Y: []float64{1, 0.6, 0.2}, Points: true}}}
}

func TestChart(t *testing.T) {
	want := `  train
        1 ┤•
          │
      0.5 ┤         •
          │
        0 ┤                  •
          └───────────────────
`
	got := plot.Chart(falling(), 31, 5)
	lines := strings.Split(got, "\n")
	if !strings.HasPrefix(lines[1], "        1 ┤•") || !strings.HasPrefix(lines[0], strings.Split(want, "\n")[0]) || !strings.Contains(got, "response over trial") {
		t.Error(got)
	}
	for _, f := range []plot.Figure{{Title: "nothing"}, {Curves: []plot.Curve{{X: []float64{1}, Y: []float64{math.Inf(1)}}}}, {Curves: []plot.Curve{{X: []float64{2, 2}, Y: []float64{5, 5}}}}} {
		if plot.Chart(f, 40, 8) == "" {
			t.Error("no chart")
		}
	}
}

// TestSVG: well-formed, the same bytes twice, and small even for a long trace.
func TestSVG(t *testing.T) {
	long := falling()
	long.Curves[0].Points = false
	for i := range 200_000 {
		long.Curves[0].X = append(long.Curves[0].X, float64(i))
		long.Curves[0].Y = append(long.Curves[0].Y, math.Sin(float64(i)/1000))
	}
	for _, f := range []plot.Figure{falling(), long, {Title: "nothing"}, {Events: true, Curves: []plot.Curve{{X: []float64{1}, Y: []float64{1}}}}} {
		var a, b bytes.Buffer
		if err := plot.SVG(&a, f); err != nil {
			t.Fatal(err)
		}
		if err := plot.SVG(&b, f); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Error("two drawings differ", err)
		}
		if a.Len() > 500_000 {
			t.Errorf("%d bytes", a.Len())
		}
		for d := xml.NewDecoder(&a); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}
}
