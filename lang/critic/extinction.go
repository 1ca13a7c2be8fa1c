package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "extinction-in-test", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "The test itself takes back what was learnt.",
		Looks:    "Claims about five or more presentations of a signal alone, behind a training with pairs.",
		Why:      "A signal that comes alone again and again loses its meaning: that is extinction. The mean over a long test mixes what was learnt with how fast it is lost.",
		Example:  "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms x10 every 5min }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms x10 every 5min }\n  expect paired.post.mean > unpaired.post.mean\n}",
		Repaired: "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms x2 every 5min }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms x2 every 5min }\n  expect paired.post.mean > unpaired.post.mean\n}",
		Limits:   "If extinction is the question, the length of the test is right. Say so with allow.",
		Reading:  []string{"Bouton 2004 Learn Mem 11:485 (extinction)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, claim := range s.Claims {
			p, ok := s.conditioned(claim)
			if !ok {
				continue
			}
			for _, r := range claim.Question.References {
				for _, c := range s.named(r) {
					n := 0
					for _, a := range c.delivered() {
						if a.Label == r.Label && a.like(p.CS) && !c.paired(a) && After(a.Role) {
							n++
						}
					}
					if n < habituating || r.Field == "first" || len(list) > 0 && list[len(list)-1].At == claim.At {
						continue
					}
					d := s.draft()
					for _, x := range claim.Question.References {
						if at := written(x); x.Label == r.Label && x.Field != "" {
							d.replace(at, levels(x).Text()+".first")
						}
					}
					list = append(list, Finding{At: claim.At,
						Message: fmt.Sprintf("%s presents the signal alone %d times. Each time it means less, so the test takes back what the training gave.", r.Label, n),
						Open:    "The groups differ in how fast they forget, and not in what they learnt.",
						Fix:     "test with one or two presentations, or read the first one: " + levels(r).Text() + ".first",
						Edits:   d.done()})
				}
			}
		}
		return list
	},
})
