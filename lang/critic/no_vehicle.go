package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-vehicle", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title:    "An animal with a drug is compared with one that got nothing.",
		Looks:    "apply in one of two compared conditions, and no apply in the other.",
		Why:      "A drug comes in a solvent, through a tube, at some temperature. An animal that gets the same without the drug shows what the drug does.",
		Example:  "experiment \"e\" {\n  role test: direct\n  group drugged n=12 { base: touch siphon; rest 30min; apply serotonin dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g; wash; rest 2h; post: touch siphon }\n  group nothing n=12 { base: touch siphon; rest 30min; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g; wash; rest 2h; post: touch siphon }\n  expect drugged.test > nothing.test\n}",
		Repaired: "experiment \"e\" {\n  role test: direct\n  group drugged n=12 { base: touch siphon; rest 30min; apply serotonin dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g; wash; rest 2h; post: touch siphon }\n  group bathed n=12 { base: touch siphon; rest 30min; apply vehicle dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g; wash; rest 2h; post: touch siphon }\n  expect drugged.test > bathed.test\n}",
		Limits:   "It takes any other agent for a vehicle. Whether that one does nothing is for you to know.",
		Reading:  []string{"Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0, item 1)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, m := range s.missing(func(has, lacks *Condition, c Contrast) []Act {
			a, ok := has.delivers(c.label(has), timeline.Apply)
			if !ok || lacks.does(c.label(lacks), "apply") {
				return nil
			}
			return []Act{a}
		}) {
			list = append(list, Finding{At: m.act.At,
				Message: fmt.Sprintf("%s gets %s, and %s gets nothing. The two differ in the bath and its handling as well as in the drug.", m.has.Name(), m.act.Target, m.names()),
				Open:    "The solvent or the bath changed the response, and not the drug.",
				Fix:     fmt.Sprintf("give %s what the drug is dissolved in: %s", m.names(), m.text),
				Edits:   m.edits,
				Drawing: m.drawing()})
		}
		return list
	},
})
