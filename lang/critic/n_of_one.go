package critic

import (
	"fmt"
	"math"
	"slices"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "n-of-one", Family: "power", Severity: diag.Error,
	Page: Page{
		Title:    "Animals are compared, and there are too few of a kind for any answer.",
		Looks:    "The number of animals in each group or cell that an expectation compares with others: one, or so few that no outcome could reach the plan's alpha. A permutation test of 3 and 3 animals has 20 arrangements, so its p value is never below 2 in 20.",
		Why:      "One animal differs from another for a hundred reasons: its age, its food, its mood. With one animal on a side nobody can tell them from what was done to it.",
		Example:  "experiment \"e\" {\n  group trained n=1 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=1 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "Case studies of one animal with many alternating phases have their own logic (reversal designs). The rule does not know them.",
		Reading:  []string{"Hurlbert 1984 Ecol Monogr 54:187 (pseudoreplication)", "Lazic 2010 BMC Neurosci 11:5"},
	},
	find: func(s *Study) (list []Finding) {
		defer func() { list = append(list, s.undecidable()...) }()
		var alone []*Condition
		seen := map[int]bool{}
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				for _, x := range []*Condition{c.A, c.B} {
					if x.Branch.N == 1 && !x.Branch.Auto && !seen[x.Index] && !s.Timeless() {
						seen[x.Index] = true
						alone = append(alone, x)
					}
				}
			}
		}
		if len(alone) == 0 {
			return nil
		}
		d, has := s.draft(), "has one animal, and it is compared"
		for _, c := range alone {
			d.animals(c, 12)
		}
		if len(alone) > 1 {
			has = "have one animal each, and it is compared"
		}
		return []Finding{{At: alone[0].Branch.At,
			Message: fmt.Sprintf("%s %s with others. A single animal may differ from them for any reason.", named(alone), has),
			Open:    "The animal is different from the start, whatever is done to it.",
			Fix:     fmt.Sprintf("take as many as the plan needs: n=%d, or n=auto with plan { alpha 0.05; power 80%%; smallest d=1 }", s.full(12)),
			Edits:   d.done()}}
	},
})

// undecidable are the claims that could not come true with so few animals, whatever these did.
func (s *Study) undecidable() (list []Finding) {
	alpha := s.alpha()
	for _, claim := range s.Claims {
		c, ok := claim.sides()
		if !ok || !slices.Contains([]string{"", "permutation", "mannwhitney", "wilcoxon"}, claim.Question.By) {
			continue
		}
		a, b := c.A.Branch, c.B.Branch
		if a.Auto || b.Auto || a.N < 2 || b.N < 2 {
			continue
		}
		ways, many := math.Exp2(float64(a.N)), fmt.Sprintf("the signs of %d differences", a.N)
		if a != b {
			ways, many = choose(a.N+b.N, a.N), fmt.Sprintf("%d and %d animals", a.N, b.N)
		}
		least := 1 / ways
		if a == b || a.N == b.N { // the mirror image is as extreme
			least *= 2
		}
		if least <= alpha {
			continue
		}
		d := s.draft()
		d.animals(c.A, 12)
		d.animals(c.B, 12)
		list = append(list, Finding{At: claim.At,
			Message: fmt.Sprintf("Chance can deal out %s in %.0f ways, so the p value of this is never below %.2g. It cannot come true at %g, whatever the animals do.", many, ways, least, alpha),
			Open:    "Nothing can be found, and finding nothing means nothing.",
			Fix:     fmt.Sprintf("take more: n=%d, or n=auto with plan { alpha 0.05; power 80%%; smallest d=1 }", s.full(12)),
			Edits:   d.done()})
	}
	return list
}

// sides are what stands on the two sides of a claim that compares two conditions, or one with itself.
func (c *Claim) sides() (Contrast, bool) {
	if !c.Simple || c.Equivalence() || c.Question.Kind != timeline.Compare {
		return Contrast{}, false
	}
	for _, x := range c.Contrasts {
		if x.RefA.Right != x.RefB.Right && x.Factor == "" && (x.A.Index != x.B.Index || !c.betweenAnimals()) && len(x.RefA.Branches) == 1 && len(x.RefB.Branches) == 1 {
			return x, true
		}
	}
	return Contrast{}, false
}

// decidable says whether so many animals can be compared with themselves.
func decidable(b *timeline.Branch, alpha float64) bool {
	return b.Auto || 2/math.Exp2(float64(b.N)) <= alpha
}

func (s *Study) alpha() float64 { return orElse(s.Design.Plan.Alpha, 0.05) }

// choose is the number of ways to choose k of n.
func choose(n, k int) float64 {
	x := 1.0
	for i := range k {
		x *= float64(n-i) / float64(i+1)
	}
	return math.Round(x)
}
