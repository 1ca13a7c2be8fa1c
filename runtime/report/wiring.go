package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"protoexp/runtime/record"
)

// Wiring writes what a preparation consists of: its cells with what they sense, its synapses with their rules, and where they
// lead.
func Wiring(w io.Writer, c record.Wiring, o Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.Name)
	for _, part := range []struct {
		kind record.Part
		name string
	}{{record.Cells, "cells"}, {record.Effector, "effectors"}, {record.Modulator, "modulators"}} {
		var rows [][]string
		for i, n := range c.Nodes {
			if n.Kind == part.kind {
				rows = append(rows, []string{strings.TrimSpace(n.Name + " " + n.Size), sources(c, i), n.Note})
			}
		}
		columns(&b, o.Width, part.name, rows)
		if part.kind == record.Cells {
			columns(&b, o.Width, "synapses", synapses(c))
		}
	}
	if len(c.Agents) > 0 {
		columns(&b, o.Width, "agents", [][]string{{strings.Join(c.Agents, ", ")}})
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sources says what leads to a node, but for synapses, which have lines of their own.
func sources(c record.Wiring, node int) string {
	var names []string
	note := ""
	for _, l := range c.Links {
		if l.To == node && !l.Synapse {
			names = append(names, c.Nodes[l.From].Name)
			note = l.Note
		}
	}
	if len(names) == 0 {
		return ""
	}
	verb := map[record.Part]string{record.Cells: "senses ", record.Effector: "from ", record.Modulator: "from "}[c.Nodes[node].Kind]
	if note != "" {
		note = ", " + note
	}
	return verb + strings.Join(names, ", ") + note
}

func synapses(c record.Wiring) (rows [][]string) {
	for _, l := range c.Links {
		if !l.Synapse {
			continue
		}
		arrow := " -> "
		if l.Electrical {
			arrow = " = " // current flows both ways
		}
		rows = append(rows, []string{c.Nodes[l.From].Name + arrow + c.Nodes[l.To].Name, l.Note, strings.Join(l.Rules, ", ")})
	}
	return rows
}

// columns writes rows below a heading, each column as wide as it needs. The last one goes on below itself where the page ends;
// 0 is a page without an end.
func columns(b *strings.Builder, width int, heading string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "  %s\n", heading)
	var wide []int
	for _, r := range rows {
		for k, cell := range r {
			if k == len(wide) {
				wide = append(wide, 0)
			}
			wide[k] = max(wide[k], utf8.RuneCountInString(cell))
		}
	}
	before := 4
	for _, w := range wide[:len(wide)-1] {
		before += w + 2
	}
	room := wide[len(wide)-1]
	if width > 0 {
		room = min(room, max(20, width-before))
	}
	for _, r := range rows {
		line := "    "
		for k, cell := range r[:len(r)-1] {
			line += pad(cell, wide[k]) + "  "
		}
		for _, rest := range fold(r[len(r)-1], max(1, room)) {
			b.WriteString(strings.TrimRight(line+rest, " ") + "\n")
			line = strings.Repeat(" ", before)
		}
	}
}
