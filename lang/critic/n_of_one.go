package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "n-of-one", Family: "power", Severity: diag.Error,
	Page: Page{
		Title:    "Animals are compared, and there is one of a kind.",
		Looks:    "The number of animals in each group or cell that an expectation compares with others.",
		Why:      "One animal differs from another for a hundred reasons: its age, its food, its mood. With one animal on a side nobody can tell them from what was done to it.",
		Example:  "experiment \"e\" {\n  group trained n=1 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=1 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "Case studies of one animal with many alternating phases have their own logic (reversal designs). The rule does not know them.",
		Reading:  []string{"Hurlbert 1984 Ecol Monogr 54:187 (pseudoreplication)", "Lazic 2010 BMC Neurosci 11:5"},
	},
	find: func(s *Study) []Finding {
		var alone []*Condition
		seen := map[int]bool{}
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				for _, x := range []*Condition{c.A, c.B} {
					if x.Branch.N == 1 && !x.Branch.Auto && !seen[x.Index] && !s.Timeless() {
						seen[x.Index] = true
						alone = append(alone, x)
					}
				}
			}
		}
		if len(alone) == 0 {
			return nil
		}
		d, has := s.draft(), "has one animal, and it is compared"
		for _, c := range alone {
			d.animals(c, 12)
		}
		if len(alone) > 1 {
			has = "have one animal each, and it is compared"
		}
		return []Finding{{At: alone[0].Branch.At,
			Message: fmt.Sprintf("%s %s with others. A single animal may differ from them for any reason.", named(alone), has),
			Open:    "The animal is different from the start, whatever is done to it.",
			Fix:     fmt.Sprintf("take as many as the plan needs: n=%d, or n=auto with plan { alpha 0.05; power 80%%; smallest d=1 }", s.full(12)),
			Edits:   d.done()}}
	},
})
