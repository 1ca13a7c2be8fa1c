package interp

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/format"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Critique reads the session so far as a design, each animal as a group, and says what it could not show. It returns the
// design too; the diagnostics have their places in it.
func (s *Session) Critique() (design string, r critic.Report) {
	for _, asks := range []bool{true, false} { // what cannot be asked of animals is left out
		design = s.design(asks)
		script, ds := Load("session", design, s.options)
		if r = (critic.Report{}); !diag.Failed(ds) || !asks {
			r = script.Review()
			r.Findings = append(ds, r.Findings...)
			break
		}
	}
	return design, r
}

// design is the session as an experiment.
func (s *Session) design(asks bool) string {
	var top, above, claims []string
	var b strings.Builder
	add := func(list *[]string, text string) {
		if !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	for _, l := range s.animals {
		var own []string
		for _, e := range l.now.path() {
			file, _ := parse.File(source.New("session", token.Plain(e)))
			for _, st := range file.Body.Stmts {
				text := st.Span().Text()
				switch st := st.(type) {
				case *ast.Define, *ast.Stimulus:
					add(&top, text)
				case *ast.Use, *ast.Seed, *ast.Measure, *ast.Variability, *ast.Role:
					add(&above, text)
				case *ast.Expect:
					add(&claims, s.claim(l, st))
				case *ast.Show, *ast.Checkpoint, *ast.Why, *ast.Experiment, *ast.Sweep, *ast.Phases:
				default:
					own = append(own, text)
				}
			}
		}
		fmt.Fprintf(&b, "group %s n=1 {\n%s\n}\n", l.name, strings.Join(own, "\n"))
	}
	text := strings.Join(append(top, ""), "\n") + "experiment \"this session\" {\n" + strings.Join(above, "\n") + "\n" + b.String()
	if asks {
		text += strings.Join(claims, "\n")
	}
	return format.Text(text + "\n}\n")
}

// claim is an expectation of one animal as one about its group.
func (s *Session) claim(l *lineage, st *ast.Expect) string {
	text, at := st.Span().Text(), st.Span()
	if len(s.animals) == 1 {
		return text
	}
	labels := l.now.labels()
	var edits []diag.Edit
	ast.Inspect(st, func(n ast.Stmt) bool {
		if id, ok := n.(*ast.Ident); ok && slices.Contains(labels, id.Name) {
			edits = append(edits, diag.Edit{Span: source.Span{Start: id.Span().Start - at.Start, End: id.Span().Start - at.Start}, Text: l.name + "."})
		}
		return true
	})
	return diag.Apply(text, []diag.Diagnostic{{Edits: edits}})
}

// labels are those of a moment's trials, in the order of their first trial.
func (m *moment) labels() (names []string) {
	for _, t := range m.walker.Trials() {
		if t.Label != "" && !slices.Contains(names, t.Label) {
			names = append(names, t.Label)
		}
	}
	return names
}
