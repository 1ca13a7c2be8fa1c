package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "test-stimulus-confound", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "The groups are tested with different stimuli.",
		Looks:    "Compared responses behind the training that are to stimuli of different force, duration or other parameters. Where nothing is done before them, the stimulus itself is what is studied.",
		Why:      "A light touch moves the gill less than a firm one in any animal. Whoever tests each group with the force that it knows measures the force and not the memory. Train with different forces, and test with one.",
		Example:  "experiment \"e\" {\n  role base: mantle_base\n  role test: mantle_test\n  factor grams between [0.5g, 8g]\n  each n=10 per cell {\n    base: touch siphon force 2g; rest 5min; mantle_base: touch mantle force 2g; rest 30min\n    train: touch siphon force grams x10 every 30s\n    rest 15min; test: touch siphon force grams; rest 5min; mantle_test: touch mantle force 2g\n  }\n  expect test[grams=0.5g] < test[grams=8g]\n}",
		Repaired: "experiment \"e\" {\n  role base: mantle_base\n  role test: mantle_test\n  factor grams between [0.5g, 8g]\n  each n=10 per cell {\n    base: touch siphon force 2g; rest 5min; mantle_base: touch mantle force 2g; rest 30min\n    train: touch siphon force grams x10 every 30s\n    rest 15min; test: touch siphon force 2g; rest 5min; mantle_test: touch mantle force 2g\n  }\n  expect test[grams=0.5g] < test[grams=8g]\n}",
		Limits:   "Another site is not counted as another stimulus here, since sites are often compared on purpose.",
		Reading:  []string{"Groves & Thompson 1970 Psychol Rev 77:419"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			if !After(s.Role(c.LabelA)) || has != c.A || !c.treated() {
				return
			}
			x, y := has.response(c.LabelA), lacks.response(c.LabelA)
			if x.Stimulus != y.Stimulus || x.Target != y.Target || x.Text == y.Text || x.Omitted || y.Omitted || len(list) > 0 && list[len(list)-1].At == claim.At {
				return
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s is %s in %s, and %s in %s. The two differ in any animal, whatever it has learnt.", c.LabelA, x.Text, has.Name(), y.Text, lacks.Name()),
				Open:    "The response differs since the stimulus does.",
				Fix:     "test all of them with one stimulus: " + c.LabelA + ": " + x.Stimulus + " " + x.Target,
				Edits:   s.withOne(c.LabelA, x.Stimulus+" "+x.Target),
				Rivals:  []string{"unteachable"}})
		})
		return list
	},
})

// withOne lets a label present one stimulus in all conditions.
func (s *Study) withOne(label, text string) []diag.Edit {
	d := s.draft()
	for _, c := range s.Conditions {
		a := c.response(label)
		if p, ok := s.statement(a.At); ok && a.Label == label {
			d.replace(a.At, text+repeats(p.stmt()))
		}
	}
	return d.done()
}
