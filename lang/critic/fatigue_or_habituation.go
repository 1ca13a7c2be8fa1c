package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "fatigue-or-habituation", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "The fall of the response may be a tired muscle or a numb skin.",
		Looks:    "Claims that many touches weakened a response, in a design in which nothing else moves the same muscle afterwards: no touch of another site, and no strong stimulus before another test. A test that comes after the time in which the preparation recovers is let pass: nobody is tired by then.",
		Why:      "Habituation is learning. A tired muscle and a skin that has gone numb give the same curve, and both recover with rest. Two things tell them apart: another site still moves the muscle at full strength (so it is not the muscle), and a shock brings the trained response back (so it is neither).",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x20 every 30s; rest 30s; test: touch siphon; rest 2h; recovery: touch siphon }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x20 every 30s; rest 30s; test: touch siphon; rest 2h; recovery: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test, after_shock\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x20 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle; rest 30s; shock head; rest 90s; after_shock: touch siphon; rest 2h; recovery: touch siphon }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x20 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle; rest 30s; shock head; rest 90s; after_shock: touch siphon; rest 2h; recovery: touch siphon }\n  expect trained.test < handled.test\n  expect \"the muscle is not tired\": trained.mantle_test ~ handled.mantle_test margin 20%\n  expect \"the skin is not numb\": trained.after_shock > 50% of trained.base\n}",
		Limits:   "It asks only whether the control is there, and not whether the script says what should come out of it. A stimulus that some of the compared animals get with another one is a signal, and its fall is let pass.",
		Reading:  []string{"Rankin et al. 2009 Neurobiol Learn Mem 92:135 (criteria of habituation)", "Pinsker, Kupfermann, Castellucci & Kandel 1970 Science 167:1740"},
	},
	find: func(s *Study) (list []Finding) {
		for _, h := range s.trainings() {
			if _, other := h.otherSite(s); other {
				continue
			}
			if s.synaptic() || h.dishabituated(s) || s.rested(h.Train.Onset, h.Test.Onset) {
				continue
			}
			shock := s.undisturbed(h)
			site, edits := s.elsewhere(h, shock)
			fix := "move the same muscle from a place that was not trained, behind the test and in all groups: " + site
			if shock {
				fix = "move the same muscle from a place that was not trained, and bring the response back with a strong stimulus, behind the test and in all groups: " + site
			}
			list = append(list, Finding{At: h.Claim.At,
				Message: fmt.Sprintf("The response to %s falls, and nothing else moves the same muscle afterwards. A tired muscle would give the same curve.", h.Train.Text),
				Open:    "The muscle is tired, or the skin is numb. Both recover with rest as well.",
				Fix:     fix,
				Edits:   edits,
				Rivals:  []string{"fatigue", "adaptation"}})
		}
		return list
	},
})

// undisturbed says whether a shock behind the test would have faded before anything else is read.
func (s *Study) undisturbed(h Habituation) bool {
	for _, c := range s.Conditions {
		last := int64(-1)
		for _, a := range c.Acts {
			if a.Label == h.Test.Label {
				last = a.Onset
			} else if last >= 0 && a.First && a.Label != "" && !s.rested(last, a.Onset) {
				return false
			}
		}
	}
	return true
}
