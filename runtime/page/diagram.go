package page

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"protoexp/runtime/paper"
	"protoexp/runtime/record"
)

const (
	pageWidth = 1000
	maxCells  = 24 // that a drawing shows
	cellWidth = 124
	gapWidth  = 44 // between boxes: an arrow with the pause above it
	minBox    = 98
	maxBox    = 190
	lineHigh  = 15
)

// inks gives every stimulus a colour: a class of the page's style.
type inks map[string]string

// of is the class of what an action presents: touch siphon force 2g and touch siphon force 4g are alike.
func (k inks) of(action string) string {
	name := key(action)
	if k[name] == "" {
		k[name] = fmt.Sprintf("ink%d", len(k)%6)
	}
	return k[name]
}

// inksOf goes through a schedule, so that a stimulus has the same colour in every drawing.
func inksOf(events []record.Event) inks {
	k := inks{}
	for _, e := range events {
		if e.Trial {
			k.of(e.Action)
		}
	}
	return k
}

// diagram draws a design: who is treated how. Each row is a cell, each box a phase.
func diagram(e *record.Experiment, schedule []paper.Schedule, ink inks) template.HTML {
	d := &drawing{width: pageWidth}
	shown := schedule[:min(len(schedule), maxCells)]
	left, y := 0.0, 10.0
	if len(e.Cells) > 1 {
		d.text(0, 14, "t", fmt.Sprintf("%d animals, assigned %s", len(e.Animals), e.Assignment.Rule))
		left, y = 16, 28
	}
	rows := make([][]paper.Phase, len(shown))
	most := 1
	for i, s := range shown {
		rows[i] = paper.Phases(shortened(s.Events, all(schedule)))
		most = max(most, len(rows[i]))
	}
	box := math.Max(minBox, math.Min(maxBox, (pageWidth-left-cellWidth)/float64(most)-gapWidth))
	var middles []float64
	for i, s := range shown {
		top := y
		lines := fold(cmp.Or(s.Name, "one animal"), cellWidth-14)
		strong := len(lines)
		lines = append(lines, counts(e, s.Name)...)
		high := float64(len(lines))*lineHigh + 12
		d.rect(left, top, cellWidth, high, "cell")
		for k, line := range lines {
			class := "t"
			if k < strong {
				class = "t strong"
			}
			d.text(left+8, top+17+float64(k)*lineHigh, class, line)
		}
		d.arrow(left+cellWidth+2, top+18, left+cellWidth+gapWidth-2)
		y = max(d.phases(rows[i], left+cellWidth+gapWidth, top, box, ink), top+high) + 14
		middles = append(middles, top+18)
	}
	if n := len(middles); left > 0 && n > 0 {
		d.line(4, 19, 4, middles[n-1], "flow")
		for _, m := range middles {
			d.arrow(4, m, left-1)
		}
	}
	if len(schedule) > maxCells {
		d.text(left, y+8, "t", fmt.Sprintf("and %d more cells", len(schedule)-maxCells))
		y += 20
	}
	d.height = y
	return d.svg("the design: cells and their phases")
}

// shortened are events with actions as short as the whole schedule allows.
func shortened(events, whole []record.Event) []record.Event {
	short, _ := paper.Short(whole)
	out := slices.Clone(events)
	for i, e := range out {
		out[i].Action = short[e.Action]
	}
	return out
}

// counts says how many animals a cell has.
func counts(e *record.Experiment, name string) []string {
	for _, c := range e.Cells {
		if c.Name == name {
			if c.Done != c.Planned {
				return []string{fmt.Sprintf("n = %d, analysed %d", c.Planned, c.Done)}
			}
			return []string{fmt.Sprintf("n = %d", c.Planned)}
		}
	}
	return nil
}

// phases draws boxes from left to right, and on the next line where there is no room; it returns where it ends.
func (d *drawing) phases(list []paper.Phase, left, top, box float64, ink inks) float64 {
	x, y, low := left, top, top
	session := ""
	for i, p := range list {
		if i > 0 {
			if x+gapWidth+box > pageWidth+1 {
				x, y = left, low+22
				d.text(x-gapWidth+4, y+14, "small", pause(list[i-1], p))
				d.arrow(x-gapWidth+4, y+18, x-2)
			} else {
				d.text(x+gapWidth/2, y+14, "small middle", pause(list[i-1], p))
				d.arrow(x+2, y+18, x+gapWidth-2)
				x += gapWidth
			}
		}
		lines, first := boxLines(p, box-14)
		high := float64(len(lines))*lineHigh + 12
		d.titled(p.String())
		if p.Session != session {
			session = p.Session
			lines = append([]string{session}, lines...)
			first++
			high += lineHigh
		}
		d.rect(x, y, box, high, boxClass(p, ink))
		for k, line := range lines {
			style := "t"
			if k < first {
				style = "t strong"
			}
			d.text(x+8, y+17+float64(k)*lineHigh, style, line)
		}
		d.end()
		low = max(low, y+high)
		x += box
	}
	return low
}

func key(action string) string {
	words, n := strings.Fields(action), 2
	if strings.HasPrefix(action, "peek ") {
		n = 3
	}
	return strings.Join(words[:min(n, len(words))], " ")
}

func pause(a, b paper.Phase) string {
	if gap := b.Onset - a.End; gap > 0 {
		words := strings.Fields(paper.Span(gap))
		switch {
		case len(words) > 2 && about(gap) != paper.Span(gap):
			return "~" + strings.ReplaceAll(about(gap), " ", "")
		case len(words) > 2:
			return strings.Join(words, "")
		}
		return strings.Join(words, " ")
	}
	return ""
}

// boxLines are the lines of a phase's box; the first ones, its label, are strong.
func boxLines(p paper.Phase, width float64) (lines []string, strong int) {
	if len(p.Parts) == 1 && p.Note == "" {
		lines, strong = boxLines(p.Parts[0], width)
		return append(lines, fold("all this "+times(p), width)...), strong
	}
	if p.Parts != nil {
		for _, line := range strings.Split(fmt.Sprint(p), "; ") {
			lines = append(lines, fold(line, width)...)
		}
		return lines, 0
	}
	if p.Label != "" {
		lines = fold(p.Label, width)
	}
	strong = len(lines)
	action := p.Action
	if p.Omitted {
		action += " (omitted)"
	}
	lines = append(lines, fold(action, width)...)
	if p.Times > 1 {
		lines = append(lines, fold(times(p), width)...)
	}
	return lines, strong
}

func times(p paper.Phase) string {
	if p.Every > 0 {
		return fmt.Sprintf("×%d every %s", p.Times, paper.Span(p.Every))
	}
	return fmt.Sprintf("×%d", p.Times)
}

// boxClass is how a phase is filled: in the colour of its stimulus, dashed where it is omitted, grey for what is more.
func boxClass(p paper.Phase, ink inks) string {
	switch {
	case len(p.Parts) == 1:
		return boxClass(p.Parts[0], ink)
	case p.Omitted:
		return "box omitted"
	case p.Parts == nil && ink[key(p.Action)] != "":
		return "box pale " + ink[key(p.Action)]
	}
	return "box other"
}
