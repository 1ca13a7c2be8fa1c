package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "unequal-preexposure", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "One group knows the signal already.",
		Looks:    "Designs with paired stimuli, in which compared conditions got a different number of the first stimulus before the training.",
		Why:      "A signal that was met alone ten times is learnt more slowly (latent inhibition), and the response to it has habituated. The groups then differ before the training begins.",
		Example:  "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; touch siphon for 500ms x10 every 5min; rest until 4h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; rest until 4h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Repaired: "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Limits:   "Tests before the training count as well: they are presentations.",
		Reading:  []string{"Lubow & Moore 1959 J Comp Physiol Psychol 52:415 (latent inhibition)"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			p, ok := has.pairing()
			if !ok {
				p, ok = lacks.pairing()
			}
			if !ok {
				return
			}
			x, first := has.known(p.CS)
			if y, _ := lacks.known(p.CS); x <= y+1 {
				return
			} else {
				list = append(list, Finding{At: first.At,
					Message: fmt.Sprintf("Before the training %s got %d of %s, and %s got %d. A signal that is known already is learnt more slowly, and responded to less.", has.Name(), x, p.CS.Text, lacks.Name(), y),
					Open:    "The groups differed before the training began.",
					Fix:     "give all groups the same number before the training"})
			}
		})
		return list
	},
})

// known counts the presentations of a signal alone that come before the training.
func (c *Condition) known(signal Act) (n int, last Act) {
	for _, a := range Delivered(c.Acts) {
		if a.Role == "train" || c.paired(a) {
			break
		}
		if a.like(signal) && !a.Drawn {
			n++
			last = a
		}
	}
	return n, last
}
