package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-recovery-test", Family: "learning", Severity: diag.Info,
	Page: Page{
		Title:    "The trained response is not read again after a rest.",
		Looks:    "Claims that many touches weakened a response soon afterwards, in a design with no later response to the same touch.",
		Why:      "Short-term habituation goes with rest. A response that stays low after hours is a lasting memory, or an injury.",
		Example:  "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x10 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x10 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x10 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle; rest 2h; recovery: touch siphon }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x10 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle; rest 2h; recovery: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "A strong stimulus that brings the response back shows as much, also in another group, and then nothing is said. A stimulus that some of the compared animals get with another one is a signal, and its fall is let pass.",
		Reading:  []string{"Thompson & Spencer 1966 Psychol Rev 73:16 (spontaneous recovery)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, h := range s.habituations() {
			if h.dishabituated(s) || s.Design.Recovery == 0 || h.later() || s.recovered(h) || h.Test.Onset-h.Train.Onset > s.Design.Recovery {
				continue
			}
			text := "rest " + timeline.Duration(s.Design.Recovery) + "; recovery: " + s.bare(h.Test)
			edits := s.ending(text)
			list = append(list, Finding{At: h.Claim.At,
				Message: fmt.Sprintf("The response to %s falls, and it is not read again after a rest. Nobody knows whether it comes back.", h.Train.Text),
				Open:    "The animal was hurt, and the response stays low.",
				Fix:     "look again after the short-term changes are gone: " + text,
				Edits:   edits})
		}
		return list
	},
})

// recovered says whether animals of another condition, trained in the same way, are read when the short-term changes are gone.
func (s *Study) recovered(h Habituation) bool {
	for _, c := range s.Conditions {
		series := c.series(h.Test, c.End)
		if len(series) < habituating {
			continue
		}
		for _, a := range c.Acts {
			if a.like(h.Test) && After(a.Role) && a.Onset-series[len(series)-1].Onset >= s.Design.Recovery-tolerance(s.Design.Recovery) {
				return true
			}
		}
	}
	return false
}
