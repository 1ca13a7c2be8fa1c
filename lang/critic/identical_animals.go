package critic

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "identical-animals", Family: "power", Severity: diag.Error,
	Page: Page{
		Title:    "The animals do not differ, so a test over animals means nothing.",
		Looks:    "variability 0% in an experiment that compares animals; and in a run, animals that responded alike in every trial.",
		Why:      "A test asks whether a difference is larger than what animals differ by anyway. Without that, the smallest difference has a p value of nothing, and twelve animals are one animal counted twelve times.",
		Example:  "experiment \"e\" {\n  variability 0%\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "It looks at what the script says. A preparation of one's own without any variability is found when it is run.",
		Reading:  []string{"Hurlbert 1984 Ecol Monogr 54:187 (pseudoreplication)"},
	},
	observe: func(s *Study, o Observation) (list []Finding) {
		for i, q := range o.Questions {
			if i < len(o.Copies) && o.Copies[i] && !atEnd(q.Left, 0) {
				list = append(list, Finding{At: q.Stmt.Claim.Span(),
					Message: "All animals of a group responded alike, to the last digit. A test over them compares one animal with itself, and its p value means nothing.",
					Open:    "Real animals differ, and the difference may be smaller than that.",
					Fix:     "say how they differ: variability 20%, or in the circuit variability 20% of weight",
					Edits:   s.declared("variability 20%")})
			}
		}
		return list
	},
	find: func(s *Study) (list []Finding) {
		if len(s.Claims) == 0 {
			return nil
		}
		each(s.Body, func(st ast.Stmt) {
			v, ok := st.(*ast.Variability)
			if !ok {
				return
			}
			if n, ok := ast.Unparen(v.Amount).(*ast.Quantity); !ok || n.Value.Value != 0 {
				return
			}
			list = append(list, Finding{At: v.Span(),
				Message: "These animals are copies of one another. A test over them compares one animal with itself, and its p value means nothing.",
				Open:    "Real animals differ, and the difference may be smaller than that.",
				Fix:     "take the line out, so that animals differ as the preparation says, or write variability 20%",
				Edits:   []diag.Edit{{Span: v.Span()}}})
		})
		return list
	},
})
