package page

import (
	"fmt"
	"html"
	"html/template"
	"strings"
	"unicode/utf8"
)

// drawing is an inline SVG while it is drawn, in units of a pixel.
type drawing struct {
	b      strings.Builder
	width  float64
	height float64
}

// letterWidth is about how wide a letter is at size 12; a wide one counts more.
const letterWidth = 6.1

func textWidth(s string, size float64) float64 {
	return float64(utf8.RuneCountInString(s)) * letterWidth * size / 12
}

func (d *drawing) rect(x, y, w, h float64, class string) {
	fmt.Fprintf(&d.b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="3" class="%s"/>`, x, y, w, h, class)
}

func (d *drawing) line(x1, y1, x2, y2 float64, class string) {
	fmt.Fprintf(&d.b, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="%s"/>`, x1, y1, x2, y2, class)
}

// arrow is a line to the right with a head.
func (d *drawing) arrow(x1, y, x2 float64) {
	d.line(x1, y, x2, y, "flow")
	fmt.Fprintf(&d.b, `<path d="M%.1f %.1fl-6 -3.5v7z" class="head"/>`, x2, y)
}

// text writes a line; class says size and place: "small", "middle", "end".
func (d *drawing) text(x, y float64, class, s string) {
	fmt.Fprintf(&d.b, `<text x="%.1f" y="%.1f" class="%s">%s</text>`, x, y, class, html.EscapeString(s))
}

// titled opens a group with a text that a browser shows when the pointer rests on it.
func (d *drawing) titled(s string) { fmt.Fprintf(&d.b, `<g><title>%s</title>`, html.EscapeString(s)) }

func (d *drawing) end() { d.b.WriteString("</g>") }

// svg is the finished drawing; label says what it shows to who cannot see it.
func (d *drawing) svg(label string) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="drawing" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">%s</svg>`, d.width, d.height, html.EscapeString(label), d.b.String()))
}

// fold breaks a text of size 12 into lines of a width.
func fold(s string, width float64) (lines []string) {
	line := ""
	for _, word := range strings.Fields(s) {
		for textWidth(word, 12) > width {
			r := []rune(word)
			n := min(len(r), max(1, int(width/letterWidth)))
			for i := n; i > n/2; i-- { // better behind a sign than in a name
				if strings.ContainsRune("=_,.", r[i-1]) {
					n = i
					break
				}
			}
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, string(r[:n])), string(r[n:])
		}
		switch {
		case line == "":
			line = word
		case textWidth(line+" "+word, 12) > width:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
