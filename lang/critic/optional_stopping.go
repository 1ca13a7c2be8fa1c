package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "optional-stopping", Family: "power", Severity: diag.Warning, remembers: true,
	Page: Page{
		Title:    "The experiment was done again until its hypothesis came true.",
		Looks:    "The ledger beside the script, .protoexp/ledger: whether this expectation was tested before in this experiment with fewer animals or another seed, did not come true, and does now.",
		Why:      "Each new try has another chance to come out by accident. Whoever adds animals until p is below 0.05, or tries seed after seed, gets there in the end without any effect. The number of animals is fixed before the first one is used.",
		Example:  "experiment \"e\" {\n  seed 9   # 7 and 8 did not show it\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.mantle_test > handled.mantle_test\n}",
		Repaired: "experiment \"e\" {\n  seed 7\n  group trained n=24 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=24 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.mantle_test > handled.mantle_test\n  plan { alpha 0.05; power 80%; smallest d=0.85; stop at n }\n}",
		Limits:   "It knows what was run from this folder. A second experiment that was planned as a replication looks the same; report both.",
		NoEdit:   "The tries were made, and no line of the script takes them back.",
		Reading:  []string{"Armitage, McPherson & Rowe 1969 J R Stat Soc A 132:235", "Simmons, Nelson & Simonsohn 2011 Psychol Sci 22:1359"},
	},
	observe: func(s *Study, o Observation) (list []Finding) {
		for i, r := range o.Memory {
			if i < len(s.Claims) && r.Failed > 0 && r.Holds {
				tries := "once"
				if r.Failed > 1 {
					tries = fmt.Sprintf("%d times", r.Failed)
				}
				list = append(list, Finding{At: s.Claims[i].At,
					Message: fmt.Sprintf("This was tested %s before, with fewer animals or another seed, and did not come true. Now it does.", tries),
					Open:    "It came true by chance, after enough tries.",
					Fix:     "fix the number of animals first (protoexp power), run it once, and report every run"})
			}
		}
		return list
	},
})
