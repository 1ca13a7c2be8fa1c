package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "trend-from-two", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title: "A trend is claimed from two levels.",
		Looks: "trend(label, factor) where the factor has two levels.",
		Why:   "Two points always lie on a line. They show a difference, but not that the response goes on rising or falling between and beyond them: it may have a peak, a step or a plateau.",
		Example: "experiment \"e\" {\n  factor isi between [10s, 3min]\n  each n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every isi }\n" +
			"  expect \"shorter is deeper\": trend(train.drop, isi) < 0\n}",
		Repaired: "experiment \"e\" {\n  factor isi between [10s, 1min, 3min]\n  each n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every isi }\n" +
			"  expect \"shorter is deeper\": trend(train.drop, isi) < 0\n}",
		Limits:  "Three levels still cannot tell a line from every curve. The rule asks for the least that can contradict a line.",
		Reading: []string{"Kirk 2013 Experimental Design, ch. 6 (trend analysis)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, c := range s.Claims {
			seen := map[string]bool{}
			for _, r := range c.Question.References {
				f := s.factor(r.Trend)
				if f == nil || len(f.Levels) != 2 || c.Question.Kind != 0 || seen[f.Name] {
					continue
				}
				seen[f.Name] = true
				list = append(list, Finding{At: c.At,
					Message: fmt.Sprintf("A trend over %s is claimed, and %s has two levels. Two points always lie on a line, so nothing could contradict it.", f.Name, f.Name),
					Open:    "Between the two levels the response may have a peak, a step or a plateau.",
					Fix:     fmt.Sprintf("give %s a third level, or compare the two: name both in the expectation", f.Name)})
			}
		}
		return list
	},
})
