package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "order-not-balanced", Family: "assignment", Severity: diag.Error,
	Page: Page{
		Title:    "Every animal goes through the conditions in the same order.",
		Looks:    "Factors within animals whose order is fixed, where an expectation compares their sessions.",
		Why:      "What comes second is done to an animal that is older, more tired and has learnt from the first. With one order for all, the second condition and the second session are the same thing. A balanced order puts each condition equally often in each place and behind each other one.",
		Example:  "experiment \"e\" {\n  factor site within [mantle, siphon] washout 48h\n  each n=12 {\n    within site { base: touch site; rest 10min; train: touch site x10 every 30s; rest 2min; test: touch site }\n  }\n  expect test[site=siphon] < test[site=mantle]\n}",
		Repaired: "experiment \"e\" {\n  factor site within [mantle, siphon] order balanced washout 48h\n  each n=12 {\n    within site { base: touch site; rest 10min; train: touch site x10 every 30s; rest 2min; test: touch site }\n  }\n  expect test[site=siphon] < test[site=mantle]\n}",
		Limits:   "Balancing does not help where one order changes everything: what is learnt first may never be as it was. Then use different animals.",
		Reading:  []string{"Williams 1949 Aust J Sci Res A 2:149", "Senn 2002 Cross-over Trials in Clinical Research"},
	},
	find: func(s *Study) (list []Finding) {
		for _, f := range s.Design.Within() {
			if f.Order != "fixed" || !s.compares(f.Name) {
				continue
			}
			x := Finding{At: f.At,
				Message: fmt.Sprintf("Every animal goes through the levels of %s in the same order. What comes later is done to an animal that has been through the earlier ones.", f.Name),
				Open:    "The place in the order makes the difference, and not " + f.Name + ".",
				Fix:     "write order balanced behind the levels",
				Rivals:  []string{"drift"}}
			x.Edits = s.balanced(f)
			list = append(list, x)
		}
		return list
	},
})

// compares says whether a claim compares levels of a factor within animals.
func (s *Study) compares(factor string) bool {
	for _, claim := range s.Claims {
		for _, c := range claim.Contrasts {
			if c.A.Level(factor) != c.B.Level(factor) {
				return true
			}
		}
	}
	return false
}

// sequences is how many orders of k levels have to come equally often; 1 where any number of animals will do.
func sequences(order string, k int) int {
	switch {
	case order == "balanced" && k%2 == 1 && k > 1:
		return 2 * k
	case order == "balanced" || order == "latin":
		return k
	}
	return 1
}

// balanced deals out the orders of a factor evenly, with as many animals as that takes.
func (s *Study) balanced(f *timeline.Factor) []diag.Edit {
	d := s.draft()
	each(s.Body, func(st ast.Stmt) {
		if x, ok := st.(*ast.Factor); ok && x.Name.Text == f.Name {
			if x.Order != nil {
				d.replace(x.Order.Span(), "balanced")
			} else {
				d.insert(x.Span(), x.Levels.Span().End, " order balanced")
			}
		}
	})
	parts := sequences("balanced", len(f.Levels))
	for _, c := range s.Conditions {
		if n := c.Branch.N; !c.Branch.Auto && n%parts != 0 {
			d.animals(c, (n/parts+1)*parts)
		}
	}
	return d.done()
}
