package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "no-unpaired-control", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "Nothing shows that the pairing matters, and not the stimuli.",
		Looks:    "Claims about animals for which a stimulus was paired with another, in a design in which no condition gets the same two apart. A claim that reads another place too, touched as often without the second stimulus in the same animals, has its control in it, and so has one that compares animals with as many of both at other intervals.",
		Why:      "Fifteen shocks raise the response to a touch whether or not the touch came first: that is sensitization. Animals that get as many touches and as many shocks, never together, show what the pairing adds.",
		Example:  "experiment \"e\" {\n  group many n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x6 every 5min; rest 1d; post: touch siphon for 500ms }\n  group few n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x2 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect many.post / many.pre > few.post / few.pre\n}",
		Repaired: "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x6 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x8 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Limits:   "It takes any condition with both stimuli apart for the control, however far apart they are.",
		Reading:  []string{"Rescorla 1967 Psychol Rev 74:71", "Carew, Hawkins & Kandel 1983 Science 219:397"},
	},
	find: func(s *Study) (list []Finding) {
		for _, claim := range s.Claims {
			p, ok := s.conditioned(claim)
			if !ok || s.apart(p) || s.differential(claim, p) || claim.lagged(p) {
				continue
			}
			fix, edits := s.arranged(claim, "unpaired", apart)
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s comes with %s here, and no animal gets the two apart. The second alone may change the response to the first.", p.CS.Text, p.US.Text),
				Open:    "The second stimulus sensitizes the animal, and the pairing does nothing.",
				Fix:     "add animals that get as many of both, never together: " + fix,
				Edits:   edits,
				Rivals:  []string{"sensitization"}})
			break
		}
		return list
	},
})
