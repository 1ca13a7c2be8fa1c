package critic

import (
	"fmt"
	"math"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "underpowered", Family: "power", Severity: diag.Warning,
	Page: Page{
		Title:    "There are too few animals for the effect that the plan looks for.",
		Looks:    "The plan's alpha, power and smallest effect, against the number of animals in the smallest comparison: n = 2 (z + z)² / d² in each of two groups, and half of that for an animal with itself. With check --simulate, and in power, how often the claim came out in simulated experiments.",
		Why:      "With too few animals a true effect is missed more often than not. And what is found then is found since chance made it large: it will not be found again.",
		Example:  "experiment \"e\" {\n  group trained n=5 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=5 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n  plan { alpha 0.05; power 80%; smallest d=1 }\n}",
		Repaired: "experiment \"e\" {\n  group trained n=17 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=17 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n  plan { alpha 0.05; power 80%; smallest d=1 }\n}",
		Limits:   "It uses the plan's smallest effect and the normal approximation. The animals may show a larger effect: ask protoexp power.",
		Reading:  []string{"Button et al. 2013 Nat Rev Neurosci 14:365", "Cohen 1988 Statistical Power Analysis"},
	},
	observe: func(s *Study, o Observation) (list []Finding) {
		for i, x := range o.Outcomes {
			if i >= len(s.Claims) || x.Of == 0 || x.High >= x.Wanted {
				continue
			}
			list = append(list, Finding{At: s.Claims[i].At,
				Message: fmt.Sprintf("Tried with simulated animals, this came out in %d of %d experiments: in %.0f of 100 at most, by the 95 %% interval. The plan asks for %.0f.", x.Held, x.Of, 100*x.High, 100*x.Wanted),
				Open:    "If nothing is found, the effect may be there all the same; or there is none in these animals.",
				Fix:     "protoexp power says how many animals it needs"})
		}
		return list
	},
	find: func(s *Study) (list []Finding) {
		p := s.Design.Plan
		if p.Smallest == 0 {
			return nil
		}
		z := quantile(1-s.alpha()/2) + quantile(orElse(p.Power, 0.8))
		for _, claim := range s.Claims {
			if claim.Equivalence() || !claim.Simple || len(claim.Contrasts) == 0 || claim.Question.Kind != timeline.Compare {
				continue
			}
			n := s.animals(claim)
			need := z * z / (p.Smallest * p.Smallest) // of the same animals
			if claim.betweenAnimals() {
				need *= 2
			}
			if n == 0 || float64(n) >= 0.85*need {
				continue
			}
			d, each := s.draft(), 0
			for _, c := range claim.Contrasts {
				for _, x := range []*Condition{c.A, c.B} {
					each = max(each, s.full((x.Branch.N*int(math.Ceil(need))+n-1)/n))
					d.animals(x, (x.Branch.N*int(math.Ceil(need))+n-1)/n)
				}
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("To find an effect of d = %g in %.0f of 100 experiments takes about %.0f animals on each side. There are %d.", p.Smallest, 100*orElse(p.Power, 0.8), math.Ceil(need), n),
				Open:    "If nothing is found, the effect may be there all the same.",
				Fix:     fmt.Sprintf("write n=%d or n=auto; protoexp power simulates it", each),
				Edits:   d.done()})
		}
		return list
	},
})

// animals is the number of animals on the smaller side of a claim; 0 where the plan is to find it.
func (s *Study) animals(claim *Claim) (n int) {
	for _, right := range []bool{false, true} {
		side, seen := 0, map[int]bool{}
		for _, r := range claim.Question.References {
			if r.Right != right {
				continue
			}
			for _, i := range r.Branches {
				if b := s.Design.Branches[i]; b.Auto {
					return 0
				} else if !seen[i] {
					seen[i] = true
					side += b.N
				}
			}
		}
		if side > 0 && (n == 0 || side < n) {
			n = side
		}
	}
	return n
}

func orElse(x, usual float64) float64 {
	if x == 0 {
		return usual
	}
	return x
}

// quantile of the normal distribution, found by halving.
func quantile(p float64) float64 {
	low, high := -10.0, 10.0
	for range 60 {
		if mid := (low + high) / 2; math.Erfc(-mid/math.Sqrt2)/2 < p {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
