package plot

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// Curve is a line with its points, or points alone.
type Curve struct {
	Name      string // in the legend; "" for none
	X, Y      []float64
	Low, High []float64 // ends of an interval around each point; nil for none
	Look      Look
	Ink       int // which colour; Black for none
}

// Black is the ink of what belongs to no group.
const Black = -1

// Look is how a curve is drawn.
type Look uint8

// The looks: a continuous line; single responses joined by a line; points alone; one animal of many, as a thin line; a
// line that keeps its height until the next point.
const (
	Continuous Look = iota
	Responses
	Points
	Faint
	Steps
)

// Figure is curves over one axis, or a heat map, or panels with common axes.
type Figure struct {
	Title          string
	Caption        string // a sentence that says what is shown
	XLabel, YLabel string // with units: time [s]
	Curves         []Curve
	Rows           []string // of a raster: the name of each row, the first on top; its curves are points without lines
	Counts         bool     // the horizontal axis counts: 1, 2, 3
	Places         []string // the horizontal axis has places instead of numbers: Places[i] stands at i+1
	Grid           *Grid    // a heat map
	Panels         []Figure // side by side; they share their axes and their legend

	width vg.Length // of a panel; 0 is its own
}

// Grid is a heat map: a value for each place of two axes.
type Grid struct {
	Across, Up []string    // the places of the horizontal and the vertical axis
	Values     [][]float64 // [up][across]; NaN where there is none
	Label      string      // of the values, with their unit
}

// raster says whether a figure shows events in rows.
func (f Figure) raster() bool { return f.Rows != nil }

// bounds are those of all finite points; the vertical axis holds 0 where it is near. Neither is ever empty. any is false
// when there is no point at all.
func (f Figure) bounds() (x, y span, any bool) {
	x, y, any = f.reach()
	if !any {
		return x, y, false
	}
	switch {
	case f.raster():
		y = span{0.5, float64(len(f.Rows)) + 0.5}
	case y.low > 0 && y.low <= y.high/2 || y.low == y.high && y.low > 0:
		y.low = 0
	}
	if f.spread() { // means stand beside each other, so the outer ones stand beside their trial
		x = span{x.low - 0.1, x.high + 0.1}
	}
	if places := f.places(); places != nil {
		x = span{0.5, float64(len(places)) + 0.5}
	}
	return x.open(), y.open(), true
}

// spread says whether curves of means stand side by side at each trial.
func (f Figure) spread() bool {
	return f.Counts && len(f.Curves) > 1 && f.Curves[0].Low != nil
}

// reach is how far the points go, those of all panels together.
func (f Figure) reach() (x, y span, any bool) {
	x, y = nothing, nothing
	for _, p := range f.Panels {
		if a, b, some := p.reach(); some {
			x, y, any = x.with(a.low).with(a.high), y.with(b.low).with(b.high), true
		}
	}
	for _, c := range f.Curves {
		for i := range c.X {
			if !finite(c.X[i]) || !finite(c.Y[i]) {
				continue
			}
			any = true
			x, y = x.with(c.X[i]), y.with(c.Y[i])
			if c.Low != nil && finite(c.Low[i]) && finite(c.High[i]) {
				y = y.with(c.Low[i]).with(c.High[i])
			}
		}
	}
	return x, y, any
}

// places are those of the horizontal axis; nil where it has numbers.
func (f Figure) places() []string {
	if len(f.Panels) > 0 {
		return f.Panels[0].Places
	}
	return f.Places
}

// span is a stretch of an axis.
type span struct{ low, high float64 }

var nothing = span{math.Inf(1), math.Inf(-1)}

func (s span) with(v float64) span { return span{math.Min(s.low, v), math.Max(s.high, v)} }

// open widens a span of no length, so that what lies in it can be drawn.
func (s span) open() span {
	if s.high > s.low {
		return s
	}
	room := math.Max(math.Abs(s.low)/2, 0.5)
	return span{s.low - room, s.high + room}
}

// place is where a value lies on an axis of n places.
func (s span) place(v float64, n int) int {
	share := (v - s.low) / (s.high - s.low)
	return max(0, min(n-1, int(math.Round(share*float64(n-1)))))
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
