package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-specificity-test", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "Nothing shows that only the trained pathway changed.",
		Looks:    "Claims that many touches weakened a response, in a design in which no other site is touched afterwards.",
		Why:      "If the response of an untrained site is weaker as well, the animal is tired or drowsy as a whole, and has not learnt to ignore this touch. Habituation stays in its pathway.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x15 every 30s; rest 30s; test: touch siphon; rest 1min; shock head; rest 90s; after_shock: touch siphon; rest 2h; recovery: touch siphon }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x15 every 30s; rest 30s; test: touch siphon; rest 1min; shock head; rest 90s; after_shock: touch siphon; rest 2h; recovery: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x15 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle; rest 1min; shock head; rest 90s; after_shock: touch siphon }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x15 every 30s; rest 30s; test: touch siphon; rest 1min; mantle_test: touch mantle; rest 1min; shock head; rest 90s; after_shock: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "Some habituation generalizes to stimuli that are alike. A site far away is the better test. A stimulus that some of the compared animals get with another one is a signal, and its fall is let pass.",
		Reading:  []string{"Carew, Castellucci & Kandel 1971 Int J Neurosci 2:79 (siphon and mantle are separate)", "Rankin et al. 2009 Neurobiol Learn Mem 92:135, characteristic 7"},
	},
	find: func(s *Study) (list []Finding) {
		for _, h := range s.trainings() {
			if _, other := h.otherSite(s); other {
				continue
			}
			site, edits := s.elsewhere(h, false)
			list = append(list, Finding{At: h.Claim.At,
				Message: fmt.Sprintf("The response to %s falls, and no other site is tried afterwards. Nobody knows whether the fall is in this pathway or in the whole animal.", h.Train.Text),
				Open:    "The whole animal responds less: it is tired, cold or calm.",
				Fix:     "look at an untrained site behind the test, in all groups: " + site,
				Edits:   edits,
				Rivals:  []string{"fatigue"}})
		}
		return list
	},
})
