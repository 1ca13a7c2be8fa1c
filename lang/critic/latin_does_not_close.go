package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "latin-does-not-close", Family: "assignment", Severity: diag.Error,
	Page: Page{
		Title:    "The animals cannot be divided equally among the orders.",
		Looks:    "The number of animals, and the number of orders that a balanced or latin order of the sessions needs: k for k levels, and 2k for a balanced order of an odd k.",
		Why:      "With ten animals and six orders some orders come twice and others once. Then a level stands more often in the first place than another, and the order is not balanced any more.",
		Example:  "experiment \"e\" {\n  factor grams within [0.5g, 2g, 8g] order balanced washout 24h\n  each n=10 {\n    within grams { base: touch siphon force 2g; rest 10min; train: touch siphon force grams x10 every 30s; rest 15min; test: touch siphon force 2g }\n  }\n  explore test by grams\n}",
		Repaired: "experiment \"e\" {\n  factor grams within [0.5g, 2g, 8g] order balanced washout 24h\n  each n=12 {\n    within grams { base: touch siphon force 2g; rest 10min; train: touch siphon force grams x10 every 30s; rest 15min; test: touch siphon force 2g }\n  }\n  explore test by grams\n}",
		Limits:   "order random closes with any number, but leaves the balance to chance.",
		Reading:  []string{"Williams 1949 Aust J Sci Res A 2:149"},
	},
	find: func(s *Study) (list []Finding) {
		for _, f := range s.Design.Within() {
			k := sequences(f.Order, len(f.Levels))
			for _, b := range s.Design.Branches {
				if b.Auto || b.N%k == 0 {
					continue
				}
				below, above := b.N/k*k, (b.N/k+1)*k
				fix := fmt.Sprintf("write n=%d", above)
				if below > 0 {
					fix = fmt.Sprintf("write n=%d or n=%d", below, above)
				}
				list = append(list, Finding{At: b.At,
					Message: fmt.Sprintf("The %s order of %d levels needs %d sequences, and n=%d is no multiple of %d. Some sequences would come more often than others.", f.Order, len(f.Levels), k, b.N, k),
					Open:    "A level that stands more often in the first place may win by its place.",
					Fix:     fix,
					Edits:   s.enlarged(b, above)})
			}
		}
		return list
	},
})

// enlarged gives a cell of the design so many animals.
func (s *Study) enlarged(b *timeline.Branch, n int) []diag.Edit {
	d := s.draft()
	for _, c := range s.Conditions {
		if c.Branch == b {
			d.animals(c, n)
		}
	}
	return d.done()
}
