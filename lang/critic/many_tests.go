package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "many-tests", Family: "inference", Severity: diag.Warning,
	Page: Page{
		Title:    "Several hypotheses are tested, and nothing is done about chance.",
		Looks:    "Three or more expectations besides the primary one, without correct in the plan or in themselves.",
		Why:      "Each test is wrong in one of twenty cases when there is nothing. With six tests, one in four such experiments finds something. Name the one that matters as primary, and correct the others.",
		Example:  "experiment \"e\" {\n  measure gill.amplitude, siphon.duration blind\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 2h; recovery: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 2h; recovery: touch siphon }\n  expect trained.test < handled.test\n  expect siphon.duration(trained.test) < siphon.duration(handled.test)\n  expect trained.recovery < handled.recovery\n}",
		Repaired: "experiment \"e\" {\n  measure gill.amplitude, siphon.duration blind\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 2h; recovery: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 2h; recovery: touch siphon }\n  primary expect trained.test < handled.test\n  expect siphon.duration(trained.test) < siphon.duration(handled.test)\n  expect trained.recovery < handled.recovery\n  plan { alpha 0.05; correct holm }\n}",
		Limits:   "Hypotheses that must all hold for the conclusion need no correction. The rule cannot know that; say it with allow.",
		Reading:  []string{"Holm 1979 Scand J Stat 6:65", "Bender & Lange 2001 J Clin Epidemiol 54:343"},
	},
	find: func(s *Study) []Finding {
		if c := s.Design.Plan.Correct; c != "" && c != "none" {
			return nil
		}
		var open []*Claim
		for _, c := range s.Claims {
			if !c.Question.Stmt.Primary && (c.Question.Correct == "" || c.Question.Correct == "none") {
				open = append(open, c)
			}
		}
		if len(open) < 3 {
			return nil
		}
		return []Finding{{At: open[0].At,
			Message: fmt.Sprintf("%d hypotheses are tested, each at its own risk. If nothing were true, one of them would still come true in about %.0f of 100 experiments.", len(open), 100*(1-pow(0.95, len(open)))),
			Open:    "What comes true may be the one that chance picked.",
			Fix:     "name the one that matters: primary expect ..., and write plan { correct holm }",
			Edits:   s.planned("correct holm")}}
	},
})

func pow(x float64, n int) float64 {
	p := 1.0
	for range n {
		p *= x
	}
	return p
}

// planned puts an entry into the plan of analysis, or writes one.
func (s *Study) planned(entry string) []diag.Edit {
	d := s.draft()
	if at := s.Design.Plan.At; s.Design.Plan.Declared {
		if s.Design.Plan.Correct != "" {
			return nil
		}
		brace := at.Start + strings.IndexByte(at.Text(), '{') + 1
		d.insert(at, brace, " "+entry+";")
	} else {
		d.conclude("plan { " + entry + " }")
	}
	return d.done()
}
