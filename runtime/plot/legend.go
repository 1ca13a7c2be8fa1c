package plot

import (
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// legend stands beside a figure and says what its curves are, or what the colours of a heat map mean.
type legend struct {
	curves []Curve
	grid   *Grid
}

func newLegend(f Figure) *legend {
	l := &legend{grid: f.Grid}
	named := f.Curves
	if len(f.Panels) > 0 {
		named = f.Panels[0].Curves
	}
	for _, c := range named {
		if c.Name != "" {
			c.Name = fold(c.Name, 30)
			if len(f.Panels) > 0 { // a panel's colour says nothing about the others
				c.Ink = Black
			}
			l.curves = append(l.curves, c)
		}
	}
	if len(l.curves) < 2 && len(f.Panels) == 0 {
		l.curves = nil
	}
	return l
}

const (
	sample   = 9 * vg.Millimeter   // the width of the piece of a curve in front of its name
	room     = 1.12                // other fonts than ours are up to so much wider
	barWidth = 5 * vg.Millimeter   // of the scale of colours
	entryGap = 1.5 * vg.Millimeter // between entries
)

func entry() text.Style { return letter(11) }

// width is what a legend takes with the gap before it; 0 where there is none.
func (l *legend) width() vg.Length {
	if l.grid != nil {
		widest := vg.Length(0)
		for _, t := range l.grid.scale() {
			widest = max(widest, entry().Width(t.text))
		}
		return gap + max(barWidth+2*vg.Millimeter+widest*room, entry().Width(fold(l.grid.Label, 18))*room)
	}
	if len(l.curves) == 0 {
		return 0
	}
	widest := vg.Length(0)
	for _, c := range l.curves {
		widest = max(widest, entry().Width(c.Name))
	}
	return gap + sample + 2*vg.Millimeter + widest*room
}

func (l *legend) height() (h vg.Length) {
	for _, c := range l.curves {
		h += entry().Height(c.Name) + entryGap
	}
	return h
}

// draw writes the legend into the upper left of a canvas.
func (l *legend) draw(c draw.Canvas) {
	if l.grid != nil {
		l.grid.bar(c)
		return
	}
	at := c.Max.Y - 8*vg.Millimeter
	at = max(at, c.Min.Y+l.height())
	for _, curve := range l.curves {
		first := entry().Height(strings.Split(curve.Name, "\n")[0])
		middle := vg.Point{X: c.Min.X + sample/2, Y: at - first/2}
		if s := curve.line(); s.Width > 0 {
			c.StrokeLine2(s, middle.X-sample/2, middle.Y, middle.X+sample/2, middle.Y)
		}
		if curve.Low != nil {
			s := draw.LineStyle{Color: ink(curve.Ink), Width: vg.Points(1)}
			c.StrokeLine2(s, middle.X, middle.Y-vg.Points(5), middle.X, middle.Y+vg.Points(5))
		}
		if s := curve.mark(); s.Radius > 0 {
			c.DrawGlyph(s, middle)
		}
		c.FillText(entry(), vg.Point{X: c.Min.X + sample + 2*vg.Millimeter, Y: at}, curve.Name)
		at -= entry().Height(curve.Name) + entryGap
	}
}
