package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-effector-control", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title:    "Nothing shows that the muscle still moves.",
		Looks:    "Lesions and drugs in which every response behind them is to one stimulus at one place.",
		Why:      "When a response is gone, its reflex may be gone, or the muscle may be dead. A touch of the gill itself moves the gill without the nerve cells in question.",
		Example:  "experiment \"e\" {\n  group ablated n=12 { base: touch siphon; rest 30min; remove abdominal_ganglion; rest 24h; post: touch siphon }\n  group operated n=12 { base: touch siphon; rest 30min; sham abdominal_ganglion; rest 24h; post: touch siphon }\n  expect ablated.post < operated.post\n}",
		Repaired: "experiment \"e\" {\n  role post: direct\n  group ablated n=12 { base: touch siphon; rest 30min; remove abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  group operated n=12 { base: touch siphon; rest 30min; sham abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  expect ablated.post < operated.post\n}",
		Limits:   "It takes a response to any other site, or to an electrode, for a control of the muscle.",
		Reading:  []string{"Kupfermann, Castellucci, Pinsker & Kandel 1970 Science 167:1743 (the gill outlives the ganglion)"},
	},
	find: func(s *Study) (list []Finding) {
		seen := map[int]bool{}
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			a, ok := has.delivers(c.label(has), timeline.Remove, timeline.Cut, timeline.Apply)
			b, _ := lacks.delivers(c.label(lacks), timeline.Remove, timeline.Cut, timeline.Apply)
			if !ok || a.Text == b.Text || seen[a.At.Start] || !After(s.Role(c.LabelA)) {
				return
			}
			read := map[string]bool{}
			for _, x := range has.Acts {
				if x.Onset >= a.Onset && x.First && x.Label != "" && x.Role != "train" {
					read[x.class()+x.Target] = true
				}
			}
			if len(read) > 1 {
				return
			}
			seen[a.At.Start] = true
			list = append(list, Finding{At: a.At,
				Message: fmt.Sprintf("Behind this, %s is read in one way only. If the response falls, nobody knows whether the muscle itself still moves.", has.Name()),
				Open:    "The effector is damaged, and not the circuit.",
				Fix:     "read the effector directly as well, in all groups: direct: touch gill force 8g"})
		})
		return list
	},
})
