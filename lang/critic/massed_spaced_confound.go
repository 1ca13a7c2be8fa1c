package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "massed-spaced-confound", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "Massed and spaced training end at different times before the test.",
		Looks:    "Compared conditions with the same number of training trials, spread over different times, whose last trial is at different times before the test.",
		Why:      "If massed training is all on the first day and spaced training ends on the fourth, the test on the eighth day comes later for the massed animals. They had more time to forget. Let the last trial fall at the same time before the test in both.",
		Example:  "experiment \"e\" {\n  role base: mantle_base\n  role test: mantle_test\n  measure siphon.duration blind\n  group massed n=12 { base: touch siphon; rest 5min; mantle_base: touch mantle; rest until 1h; train: touch siphon x40 every 30s; rest until 7d; test: touch siphon; rest 10min; mantle_test: touch mantle }\n  group spaced n=12 { base: touch siphon; rest 5min; mantle_base: touch mantle; rest until 1h; { train: touch siphon x10 every 30s } x4 every 1d; rest until 7d; test: touch siphon; rest 10min; mantle_test: touch mantle }\n  expect spaced.test < massed.test\n}",
		Repaired: "experiment \"e\" {\n  role base: mantle_base\n  role test: mantle_test\n  measure siphon.duration blind\n  group massed n=12 { base: touch siphon; rest 5min; mantle_base: touch mantle; rest until 3d45min; train: touch siphon x40 every 30s; rest until 7d; test: touch siphon; rest 10min; mantle_test: touch mantle }\n  group spaced n=12 { base: touch siphon; rest 5min; mantle_base: touch mantle; rest until 1h; { train: touch siphon x10 every 30s } x4 every 1d; rest until 7d; test: touch siphon; rest 10min; mantle_test: touch mantle }\n  expect spaced.test < massed.test\n}",
		Limits:   "With the last trial at one time the first one is not. Both cannot be had, and the last one matters more for forgetting.",
		Reading:  []string{"Cepeda, Pashler, Vul, Wixted & Rohrer 2006 Psychol Bull 132:354", "Carew, Pinsker & Kandel 1972 Science 175:451"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			if has != c.A || !After(s.Role(c.LabelA)) {
				return
			}
			x, y := has.training(c.LabelA), lacks.training(c.LabelA)
			if len(x) < 2 || len(x) != len(y) || x[0].Drawn || y[0].Drawn {
				return
			}
			spanX, spanY := x[len(x)-1].Onset-x[0].Onset, y[len(y)-1].Onset-y[0].Onset
			waitX, waitY := has.response(c.LabelA).Onset-x[len(x)-1].Onset, lacks.response(c.LabelA).Onset-y[len(y)-1].Onset
			if near(spanX, spanY) || near(waitX, waitY) {
				return
			}
			fix, edits := s.simultaneous(Contrast{A: has, B: lacks, LabelA: c.LabelA, LabelB: c.LabelA}, true, true, waitX, waitY)
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("The training of %s ends %s before the test, and that of %s %s before it. Whoever waits longer forgets more.", has.Name(), about(waitX), lacks.Name(), about(waitY)),
				Open:    "The one had more time to forget, and the spacing does nothing.",
				Fix:     "let the last trial of the training fall at the same time before the test in both. " + fix,
				Edits:   edits,
				Drawing: draw("not the same time", has.strip(has.to(c.LabelA), has.wait(c.LabelA, true)), lacks.strip(lacks.to(c.LabelA), lacks.wait(c.LabelA, true))),
				Rivals:  []string{"forgetting"}})
		})
		return list
	},
})

// training are the trials in the role train before a response that reach the animal.
func (c *Condition) training(label string) (list []Act) {
	for _, a := range Delivered(c.until(label)) {
		if a.Role == "train" && a.First {
			list = append(list, a)
		}
	}
	return list
}
