package page

import (
	"fmt"
	"io"
	"sort"

	"protoexp/runtime/record"
)

// The places of a drawing of wiring.
const (
	nodeWidth, nodeHigh = 96.0, 34.0
	columnWidth         = 190.0
	rowGap              = 62.0
	wiringTop           = 46.0
)

const wiringStyle = `text{font:12px sans-serif;fill:#222}.middle{text-anchor:middle}.strong{font-weight:600}.small{font-size:10px;fill:#555}` +
	`.site{fill:#fff;stroke:#888;stroke-dasharray:3 2}.cells{fill:#eef3fb;stroke:#4573a7}.effector{fill:#fbeeee;stroke:#aa4643}.modulator{fill:#eef7ee;stroke:#4a8a4a}` +
	`.link{fill:none;stroke:#888}.synapse{fill:none;stroke:#4573a7;stroke-width:1.5}.plastic{stroke-width:2.5}.electrical{stroke-dasharray:6 3}.tip{fill:#666}`

// Wiring draws what a preparation consists of as an SVG file: from the sites at the left over the cells to the effectors at
// the right. A thick line is a plastic synapse, a broken one an electrical synapse. Pointing at a line shows its weight,
// delay and rules.
func Wiring(w io.Writer, c record.Wiring) error {
	columns, rows := layers(c)
	x, y := make([]float64, len(c.Nodes)), make([]float64, len(c.Nodes))
	most := 1
	for _, list := range rows {
		most = max(most, len(list))
	}
	for k, list := range rows {
		for i, n := range list {
			x[n] = 12 + float64(k)*columnWidth
			y[n] = wiringTop + (float64(i)+float64(most-len(list))/2)*rowGap
		}
	}
	d := &drawing{width: 24 + float64(columns-1)*columnWidth + nodeWidth, height: wiringTop + float64(most)*rowGap}
	d.text(12, 22, "strong", c.Name)
	for _, l := range c.Links {
		d.link(c, l, x, y)
	}
	classes := []string{"site", "cells", "effector", "modulator"}
	for i, n := range c.Nodes {
		d.titled(n.Note)
		d.rect(x[i], y[i], nodeWidth, nodeHigh, classes[n.Kind])
		name := n.Name
		if n.Size != "" {
			name += " " + n.Size
		}
		d.text(x[i]+nodeWidth/2, y[i]+nodeHigh/2+4, "middle", name)
		d.end()
	}
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f"><style>%s</style><rect width="100%%" height="100%%" fill="#fff"/>%s</svg>`+"\n",
		d.width, d.height, d.width, d.height, wiringStyle, d.b.String())
	return err
}

// link draws what joins two nodes.
func (d *drawing) link(c record.Wiring, l record.Link, x, y []float64) {
	class := "link"
	if l.Synapse {
		class = "synapse"
	}
	if len(l.Rules) > 0 {
		class += " plastic"
	}
	if l.Electrical {
		class += " electrical"
	}
	title := c.Nodes[l.From].Name + " to " + c.Nodes[l.To].Name
	if l.Note != "" {
		title += ": " + l.Note
	}
	for i, r := range l.Rules {
		title += map[bool]string{true: "; rules ", false: ", "}[i == 0] + r
	}
	x1, y1, x2, y2 := x[l.From]+nodeWidth, y[l.From]+nodeHigh/2, x[l.To]-7, y[l.To]+nodeHigh/2
	bend := columnWidth / 2.5
	d.titled(title)
	if x[l.To] <= x[l.From] { // back, or within a column: around below
		bend = columnWidth / 2
		y1, y2 = y1+8, y2+8
	}
	fmt.Fprintf(&d.b, `<path class="%s" d="M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f"/>`, class, x1, y1, x1+bend, y1, x2-bend, y2, x2, y2)
	fmt.Fprintf(&d.b, `<path class="tip" d="M%.1f %.1fl-7 -4v8z"/>`, x2+7, y2)
	d.end()
}

// layers puts nodes into columns: sites, then cells by the longest way from a site, then effectors and modulators. Within a
// column they follow the middle of what leads to them.
func layers(c record.Wiring) (columns int, rows [][]int) {
	depth := make([]int, len(c.Nodes))
	for i, n := range c.Nodes {
		if n.Kind != record.Site {
			depth[i] = 1
		}
	}
	for range c.Nodes { // a circle cannot push anything further than there are cells
		for _, l := range c.Links {
			if l.From != l.To && !l.Electrical && depth[l.To] <= depth[l.From] && depth[l.From] < len(c.Nodes) && !leads(c, l.To, l.From) {
				depth[l.To] = depth[l.From] + 1
			}
		}
	}
	last := 1
	for i, n := range c.Nodes {
		if n.Kind == record.Cells {
			last = max(last, depth[i])
		}
	}
	for i, n := range c.Nodes {
		if n.Kind > record.Cells {
			depth[i] = last + 1
		}
		columns = max(columns, depth[i]+1)
	}
	rows = make([][]int, columns)
	place := make([]float64, len(c.Nodes))
	for k := range rows {
		for i := range c.Nodes {
			if depth[i] == k {
				rows[k] = append(rows[k], i)
				place[i] = middle(c, i, depth, place)
			}
		}
		sort.SliceStable(rows[k], func(a, b int) bool { return place[rows[k][a]] < place[rows[k][b]] })
		for i, n := range rows[k] {
			place[n] = (float64(i) + 0.5) / float64(len(rows[k]))
		}
	}
	return columns, rows
}

// leads says whether synapses lead from one node to another.
func leads(c record.Wiring, from, to int) bool {
	seen := map[int]bool{from: true}
	for todo := []int{from}; len(todo) > 0; todo = todo[1:] {
		for _, l := range c.Links {
			if l.From == todo[0] && !l.Electrical && !seen[l.To] {
				if l.To == to {
					return true
				}
				seen[l.To] = true
				todo = append(todo, l.To)
			}
		}
	}
	return from == to
}

// middle is the mean place of what leads to a node from columns before it; the middle of the drawing where nothing does.
func middle(c record.Wiring, node int, depth []int, place []float64) float64 {
	sum, n := 0.0, 0
	for _, l := range c.Links {
		if l.To == node && depth[l.From] < depth[node] {
			sum, n = sum+place[l.From], n+1
		}
	}
	if n == 0 {
		return 0.5
	}
	return sum / float64(n)
}
