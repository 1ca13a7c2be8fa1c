package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-random-control", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "The two stimuli are either together or never together.",
		Looks:    "Designs with paired stimuli and with the same two apart, in which no condition gets them at random times (scatter).",
		Why:      "Stimuli that never come together are related as well: the one says that the other will not come. An animal can learn that, too. At random times the one says nothing about the other, and that is the neutral point.",
		Example:  "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Repaired: "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group at_random n=12 { pre: touch siphon for 500ms; rest 1h; scatter [touch siphon for 500ms x15, shock tail x15] over 75min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Limits:   "At random times, some pairs come about by chance, and a few are enough to condition a little.",
		Reading:  []string{"Rescorla 1967 Psychol Rev 74:71 (the truly random control)", "Papini & Bitterman 1990 Psychol Rev 97:396 (doubts)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, claim := range s.Claims {
			p, ok := s.conditioned(claim)
			if !ok || !s.apart(p) || s.scattered(p) {
				continue
			}
			fix, edits := s.arranged(claim, "at_random", scattering)
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s and %s are either together or never together. Never together is a relation too: the one says that the other will not come.", p.CS.Text, p.US.Text),
				Open:    "The control animals learnt that the one excludes the other, and respond less.",
				Fix:     "add animals that get both at random times: " + fix,
				Edits:   edits})
			break
		}
		return list
	},
})
