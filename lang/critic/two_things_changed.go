package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "two-things-changed", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title:    "Two conditions differ in two things at once.",
		Looks:    "What is done before the compared responses: which stimuli, how many, where, how strong, how long, how far apart. Two differences between the same two conditions fire, but not the doses of two drugs, unless the design has the crossed conditions too.",
		Why:      "If both the number and the force of the touches differ, the result belongs to one of them, to the other, or to both together. Change one thing at a time, or cross the two.",
		Example:  "experiment \"e\" {\n  group light n=12 { base: touch siphon force 2g; rest 30min; train: touch siphon force 1g x10 every 30s; rest 2min; test: touch siphon force 2g }\n  group firm n=12 { base: touch siphon force 2g; rest 25min; train: touch siphon force 4g x20 every 30s; rest 2min; test: touch siphon force 2g }\n  expect firm.test < light.test\n}",
		Repaired: "experiment \"e\" {\n  group light n=12 { base: touch siphon force 2g; rest 30min; train: touch siphon force 1g x10 every 30s; rest 2min; test: touch siphon force 2g }\n  group firm n=12 { base: touch siphon force 2g; rest 30min; train: touch siphon force 4g x10 every 30s; rest 2min; test: touch siphon force 2g }\n  expect firm.test < light.test\n}",
		Limits:   "Two things that always come together in nature may be one thing to you. Then say so with allow.",
		Reading:  []string{"Fisher 1935 The Design of Experiments, ch. 6 (factorial designs)"},
	},
	find: func(s *Study) (list []Finding) {
		seen := map[[2]int]bool{}
		for _, claim := range s.Claims {
			if !claim.Simple {
				continue
			}
			for _, c := range claim.Contrasts {
				key := [2]int{min(c.A.Index, c.B.Index), max(c.A.Index, c.B.Index)}
				if !c.Parallel() || seen[key] {
					continue
				}
				d := c.differences()
				if len(d) < 2 || s.crossed(c, d) {
					continue
				}
				seen[key] = true
				list = append(list, Finding{At: claim.At,
					Message: fmt.Sprintf("%s and %s differ in two things: %s, and %s. The result may belong to either.", c.A.Name(), c.B.Name(), d[0], d[1]),
					Open:    fmt.Sprintf("The difference comes from %s alone, or from %s alone.", d[0], d[1]),
					Fix:     "change one of the two only, or cross them with two factors",
					Notes:   []diag.Note{{Span: d[0].First.At, Text: "here"}}})
			}
		}
		return list
	},
})

// crossed says whether other conditions tell two differences of a contrast apart: one that differs from A only in the first
// of them, and one that differs only in the others.
func (s *Study) crossed(c Contrast, d []Difference) bool {
	first, rest := false, false
	for _, o := range s.Conditions {
		if o == c.A || o == c.B {
			continue
		}
		x := Contrast{A: c.A, B: o, LabelA: c.LabelA, LabelB: c.LabelB}.differences()
		first = first || len(x) == 1 && x[0].Class == d[0].Class && x[0].Feature == d[0].Feature
		rest = rest || len(x) > 0 && len(x) == len(d)-1 && !(x[0].Class == d[0].Class && x[0].Feature == d[0].Feature)
	}
	return first && rest
}
