package plot

import "math"

// Curve is a line, or the times of one row of events.
type Curve struct {
	Name   string
	X, Y   []float64 // of events, Y is the row of each, from 1
	Points bool      // single responses, not a continuous line
}

// Figure is curves over one axis.
type Figure struct {
	Title          string
	XLabel, YLabel string // with units: time [s]
	Curves         []Curve
	Rows           []string // of a raster: the name of each row, the first on top; its curves are points without lines
	Counts         bool     // the horizontal axis counts: 1, 2, 3
}

// raster says whether a figure shows events in rows.
func (f Figure) raster() bool { return f.Rows != nil }

// bounds are those of all finite points; the vertical axis holds 0 where it is near. Neither is ever empty. any is false
// when there is no point at all.
func (f Figure) bounds() (x, y span, any bool) {
	x, y = nothing, nothing
	for _, c := range f.Curves {
		for i := range c.X {
			if finite(c.X[i]) && finite(c.Y[i]) {
				any = true
				x, y = x.with(c.X[i]), y.with(c.Y[i])
			}
		}
	}
	if !any {
		return x, y, false
	}
	if f.raster() {
		y = span{0.5, float64(len(f.Rows)) + 0.5}
	} else if y.low > 0 && y.low <= y.high/2 || y.low == y.high && y.low > 0 {
		y.low = 0
	}
	return x.open(), y.open(), true
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
