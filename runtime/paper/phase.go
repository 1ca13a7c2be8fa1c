package paper

import (
	"fmt"
	"strings"

	"protoexp/runtime/record"
)

// Phase is a stretch of a schedule that one line can say: ten touches, one every 30 s.
type Phase struct {
	Label, Action string
	Session       string // the levels of factors within animals
	Omitted       bool
	Times         int     // how often, from 1
	Every         int64   // ns from onset to onset; 0 where it differs
	Parts         []Phase // what is repeated as a whole, or drawn
	Note          string  // drawn for each animal; up to 40 times
	Onset         int64   // ns, of the first event
	Last          int64   // of the last one
	End           int64   // when that ends
}

// longest is the longest sequence that is looked for as a repeated whole.
const longest = 8

// Phases finds what repeats in the events of one animal.
func Phases(events []record.Event) []Phase {
	var list []Phase
	for i := 0; i < len(events); {
		if k := block(events[i:]); k > 0 {
			list = append(list, drawn(events[i:i+k]))
			i += k
			continue
		}
		list = append(list, one(events[i]))
		i++
	}
	for {
		next := folded(list)
		if len(next) == len(list) {
			return joined(next)
		}
		list = next
	}
}

func one(e record.Event) Phase {
	return Phase{Label: e.Label, Action: e.Action, Session: e.Session, Omitted: e.Omitted, Times: 1, Onset: e.Onset, Last: e.Onset, End: e.Onset + e.For}
}

// block is how many events share a note.
func block(events []record.Event) (k int) {
	for k < len(events) && events[k].Block != 0 && events[k].Block == events[0].Block {
		k++
	}
	return k
}

// drawn is a block of which the order, the times or the number is not known before.
func drawn(events []record.Event) Phase {
	p := Phase{Times: 1, Note: events[0].Note, Session: events[0].Session, Onset: events[0].Onset}
	for _, e := range events {
		x := one(e)
		p.Last, p.End = x.Last, x.End
		known := false
		for i := range p.Parts {
			if p.Parts[i].alike(x) {
				p.Parts[i].Times++
				known = true
			}
		}
		if !known {
			p.Parts = append(p.Parts, x)
		}
	}
	return p
}

func (p Phase) alike(q Phase) bool {
	return p.Label == q.Label && p.Action == q.Action && p.Omitted == q.Omitted && p.Session == q.Session && p.Parts == nil && q.Parts == nil && p.Note == q.Note
}

// key is the same for phases that differ only in when they begin.
func (p Phase) key() string {
	k := fmt.Sprintf("%q %q %q %v %d %d %q", p.Label, p.Action, p.Session, p.Omitted, p.Times, p.Every, p.Note)
	for _, x := range p.Parts {
		k += fmt.Sprintf(" (%d %s)", x.Onset-p.Onset, x.key())
	}
	return k
}

// folded puts what is repeated at equal distances into one phase.
func folded(list []Phase) (out []Phase) {
	for i := 0; i < len(list); {
		length, times := 0, 1
		for l := 1; l <= longest && i+2*l <= len(list) && length == 0; l++ { // the shortest first: wholes are made of folded parts
			if n := repeats(list[i:], l); n > 1 {
				length, times = l, n
			}
		}
		if length == 0 {
			out = append(out, list[i])
			i++
			continue
		}
		every := list[i+length].Onset - list[i].Onset
		last := list[i+length*times-1]
		p := list[i]
		if length > 1 || p.Times > 1 || p.Parts != nil { // a whole
			p = Phase{Session: p.Session, Onset: p.Onset, Parts: append([]Phase{}, list[i:i+length]...)}
		}
		p.Times, p.Every, p.Last, p.End = times, every, last.Last, last.End
		out = append(out, p)
		i += length * times
	}
	return out
}

// repeats is how often the first l phases come at equal distances.
func repeats(list []Phase, l int) int {
	period := list[l].Onset - list[0].Onset
	n := 1
	for ; (n+1)*l <= len(list); n++ {
		for k := range l {
			a, b := list[k], list[n*l+k]
			if b.Onset-a.Onset != int64(n)*period || a.key() != b.key() {
				return n
			}
		}
	}
	return n
}

// joined puts neighbours that differ only in their distance together.
func joined(list []Phase) (out []Phase) {
	for _, p := range list {
		if n := len(out); n > 0 && out[n-1].alike(p) && p.Note == "" {
			out[n-1].Times += p.Times
			out[n-1].Every, out[n-1].Last, out[n-1].End = 0, p.Last, p.End
			continue
		}
		out = append(out, p)
	}
	return out
}

// String says a phase in one line: touch siphon ×10, one every 30 s (train).
func (p Phase) String() string {
	var b strings.Builder
	switch {
	case p.Parts != nil && p.Note == "drawn for each animal":
		return p.list(", ") + ", in an order or at times drawn for each animal"
	case p.Parts != nil && p.Note != "":
		return p.list(", ") + ", " + p.Note
	case p.Parts != nil:
		b.WriteString("[" + p.list("; ") + "]")
	case p.Omitted:
		b.WriteString("nothing in place of " + p.Action)
	default:
		b.WriteString(p.Action)
	}
	if p.Times > 1 {
		fmt.Fprintf(&b, " ×%d", p.Times)
		if p.Every > 0 {
			b.WriteString(", one every " + Span(p.Every))
		}
	}
	if p.Label != "" {
		b.WriteString(" (" + p.Label + ")")
	}
	return b.String()
}

// list says what a phase holds, with the pauses between.
func (p Phase) list(sep string) string {
	var words []string
	for i, x := range p.Parts {
		text := x.String()
		if i > 0 && p.Note == "" {
			text = after(p.Parts[i-1], x) + text
		}
		words = append(words, text)
	}
	return strings.Join(words, sep)
}

// after says how long after a phase the next one comes.
func after(p, next Phase) string {
	gap := next.Onset - p.End
	if gap > 0 && gap%1e6 != 0 && p.Note+next.Note != "" { // the times are drawn for each animal
		return "after about " + Span((gap+30e9)/60e9*60e9) + " "
	}
	if gap > 0 {
		return "after " + Span(gap) + " "
	}
	return ""
}

// steps says each phase of a schedule, with the pause before it.
func steps(phases []Phase) (list []string) {
	session := ""
	for i, p := range phases {
		text := p.String()
		if i > 0 {
			text = after(phases[i-1], p) + text
		}
		if p.Session != session {
			session = p.Session
			text = "in the session " + session + ": " + text
		}
		list = append(list, text)
	}
	return list
}
