package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-baseline", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title:    "Nothing was read before the treatment.",
		Looks:    "Compared conditions in which no response in the role base or pre comes before the treatment, unless both begin with the stimulus that is tested.",
		Why:      "Groups differ a little before anything is done to them. A response before the treatment shows by how much, and lets each animal be compared with itself, which needs fewer animals.",
		Example:  "experiment \"e\" {\n  group trained n=12 { rest 30min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { rest 30min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 30min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 30min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "With many animals that are assigned at random a baseline is not needed. It may even teach the animal something.",
		Reading:  []string{"Campbell & Stanley 1963 Experimental and Quasi-Experimental Designs (design 4 against 6)"},
	},
	find: func(s *Study) (list []Finding) {
		var without []*Condition
		seen := map[int]bool{}
		label := ""
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				if !c.Parallel() || !After(s.Role(c.LabelA)) || s.Timeless() || c.A.begins(c.LabelA) && c.B.begins(c.LabelB) {
					continue
				}
				for _, x := range []*Condition{c.A, c.B} {
					if seen[x.Index] || !c.treated() || x.baseline(c.LabelA) {
						continue
					}
					seen[x.Index] = true
					without = append(without, x)
					if label == "" {
						label = c.LabelA
					}
				}
			}
		}
		if len(without) == 0 {
			return nil
		}
		text := "base: " + s.bare(without[0].response(label))
		return []Finding{{At: without[0].Branch.At,
			Message: fmt.Sprintf("Nothing is read in %s before the treatment. Nobody knows whether the animals were alike at the start.", named(without)),
			Open:    "The animals differed before anything was done to them.",
			Fix:     "read the same response first: " + text + "; rest 10min",
			Edits:   s.beginning(without, text)}}
	},
})

// treated says whether something is done to either condition before the compared responses.
func (c Contrast) treated() bool {
	return len(c.A.treatments(c.LabelA)) > 0 || len(c.B.treatments(c.LabelB)) > 0
}

// baseline says whether a response in the role base or pre comes before one under a label.
func (c *Condition) baseline(label string) bool {
	for _, a := range c.Whole {
		if a.Label == label {
			return false
		}
		if Before(a.Role) {
			return true
		}
	}
	return false
}

// begins says whether what is done first to the animals is what a label reads: the first trial of a training is a baseline too.
func (c *Condition) begins(label string) bool {
	for _, a := range c.Whole {
		if !a.Omitted && a.class() != "" {
			return a.Label != "" && a.Label != label && a.like(c.response(label))
		}
	}
	return false
}

// response is the first act under a label.
func (c *Condition) response(label string) Act {
	for _, a := range c.Acts {
		if a.Label == label {
			return a
		}
	}
	return Act{}
}

// beginning puts a response at the beginning of what is done to conditions, and ten minutes behind it where no rest
// follows.
func (s *Study) beginning(conditions []*Condition, response string) []diag.Edit {
	d := s.draft()
	for _, c := range conditions {
		text := response
		if body := s.body(c); body != nil && len(body.Stmts) > 0 {
			if _, rests := body.Stmts[0].(*ast.Rest); !rests {
				text += "; rest 10min"
			}
		}
		d.first(s.body(c), text)
	}
	return d.done()
}
