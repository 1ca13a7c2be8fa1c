package critic

import (
	"fmt"
	"strings"
	"unicode"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "chosen-for-being-extreme", Family: "measures", Severity: diag.Error,
	Page: Page{
		Title:    "Animals are chosen for an extreme response, and then change back.",
		Looks:    "exclude in the plan that looks at a response before the treatment, where an expectation compares that same response with a later one of the same animals.",
		Why:      "Every response has some chance in it. Animals with a very long first response had good luck that day, and will be nearer to the mean the next time, whatever is done to them. That is regression to the mean.",
		Example:  "experiment \"e\" {\n  measure siphon.duration blind\n  group trained n=24 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=24 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < trained.base\n  explore test by group\n  plan { exclude base < 16s }\n}",
		Repaired: "experiment \"e\" {\n  measure siphon.duration blind\n  group trained n=24 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=24 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n  explore test by group\n  plan { exclude base < 16s }\n}",
		Limits:   "Choosing by one response and comparing by another one is sound.",
		Reading:  []string{"Barnett, van der Pols & Dobson 2005 Int J Epidemiol 34:215 (regression to the mean)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, x := range s.Design.Plan.Exclude {
			text := x.Span().Text()
			for _, claim := range s.Claims {
				for _, c := range claim.Contrasts {
					early := c.LabelA
					if !Before(s.Role(early)) {
						early = c.LabelB
					}
					if !c.Same() || !Before(s.Role(early)) || !words(text)[early] || claim.Equivalence() {
						continue
					}
					fix, edits := s.comparison(c, early, x)
					list = append(list, Finding{At: claim.At,
						Message: fmt.Sprintf("Animals are chosen by %s, and then %s is compared with a later response of theirs. Who was chosen for an extreme value comes nearer to the mean by itself.", early, early),
						Open:    "Nothing was done by the treatment: it is regression to the mean.",
						Fix:     fix,
						Edits:   edits,
						Notes:   []diag.Note{{Span: x.Span(), Text: "chosen here"}},
						Rivals:  []string{"unsteady"}})
					break
				}
			}
		}
		return list
	},
})

// words are the names in a text.
func words(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		set[w] = true
	}
	return set
}

// comparison puts animals that were chosen in the same way and not treated in the place of the early response, or where
// there are none lets all animals count.
func (s *Study) comparison(c Contrast, early string, exclude ast.Expr) (fix string, edits []diag.Edit) {
	d := s.draft()
	before, after := c.RefA, c.RefB
	if c.LabelA != early {
		before, after = c.RefB, c.RefA
	}
	for _, o := range s.Conditions {
		if o != c.A && lacking(Contrast{A: c.A, B: o, LabelA: after.Label, LabelB: after.Label}) {
			name := naming(o, after.Label, after.Field)
			d.replace(written(before), name)
			return "compare with animals that were chosen in the same way and not treated: " + name, d.done()
		}
	}
	at := exclude.Span()
	at.Start = strings.LastIndex(at.File.Text[:at.Start], "exclude")
	d.replace(at, "")
	return "let all animals count, and take the exclusion out", d.done()
}

// lacking says whether the second condition of a contrast lacks a treatment of the first.
func lacking(c Contrast) bool {
	for _, d := range c.differences() {
		if d.Feature == "" {
			return len(c.A.treatments(c.LabelA)) > 0
		}
	}
	return false
}
