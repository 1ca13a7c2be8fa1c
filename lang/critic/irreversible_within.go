package critic

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "irreversible-within", Family: "assignment", Severity: diag.Error,
	Page: Page{
		Title:    "A condition that cannot be undone is one of several in the same animal.",
		Looks:    "Operations (remove, cut) inside `within`.",
		Why:      "A ganglion that was taken out does not come back for the next session. Half of the animals are without it in both conditions.",
		Example:  "experiment \"e\" {\n  factor surgery within [sham_operated, ablated] order balanced washout 7d\n  each n=10 {\n    within surgery {\n      base: touch siphon; rest 30min\n      when surgery is ablated { remove abdominal_ganglion } else { sham abdominal_ganglion }\n      rest 24h; post: touch siphon\n    }\n  }\n  expect post[surgery=ablated] < post[surgery=sham_operated]\n}",
		Repaired: "experiment \"e\" {\n  factor surgery between [sham_operated, ablated]\n  each n=10 per cell {\n      base: touch siphon; rest 30min\n      when surgery is ablated { remove abdominal_ganglion } else { sham abdominal_ganglion }\n      rest 24h; post: touch siphon\n  }\n  expect post[surgery=ablated] < post[surgery=sham_operated]\n}",
		Limits:   "Training that lasts for weeks is hardly reversible either, and the rule says nothing of it.",
		Reading:  []string{"Senn 2002 Cross-over Trials in Clinical Research, ch. 1"},
	},
	find: func(s *Study) (list []Finding) {
		seen := map[int]bool{}
		for _, c := range s.Conditions {
			if len(c.Levels) == len(c.Branch.Factors) {
				continue
			}
			for _, a := range c.delivered() {
				if a.Kind != timeline.Remove && a.Kind != timeline.Cut || seen[a.At.Start] {
					continue
				}
				seen[a.At.Start] = true
				list = append(list, Finding{At: a.At,
					Message: "This cannot be undone, and it is one of several conditions of the same animal. Whoever gets it first has it in every session behind it.",
					Open:    "The other condition was read in animals without the part as well.",
					Fix:     "give the factor to different animals: between instead of within",
					Edits:   s.separated()})
			}
		}
		return list
	},
})

// separated gives the levels of the one factor within animals to different ones; nothing where there are more factors.
func (s *Study) separated() []diag.Edit {
	d := s.draft()
	within := s.Design.Within()
	if len(within) != 1 {
		return nil
	}
	f := within[0]
	each(s.Body, func(st ast.Stmt) {
		switch x := st.(type) {
		case *ast.Factor:
			if x.Name.Text == f.Name {
				d.replace(x.Span(), "factor "+f.Name+" between "+x.Levels.Span().Text())
			}
		case *ast.Within:
			if x.Body == nil || len(x.Body.Stmts) == 0 {
				d.giveUp()
				return
			}
			head, body := x.Span(), x.Body.Span()
			head.End = x.Body.Stmts[0].Span().Start
			tail := body
			tail.Start = x.Body.Stmts[len(x.Body.Stmts)-1].Span().End
			d.replace(head, "")
			d.replace(tail, "")
		}
	})
	return d.done()
}
