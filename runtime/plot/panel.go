package plot

import (
	"fmt"
	"image/color"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// maxPoints is how many points of a curve a figure holds; more could not be seen.
const maxPoints = 4000

const titleHeight = 8 * vg.Millimeter

var white = color.Gray{255}

// letter is a style of text.
func letter(size vg.Length) text.Style {
	s := text.Style{Color: color.Black, Font: font.From(plot.DefaultFont, size), Handler: plot.DefaultTextHandler, YAlign: draw.YTop}
	s.Font.Variant = "Sans"
	return s
}

func title() text.Style { return letter(13) }

// newPanel draws a figure without its legend, with given axes; place is what one place of the horizontal axis takes.
func newPanel(f Figure, x, y span, place vg.Length) (*plot.Plot, error) {
	p := plot.New()
	p.BackgroundColor = nil
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = fold(f.Title, f.letters()), fold(f.XLabel, f.letters()), f.YLabel
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label} {
		style.Font.Variant = "Sans"
	}
	p.Title.Padding, p.X.Label.Padding, p.Y.Label.Padding = 2*vg.Millimeter, 2*vg.Millimeter, vg.Millimeter
	if f.Grid != nil {
		f.Grid.lay(p)
		return p, nil
	}
	if !f.raster() {
		y = around(y, 6)
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x.low, x.high, y.low, y.high
	p.X.Tick.Marker, p.Y.Tick.Marker = constant(f.columnTicks(x, place)), constant(f.rowTicks(y))
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{225}, color.Gray{225}
	if f.Places != nil {
		grid.Vertical.Color = nil
		p.X.Tick.LineStyle.Width = 0
	}
	p.Add(grid)
	if y.low < 0 && y.high > 0 {
		zero, _ := plotter.NewLine(plotter.XYs{{X: x.low}, {X: x.high}})
		zero.Color, zero.Width = color.Gray{128}, vg.Points(0.5)
		p.Add(zero)
	}
	for _, c := range f.Curves {
		if err := f.lay(p, c, x); err != nil {
			return nil, fmt.Errorf("figure %s: %w", f.Title, err)
		}
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = x.low, x.high, y.low, y.high
	return p, nil
}

// letters is about how many fit on a line above or below a panel.
func (f Figure) letters() int {
	width := f.width
	if width == 0 {
		width, _ = f.size()
	}
	return int(width / (2.4 * vg.Millimeter))
}

// placeWidth is what one of n places takes on the horizontal axis.
func placeWidth(n int) vg.Length {
	if n <= 6 {
		return 2.6 * vg.Centimeter
	}
	return 1.6 * vg.Centimeter
}

func (f Figure) columnTicks(x span, place vg.Length) (out []tick) {
	if f.Places == nil {
		return ticks(x, 6, f.Counts)
	}
	for i, name := range f.Places {
		out = append(out, tick{float64(i + 1), fold(name, int(place/(2.1*vg.Millimeter)))})
	}
	return out
}

// rowTicks are those of the vertical axis: numbers, or the names of a raster's rows as far as they have room.
func (f Figure) rowTicks(y span) (out []tick) {
	if !f.raster() {
		return ticks(y, 6, false)
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

// fold breaks a text into lines of about so many characters, at blanks or, in a long word, anywhere.
func fold(s string, width int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		for utf8.RuneCountInString(word) > width {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			r := []rune(word)
			cut := width
			for i := width; i > width/2; i-- { // better behind a sign than in a name
				if strings.ContainsRune("_=./-", r[i-1]) {
					cut = i
					break
				}
			}
			lines, word = append(lines, string(r[:cut])), string(r[cut:])
		}
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return strings.Join(append(lines, line), "\n")
}
