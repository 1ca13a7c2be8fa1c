package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "batch-confound", Family: "assignment", Severity: diag.Error,
	Page: Page{
		Title:    "Batches and groups are the same animals.",
		Looks:    "batches together with assign in order, where an expectation compares different animals.",
		Why:      "Animals of one batch have the same age, the same sea water and the same day. If one batch is one group, nobody can tell the group from the batch.",
		Example:  "experiment \"e\" {\n  batches 2\n  assign in order\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  batches 2\n  assign random by batch\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "Random assignment without `by batch` spreads groups over batches too, only less evenly.",
		Reading:  []string{"Lazic 2016 Experimental Design for Laboratory Biologists"},
	},
	find: func(s *Study) (list []Finding) {
		a := s.Design.Assign
		if a == nil || !a.InOrder || s.Design.Batches < 2 || !s.betweenAnimals() {
			return nil
		}
		return []Finding{{At: a.Span(),
			Message: fmt.Sprintf("The animals come in %d batches, and one group is filled after the other. A batch then holds one group, and nobody can tell the two apart.", s.Design.Batches),
			Open:    "The batch makes the difference, and not the treatment.",
			Fix:     "write assign random by batch",
			Edits:   []diag.Edit{{Span: a.Span(), Text: "assign random by batch"}},
			Rivals:  []string{"warming"}}}
	},
})
