package plot

import (
	"bytes"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

const (
	margin     = 4 * vg.Millimeter // the white around a figure
	gap        = 5 * vg.Millimeter // between panels, and before a legend
	resolution = 200               // of a PNG, in dots per inch
	panelPlace = 1.8 * vg.Centimeter
)

// SVG writes a figure as a vector graphic: the same bytes for the same figure.
func SVG(w io.Writer, f Figure) error {
	s, err := newSheet(f)
	if err != nil {
		return err
	}
	canvas := vgsvg.New(s.width, s.height)
	s.draw(draw.New(canvas))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return err
	}
	_, err = w.Write(bytes.ReplaceAll(b.Bytes(), []byte("font-family:Liberation Sans"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif")))
	return err
}

// PNG writes a figure as an image for documents that take no vector graphics: the same bytes for the same figure.
func PNG(w io.Writer, f Figure) error {
	s, err := newSheet(f)
	if err != nil {
		return err
	}
	canvas := vgimg.NewWith(vgimg.UseWH(s.width, s.height), vgimg.UseDPI(resolution))
	s.draw(draw.New(canvas))
	_, err = vgimg.PngCanvas{Canvas: canvas}.WriteTo(w)
	return err
}

// sheet is a figure laid out: its panels in rows, the legend beside them, so that neither hides the other.
type sheet struct {
	title         string
	panels        [][]*plot.Plot
	legend        *legend
	width, height vg.Length
}

func newSheet(f Figure) (*sheet, error) {
	s := &sheet{legend: newLegend(f)}
	x, y, any := f.bounds()
	if !any {
		x, y = span{0, 1}, span{0, 1}
	}
	if f.Panels == nil {
		p, err := newPanel(f, x, y, placeWidth(len(f.Places)))
		if err != nil {
			return nil, err
		}
		s.panels = [][]*plot.Plot{{p}}
		s.width, s.height = f.size()
	} else {
		s.title = f.Title
		if err := s.arrange(f, x, y); err != nil {
			return nil, err
		}
	}
	s.width += s.legend.width() + 2*margin
	s.height = max(s.height, s.legend.height()) + 2*margin
	if s.title != "" {
		s.height += titleHeight
	}
	return s, nil
}

// columns is how many panels stand side by side.
func columns(n int) int {
	switch {
	case n <= 3:
		return n
	case n == 4:
		return 2
	case n <= 9:
		return 3
	}
	return 4
}

// arrange makes the panels. Only the outer ones have the names of the axes.
func (s *sheet) arrange(f Figure, x, y span) error {
	n := columns(len(f.Panels))
	rows := (len(f.Panels) + n - 1) / n
	s.panels = make([][]*plot.Plot, rows)
	for r := range s.panels {
		s.panels[r] = make([]*plot.Plot, n)
	}
	wide := 6.2 * vg.Centimeter
	if places := f.places(); places != nil {
		wide = max(wide, 2.2*vg.Centimeter+vg.Length(len(places))*panelPlace)
	}
	for i, part := range f.Panels {
		part.width = wide
		if i%n == 0 {
			part.YLabel = f.YLabel
		}
		if i+n >= len(f.Panels) {
			part.XLabel = f.XLabel
		}
		p, err := newPanel(part, x, y, panelPlace)
		if err != nil {
			return err
		}
		s.panels[i/n][i%n] = p
	}
	s.width, s.height = vg.Length(n)*(wide+gap)-gap, vg.Length(rows)*(5.6*vg.Centimeter+gap)-gap
	return nil
}

// size is that of a figure without its legend.
func (f Figure) size() (width, height vg.Length) {
	switch {
	case f.raster():
		return 16 * vg.Centimeter, min(30*vg.Centimeter, 5*vg.Centimeter+vg.Length(len(f.Rows))*0.3*vg.Centimeter)
	case f.Grid != nil:
		return max(10*vg.Centimeter, 3*vg.Centimeter+vg.Length(len(f.Grid.Across))*1.25*vg.Centimeter), max(8*vg.Centimeter, 3*vg.Centimeter+vg.Length(len(f.Grid.Up))*1.0*vg.Centimeter)
	case f.Places != nil:
		return max(9*vg.Centimeter, 2.4*vg.Centimeter+vg.Length(len(f.Places))*placeWidth(len(f.Places))), 9 * vg.Centimeter
	}
	return 15 * vg.Centimeter, 9 * vg.Centimeter
}

func (s *sheet) draw(c draw.Canvas) {
	c.SetColor(white)
	c.Fill(c.Rectangle.Path())
	c = draw.Crop(c, margin, -margin, margin, -margin)
	if s.title != "" {
		c.FillText(title(), vg.Point{X: c.Min.X, Y: c.Max.Y}, s.title)
		c.Max.Y -= titleHeight
	}
	if w := s.legend.width(); w > 0 {
		s.legend.draw(draw.Crop(c, c.Max.X-c.Min.X-w+gap, 0, 0, 0))
		c.Max.X -= w
	}
	tiles := draw.Tiles{Rows: len(s.panels), Cols: len(s.panels[0]), PadX: gap, PadY: gap}
	places := plot.Align(s.panels, tiles, c)
	for r, row := range s.panels {
		for k, p := range row {
			if p != nil {
				p.Draw(places[r][k])
			}
		}
	}
}
