package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

// soon is the time within which a response goes on for certain (ns; assumed), and half of its window where that is shorter.
const soon = 5e9

var _ = rule(Rule{Name: "overlapping-responses", Family: "measures", Severity: diag.Warning,
	Page: Page{
		Title:    "A response is read while another goes on.",
		Looks:    "Claims about responses that begin less than 5 s behind another stimulus, or before the next one, or less than half of the measure's window where that is shorter. The two stimuli of a pair belong to one trial.",
		Why:      "A response is measured from its onset until the next stimulus. If that comes after two seconds, no duration can be longer than two seconds. And whoever touches an animal that still contracts adds one response to another.",
		Example:  "experiment \"e\" {\n  role base: m_base\n  role test: m_test\n  measure siphon.duration blind\n  group shocked n=12 { base: touch siphon; rest 2s; m_base: touch mantle; rest 20min; shock tail; rest 2min; test: touch siphon; rest 2s; m_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 2s; m_base: touch mantle; rest 20min; omit shock tail; rest 2min; test: touch siphon; rest 2s; m_test: touch mantle }\n  expect shocked.test / shocked.base > handled.test / handled.base\n}",
		Repaired: "experiment \"e\" {\n  role base: m_base\n  role test: m_test\n  measure siphon.duration blind\n  group shocked n=12 { base: touch siphon; rest 5min; m_base: touch mantle; rest 20min; shock tail; rest 2min; test: touch siphon; rest 5min; m_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 5min; m_base: touch mantle; rest 20min; omit shock tail; rest 2min; test: touch siphon; rest 5min; m_test: touch mantle }\n  expect shocked.test / shocked.base > handled.test / handled.base\n}",
		Limits:   "It does not know how long a response lasts, and takes every stimulus for one that moves the same muscle. How responses add up may be what is studied.",
		Reading:  []string{"Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0, item 6)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Timeless() {
			return nil
		}
		seen := map[string]bool{}
		for _, claim := range s.Claims {
			for _, r := range claim.Question.References {
				limit := min(soon, s.windowOf(r.Measure)/2)
				for _, c := range s.named(r) {
					a, b, ok := c.crowded(r.Label, limit)
					if !ok || seen[r.Label] {
						continue
					}
					seen[r.Label] = true
					text, edits := s.spread(a, b)
					list = append(list, Finding{At: b.At,
						Message: fmt.Sprintf("This comes %s after %s, whose response still goes on. Neither of the two is read by itself.", about(b.Onset-a.Onset), a.Text),
						Open:    "The one response is cut off by the other, or rides on it.",
						Fix:     text,
						Edits:   edits,
						Notes:   []diag.Note{{Span: a.At, Text: "here"}}})
				}
			}
		}
		return list
	},
})

// crowded are two stimuli that follow each other within a time, of which one is read under a label.
func (c *Condition) crowded(label string, within int64) (a, b Act, ok bool) {
	var last Act
	for _, x := range c.delivered() {
		if x.Kind != timeline.Present || x.Drawn {
			continue
		}
		gap := x.Onset - last.Onset
		if last.Text != "" && x.Trial != last.Trial && gap > 0 && gap < within && (x.First && x.Label == label || last.First && last.Label == label) {
			return last, x, true
		}
		last = x
	}
	return a, b, false
}

// windowOf is how long a measure is read (ns); the response's where it has no name.
func (s *Study) windowOf(measure string) int64 {
	if measure == "" && len(s.Design.Measures) > 0 {
		measure = s.Design.Measures[0].Name
	}
	for _, e := range s.Design.Circuit.Effectors {
		for _, m := range e.Model.Measures {
			if ns, ok := quantity(m.Within); ok && e.Reading(m) == measure {
				return ns
			}
		}
	}
	return 2 * soon
}

// spread lets a minute pass between two stimuli, in all conditions.
func (s *Study) spread(a, b Act) (text string, edits []diag.Edit) {
	d := s.draft()
	if p, ok := s.statement(b.At); ok && a.At == b.At {
		every := part(outer(s.path(b.At)), "interval")
		if every == nil {
			every = part(p.stmt(), "interval")
		}
		if every == nil {
			return "wait for a minute between them", nil
		}
		d.replace(every.Span(), "1min")
		return "write every 1min", d.done()
	}
	for _, c := range s.Conditions {
		x := b
		if b.Label != "" {
			x = c.response(b.Label)
		}
		p, ok := s.statement(x.At)
		if !ok {
			continue
		}
		if p.n > 0 {
			if rest, is := p.block.Stmts[p.n-1].(*ast.Rest); is && rest.For != nil {
				d.replace(rest.Span(), "rest 1min")
				continue
			}
		}
		d.before(p.stmt(), "rest 1min")
	}
	return "let a minute pass before it, in all groups: rest 1min", d.done()
}
