package critic

import (
	"strings"

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
		look, edits := s.look()
		return []Finding{{At: s.head(), Message: "This experiment does not say what it expects. Whatever comes out, a story can be told about it afterwards.",
			Open:  "In enough numbers something always stands out by chance.",
			Fix:   "write what you expect, such as expect trained.test < control.test, or say that you only look: " + look,
			Edits: edits}}
	},
})

// look describes the first test of the animals, or else their last response, by what tells them apart, without a test.
func (s *Study) look() (text string, edits []diag.Edit) {
	label, tested := "", false
	for _, c := range s.Conditions {
		for _, a := range c.Acts {
			if a.Label != "" && !a.Peeked && !tested {
				label, tested = a.Label, a.Role == "test" || a.Role == "post"
			}
		}
	}
	if label == "" {
		return "explore test by group", nil
	}
	for _, c := range s.Conditions {
		for _, a := range c.Acts {
			if a.Label == label && a.N > 1 {
				label += ".mean"
				break
			}
		}
		if strings.HasSuffix(label, ".mean") {
			break
		}
	}
	text = "explore " + label
	var by []string
	for _, f := range s.Design.Factors {
		by = append(by, f.Name)
	}
	if len(by) == 0 && len(s.Conditions) > 1 {
		by = []string{"group"}
	}
	if len(by) > 0 {
		text += " by " + strings.Join(by, ", ")
	}
	d := s.draft()
	d.conclude(text)
	return text, d.done()
}
