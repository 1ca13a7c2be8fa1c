package critic

import (
	"slices"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "not-randomized", Family: "assignment", Severity: diag.Error,
	Page: Page{
		Title:    "The animals do not get their group by chance.",
		Looks:    "assign in order, where an expectation compares different animals.",
		Why:      "The first animals that are caught are the slow ones, the first days are warmer, and one gets better at it. Whoever fills one group after the other gives each group something of its own. Chance does not.",
		Example:  "experiment \"e\" {\n  assign in order\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  assign random\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "A script without a word on it assigns at random.",
		Reading:  []string{"Fisher 1935 The Design of Experiments, ch. 2", "Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0, item 4)"},
	},
	find: func(s *Study) (list []Finding) {
		a := s.Design.Assign
		if a == nil || !a.InOrder || !s.betweenAnimals() {
			return nil
		}
		return []Finding{{At: a.Span(),
			Message: "One group is filled after the other. Whatever differs between early and late animals then differs between the groups.",
			Open:    "The groups differed from the start, or their days did.",
			Fix:     "write assign random",
			Edits:   []diag.Edit{{Span: a.Span(), Text: "assign random"}},
			Rivals:  s.waiting()}}
	},
})

// waiting are rivals in which an animal differs by when it came: where the side that is said to be stronger comes last, those
// that gain while they wait, and where it comes first, those that lose.
func (s *Study) waiting() (list []string) {
	add := func(name string) {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	for _, claim := range s.Claims {
		for _, c := range claim.Contrasts {
			if c.Same() || c.Factor != "" || c.RefA.Right || !c.RefB.Right || c.A.Index == c.B.Index {
				continue
			}
			switch less := claim.Question.Op == "<" || claim.Question.Op == "<="; {
			case claim.Equivalence():
			case less == (c.A.Index < c.B.Index):
				add("settling")
			default:
				add("waning")
			}
		}
	}
	if len(list) == 0 {
		list = []string{"settling", "waning"}
	}
	return list
}

// betweenAnimals says whether a claim compares different animals.
func (s *Study) betweenAnimals() bool {
	return slices.ContainsFunc(s.Claims, (*Claim).betweenAnimals)
}

func (c *Claim) betweenAnimals() bool {
	return slices.ContainsFunc(c.Contrasts, func(x Contrast) bool { return x.A.Index != x.B.Index })
}
