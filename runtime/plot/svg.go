package plot

import (
	"fmt"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	_ "gonum.org/v1/plot/vg/vgsvg" // the format
)

// palette is safe for colour-blind readers (Okabe & Ito 2008).
var palette = []color.RGBA{{0, 114, 178, 255}, {213, 94, 0, 255}, {0, 158, 115, 255}, {204, 121, 167, 255}, {230, 159, 0, 255}, {86, 180, 233, 255}}

// maxPoints is how many points of a curve a figure holds; more could not be seen.
const maxPoints = 4000

// SVG writes a figure as a vector graphic.
func SVG(w io.Writer, f Figure) error {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = f.Title, f.XLabel, f.YLabel
	p.Add(plotter.NewGrid())
	x0, x1, y0, y1, any := f.bounds()
	for k, c := range f.Curves {
		c = thin(c, maxPoints)
		xy := make(plotter.XYs, len(c.X))
		for i := range c.X {
			xy[i].X, xy[i].Y = c.X[i], c.Y[i]
		}
		if len(xy) == 0 {
			continue
		}
		ink := palette[k%len(palette)]
		points, err := plotter.NewScatter(xy)
		if err != nil {
			return fmt.Errorf("figure %s: %w", f.Title, err)
		}
		points.Shape, points.Color, points.Radius = draw.CircleGlyph{}, ink, vg.Points(2.5)
		if f.Events {
			points.Radius = vg.Points(0.8)
			p.Add(points)
			continue
		}
		line, err := plotter.NewLine(xy)
		if err != nil {
			return fmt.Errorf("figure %s: %w", f.Title, err)
		}
		line.Color, line.Width = ink, vg.Points(1.2)
		p.Add(line)
		if c.Points {
			p.Add(points)
		}
		if len(f.Curves) > 1 {
			p.Legend.Add(c.Name, line)
			p.Legend.Top = true
		}
	}
	if any { // with a little room, so that no point or label is cut
		p.X.Min, p.X.Max = x0-0.01*(x1-x0), x1+0.03*(x1-x0)
		p.Y.Min, p.Y.Max = y0, y1+0.04*(y1-y0)
	}
	out, err := p.WriterTo(16*vg.Centimeter, 10*vg.Centimeter, "svg")
	if err != nil {
		return fmt.Errorf("figure %s: %w", f.Title, err)
	}
	_, err = out.WriteTo(w)
	return err
}
