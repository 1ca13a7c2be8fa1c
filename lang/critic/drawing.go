package critic

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"protoexp/lang/timeline"
)

// widest is how many columns of a terminal a drawing takes.
const widest = 100

// strip is what is done to animals one after the other, as a line of text.
type strip struct {
	name   string
	pieces []piece
}

// piece is a row of like acts, or the time between two.
type piece struct {
	text   string
	from   int64 // ns
	until  int64
	pause  bool
	marked bool
}

// draw writes timelines below each other, with marks under the pieces that matter.
func draw(note string, strips ...strip) (lines []string) {
	margin := 0
	for _, s := range strips {
		margin = max(margin, utf8.RuneCountInString(s.name))
	}
	for _, s := range strips {
		pieces, head := s.pieces, ""
		for width(pieces)+margin+5 > widest && len(pieces) > 2 && !pieces[0].marked { // the beginning matters least
			pieces, head = pieces[1:], "… "
		}
		if head != "" && pieces[0].pause && !pieces[0].marked {
			pieces = pieces[1:]
		}
		line, marks := head, strings.Repeat(" ", utf8.RuneCountInString(head))
		marked := false
		for _, p := range pieces {
			mark := " "
			if p.marked {
				mark, marked = "^", true
			}
			line += p.text
			marks += strings.Repeat(mark, utf8.RuneCountInString(p.text))
		}
		lines = append(lines, fmt.Sprintf("%-*s  %s", margin+len(s.name)-utf8.RuneCountInString(s.name), s.name, line))
		if marked {
			lines = append(lines, strings.TrimRight(strings.Repeat(" ", margin+2)+marks, " ")+suffix(note))
			note = ""
		}
	}
	return lines
}

func suffix(note string) string {
	if note == "" {
		return ""
	}
	return " " + note
}

func width(pieces []piece) (n int) {
	for _, p := range pieces {
		n += utf8.RuneCountInString(p.text)
	}
	return n
}

// strip draws acts of a condition from a time on; mark says which pieces matter.
func (c *Condition) strip(acts []Act, mark func(piece) bool) strip {
	s := strip{name: c.Name()}
	for _, p := range spaced(c.Start, rows(acts)) {
		p.marked = mark(p)
		s.pieces = append(s.pieces, p)
	}
	return s
}

// rows joins acts of one name that follow each other at one interval.
func rows(acts []Act) (list []piece) {
	count, last := 0, int64(0)
	name := ""
	step := int64(0)
	flush := func() {
		if count > 1 {
			list[len(list)-1].text += fmt.Sprintf(" ×%d every %s", count, about(step))
		}
	}
	for _, a := range acts {
		if a.Trial > 0 && !a.First || a.class() == "" && a.Kind != timeline.Wash && a.Kind != timeline.Condition {
			continue
		}
		n := a.named(acts)
		gap := a.Onset - last
		if n == name && (step == 0 || gap <= 3*step) && (count > 1 || step == 0) {
			count, step = count+1, gap
			list[len(list)-1].until = a.Onset + a.For
			last = a.Onset
			continue
		}
		flush()
		list = append(list, piece{text: n, from: a.Onset, until: a.Onset + max(a.For, 0)})
		name, count, last, step = n, 1, a.Onset, 0
	}
	if len(list) > 0 {
		flush()
	}
	return folded(list)
}

// folded joins pieces that come again and again in the same order.
func folded(list []piece) []piece {
	for period := 2; period <= 3; period++ {
		for i := 0; i+2*period <= len(list); i++ {
			n := 1
			for i+(n+1)*period <= len(list) && slices.EqualFunc(list[i:i+period], list[i+n*period:i+(n+1)*period], func(a, b piece) bool { return a.text == b.text }) {
				n++
			}
			if n < 3 {
				continue
			}
			var names []string
			for _, p := range list[i : i+period] {
				names = append(names, p.text)
			}
			joined := piece{text: fmt.Sprintf("(%s) ×%d", strings.Join(names, ", "), n), from: list[i].from, until: list[i+n*period-1].until}
			list = slices.Concat(list[:i:i], []piece{joined}, list[i+n*period:])
		}
	}
	return list
}

// spaced puts the times between the pieces, and before the first, longer for longer ones.
func spaced(start int64, list []piece) (out []piece) {
	last := start
	for i, p := range list {
		if pause := p.from - last; pause >= 1e9 {
			line := strings.Repeat("─", 1+min(6, bits.Len64(uint64(pause/10e9))/2))
			out = append(out, piece{text: " " + line + about(pause) + line + " ", from: last, until: p.from, pause: true})
		} else if i > 0 {
			out = append(out, piece{text: " ", from: last, until: p.from, pause: true})
		}
		out, last = append(out, p), p.until
	}
	return out
}

// named is what an act is called in a drawing: by its label, or by what is done.
func (a Act) named(acts []Act) string {
	name := a.Label
	if name == "" {
		name = strings.TrimSpace(a.Stimulus + " " + a.Target)
		if a.Kind != timeline.Present {
			name, _, _ = strings.Cut(a.Text, " dose ")
		}
	}
	if a.Trial > 0 {
		for _, b := range acts {
			if b.Trial == a.Trial && !b.First && b.Stimulus != "" {
				name += "+" + b.Stimulus
			}
		}
	}
	if a.Omitted {
		name = "(" + name + ")"
	}
	if a.Peeked {
		name = "peek " + name
	}
	return name
}

// through are the acts of a condition up to the last trial under a label.
func (c *Condition) through(label string) []Act {
	for i := len(c.Acts) - 1; i >= 0; i-- {
		if c.Acts[i].Label == label {
			return c.Acts[:i+1]
		}
	}
	return c.Acts
}

// to are the acts of a condition up to the first trial under a label, and that one.
func (c *Condition) to(label string) []Act {
	return c.Acts[:min(len(c.Acts), len(c.until(label))+1)]
}

// none marks nothing.
func none(piece) bool { return false }

// pieceOf says whether an act belongs to a piece.
func pieceOf(a Act) func(piece) bool {
	return func(p piece) bool { return !p.pause && p.from <= a.Onset && a.Onset <= p.until }
}

// about is a time as people say it: to the second below ten minutes, to ten seconds below an hour, to the minute above.
func about(ns int64) string {
	step := int64(60e9)
	switch {
	case ns < 10e9:
		step = 1e8
	case ns < 600e9:
		step = 1e9
	case ns < 3600e9:
		step = 10e9
	}
	return timeline.Duration((ns + step/2 - 1) / step * step)
}
