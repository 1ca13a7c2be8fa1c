package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-washout-test", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title:    "Nothing shows that the effect of a drug leaves with the drug.",
		Looks:    "Compared conditions with a drug that differs, and no response behind its wash or its end.",
		Why:      "A drug can act on what you study, or do damage. If the effect goes when the drug is washed out, it was no damage.",
		Example:  "experiment \"e\" {\n  role test: direct\n  group drugged n=12 { base: touch siphon; rest 30min; apply serotonin dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g }\n  group bathed n=12 { base: touch siphon; rest 30min; apply vehicle dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g }\n  expect drugged.test > bathed.test\n}",
		Repaired: "experiment \"e\" {\n  role test: direct\n  group drugged n=12 { base: touch siphon; rest 30min; apply serotonin dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g; wash; rest 2h; post: touch siphon }\n  group bathed n=12 { base: touch siphon; rest 30min; apply vehicle dose 10uM; rest 5min; test: touch siphon; rest 1min; direct: touch gill force 8g; wash; rest 2h; post: touch siphon }\n  expect drugged.test > bathed.test\n}",
		Limits:   "Drugs whose effect is meant to last (five baths of serotonin for a long-term memory) are judged by their control, not by washout. They end before the test, so nothing is said.",
		Reading:  []string{"Ritter et al. 2019 Rang & Dale's Pharmacology, 9th ed., ch. 2 (reversible antagonism)"},
	},
	find: func(s *Study) (list []Finding) {
		seen := map[int]bool{}
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			a, ok := has.delivers(c.label(has), timeline.Apply)
			b, _ := lacks.delivers(c.label(lacks), timeline.Apply)
			if !ok || a.Target == b.Target || a.Target == solvent && b.Target != "" || has.washedBefore(a) || seen[a.At.Start] || seen[b.At.Start] && b.At.End > 0 {
				return
			}
			seen[a.At.Start] = true
			rest := s.Design.Recovery
			if rest == 0 {
				rest = 2 * 3600e9
			}
			text := "wash; rest " + timeline.Duration(rest) + "; recovery: " + s.bare(has.response(c.label(has)))
			list = append(list, Finding{At: a.At,
				Message: fmt.Sprintf("Every response of %s is read with %s in the bath. Nothing shows that the effect leaves with the drug.", has.Name(), a.Target),
				Open:    "The drug did damage, and the response would stay changed without it.",
				Fix:     "wash it out and look again, in all groups: " + text,
				Edits:   s.ending(text)})
		})
		return list
	},
})

// washedBefore says whether a response is read behind the end of a drug.
func (c *Condition) washedBefore(drug Act) bool {
	ended := drug.For > 0
	end := drug.Onset + drug.For
	for _, a := range c.Acts {
		if a.Kind == timeline.Wash && a.Onset >= drug.Onset {
			ended, end = true, a.Onset
		}
		if ended && a.Onset >= end && a.Onset > drug.Onset && a.Trial > 0 && a.Label != "" {
			return true
		}
	}
	return false
}
