package critic

import (
	"fmt"
	"math"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

// fewest is how many animals a mean at a point of a sweep is taken from at least (assumed).
const fewest = 5

var _ = rule(Rule{Name: "too-few-runs", Family: "power", Severity: diag.Warning,
	Page: Page{
		Title:    "A share or a mean is to be found from too few runs.",
		Looks:    "diagnose with fewer than 50 repetitions, and sweeps with fewer than five animals at each point.",
		Why:      "How often a hypothesis comes true by a rival is a share. From 20 runs a share of one half is known to within 22 points; from 200, within 7. A mean over two animals of a sweep is hardly better than one animal: a bump in the map may be one odd individual.",
		Example:  "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n  diagnose reps 10 against fatigue\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n  diagnose reps 200 against fatigue\n}",
		Limits:   "For a first look, ten runs do. The interval in the report says how little they tell.",
		Reading:  []string{"Agresti & Coull 1998 Am Stat 52:119 (intervals of shares)"},
	},
	sweeps: true,
	find: func(s *Study) (list []Finding) {
		each(s.Body, func(st ast.Stmt) {
			if x, ok := st.(*ast.Sweep); ok && x.Reps != nil {
				if n, ok := ast.Unparen(x.Reps).(*ast.Number); ok && n.Value < fewest {
					text := fmt.Sprintf("Each point of this map is the mean of %g animals. One odd individual makes a hill or a valley.", n.Value)
					if n.Value == 1 {
						text = "Each point of this map is one animal, and a real one: it differs from the next. Nobody knows what others would do there."
					}
					list = append(list, Finding{At: x.Reps.Span(),
						Message: text,
						Open:    "What stands out in the map are individuals, and not the parameters.",
						Fix:     "write reps 20, or leave reps out for one nominal animal at each point",
						Edits:   []diag.Edit{{Span: x.Reps.Span(), Text: "20"}}})
				}
			}
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
