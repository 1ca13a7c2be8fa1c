package plot

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

var marks = []rune("•+×o*#")

// Chart draws a figure with axes in at most width characters a line; height is the number of lines between the axes.
func Chart(f Figure, width, height int) string {
	if f.Grid != nil {
		return f.Grid.chart(f, width)
	}
	x, y, any := f.bounds()
	if !any {
		return "  " + f.Title + ": nothing to show\n"
	}
	if len(f.Panels) > 0 {
		return f.panelCharts(width, height)
	}
	if f.raster() {
		return rasterChart(f, x, width)
	}
	rows := max(5, height)
	y = around(y, rows/4+1)
	labels := map[int]string{}
	for _, t := range ticks(y, rows/4+1, false) {
		labels[rows-1-y.place(t.at, rows)] = t.text
	}
	names := make([]string, rows)
	for i := range names {
		names[i] = labels[i]
	}
	p := newPage(f.Title, names, width)
	var legend []string
	for _, c := range f.Curves {
		if c.Look == Faint {
			continue // a terminal has no room for every animal
		}
		mark := marks[len(legend)%len(marks)]
		p.curve(c, x, y, mark)
		legend = append(legend, string(mark)+" "+c.Name)
	}
	p.axis(x, f.Counts || f.Places != nil)
	p.note(f.YLabel + " over " + f.XLabel)
	if len(legend) > 1 {
		p.note(strings.Join(legend, "   "))
	}
	for i, name := range f.Places {
		p.note(fmt.Sprintf("%d: %s", i+1, name))
	}
	return p.String()
}

// panelCharts draws panels one below the other.
func (f Figure) panelCharts(width, height int) string {
	var b strings.Builder
	for _, p := range f.Panels {
		p.Title, p.XLabel, p.YLabel = strings.TrimPrefix(f.Title+": "+p.Title, ": "), f.XLabel, f.YLabel
		b.WriteString(Chart(p, width, height))
	}
	return b.String()
}

// rasterRows is how many lines a raster takes; of more cells than that several share a line.
const rasterRows = 24

// rasterChart draws events as strokes, a line for each cell or for a few of them.
func rasterChart(f Figure, x span, width int) string {
	each := (len(f.Rows) + rasterRows - 1) / rasterRows
	names := make([]string, (len(f.Rows)+each-1)/each)
	for i := range names {
		names[i] = f.Rows[i*each]
	}
	p := newPage(f.Title, names, width)
	for _, c := range f.Curves {
		for i := range c.X {
			p.cells[(int(c.Y[i])-1)/each][x.place(c.X[i], p.columns)] = '|'
		}
	}
	p.axis(x, false)
	p.note(f.XLabel)
	return p.String()
}

// page is a chart while it is drawn: a title, lines with their labels, notes below.
type page struct {
	b       strings.Builder
	gutter  int // where the axis stands
	columns int
	labels  []string
	cells   [][]rune
	below   []string
}

func newPage(title string, labels []string, width int) *page {
	p := &page{labels: labels, gutter: 6}
	for _, l := range labels {
		p.gutter = max(p.gutter, utf8.RuneCountInString(l)+3)
	}
	p.columns = max(20, width-p.gutter-2)
	for range labels {
		p.cells = append(p.cells, []rune(strings.Repeat(" ", p.columns)))
	}
	if title != "" {
		fmt.Fprintf(&p.b, "  %s\n", title)
	}
	return p
}

// curve draws a curve: single responses as marks, a continuous one without gaps.
func (p *page) curve(c Curve, x, y span, mark rune) {
	rows := len(p.cells)
	last := -1
	for i := range c.X {
		if !finite(c.X[i]) || !finite(c.Y[i]) {
			last = -1
			continue
		}
		px, py := x.place(c.X[i], p.columns), rows-1-y.place(c.Y[i], rows)
		if last >= 0 && c.Look == Continuous {
			p.stroke(x.place(c.X[last], p.columns), rows-1-y.place(c.Y[last], rows), px, py, mark)
		}
		p.cells[py][px] = mark
		last = i
	}
}

// stroke draws a line between two cells; it leaves what other curves drew.
func (p *page) stroke(xa, ya, xb, yb int, mark rune) {
	n := max(xb-xa, xa-xb, yb-ya, ya-yb)
	for s := 1; s < n; s++ {
		cell := &p.cells[ya+half((yb-ya)*s, n)][xa+half((xb-xa)*s, n)]
		if *cell == ' ' {
			*cell = mark
		}
	}
}

// half divides and rounds to the nearest whole number.
func half(a, n int) int {
	if a < 0 {
		return -((-2*a + n) / (2 * n))
	}
	return (2*a + n) / (2 * n)
}

// axis draws the horizontal axis with its ticks.
func (p *page) axis(x span, whole bool) {
	line, text := []rune(strings.Repeat("─", p.columns)), []rune(strings.Repeat(" ", p.columns+p.gutter))
	free := 0
	for _, t := range ticks(x, p.columns/10+1, whole) {
		at := x.place(t.at, p.columns)
		line[at] = '┬'
		from := max(0, at+1-len(t.text)/2)
		from = min(from, p.columns+1-len(t.text))
		if from < free {
			continue
		}
		copy(text[from:], []rune(t.text))
		free = from + len(t.text) + 1
	}
	p.below = append([]string{"└" + string(line), strings.TrimRight(string(text), " ")}, p.below...)
}

func (p *page) note(text string) { p.below = append(p.below, " "+text) }

func (p *page) String() string {
	for i, row := range p.cells {
		edge := "│"
		if p.labels[i] != "" {
			edge = "┤"
		}
		fmt.Fprintf(&p.b, "%*s %s%s\n", p.gutter-1, p.labels[i], edge, strings.TrimRight(string(row), " "))
	}
	for _, line := range p.below {
		fmt.Fprintf(&p.b, "%*s%s\n", p.gutter, "", line)
	}
	return p.b.String()
}
