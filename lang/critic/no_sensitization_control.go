package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-sensitization-control", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "A shock is said to undo habituation, and no rested animal was shocked.",
		Looks:    "Claims that a strong stimulus raises the response of habituated animals, in a design in which no rested animals are compared with and without it.",
		Why:      "A shock raises the response of rested animals as well: that is sensitization. If it raises the response of habituated animals by no more, nothing was undone. Only the two by two of trained or rested and shocked or not can tell.",
		Example:  "experiment \"e\" {\n  role test: mantle_test\n  group shocked n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group unshocked n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  expect dishabituation: shocked.test > unshocked.test\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test\n  group hab_shock n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group hab_only n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group rest_shock n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group rest_only n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  expect dishabituation: hab_shock.test > hab_only.test\n  expect \"more than sensitization\": (hab_shock.test - hab_only.test) > (rest_shock.test - rest_only.test)\n}",
		Limits:   "Whether dishabituation is a process of its own is disputed. The control answers the question in your animals.",
		Reading:  []string{"Marcus, Nolen, Rankin & Carew 1988 Science 241:210", "Hawkins, Cohen, Greene & Kandel 1998 Behav Neurosci 112:24"},
	},
	find: func(s *Study) (list []Finding) {
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				if !c.Parallel() || !claim.Simple {
					continue
				}
				d := c.differences()
				test := c.A.response(c.LabelA)
				if len(d) != 1 || d[0].Feature != "" || d[0].First.Kind != timeline.Present || d[0].Class == test.class() {
					continue
				}
				if c.A.repeated(test, d[0].First.Onset) < habituating || c.B.repeated(test, d[0].First.Onset) < habituating || s.untouched(test, d[0].Class) {
					continue
				}
				list = append(list, Finding{At: claim.At,
					Message: fmt.Sprintf("The %s raises the response of habituated animals. It may raise that of rested animals just as much, and none were tried.", d[0].Class),
					Open:    "The " + d[0].Class + " sensitizes any animal, and undoes nothing.",
					Fix:     fmt.Sprintf("add animals that are not trained (omit before the training), with the %s and without, and compare", d[0].Class),
					Edits:   s.untrained(claim, c, test, d[0].First.Onset),
					Rivals:  []string{"sensitization", "fatigue"}})
				break
			}
		}
		return list
	},
})

// untouched says whether two conditions that were not trained with a stimulus differ in whether they get another one.
func (s *Study) untouched(test Act, class string) bool {
	for _, a := range s.Conditions {
		for _, b := range s.Conditions {
			if a == b || a.repeated(test, test.Onset) >= habituating || b.repeated(test, test.Onset) >= habituating {
				continue
			}
			for _, d := range (Contrast{A: a, B: b, LabelA: test.Label, LabelB: test.Label}).differences() {
				if d.Class == class && d.Feature == "" {
					return true
				}
			}
		}
	}
	return false
}

// untrained adds animals that go through the same without the training, and compares what the strong stimulus does to both.
func (s *Study) untrained(claim *Claim, c Contrast, test Act, before int64) []diag.Edit {
	d := s.draft()
	with, without := d.cross("history", "trained", "rested", []*Condition{c.A, c.B}, func(a Act) bool {
		return a.like(test) && a.Onset < before && !Before(a.Role) && !After(a.Role) && a.Label != test.Label
	})
	if len(without) < 2 || without[0] == nil || without[1] == nil {
		return nil
	}
	op := strings.TrimSuffix(claim.Question.Op, "=")
	refs := []timeline.Reference{c.RefA, c.RefB}
	if c.RefA.Right {
		with, without, refs = []*Condition{with[1], with[0]}, []*Condition{without[1], without[0]}, []timeline.Reference{c.RefB, c.RefA}
	}
	effect := func(x []*Condition) string {
		return "(" + naming(x[0], refs[0].Label, refs[0].Field) + " - " + naming(x[1], refs[1].Label, refs[1].Field) + ")"
	}
	d.expect(claim, effect(with)+" "+op+" "+effect(without))
	return d.done()
}
