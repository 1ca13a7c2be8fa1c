package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-measure", Family: "measures", Severity: diag.Info,
	Page: Page{
		Title:    "The script does not say what is measured.",
		Looks:    "Experiments with hypotheses and no measure.",
		Why:      "Then the preparation's first measure is the response. A reader should not have to look up which one that is, and a measure that is chosen afterwards can be chosen for its result.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  measure gill.amplitude blind\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "A measure that is named in the expectation itself is named too, and is not seen by the rule.",
		Reading:  []string{"Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0, item 6)"},
	},
	find: func(s *Study) (list []Finding) {
		if len(s.Claims) == 0 || s.Timeless() || len(s.Design.Measures) == 0 {
			return nil
		}
		named := false
		for _, st := range append(slices.Clip(s.script), s.Body...) {
			_, is := st.(*ast.Measure)
			named = named || is
		}
		if named {
			return nil
		}
		return []Finding{{At: s.head(), Message: fmt.Sprintf("The script does not say what is measured, so it is %s, the first measure of the preparation.", s.Design.Measures[0].Name),
			Open: "A measure that is chosen afterwards may be the one that fits.", Fix: fmt.Sprintf("write measure %s blind", s.Design.Measures[0].Name),
			Edits: s.declared("measure " + s.Design.Measures[0].Name + " blind")}}
	},
})
