package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "empty-or-lopsided-cell", Family: "assignment", Severity: diag.Warning,
	Page: Page{
		Title:    "One group is more than twice as large as another that it is compared with.",
		Looks:    "The numbers of animals of compared groups or cells.",
		Why:      "The smaller group decides how well the two can be told apart: twenty animals against six are hardly better than eight against eight. And when the two spread differently, some tests go wrong.",
		Example:  "experiment \"e\" {\n  group trained n=20 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=6 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=13 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=13 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "A larger control group that serves several comparisons is sound. Up to twice the size nothing is said.",
		Reading:  []string{"Dunnett 1955 J Am Stat Assoc 50:1096 (size of a shared control)"},
	},
	find: func(s *Study) (list []Finding) {
		seen := map[[2]int]bool{}
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				a, b := c.A, c.B
				if a.Branch.N > b.Branch.N {
					a, b = b, a
				}
				key := [2]int{a.Index, b.Index}
				if a.Branch.Auto || b.Branch.Auto || b.Branch.N <= 2*a.Branch.N || seen[key] {
					continue
				}
				seen[key] = true
				n, d := s.full((a.Branch.N+b.Branch.N)/2), s.draft()
				d.animals(a, n)
				d.animals(b, n)
				list = append(list, Finding{At: a.Branch.At,
					Message: fmt.Sprintf("%s has %d animals and %s has %d. The smaller group decides what can be seen, so most of the larger one is wasted.", a.Name(), a.Branch.N, b.Name(), b.Branch.N),
					Open:    "A difference may be missed, or made, by the few.",
					Fix:     fmt.Sprintf("divide the same animals equally: n=%d in both", n),
					Edits:   d.done()})
			}
		}
		return list
	},
})
