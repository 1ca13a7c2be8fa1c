package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "harking", Family: "inference", Severity: diag.Warning, remembers: true,
	Page: Page{
		Title:    "The hypothesis was written after its data had been seen.",
		Looks:    "The ledger beside the script, .protoexp/ledger: whether this experiment was run with these animals (the same treatment and seed) before this expectation stood in it.",
		Why:      "Whoever looks at the data first always finds a hypothesis that fits them. Its p value then says nothing, since it was chosen for being small. What was found in this way is an idea for the next experiment, with other animals.",
		Example:  "experiment \"e\" {\n  seed 4\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.mantle_test > handled.mantle_test   # written when a first run had shown it\n}",
		Repaired: "experiment \"e\" {\n  seed 5\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.mantle_test > handled.mantle_test   # with new animals\n}",
		Limits:   "It knows what was run from this folder, and neither what was seen elsewhere nor what was thought of before. A corrected mistake in an expectation counts as a new one.",
		Reading:  []string{"Kerr 1998 Pers Soc Psychol Rev 2:196 (hypothesizing after the results are known)"},
	},
	observe: func(s *Study, o Observation) (list []Finding) {
		for i, r := range o.Memory {
			if i < len(s.Claims) && r.PostHoc {
				list = append(list, Finding{At: s.Claims[i].At,
					Message: "These animals were run before this expectation was written. It is marked as post hoc.",
					Open:    "It was chosen because it fits these data.",
					Fix:     "test it with new animals: another seed",
					Edits:   s.reseeded()})
			}
		}
		return list
	},
})

// reseeded takes other animals: the next seed.
func (s *Study) reseeded() []diag.Edit {
	d := s.draft()
	seed := fmt.Sprint(s.Design.Seed + 1)
	written := false
	for _, st := range append(slices.Clip(s.script), s.Body...) {
		if x, ok := st.(*ast.Seed); ok {
			written = true
			d.replace(x.Value.Span(), seed)
		}
	}
	if !written {
		d.declare("seed " + seed)
	}
	return d.done()
}
