package critic

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-hypothesis", Family: "inference", Severity: diag.Warning,
	Page: Page{
		Title: "The experiment does not say what it expects.",
		Looks: "Experiments without expect, explore, predict or diagnose.",
		Why:   "An expectation that is written before the run can fail. A story that is told afterwards cannot: in enough numbers something always stands out.",
		Example: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n" +
			"  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n" +
			"  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:  "A look around without a question is honest too. Say so: explore test by group.",
		Reading: []string{"Nosek et al. 2018 PNAS 115:2600 (the preregistration revolution)"},
	},
	find: func(s *Study) []Finding {
		asked := false
		each(s.Body, func(st ast.Stmt) {
			switch st.(type) {
			case *ast.Expect, *ast.Explore, *ast.Predict, *ast.Diagnose:
				asked = true
			}
		})
		if asked {
			return nil
		}
		return []Finding{{At: s.head(), Message: "This experiment does not say what it expects. Whatever comes out, a story can be told about it afterwards.",
			Open: "In enough numbers something always stands out by chance.",
			Fix:  "write what you expect, such as expect trained.test < control.test, or say that you only look: explore test by group"}}
	},
})
