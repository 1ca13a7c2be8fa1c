package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

var _ = rule(Rule{Name: "time-mismatch", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title: "Two conditions are compared at different times.",
		Looks: "The time of the compared responses behind the training or, where one of them has none or has it at drawn times, behind the start. Times count as one within 5 s or 2 % of the interval, whichever is more. " +
			"Where time itself is the factor that is compared, nothing is said.",
		Why: "What was learnt fades, and what was tired recovers. If one group is tested after two minutes and the other after three hours, the difference may be the three hours. " +
			"Write omit for what a control does not get: every time is kept.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 2min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 3h; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 2min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 2min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "It compares one time for each condition, that of the first response under the label. Times that are drawn for each animal are left out, and so are learners that know only trials.",
		Reading:  []string{"Rescorla 1988 Annu Rev Neurosci 11:329 (what a control for learning must keep alike)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Timeless() {
			return nil
		}
		seen := map[[2]int]bool{}
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				if !c.Parallel() || s.timed(c) || seen[[2]int{c.A.Index, c.B.Index}] {
					continue
				}
				trained := c.A.schooled(c.LabelA) && c.B.schooled(c.LabelB)
				a, since, ok1 := c.A.waited(c.LabelA, trained)
				b, _, ok2 := c.B.waited(c.LabelB, trained)
				if !ok1 || !ok2 || a.Drawn || b.Drawn || near(a.Onset, b.Onset) {
					continue
				}
				seen[[2]int{c.A.Index, c.B.Index}] = true
				fix, edits := s.simultaneous(c, trained, trained && near(c.A.response(c.LabelA).Onset-c.A.Start, c.B.response(c.LabelB).Onset-c.B.Start), a.Onset, b.Onset)
				list = append(list, Finding{At: a.At,
					Message: fmt.Sprintf("%s is read %s after %s in %s, and %s after it in %s. The difference may be the time and not what was done.",
						c.LabelA, about(a.Onset), since, c.A.Name(), about(b.Onset), c.B.Name()),
					Open:    "What fades or recovers by itself had more time in one of them.",
					Fix:     fix,
					Edits:   edits,
					Drawing: draw("not the same time", c.A.strip(c.A.to(c.LabelA), c.A.wait(c.LabelA, trained)), c.B.strip(c.B.to(c.LabelB), c.B.wait(c.LabelB, trained))),
					Notes:   []diag.Note{{Span: b.At, Text: about(b.Onset) + " here"}}})
			}
		}
		return list
	},
})

// timed says whether two conditions are told apart by times, so that the time is the question.
func (s *Study) timed(c Contrast) bool {
	apart := false
	for _, f := range s.Design.Factors {
		if c.A.Level(f.Name) == c.B.Level(f.Name) {
			continue
		}
		apart = true
		if v := f.Levels[0]; v.Kind != eval.Number || v.Dim != unit.Time {
			apart = false
			break
		}
	}
	return apart || same(c.A.delivered(), c.B.delivered())
}

// same says whether the same things are done in the same order, whenever it may be.
func same(a, b []Act) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

// schooled says whether there is training before a response, at times that are the same in all animals.
func (c *Condition) schooled(label string) bool {
	acts := c.until(label)
	return slices.ContainsFunc(acts, func(a Act) bool { return a.Role == "train" }) &&
		!slices.ContainsFunc(acts, func(a Act) bool { return a.Role == "train" && a.Drawn })
}

// waited is the first response under a label, with its time behind the last act of training before it or behind the start.
func (c *Condition) waited(label string, trained bool) (a Act, since string, ok bool) {
	from, since := c.Start, "the start"
	for _, x := range c.Acts {
		if x.Label == label {
			x.Onset -= from
			return x, since, true
		}
		if trained && x.Role == "train" {
			from, since = x.Onset, "the last "+x.Label
		}
	}
	return Act{}, "", false
}

// wait marks the pieces between a response and what it is counted from.
func (c *Condition) wait(label string, trained bool) func(piece) bool {
	from, until := c.Start, c.response(label).Onset
	for _, a := range c.until(label) {
		if trained && a.Role == "train" {
			from = a.Onset
		}
	}
	return func(p piece) bool { return p.pause && p.from >= from && p.until <= until }
}
