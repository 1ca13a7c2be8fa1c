package plot

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// line and mark are the styles of a curve; a width or radius of 0 leaves them out.
func (c Curve) line() draw.LineStyle {
	s := draw.LineStyle{Color: ink(c.Ink), Width: vg.Points(1.2), Dashes: dash(c.Ink)}
	switch {
	case c.Look == Points:
		s.Width = 0
	case c.Look == Faint:
		s.Color, s.Width, s.Dashes = pale(ink(c.Ink)), vg.Points(0.6), nil
	case c.Look == Steps: // two of them often coincide
		s.Dashes = dashes[max(c.Ink, 0)%len(dashes)]
	case c.Low != nil:
		s.Width = vg.Points(1.8)
	}
	return s
}

func (c Curve) mark() draw.GlyphStyle {
	s := draw.GlyphStyle{Color: ink(c.Ink), Shape: shape(c.Ink), Radius: vg.Points(2.5)}
	switch {
	case c.Look == Continuous || c.Look == Steps:
		s.Radius = 0
	case c.Look == Faint:
		s.Color, s.Shape, s.Radius = pale(ink(c.Ink)), draw.CircleGlyph{}, vg.Points(1.2)
	case c.Low != nil:
		s.Radius = vg.Points(3.2)
	}
	return s
}

// lay adds a curve to a panel.
func (f Figure) lay(p *plot.Plot, c Curve, x span) error {
	if f.raster() {
		return f.events(p, apart(c, x, 2000))
	}
	if c.Low == nil {
		c = thin(c, maxPoints)
	} else {
		p.Add(intervals{c})
	}
	for _, run := range c.runs() {
		line, points, err := plotter.NewLinePoints(run)
		if err != nil {
			return err
		}
		line.LineStyle, points.GlyphStyle = c.line(), c.mark()
		if c.Look == Steps {
			line.StepStyle = plotter.PostStep
		}
		if line.Width > 0 {
			p.Add(line)
		}
		if points.Radius > 0 {
			p.Add(points)
		}
	}
	return nil
}

// runs are the stretches of a curve without what is not a number.
func (c Curve) runs() (runs []plotter.XYs) {
	open := false
	for i := range c.X {
		if !finite(c.X[i]) || !finite(c.Y[i]) {
			open = false
			continue
		}
		if !open {
			runs, open = append(runs, nil), true
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], plotter.XY{X: c.X[i], Y: c.Y[i]})
	}
	return runs
}

// events adds those of a raster: the first cell on top.
func (f Figure) events(p *plot.Plot, c Curve) error {
	for _, run := range c.runs() {
		for i := range run {
			run[i].Y = float64(len(f.Rows)+1) - run[i].Y
		}
		points, err := plotter.NewScatter(run)
		if err != nil {
			return err
		}
		points.Color, points.Shape, points.Radius = ink(c.Ink), stroke{}, vg.Points(2.8)
		p.Add(points)
	}
	return nil
}

// intervals draws the intervals of a curve as upright bars with ends.
type intervals struct{ Curve }

// Plot draws them.
func (b intervals) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	style := draw.LineStyle{Color: ink(b.Ink), Width: vg.Points(1)}
	end := vg.Points(2.5)
	for i := range b.X {
		if math.IsNaN(b.Low[i]) || math.IsNaN(b.High[i]) || !finite(b.X[i]) {
			continue
		}
		at, low, high := x(b.X[i]), y(b.Low[i]), y(b.High[i])
		c.StrokeLine2(style, at, low, at, high)
		c.StrokeLine2(style, at-end, low, at+end, low)
		c.StrokeLine2(style, at-end, high, at+end, high)
	}
}

// stroke is the mark of an event: a short upright line.
type stroke struct{}

// DrawGlyph draws one.
func (stroke) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, at vg.Point) {
	c.StrokeLine2(draw.LineStyle{Color: s.Color, Width: vg.Points(0.7)}, at.X, at.Y-s.Radius, at.X, at.Y+s.Radius)
}
