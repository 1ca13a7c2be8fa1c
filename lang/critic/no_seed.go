package critic

import (
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-seed", Family: "assignment", Severity: diag.Info,
	Page: Page{
		Title:    "The seed is not written into the script.",
		Looks:    "Experiments without seed, in the script or on the command line.",
		Why:      "Everything random follows from the seed: who gets into which group, and how animals differ. A seed in the script lets a reader get the same numbers, and shows that it was not chosen afterwards.",
		Example:  "experiment \"e\" {\n  group a n=12 { base: touch siphon; rest 10min; test: touch siphon }\n  group b n=12 { base: touch siphon; rest 10min; test: touch siphon force 4g }\n  expect a.test < b.test\n}",
		Repaired: "experiment \"e\" {\n  seed 42\n  group a n=12 { base: touch siphon; rest 10min; test: touch siphon }\n  group b n=12 { base: touch siphon; rest 10min; test: touch siphon force 4g }\n  expect a.test < b.test\n}",
		Limits:   "Without it the seed is 1, every time.",
		Reading:  []string{"Sandve et al. 2013 PLoS Comput Biol 9:e1003285, rule 6"},
	},
	find: func(s *Study) []Finding {
		seeded := s.Design.Seeded // from the command line
		for _, st := range append(slices.Clip(s.script), s.Body...) {
			_, is := st.(*ast.Seed)
			seeded = seeded || is
		}
		if seeded || len(s.Claims) == 0 || s.Design.Nominal && s.Timeless() {
			return nil
		}
		return []Finding{{At: s.head(), Message: "No seed is given, so it is 1. A seed in the script shows that it was chosen before the run.",
			Open: "A reader cannot tell whether the seed was chosen for its result.", Fix: "write seed 42 at the head of the experiment", Edits: s.declared("seed 42")}}
	},
})
