package critic

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "tuned-to-fit", Family: "inference", Severity: diag.Info,
	Page: Page{
		Title:    "The animal was changed for this experiment.",
		Looks:    "use ... with other parameters, in an experiment that tests hypotheses.",
		Why:      "A model with the right parameters shows anything. If they were chosen so that the hypothesis comes true, the result is an assumption. Say where the values come from.",
		Example:  "experiment \"e\" {\n  use aplysia with LE_L7.depression.use = 0.4\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  use aplysia\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "Knocking a mechanism out by a parameter is an experiment of its own, and a good one. Say so with allow.",
		NoEdit:   "Where the values come from is yours to say.",
		Reading:  []string{"Roberts & Pashler 2000 Psychol Rev 107:358 (how persuasive is a good fit?)"},
	},
	find: func(s *Study) (list []Finding) {
		if len(s.Claims) == 0 || s.Timeless() {
			return nil
		}
		each(s.Body, func(st ast.Stmt) {
			if u, ok := st.(*ast.Use); ok && len(u.With) > 0 {
				list = append(list, Finding{At: u.Span(),
					Message: "This experiment changes parameters of the animal and then tests a hypothesis on it. The result may be what was put in.",
					Open:    "The values were chosen so that it comes true.",
					Fix:     "say where the values come from: allow tuned-to-fit \"measured by ...\""})
			}
		})
		return list
	},
})
