package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "inhibitor-claim", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "A cue is called an inhibitor, and only its own response shows it.",
		Looks:    "Tables of phases in which a cue's response is claimed to be below zero, and the cue is never tested together with another one.",
		Why:      "An animal cannot respond less than not at all, and a cue may be weak since it is not attended to. An inhibitor takes away from what another cue predicts (summation), and is learnt more slowly when it is reinforced (retardation).",
		Example:  "phases \"inhibition\" {\n  use rescorla_wagner\n  exp | 10 A+ / 10 AX- | test X\n  expect exp.X < 0\n}",
		Repaired: "phases \"inhibition\" {\n  use rescorla_wagner\n  exp | 10 A+ / 10 AX- / 10 B+ | test X; test B; test BX\n  expect exp.BX < exp.B\n}",
		Limits:   "It looks for a compound in the tests, and does not check what else is in it.",
		Reading:  []string{"Rescorla 1969 Psychol Bull 72:77 (conditioned inhibition)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Design.Kind != timeline.Phases {
			return nil
		}
		for _, claim := range s.Claims {
			q := claim.Question
			if len(q.References) != 1 || q.Op != "<" && q.Op != "<=" || len(q.Right.Samples) > 0 || q.Right.Constant != 0 {
				continue
			}
			cue := q.References[0].Label
			summed := false
			for _, c := range s.Conditions {
				for _, a := range c.Acts {
					summed = summed || a.Value < 0 && len(a.Target) > len(cue) && strings.Contains(a.Target, cue)
				}
			}
			if summed {
				continue
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s is to be an inhibitor, and is tested alone. A real animal cannot respond less than not at all.", cue),
				Open:    fmt.Sprintf("%s is not attended to, or was not learnt about.", cue),
				Fix:     fmt.Sprintf("train another cue B, and test the two together: test B; test B%s, and expect the second to be lower", cue)})
		}
		return list
	},
})
