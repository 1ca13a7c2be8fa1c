package critic

import (
	"fmt"
	"math"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "too-few-runs", Family: "power", Severity: diag.Warning,
	Page: Page{
		Title:    "A share is to be found from too few runs.",
		Looks:    "diagnose with fewer than 50 repetitions.",
		Why:      "How often a hypothesis comes true by a rival is a share. From 20 runs a share of one half is known to within 22 points; from 200, within 7.",
		Example:  "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n  diagnose reps 10 against fatigue\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n  diagnose reps 200 against fatigue\n}",
		Limits:   "For a first look, ten runs do. The interval in the report says how little they tell.",
		Reading:  []string{"Agresti & Coull 1998 Am Stat 52:119 (intervals of shares)"},
	},
	find: func(s *Study) (list []Finding) {
		each(s.Body, func(st ast.Stmt) {
			d, ok := st.(*ast.Diagnose)
			if !ok || d.Reps == nil {
				return
			}
			n, ok := ast.Unparen(d.Reps).(*ast.Number)
			if !ok || n.Value >= 50 {
				return
			}
			list = append(list, Finding{At: d.Reps.Span(),
				Message: fmt.Sprintf("%g runs are to show how often a rival makes this true. The share would be known to within about %.0f points.", n.Value, 98/math.Sqrt(n.Value)),
				Open:    "A rival that does it every third time may not show at all.",
				Fix:     "write reps 200",
				Edits:   []diag.Edit{{Span: d.Reps.Span(), Text: "200"}}})
		})
		return list
	},
})
