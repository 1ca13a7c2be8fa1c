package critic

import (
	"fmt"

	"protoexp/lang/diag"
)

// absurd is the margin beyond which a claim of likeness says nothing (assumed).
const absurd = 0.5

var _ = rule(Rule{Name: "null-from-nothing", Family: "inference", Severity: diag.Error,
	Page: Page{
		Title: "A claim that two things are alike says nothing about how alike they must be.",
		Looks: "Expectations with ~ that have no margin, or one of more than 50 %.",
		Why: "A test that finds no difference does not show that there is none: with few animals it finds nothing whatever is true. " +
			"To show that two things are alike, say before the run which difference would still be too small to matter, and test that the true one is smaller.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch mantle; rest 5min; touch siphon x10 every 30s; rest 1min; test: touch mantle }\n  group handled n=12 { base: touch mantle; rest 5min; omit touch siphon x10 every 30s; rest 1min; test: touch mantle }\n  expect \"the mantle is spared\": trained.test ~ handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch mantle; rest 5min; touch siphon x10 every 30s; rest 1min; test: touch mantle }\n  group handled n=12 { base: touch mantle; rest 5min; omit touch siphon x10 every 30s; rest 1min; test: touch mantle }\n  expect \"the mantle is spared\": trained.test ~ handled.test margin 15%\n}",
		Limits:   "It does not judge a margin up to 50 %, which may still be absurd.",
		Reading: []string{"Altman & Bland 1995 BMJ 311:485 (absence of evidence is not evidence of absence)",
			"Lakens 2017 Soc Psychol Personal Sci 8:355 (equivalence tests)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, c := range s.Claims {
			if !c.Equivalence() {
				continue
			}
			if x := c.Question.Stmt.Margin; x != nil {
				if c.Question.Margin > absurd {
					list = append(list, Finding{At: c.At,
						Message: fmt.Sprintf("Within %.4g %% nearly everything is alike: a response that is less than half as strong counts as the same. So this comes true whatever was done.", 100*c.Question.Margin),
						Open:    "There may be a large difference, and the margin hides it.",
						Fix:     "say which difference would be too small to matter, such as margin 20%",
						Edits:   []diag.Edit{{Span: x.Span(), Text: "20%"}}})
				}
				continue
			}
			end := c.Question.Stmt.Claim.Span()
			end.Start = end.End
			list = append(list, Finding{At: c.At,
				Message: "This says that two things are alike, and not how alike they must be. Without a margin any result would do: a test with few animals finds no difference whatever is true.",
				Open:    "There may be a difference that this number of animals could not show.",
				Fix:     "say which difference would be too small to matter: " + c.At.Text() + " margin 15%",
				Edits:   []diag.Edit{{Span: end, Text: " margin 15%"}}})
		}
		return list
	},
})
