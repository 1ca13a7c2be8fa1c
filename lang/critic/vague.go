package critic

import (
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "vague", Family: "inference", Severity: diag.Warning,
	Page: Page{
		Title:    "The expectation comes true whatever happens.",
		Looks:    "Expectations that a response, which cannot be negative, is above zero or not below it.",
		Why:      "A contraction is never less than nothing. A hypothesis that nothing can contradict says nothing: name a group, a label or a share to compare with.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test >= 0\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < 60% of handled.test\n}",
		Limits:   "That an animal responds at all may be worth a line. Say how much: expect base > 10%.",
		NoEdit:   "What it is to be compared with is yours to say.",
		Reading:  []string{"Popper 1959 The Logic of Scientific Discovery, ch. 4"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Timeless() {
			return nil
		}
		for _, claim := range s.Claims {
			q := claim.Question
			op, constant, open := q.Op, q.Right, q.Left
			if len(q.Left.Samples) == 0 {
				constant, open = q.Left, q.Right
				op = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<="}[op]
			}
			if q.Kind != timeline.Compare || len(constant.Samples) > 0 || constant.Constant != 0 || len(open.Samples) == 0 || len(q.References) != 1 {
				continue
			}
			if r := q.References[0]; op != ">" && op != ">=" || r.Field == "drop" || r.Trend != "" {
				continue
			}
			list = append(list, Finding{At: claim.At,
				Message: "This response is never below zero, so nothing could contradict the expectation.",
				Open:    "Any animal would do, taught or not.",
				Fix:     "say what it is compared with: another group, or a share of an earlier response"})
		}
		return list
	},
})
