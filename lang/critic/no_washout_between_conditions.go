package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-washout-between-conditions", Family: "assignment", Severity: diag.Error,
	Page: Page{
		Title:    "The next session begins before the last one has worn off.",
		Looks:    "The time from the end of a session to the next, against the time after which the preparation says that short-term changes are gone (2 h for aplysia).",
		Why:      "What was done in the first session is still there in the second, so the two conditions are mixed. A washout gives the first one time to go.",
		Example:  "experiment \"e\" {\n  factor grams within [1g, 4g] order balanced\n  each n=12 {\n    within grams { base: touch siphon force 2g; rest 10min; train: touch siphon force grams x10 every 30s; rest 15min; test: touch siphon force 2g }\n  }\n  expect test[grams=1g] < test[grams=4g]\n}",
		Repaired: "experiment \"e\" {\n  factor grams within [1g, 4g] order balanced washout 24h\n  each n=12 {\n    within grams { base: touch siphon force 2g; rest 10min; train: touch siphon force grams x10 every 30s; rest 15min; test: touch siphon force 2g }\n  }\n  expect test[grams=1g] < test[grams=4g]\n}",
		Limits:   "It knows the time of short-term changes only. What is learnt for days needs a washout of weeks, or different animals.",
		Reading:  []string{"Senn 2002 Cross-over Trials in Clinical Research, ch. 1 (carry-over)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Design.Recovery == 0 {
			return nil
		}
		for _, f := range s.Design.Within() {
			gap := int64(-1)
			for _, a := range s.Conditions {
				for _, b := range s.Conditions {
					if a.Index != b.Index || b.Start <= a.Start || len(a.delivered()) == 0 || !a.alike(b, []string{f.Name}) {
						continue
					}
					last := a.Acts[len(a.Acts)-1]
					if d := b.Start - last.Onset - last.For; gap < 0 || d < gap {
						gap = d
					}
				}
			}
			if gap < 0 || gap+tolerance(s.Design.Recovery) >= s.Design.Recovery {
				continue
			}
			d, wait := s.draft(), "24h"
			if s.Design.Recovery > 24*3600e9 {
				wait = timeline.Duration(s.Design.Recovery)
			}
			if f.Washout != nil {
				d.replace(f.Washout.Span(), wait)
			} else {
				d.insert(f.At, f.At.Start+len(strings.TrimRight(f.At.Text(), " \t")), " washout "+wait)
			}
			list = append(list, Finding{At: f.At,
				Message: fmt.Sprintf("The sessions of %s follow each other after %s, and short-term changes last for %s. The second session still carries the first.", f.Name, about(gap), about(s.Design.Recovery)),
				Open:    "The response shows what was done before, and not this condition.",
				Fix:     "write washout " + wait + " behind the order",
				Edits:   d.done(),
				Drawing: draw("too short", s.sessions(f))})
		}
		return list
	},
})

// sessions draws those of one animal, with marks under the pauses between them.
func (s *Study) sessions(f *timeline.Factor) strip {
	for _, c := range s.Conditions {
		if c.Level(f.Name) == "" {
			continue
		}
		starts := map[int64]bool{}
		for _, x := range s.Conditions {
			starts[x.Start] = starts[x.Start] || x.Index == c.Index
		}
		line := c.strip(c.Whole, func(p piece) bool { return p.pause && starts[p.until] })
		line.name = "one animal"
		return line
	}
	return strip{}
}
