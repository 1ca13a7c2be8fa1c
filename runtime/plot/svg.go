package plot

import (
	"bytes"
	"fmt"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// palette is safe for colour-blind readers (Okabe & Ito 2008).
var palette = []color.RGBA{{0, 114, 178, 255}, {213, 94, 0, 255}, {0, 158, 115, 255}, {204, 121, 167, 255}, {230, 159, 0, 255}, {86, 180, 233, 255}}

// maxPoints is how many points of a curve a figure holds; more could not be seen.
const maxPoints = 4000

// margin is the white around a figure.
const margin = 4 * vg.Millimeter

// SVG writes a figure as a vector graphic: the same bytes for the same figure.
func SVG(w io.Writer, f Figure) error {
	x, y, any := f.bounds()
	if !any {
		x, y = span{0, 1}, span{0, 1}
	}
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = f.Title, f.XLabel, f.YLabel
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle} {
		style.Font.Variant = "Sans"
	}
	p.Title.Padding, p.X.Label.Padding, p.Y.Label.Padding = 2*vg.Millimeter, vg.Millimeter, vg.Millimeter
	p.Legend.Top = true
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{225}, color.Gray{225}
	p.Add(grid)
	for k, c := range f.Curves {
		if err := addCurve(p, f, c, x, palette[k%len(palette)]); err != nil {
			return fmt.Errorf("figure %s: %w", f.Title, err)
		}
	}
	if !f.raster() {
		y = around(y, 5)
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x.low, x.high, y.low, y.high
	p.X.Tick.Marker, p.Y.Tick.Marker = constant(ticks(x, 6, f.Counts)), constant(f.rowTicks(y))
	size := [2]vg.Length{16 * vg.Centimeter, 10 * vg.Centimeter}
	if f.raster() {
		size[1] = min(30*vg.Centimeter, 5*vg.Centimeter+vg.Length(len(f.Rows))*0.3*vg.Centimeter)
	}
	canvas := vgsvg.New(size[0], size[1])
	p.Draw(draw.Crop(draw.New(canvas), margin, -margin, margin, -margin))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return err
	}
	_, err := w.Write(bytes.ReplaceAll(b.Bytes(), []byte("font-family:Liberation Sans"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif")))
	return err
}

// room keeps text clear of what stands behind it where a reader's font is wider than ours.
const room = "     "

// rowTicks are those of the vertical axis: numbers, or the names of a raster's rows as far as they have room.
func (f Figure) rowTicks(y span) (out []tick) {
	if !f.raster() {
		return ticks(y, 5, false)
	}
	each := (len(f.Rows) + 59) / 60
	for i := 0; i < len(f.Rows); i += each {
		out = append(out, tick{float64(len(f.Rows) - i), f.Rows[i] + " "})
	}
	return out
}

func constant(list []tick) plot.ConstantTicks {
	out := plot.ConstantTicks{}
	for _, t := range list {
		out = append(out, plot.Tick{Value: t.at, Label: t.text})
	}
	return out
}

func addCurve(p *plot.Plot, f Figure, c Curve, x span, ink color.Color) error {
	var runs []plotter.XYs // without what is not a number
	if f.raster() {
		c = apart(c, x, 2000)
	} else {
		c = thin(c, maxPoints)
	}
	open := false
	for i := range c.X {
		if !finite(c.X[i]) || !finite(c.Y[i]) {
			open = false
			continue
		}
		at := c.Y[i]
		if f.raster() {
			at = float64(len(f.Rows)+1) - at // the first cell on top
		}
		if !open {
			runs, open = append(runs, nil), true
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], plotter.XY{X: c.X[i], Y: at})
	}
	for k, run := range runs {
		points, err := plotter.NewScatter(run)
		if err != nil {
			return err
		}
		points.Color, points.Shape, points.Radius = ink, draw.CircleGlyph{}, vg.Points(2.5)
		if f.raster() {
			points.Shape, points.Radius = stroke{}, vg.Points(2.8)
			p.Add(points)
			continue
		}
		line, err := plotter.NewLine(run)
		if err != nil {
			return err
		}
		line.Color, line.Width = ink, vg.Points(1.2)
		p.Add(line)
		if c.Points {
			p.Add(points)
		}
		if len(f.Curves) > 1 && k == 0 {
			p.Legend.Add(c.Name+room, line)
		}
	}
	return nil
}

// stroke is the mark of an event: a short upright line.
type stroke struct{}

func (stroke) DrawGlyph(c *draw.Canvas, s draw.GlyphStyle, at vg.Point) {
	c.StrokeLine2(draw.LineStyle{Color: s.Color, Width: vg.Points(0.7)}, at.X, at.Y-s.Radius, at.X, at.Y+s.Radius)
}
