package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

var magicProbe = rule(Rule{Name: "magic-probe", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "Evidence comes from peek, which no experimenter can do.",
		Looks:    "Labels of `peek` that an expectation or a prediction uses.",
		Why:      "peek asks a copy of the animal, which is thrown away. A real animal that is tested has been touched, and learns from it. A result that needs peek cannot be repeated in a laboratory.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: peek touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: peek touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 5min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 5min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "To look into a model, peek is fine: use it with print, plot and explore.",
		Reading:  []string{"Rankin et al. 2009 Neurobiol Learn Mem 92:135 (test trials are trials)"},
	},
	find: func(s *Study) (list []Finding) {
		found := map[string]*Finding{} // by label
		seen := map[int]bool{}
		var order []string
		for _, claim := range s.Claims {
			for _, r := range claim.Question.References {
				for _, c := range s.named(r) {
					for _, a := range c.Acts {
						if a.Label != r.Label || !a.Peeked || seen[a.At.Start] {
							continue
						}
						seen[a.At.Start] = true
						peek, text := source.Span{}, ""
						if p, ok := s.statement(a.At); ok {
							peek, text = probe(p.stmt())
						}
						f := found[a.Label]
						if f == nil {
							order = append(order, a.Label)
							x := asked(a.Label, a.At, "do it to the animal, and test different animals at different times: "+text)
							f, found[a.Label] = &x, &x
							order = append(order, a.Label)
						} else {
							f.Notes = append(f.Notes, diag.Note{Span: a.At, Text: "and here"})
						}
						f.Edits = append(f.Edits, diag.Edit{Span: peek})
					}
				}
			}
		}
		for _, label := range order {
			list = append(list, *found[label])
		}
		return list
	},
})

// asked says that a label is evidence which only a simulated animal gives.
func asked(label string, at source.Span, fix string) Finding {
	return Finding{At: at,
		Message: fmt.Sprintf("%s is read by peek and then used as evidence. Only a simulated animal can be asked without being touched.", label),
		Open:    "A real test is a trial too, and may change what comes after it.",
		Fix:     fix}
}

// probe is where the word stands that makes a probe of a statement, and what is left without it.
func probe(st ast.Stmt) (word source.Span, text string) {
	ast.Inspect(st, func(n ast.Stmt) bool {
		if x, ok := n.(*ast.Peek); ok && x.What != nil {
			word, text = x.Span(), x.What.Span().Text()
			word.End = x.What.Span().Start
		}
		return true
	})
	return word, text
}

// probes are the expectations of one animal that rest on peek; body is a script, whose designs are left out.
func probes(body []ast.Stmt) (list []Finding) {
	peeked := map[string]*ast.Labelled{}
	for _, st := range body {
		ast.Inspect(st, func(n ast.Stmt) bool {
			switch x := n.(type) {
			case *ast.Experiment, *ast.Group, *ast.Each, *ast.Sweep:
				return false
			case *ast.Labelled:
				if word, _ := probe(x); word.File != nil {
					peeked[x.Label.Text] = x
				}
			case *ast.Expect:
				for label := range words(x.Claim.Span().Text()) {
					st := peeked[label]
					if st == nil {
						continue
					}
					delete(peeked, label)
					word, text := probe(st)
					f := asked(label, st.Span(), "do it to the animal: "+text)
					f.Edits = []diag.Edit{{Span: word}}
					list = append(list, f)
				}
			}
			return true
		})
	}
	return list
}
