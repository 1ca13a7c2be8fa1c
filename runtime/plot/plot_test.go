package plot_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

func TestSpark(t *testing.T) {
	for _, c := range []struct {
		values []float64
		width  int
		want   string
	}{
		{[]float64{1, 0.5, 0}, 9, "█▅▁"}, {[]float64{0, 0}, 9, "▁▁"}, {nil, 9, ""}, {[]float64{-1, 1}, 9, "▁█"}, {[]float64{1, math.NaN(), 1}, 9, "█ █"},
		{[]float64{1, 1, 0.5, 0.5, 0, 0}, 3, "█▅▁"}, {[]float64{2, 1}, 0, "█"}, {[]float64{1, math.Inf(1)}, 9, "█ "},
	} {
		if got := plot.Spark(c.values, c.width); got != c.want {
			t.Errorf("%v: %q, wanted %q", c.values, got, c.want)
		}
	}
}

func falling() plot.Figure {
	return plot.Figure{Title: "train", XLabel: "trial", YLabel: "response", Curves: []plot.Curve{{Name: "train", X: []float64{1, 2, 3}, Y: []float64{1, 0.6, 0.2}, Look: plot.Responses}}, Counts: true}
}

func TestChart(t *testing.T) {
	want := `  train
  1.0 ┤•
      │
  0.5 ┤           •
      │                      •
    0 ┤
      └┬──────────┬──────────┬
       1          2          3
       response over trial
`
	if got := plot.Chart(falling(), 31, 5); got != want {
		t.Errorf("%s\nwanted\n%s", got, want)
	}
	for _, f := range []plot.Figure{{Title: "nothing"}, {Curves: []plot.Curve{{X: []float64{1}, Y: []float64{math.Inf(1)}}}}} {
		if got := plot.Chart(f, 40, 8); !strings.Contains(got, "nothing to show") {
			t.Error(got)
		}
	}
}

// TestChartOfAnything: whatever the numbers are, a chart is as wide and high as it was asked to be.
func TestChartOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := plot.Figure{XLabel: "x", YLabel: "y"}
		for range rapid.IntRange(1, 3).Draw(t, "curves") {
			n := rapid.IntRange(1, 30).Draw(t, "n")
			numbers := rapid.SliceOfN(rapid.Float64Range(-1e12, 1e12), n, n)
			f.Curves = append(f.Curves, plot.Curve{X: numbers.Draw(t, "x"), Y: numbers.Draw(t, "y"), Look: rapid.SampledFrom([]plot.Look{plot.Continuous, plot.Responses}).Draw(t, "look")})
		}
		width := rapid.IntRange(40, 120).Draw(t, "width")
		got := plot.Chart(f, width, 10)
		if lines := strings.Count(got, "\n"); lines < 13 || lines > 14 {
			t.Fatalf("%d lines\n%s", lines, got)
		}
		for _, line := range strings.Split(got, "\n") {
			if utf8.RuneCountInString(line) > width {
				t.Fatalf("%d characters: %s", utf8.RuneCountInString(line), line)
			}
		}
		var b bytes.Buffer
		if err := plot.SVG(&b, f); err != nil {
			t.Fatal(err)
		}
	})
}

// TestFigures: one figure for each unit, spikes as a raster, units that fit the numbers.
func TestFigures(t *testing.T) {
	r := &record.Result{Traces: []record.Trace{
		{Name: "L7.v", Unit: "V", Time: []float64{0, 7200}, Cells: []string{"L7[1]"}, Values: [][]float64{{-0.06, -0.055}}},
		{Name: "LE.spikes", Spikes: true, Cells: []string{"LE[1]", "LE[2]", "LE[3]"}, Values: [][]float64{{0, 0.002}, nil, {0.004}}},
		{Name: "LE.v", Unit: "V", Time: []float64{0, 7200}, Cells: []string{"LE[1]", "LE[2]"}, Values: [][]float64{{-0.07, -0.07}, {-0.05, -0.05}}},
	}}
	figures := plot.Figures(r, record.Shown{Verb: "plot", Traces: []int{0, 1, 2}, Series: []record.Series{{Name: "train", Unit: "1", Values: []float64{1, 0.5}}}})
	var got []string
	for _, f := range figures {
		got = append(got, f.Title+" | "+f.YLabel+" | "+f.XLabel)
	}
	want := []string{"train | response | trial", "L7.v, LE.v | v [mV] | time [min]", "LE.spikes | cell | time [ms]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if both := figures[1].Curves; both[0].Y[0] != -60 || math.Abs(both[1].Y[0]+60) > 1e-9 || both[0].X[1] != 120 {
		t.Error(both)
	}
	raster := `  LE.spikes
  LE[1] ┤|              |
  LE[2] ┤
  LE[3] ┤                              |
        └┬───────┬──────┬───────┬──────┬
         0       1      2       3      4
         time [ms]
`
	if got := plot.Chart(figures[2], 41, 12); got != raster {
		t.Errorf("%s\nwanted\n%s", got, raster)
	}
}

// TestSVG: well-formed, the same bytes twice, and small even for a long trace.
func TestSVG(t *testing.T) {
	long := falling()
	long.Curves[0].Look = plot.Continuous
	for i := range 200_000 {
		long.Curves[0].X = append(long.Curves[0].X, float64(i))
		long.Curves[0].Y = append(long.Curves[0].Y, math.Sin(float64(i)/1000))
	}
	for _, f := range []plot.Figure{falling(), long, {Title: "nothing"}, {Rows: []string{"LE[1]"}, Curves: []plot.Curve{{X: []float64{1}, Y: []float64{1}}}}} {
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
