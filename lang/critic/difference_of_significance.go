package critic

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "difference-of-significance", Family: "inference", Severity: diag.Error,
	Page: Page{
		Title:    "Each group is compared with itself, and the groups are not compared.",
		Looks:    "Expectations about changes within two or more conditions, in a design in which no expectation compares these conditions with each other.",
		Why:      "One group changed significantly and the other did not: that does not show that they differ. The one may have a p value of 0.04 and the other of 0.06. Compare the changes themselves.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < trained.base\n  expect handled.test ~ handled.base margin 10%\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test / trained.base < handled.test / handled.base\n}",
		Limits:   "Where each group has its own hypothesis and nothing is said about their difference, it is no mistake. Nothing is said where a change beyond a share (> 150%) stands against one within a smaller margin: then the two do differ.",
		Reading:  []string{"Gelman & Stern 2006 Am Stat 60:328", "Nieuwenhuis, Forstmann & Wagenmakers 2011 Nat Neurosci 14:1105"},
	},
	find: func(s *Study) (list []Finding) {
		var alone []*Claim
		own := map[int]bool{}
		for _, claim := range s.Claims {
			same := len(claim.Contrasts) > 0
			for _, c := range claim.Contrasts {
				if !c.Same() && c.A.Index != c.B.Index {
					if !claim.Equivalence() {
						return nil
					}
					same = false
				}
			}
			if !same || !s.beforeAfter(claim.Contrasts[0]) {
				continue
			}
			indices := map[int]bool{}
			for _, c := range claim.Contrasts {
				indices[c.A.Index] = true
			}
			if len(indices) < len(s.Design.Branches) { // about some of the animals
				alone = append(alone, claim)
				for i := range indices {
					own[i] = true
				}
			}
		}
		if len(own) < 2 || banded(alone) {
			return nil
		}
		fix, edits := s.changes(alone)
		return []Finding{{At: alone[0].At,
			Message: "Each group is compared with its own beginning, and the groups are not compared with each other. That a change is found in one and not in the other does not make the two different.",
			Open:    "Both changed by nearly the same amount, on two sides of a threshold.",
			Fix:     fix,
			Edits:   edits,
			Notes:   []diag.Note{{Span: alone[len(alone)-1].At, Text: "and here the other one"}}}}
	},
})

// changes compares the changes of two claims that look at them one by one.
func (s *Study) changes(alone []*Claim) (fix string, edits []diag.Edit) {
	first, last := alone[0], alone[len(alone)-1]
	for _, c := range alone {
		if c.Contrasts[0].A != first.Contrasts[0].A {
			last = c
			break
		}
	}
	a, op := s.change(first)
	b, back := s.change(last)
	switch {
	case op == "~" && back == "~":
		b += " margin 15%"
	case op == "~":
		op = map[string]string{"<": ">", ">": "<"}[back]
	}
	d := s.draft()
	d.expect(last, a+" "+op+" "+b)
	return "compare the changes: expect " + a + " " + op + " " + b, d.done()
}

// change is how far a response is from its beginning, and in which direction a claim says that it goes.
func (s *Study) change(claim *Claim) (text, op string) {
	c := claim.Contrasts[0]
	before, after := c.RefA, c.RefB
	if !Before(s.Role(before.Label)) {
		before, after = after, before
	}
	op = strings.TrimSuffix(claim.Question.Op, "=")
	if after.Right {
		op = map[string]string{"<": ">", ">": "<", "~": "~"}[op]
	}
	return naming(c.A, after.Label, after.Field) + " / " + naming(c.A, before.Label, before.Field), op
}

// banded says whether claims about changes and claims that nothing changes leave a gap between them: one is beyond a share
// that the others' margins do not reach.
func banded(claims []*Claim) bool {
	margin, equal := 0.0, false
	for _, c := range claims {
		if c.Equivalence() {
			equal = true
			margin = max(margin, c.Question.Margin)
			if c.Question.Margin < 0 {
				return false
			}
		}
	}
	for _, c := range claims {
		if x := c.share(); !c.Equivalence() && (x == 0 || c.Question.Op[0] == '>' && x < 1+margin || c.Question.Op[0] == '<' && x > 1-margin) {
			return false
		}
	}
	return equal
}

// share is the part of its right-hand side that a claim names, 1.5 in > 150% of base; 0 where it names none.
func (c *Claim) share() float64 {
	x, ok := ast.Unparen(c.Question.Stmt.Claim).(*ast.Binary)
	if !ok {
		return 0
	}
	of, ok := ast.Unparen(x.Y).(*ast.Binary)
	if !ok {
		return 0
	}
	switch n := ast.Unparen(of.X).(type) {
	case *ast.Quantity:
		return n.Value.Value
	case *ast.Number:
		return n.Value
	}
	return 0
}
