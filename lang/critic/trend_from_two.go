package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "trend-from-two", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title: "A trend is claimed from two levels.",
		Looks: "trend(label, factor) where the factor has two levels.",
		Why:   "Two points always lie on a line. They show a difference, but not that the response goes on rising or falling between and beyond them: it may have a peak, a step or a plateau.",
		Example: "experiment \"e\" {\n  factor isi between [10s, 3min]\n  each n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every isi }\n" +
			"  expect \"shorter is deeper\": trend(train.drop, isi) < 0\n}",
		Repaired: "experiment \"e\" {\n  factor isi between [10s, 1min, 3min]\n  each n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every isi }\n" +
			"  expect \"shorter is deeper\": trend(train.drop, isi) < 0\n}",
		Limits:  "Three levels still cannot tell a line from every curve. The rule asks for the least that can contradict a line.",
		Reading: []string{"Kirk 2013 Experimental Design: Procedures for the Behavioral Sciences, 4th ed. (trend analysis)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, c := range s.Claims {
			seen := map[string]bool{}
			for _, r := range c.Question.References {
				f := s.factor(r.Trend)
				if f == nil || len(f.Levels) != 2 || c.Question.Kind != 0 || seen[f.Name] {
					continue
				}
				seen[f.Name] = true
				fix, edits := s.twoLevels(c, f)
				list = append(list, Finding{At: c.At,
					Message: fmt.Sprintf("A trend over %s is claimed, and %s has two levels. Two points always lie on a line, so nothing could contradict it.", f.Name, f.Name),
					Open:    "Between the two levels the response may have a peak, a step or a plateau.",
					Fix:     fix,
					Edits:   edits})
			}
		}
		return list
	},
})

// twoLevels compares the two levels of a factor instead of a trend over them.
func (s *Study) twoLevels(claim *Claim, f *timeline.Factor) (fix string, edits []diag.Edit) {
	fix = fmt.Sprintf("give %s a third level, or compare the two", f.Name)
	x, ok := ast.Unparen(claim.Question.Stmt.Claim).(*ast.Binary)
	if !ok {
		return fix, nil
	}
	call, ok := ast.Unparen(x.X).(*ast.Call)
	if !ok || len(call.Args) == 0 {
		return fix, nil
	}
	arg := call.Args[0].Value.Span()
	at := func(level string) string {
		var edits []diag.Edit
		for _, r := range claim.Question.References {
			if r.At.Start >= arg.Start && r.At.End <= arg.End {
				edits = append(edits, atLevel(r, level))
			}
		}
		return rewritten(arg, edits)
	}
	low, high := f.Name+"="+timeline.LevelText(f.Levels[0]), f.Name+"="+timeline.LevelText(f.Levels[1])
	text := at(high) + " " + x.Op + " " + at(low)
	d := s.draft()
	d.replace(claim.At, text)
	return fix + ": expect " + text, d.done()
}
