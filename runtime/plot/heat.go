package plot

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// span is that of the values.
func (g *Grid) span() span {
	s, any := nothing, false
	for _, row := range g.Values {
		for _, v := range row {
			if finite(v) {
				s, any = s.with(v), true
			}
		}
	}
	if !any {
		return span{0, 1}
	}
	return s.open()
}

// scale are the ticks of the scale of colours.
func (g *Grid) scale() []tick {
	return ticks(g.span(), 5, false)
}

// lay makes a panel of a heat map.
func (g *Grid) lay(p *plot.Plot) {
	p.Add(tiles{g})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0.5, float64(len(g.Across))+0.5, 0.5, float64(len(g.Up))+0.5
	place := func(names []string, width int) (out []tick) {
		for i, name := range names {
			out = append(out, tick{float64(i + 1), fold(name, width)})
		}
		return out
	}
	p.X.Tick.Marker, p.Y.Tick.Marker = constant(place(g.Across, 8)), constant(place(g.Up, 24))
	p.X.Tick.LineStyle.Width, p.Y.Tick.LineStyle.Width = 0, 0
	p.X.LineStyle.Width, p.Y.LineStyle.Width = 0, 0
}

// tiles draws the cells of a heat map, each with its value where there is room.
type tiles struct{ *Grid }

// Plot draws them.
func (t tiles) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	s := t.span()
	style := letter(10)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	for i, row := range t.Values {
		for k, v := range row {
			box := vg.Rectangle{Min: vg.Point{X: x(float64(k) + 0.5), Y: y(float64(i) + 0.5)}, Max: vg.Point{X: x(float64(k) + 1.5), Y: y(float64(i) + 1.5)}}
			fill, text := color.RGBA{235, 235, 235, 255}, "–"
			if finite(v) {
				fill, text = heat((v-s.low)/(s.high-s.low)), brief(v)
			}
			c.SetColor(fill)
			c.Fill(box.Path())
			c.StrokeLines(draw.LineStyle{Color: color.White, Width: vg.Points(0.75)}, corners(box))
			if style.Width(text)*room < box.Size().X && style.Height(text) < box.Size().Y {
				style.Color = above(fill)
				c.FillText(style, box.Min.Add(box.Size().Scale(0.5)), text)
			}
		}
	}
}

func corners(r vg.Rectangle) []vg.Point {
	return []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}, r.Min}
}

// bar draws the scale of colours.
func (g *Grid) bar(c draw.Canvas) {
	label := fold(g.Label, 18)
	c.FillText(entry(), vg.Point{X: c.Min.X, Y: c.Max.Y}, label)
	top, bottom := c.Max.Y-entry().Height(label)-3*vg.Millimeter, c.Min.Y+1.5*vg.Centimeter
	const n = 64
	at := func(share float64) vg.Length { return bottom + vg.Length(share)*(top-bottom) }
	for i := range n {
		c.SetColor(heat((float64(i) + 0.5) / n))
		c.Fill(vg.Rectangle{Min: vg.Point{X: c.Min.X, Y: at(float64(i) / n)}, Max: vg.Point{X: c.Min.X + barWidth, Y: at(math.Min(1, (float64(i)+1.2)/n))}}.Path())
	}
	s := g.span()
	style := entry()
	style.YAlign = draw.YCenter
	for _, t := range g.scale() {
		y := at((t.at - s.low) / (s.high - s.low))
		c.StrokeLine2(draw.LineStyle{Color: color.Black, Width: vg.Points(0.5)}, c.Min.X+barWidth, y, c.Min.X+barWidth+vg.Millimeter, y)
		c.FillText(style, vg.Point{X: c.Min.X + barWidth + 2*vg.Millimeter, Y: y}, t.text)
	}
}

// brief is a value with at most three figures.
func brief(v float64) string {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	if err != nil {
		r = v
	}
	return strconv.FormatFloat(r, 'g', -1, 64)
}
