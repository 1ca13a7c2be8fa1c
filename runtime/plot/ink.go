package plot

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// palette is safe for colour-blind readers (Okabe & Ito 2008).
var palette = []color.RGBA{{0, 114, 178, 255}, {213, 94, 0, 255}, {0, 158, 115, 255}, {204, 121, 167, 255}, {230, 159, 0, 255}, {86, 180, 233, 255}}

// shapes and dashes tell inks apart where there is no colour, and go on where the palette ends.
var (
	shapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.SquareGlyph{}, draw.TriangleGlyph{}, draw.RingGlyph{}, draw.BoxGlyph{}, draw.PyramidGlyph{}, draw.CrossGlyph{}}
	dashes = [][]vg.Length{nil, {vg.Points(5), vg.Points(3)}, {vg.Points(1.5), vg.Points(2)}, {vg.Points(7), vg.Points(2), vg.Points(1.5), vg.Points(2)}}
)

func ink(k int) color.RGBA {
	if k < 0 {
		return color.RGBA{0, 0, 0, 255}
	}
	return palette[k%len(palette)]
}

func shape(k int) draw.GlyphDrawer { return shapes[max(k, 0)%len(shapes)] }

func dash(k int) []vg.Length { return dashes[max(k, 0)/len(palette)%len(dashes)] }

// pale is an ink that stands back: mixed with white.
func pale(c color.RGBA) color.RGBA {
	mix := func(v uint8) uint8 { return v/2 + 127 }
	return color.RGBA{mix(c.R), mix(c.G), mix(c.B), 255}
}

// viridis is a scale of colours that is even to the eye, and also without colour (Smith & van der Walt 2015).
var viridis = []color.RGBA{{68, 1, 84, 255}, {71, 44, 122, 255}, {59, 81, 139, 255}, {44, 113, 142, 255}, {33, 144, 141, 255}, {39, 173, 129, 255},
	{92, 200, 99, 255}, {170, 220, 50, 255}, {253, 231, 37, 255}}

// heat is the colour of a share from 0 to 1.
func heat(share float64) color.RGBA {
	at := math.Max(0, math.Min(1, share)) * float64(len(viridis)-1)
	i := min(int(at), len(viridis)-2)
	a, b, t := viridis[i], viridis[i+1], at-float64(i)
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + t*(float64(y)-float64(x)))) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// above is black or white, whichever can be read on a colour.
func above(c color.RGBA) color.RGBA {
	if 0.299*float64(c.R)+0.587*float64(c.G)+0.114*float64(c.B) > 128 {
		return color.RGBA{0, 0, 0, 255}
	}
	return color.RGBA{255, 255, 255, 255}
}
