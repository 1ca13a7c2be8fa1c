package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-control", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title:    "A change is claimed, and nothing shows what would have happened without the treatment.",
		Looks:    "Expectations that compare a response before the treatment with one behind it in the same animals, in a design that has no condition without the treatment.",
		Why:      "Animals change by themselves: they tire, they get used to the tank, they grow old, the water warms up. Only animals that go through the same without the treatment show how much of the change that is.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 1h; train: touch siphon x10 every 30s; rest 1d; test: touch siphon }\n  expect trained.test < 80% of trained.base\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 1h; train: touch siphon x10 every 30s; rest 1d; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 1h; train: omit touch siphon x10 every 30s; rest 1d; test: touch siphon }\n  expect trained.test / trained.base < handled.test / handled.base\n}",
		Limits:   "A control need not be a group: sessions of the same animals without the treatment do as well, and the rule knows them. A second site is not a control for time, since it may drift differently.",
		Reading:  []string{"Campbell & Stanley 1963 Experimental and Quasi-Experimental Designs (history, maturation)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Timeless() {
			return nil
		}
		for _, claim := range s.Claims {
			if claim.Equivalence() || len(claim.Contrasts) == 0 {
				continue
			}
			var lone *Condition
			var contrast Contrast
			for _, c := range claim.Contrasts {
				if !c.Same() || !s.changed(c) {
					lone = nil
					break
				}
				if !s.controlled(c.A, c.later(s)) {
					lone, contrast = c.A, c
				}
			}
			if lone == nil {
				continue
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("This compares %s before and behind the treatment, and no animal goes through the same without it. Nobody knows how much would have changed anyway.", lone.Name()),
				Open:    "Time, the tests or the handling changed the response, and not the treatment.",
				Fix:     "add animals that go through the same without the treatment (omit before it), and compare the changes of the two",
				Edits:   s.control(claim, contrast),
				Rivals:  []string{"drift"}})
			break // the same animals are missing in all other claims
		}
		return list
	},
})

// changed says whether a contrast is one of before against after, with something delivered in between.
func (s *Study) changed(c Contrast) bool {
	if !s.beforeAfter(c) {
		return false
	}
	for _, t := range c.A.treatments(c.later(s)) {
		if t.Delivered > 0 {
			return true
		}
	}
	return false
}

// beforeAfter says whether one label of a contrast is read before the treatment and the other behind it.
func (s *Study) beforeAfter(c Contrast) bool {
	a, b := s.Role(c.LabelA), s.Role(c.LabelB)
	return Before(a) && After(b) || After(a) && Before(b)
}

// later is the label of a contrast that is read behind the treatment.
func (c Contrast) later(s *Study) string {
	if After(s.Role(c.LabelA)) {
		return c.LabelA
	}
	return c.LabelB
}

// controlled says whether some condition lacks a treatment that this one has before a response.
func (s *Study) controlled(c *Condition, label string) bool {
	for _, o := range s.Conditions {
		if o == c {
			continue
		}
		for _, d := range (Contrast{A: c, B: o, LabelA: label, LabelB: label}).differences() {
			if d.Feature == "" || d.Feature == "dose" || d.Feature == "site" {
				return true
			}
		}
	}
	return false
}

// control adds animals that go through the same without the treatment, and compares the changes of the two.
func (s *Study) control(claim *Claim, c Contrast) []diag.Edit {
	d := s.draft()
	later, early := c.later(s), c.LabelA
	if early == later {
		early = c.LabelB
	}
	end := c.A.response(later).Onset
	with, without := d.cross("treatment", "given", "withheld", []*Condition{c.A}, func(a Act) bool {
		return a.class() != "" && a.Onset < end && a.Label != later && !Before(a.Role) && !After(a.Role) && !a.Peeked
	})
	if len(without) == 0 || without[0] == nil {
		return nil
	}
	_, op := s.change(claim)
	field := map[string]string{c.LabelA: c.RefA.Field, c.LabelB: c.RefB.Field}
	share := func(x *Condition) string {
		return naming(x, later, field[later]) + " / " + naming(x, early, field[early])
	}
	d.expect(claim, share(with[0])+" "+op+" "+share(without[0]))
	return d.done()
}
