package plot

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Curve is a line or a row of events of a figure.
type Curve struct {
	Name   string
	X, Y   []float64 // of events, Y is the number of the cell of each
	Points bool      // single responses, not a continuous line
}

// Figure is curves over one axis.
type Figure struct {
	Title          string
	XLabel, YLabel string // with units: time [s]
	Curves         []Curve
	Events         bool // a raster: points without lines
}

var marks = []rune("•+×o*#")

// Chart draws a figure with axes in width x height characters.
func Chart(f Figure, width, height int) string {
	x0, x1, y0, y1, any := f.bounds()
	if !any {
		return "  " + f.Title + ": nothing to show\n"
	}
	const gutter = 10
	columns := max(20, width-gutter-2)
	rows := max(5, height)
	cells := make([][]rune, rows)
	for i := range cells {
		cells[i] = []rune(strings.Repeat(" ", columns))
	}
	for k, c := range f.Curves {
		mark := marks[k%len(marks)]
		last := -1
		for i := range c.X {
			if math.IsNaN(c.Y[i]) || math.IsInf(c.Y[i], 0) {
				last = -1
				continue
			}
			px := scale(c.X[i], x0, x1, columns)
			py := rows - 1 - scale(c.Y[i], y0, y1, rows)
			if !f.Events && !c.Points && last >= 0 {
				join(cells, scale(c.X[last], x0, x1, columns), rows-1-scale(c.Y[last], y0, y1, rows), px, py, mark)
			}
			cells[py][px] = mark
			last = i
		}
	}
	var b strings.Builder
	if f.Title != "" {
		fmt.Fprintf(&b, "  %s\n", f.Title)
	}
	for i, row := range cells {
		label := ""
		switch i {
		case 0:
			label = short(y1)
		case rows / 2:
			label = short(y1 - (y1-y0)*float64(rows/2)/float64(rows-1))
		case rows - 1:
			label = short(y0)
		}
		tick := "│"
		if label != "" {
			tick = "┤"
		}
		fmt.Fprintf(&b, "%*s %s%s\n", gutter-1, label, tick, strings.TrimRight(string(row), " "))
	}
	fmt.Fprintf(&b, "%*s └%s\n", gutter-1, "", strings.Repeat("─", columns))
	left, right := short(x0), short(x1)
	fmt.Fprintf(&b, "%*s  %s%*s%s\n", gutter-1, "", left, max(1, columns-len(left)-len(right)), "", right)
	var legend []string
	if len(f.Curves) > 1 {
		for k, c := range f.Curves {
			legend = append(legend, string(marks[k%len(marks)])+" "+c.Name)
		}
	}
	fmt.Fprintf(&b, "%*s  %s over %s\n", gutter-1, "", f.YLabel, f.XLabel)
	if legend != nil {
		fmt.Fprintf(&b, "%*s  %s\n", gutter-1, "", strings.Join(legend, "   "))
	}
	return b.String()
}

// join draws a line between two cells, column by column.
func join(cells [][]rune, xa, ya, xb, yb int, mark rune) {
	n := max(abs(xb-xa), abs(yb-ya))
	for s := 1; s < n; s++ {
		x := xa + int(math.Round(float64(xb-xa)*float64(s)/float64(n)))
		y := ya + int(math.Round(float64(yb-ya)*float64(s)/float64(n)))
		if cells[y][x] == ' ' {
			cells[y][x] = mark
		}
	}
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}

func scale(v, low, high float64, n int) int {
	if high <= low {
		return n / 2
	}
	return max(0, min(n-1, int(math.Round((v-low)/(high-low)*float64(n-1)))))
}

// bounds of all finite points; the vertical axis includes 0 where it is near, and is never empty.
func (f Figure) bounds() (x0, x1, y0, y1 float64, any bool) {
	x0, y0 = math.Inf(1), math.Inf(1)
	x1, y1 = math.Inf(-1), math.Inf(-1)
	for _, c := range f.Curves {
		for i := range c.X {
			if math.IsNaN(c.Y[i]) || math.IsInf(c.Y[i], 0) {
				continue
			}
			any = true
			x0, x1 = math.Min(x0, c.X[i]), math.Max(x1, c.X[i])
			y0, y1 = math.Min(y0, c.Y[i]), math.Max(y1, c.Y[i])
		}
	}
	if !any {
		return
	}
	if y0 > 0 && y0 < y1/2 || y0 == y1 && y0 > 0 {
		y0 = 0
	}
	if y0 == y1 {
		y1 = y0 + 1
	}
	return
}

// short writes an axis label in at most nine characters.
func short(v float64) string {
	s := fmt.Sprintf("%.4g", v)
	if len(s) > 9 {
		s = fmt.Sprintf("%.2g", v)
	}
	return s
}

// thin keeps at most n points of a curve: of each stretch its first, lowest, highest and last, so that no spike is lost.
func thin(c Curve, n int) Curve {
	if len(c.X) <= n || n < 8 {
		return c
	}
	out := Curve{Name: c.Name, Points: c.Points}
	size := (len(c.X) + n/4 - 1) / (n / 4)
	for a := 0; a < len(c.X); a += size {
		b := min(a+size, len(c.X))
		low, high := a, a
		for i := a; i < b; i++ {
			if c.Y[i] < c.Y[low] {
				low = i
			}
			if c.Y[i] > c.Y[high] {
				high = i
			}
		}
		keep := []int{a, low, high, b - 1}
		sort.Ints(keep)
		for k, i := range keep {
			if k == 0 || i != keep[k-1] {
				out.X, out.Y = append(out.X, c.X[i]), append(out.Y, c.Y[i])
			}
		}
	}
	return out
}
