package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "cs-us-gap", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "The signal comes too long before the shock, or not before it.",
		Looks:    "The interval from the onset of the first paired stimulus to the onset of the second, where every condition has the same one: zero, negative, or more than five seconds.",
		Why:      "A signal says what is to come. At the same time or behind, it says nothing; many seconds before, most animals do not connect the two. In this reflex half a second works and two seconds do not.",
		Example:  "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +30s } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Repaired: "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Limits:   "Taste and illness are connected over hours. The limit of five seconds is for reflexes like this one.",
		Reading:  []string{"Hawkins, Carew & Kandel 1986 J Neurosci 6:1695", "Garcia & Koelling 1966 Psychon Sci 4:123 (the exception)"},
	},
	find: func(s *Study) (list []Finding) {
		gaps := map[int64]Pairing{}
		for _, c := range s.Conditions {
			if p, ok := c.pairing(); ok {
				gaps[p.US.Onset-p.CS.Onset] = p
			}
		}
		if len(gaps) != 1 || len(s.Claims) == 0 {
			return nil
		}
		for gap, p := range gaps {
			what := ""
			switch {
			case gap > 5e9:
				what = timeline.Duration(gap) + " before it"
			case gap == 0:
				what = "at the same time as it"
			case gap < 0:
				what = timeline.Duration(-gap) + " behind it"
			default:
				continue
			}
			list = append(list, Finding{At: p.CS.At,
				Message: fmt.Sprintf("%s is to be a signal for %s, and comes %s. Reflexes of this kind are conditioned when the signal comes about half a second before.", p.CS.Text, p.US.Text, what),
				Open:    "Nothing is found since nothing could be learnt, or what is found is sensitization.",
				Fix:     "write at +500ms, or make the interval a factor",
				Edits:   s.halfSecond(p)})
		}
		return list
	},
})

// halfSecond lets a pairing begin half a second before its second stimulus.
func (s *Study) halfSecond(p Pairing) []diag.Edit {
	d := s.draft()
	where, ok := s.statement(p.CS.At)
	if !ok {
		return nil
	}
	ast.Inspect(where.stmt(), func(n ast.Stmt) bool {
		pair, ok := n.(*ast.Pair)
		switch {
		case !ok:
			return true
		case pair.At == nil:
			d.insert(pair.Span(), pair.Second.Span().End, " at +500ms")
		default:
			at := pair.At.Span()
			at.Start -= len(at.File.Text[:at.Start]) - len(strings.TrimRight(at.File.Text[:at.Start], "+"))
			d.replace(at, "+500ms")
		}
		return false
	})
	return d.done()
}
