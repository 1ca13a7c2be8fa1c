package page

import (
	"cmp"
	"fmt"
	"html/template"
	"math"

	"protoexp/runtime/paper"
	"protoexp/runtime/record"
)

const (
	nameWidth = 150
	rowHigh   = 46
)

// timeline draws when what happens, to scale: a row for each cell, a stroke for each event. Below it a line without cuts
// shows the whole.
func timeline(schedule []paper.Schedule, ink inks) template.HTML {
	shown := schedule[:min(len(schedule), maxCells)]
	const width = pageWidth - nameWidth - 30
	a := newAxis(shown, width)
	d := &drawing{width: pageWidth}
	high := float64(len(shown)*rowHigh) + 14
	step := a.step()
	free := 0.0
	for i, p := range a.pieces { // ticks behind everything
		free = math.Max(free, nameWidth+p.at-4)
		if len(a.pieces) > 1 { // where a piece begins
			text := paper.Span(p.first / 1e9 * 1e9)
			if x := math.Min(nameWidth+a.x(p.first), pageWidth-textWidth(text, 10)); x >= free {
				d.text(x, high+14, "small", text)
				free = x + textWidth(text, 10) + 6
			}
		}
		for t := (p.from + step - 1) / step * step; t <= p.to; t += step {
			x := nameWidth + a.x(t)
			d.line(x, 14, x, high, "grid")
			if text := paper.Span(t); x-textWidth(text, 10)/2 > free {
				d.text(x, high+14, "small middle", text)
				free = x + textWidth(text, 10)/2 + 4
			}
		}
		if i < len(a.pieces)-1 {
			d.cut(nameWidth+a.pieces[i+1].at-cutWidth, high, p.cut)
		}
	}
	for i, s := range shown {
		y := float64(i*rowHigh) + 14
		d.line(nameWidth, y+rowHigh-10, nameWidth+width, y+rowHigh-10, "base")
		for k, line := range fold(cmp.Or(s.Name, "one animal"), nameWidth-14) {
			if k < 3 {
				d.text(0, y+16+float64(k)*13, "t", line)
			}
		}
		d.events(s.Events, a, y, ink)
	}
	y := high + 30
	if len(a.pieces) > 1 {
		y += 14
	}
	d.text(0, y+4, "small", "without cuts")
	last := max(end(all(shown)), 1)
	d.line(nameWidth, y, nameWidth+width, y, "base")
	for _, s := range shown {
		drawn := map[int]bool{}
		for _, e := range s.Events {
			at := float64(e.Onset) / float64(last) * width
			if k := int(at * 2); !drawn[k] {
				drawn[k] = true
				d.line(nameWidth+at, y-4, nameWidth+at, y+4, "whole")
			}
		}
	}
	d.text(nameWidth+width, y+16, "small end", paper.Span(last))
	d.text(nameWidth, y+16, "small", "0 s")
	y += 34
	x := float64(nameWidth)
	for _, l := range legend(shown, ink) {
		if w := textWidth(l.text, 12) + 34; x+w > pageWidth {
			x, y = nameWidth, y+18
		}
		d.line(x+4, y-9, x+4, y+2, l.class)
		d.text(x+14, y, "t", l.text)
		x += textWidth(l.text, 12) + 34
	}
	d.height = y + 10
	return d.svg("the timeline of every cell, to scale")
}

func all(list []paper.Schedule) (events []record.Event) {
	for _, s := range list {
		events = append(events, s.Events...)
	}
	return events
}

// about is a time in its largest unit, or in the next one where that is too coarse.
func about(ns int64) string {
	units := []int64{7 * 86400e9, 86400e9, 3600e9, 60e9, 1e9}
	for i, u := range units {
		n := (ns + u/2) / u
		if off := ns - n*u; n >= 2 && max(off, -off) <= ns/20 || n == 1 && max(off, -off) <= ns/50 || i == len(units)-1 {
			return paper.Span(n * u)
		}
	}
	return ""
}

// cut marks time that is left out.
func (d *drawing) cut(x, high float64, left int64) {
	d.rect(x+2, 8, cutWidth-4, high-8, "cut")
	d.text(x+cutWidth/2, high+28, "small middle", "~"+about(left))
}

// events draws the strokes of a row, and above them the names of labels as far as there is room.
func (d *drawing) events(events []record.Event, a *axis, y float64, ink inks) {
	free := 0.0
	named := map[string]bool{} // labels that stand above this stretch
	last := 0
	drawn := map[string]bool{}
	for _, e := range events {
		x := nameWidth + a.x(e.Onset)
		class := strokeClass(e, ink)
		name := cmp.Or(e.Label, key(e.Action))
		if piece := a.piece(e.Onset); piece != last {
			last = piece
			clear(named)
		}
		if !named[name] {
			wide := textWidth(name, 10)
			if at := math.Min(x-2, pageWidth-wide); at >= free {
				d.text(at, y+8, "small", name)
				free = at + wide + 4
				named[name] = true
			}
		}
		if k := fmt.Sprintf("%.1f%s", x, class); !drawn[k] {
			drawn[k] = true
			d.titled(fmt.Sprintf("%s %s, %s", e.Label, e.Action, paper.Span(e.Onset)))
			d.line(x, y+14, x, y+rowHigh-10, class)
			d.end()
		}
	}
}

func strokeClass(e record.Event, ink inks) string {
	switch {
	case e.Omitted:
		return "stroke omitted"
	case !e.Trial:
		return "stroke other"
	}
	return "stroke " + ink.of(e.Action)
}

type legendEntry struct{ text, class string }

func legend(list []paper.Schedule, ink inks) (out []legendEntry) {
	seen := map[string]bool{}
	for _, e := range all(list) {
		l := legendEntry{key(e.Action), strokeClass(e, ink)}
		if e.Omitted {
			l.text = "omitted"
		} else if !e.Trial {
			l.text = "other"
		}
		if !seen[l.text] {
			seen[l.text] = true
			out = append(out, l)
		}
	}
	return out
}
