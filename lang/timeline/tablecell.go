package timeline

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/unit"
)

func (p *tabulation) write(title string) string {
	var b strings.Builder
	name := UsualLearner
	var with []string
	if p.learner && p.design != nil && p.design.Circuit != nil {
		name = p.design.Circuit.Name
		for _, o := range p.design.walker.setup.Overrides {
			with = append(with, strings.TrimPrefix(o.Owner+"."+o.Path, ".")+" = "+unit.Format(unit.Quantity{Value: o.Value, Dim: o.Dim}))
		}
	}
	for _, text := range p.legend {
		b.WriteString("# " + text + "\n")
	}
	for _, text := range sortedNames(p.reinforcers) {
		b.WriteString("# + is " + text + "\n")
	}
	if p.omitted {
		b.WriteString("# trials in which nothing was presented are left out\n")
	}
	lines, alternating := p.lines()
	if alternating {
		b.WriteString("# trial types that alternate are written as mixed\n")
	}
	b.WriteString("phases ")
	if title != "" {
		b.WriteString(`"` + title + `" `)
	}
	b.WriteString(p.number() + "{\n  use " + name)
	if len(with) > 0 {
		b.WriteString(" with " + strings.Join(with, ", "))
	}
	b.WriteString("\n")
	for _, line := range lines {
		b.WriteString("  " + line + "\n")
	}
	return b.String() + "}\n"
}

// lines are the rows, with the columns below each other.
func (p *tabulation) lines() (lines []string, alternating bool) {
	width := func(list []string) (w int) {
		for _, t := range list {
			w = max(w, len([]rune(t)))
		}
		return w
	}
	lines = slices.Clone(p.groups)
	for _, c := range p.columns {
		w := width(lines)
		for i, g := range p.groups {
			text, long := c.cells[g].text()
			alternating = alternating || long
			lines[i] += strings.Repeat(" ", w-len([]rune(lines[i]))) + " | " + text
		}
	}
	return lines, alternating
}

// number is n=12 where every group has as many animals.
func (p *tabulation) number() string {
	if p.design == nil || p.design.Nominal || len(p.design.Branches) == 0 {
		return ""
	}
	n := p.design.Branches[0].N
	for _, b := range p.design.Branches {
		if b.N != n || b.Auto {
			return ""
		}
	}
	return fmt.Sprintf("n=%d ", n)
}

// longCell is how many changes from one trial type to the other are written out.
const longCell = 8

// text writes a phase; alternating says that it was too long to be written in its order.
func (c *tableCell) text() (text string, alternating bool) {
	if c == nil {
		return "", false
	}
	var kinds []string
	var counts []int
	run := func(mixed bool) {
		kinds, counts = nil, nil
		for _, kind := range c.types {
			n := len(kinds) - 1
			if mixed {
				n = slices.Index(kinds, kind)
			}
			if n >= 0 && kinds[n] == kind {
				counts[n]++
			} else {
				kinds, counts = append(kinds, kind), append(counts, 1)
			}
		}
	}
	run(c.mixed)
	if alternating = !c.mixed && len(kinds) > longCell; alternating {
		run(true)
	}
	for i, kind := range kinds {
		if cues, isTest := strings.CutPrefix(kind, "test "); counts[i] > 1 && isTest {
			kinds[i] = fmt.Sprintf("test %d %s", counts[i], cues)
		} else if counts[i] > 1 {
			kinds[i] = fmt.Sprintf("%d %s", counts[i], kind)
		}
	}
	if (c.mixed || alternating) && len(kinds) > 1 {
		return strings.Join(kinds, " / "), alternating
	}
	return strings.Join(kinds, "; "), false
}
