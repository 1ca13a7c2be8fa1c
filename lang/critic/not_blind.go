package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

var _ = rule(Rule{Name: "not-blind", Family: "measures", Severity: diag.Warning,
	Page: Page{
		Title:    "Who reads the response may know what was done to the animal.",
		Looks:    "Experiments that compare animals and do not say `blind` behind their measures.",
		Why:      "Who knows which animal was trained sees what is expected: a stopwatch is stopped a little sooner. Unblinded animal studies report larger effects.",
		Example:  "experiment \"e\" {\n  measure siphon.duration\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  measure siphon.duration blind\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "A simulated animal is read by the program, which knows no hopes. The rule is about the experiment that the script plans.",
		Reading:  []string{"Bebarta, Luyten & Heard 2003 Acad Emerg Med 10:684", "Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0, item 5)"},
	},
	find: func(s *Study) []Finding {
		if len(s.Claims) == 0 || s.Timeless() {
			return nil
		}
		var at *source.Span
		blind := false
		each(s.Body, func(st ast.Stmt) {
			if m, ok := st.(*ast.Measure); ok {
				span := m.Span()
				at, blind = &span, blind || m.Blind
			}
		})
		if blind {
			return nil
		}
		f := Finding{At: s.head(), Message: "Nothing says that who reads the response does not know the group. Whoever knows it sees a little of what is hoped for.",
			Open: "The difference may be in the eye of the experimenter.", Fix: "write measure gill.amplitude blind"}
		if len(s.Design.Measures) > 0 {
			f.Fix = fmt.Sprintf("write measure %s blind", s.Design.Measures[0].Name)
			f.Edits = s.declared("measure " + s.Design.Measures[0].Name + " blind")
		}
		if at != nil {
			end := *at
			end.Start = end.End
			f.At, f.Fix, f.Edits = *at, "write "+at.Text()+" blind", []diag.Edit{{Span: end, Text: " blind"}}
		}
		return []Finding{f}
	},
})
