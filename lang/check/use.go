package check

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// inUse checks a model's equations where a circuit uses it. What does not fit is a mistake of the place that uses it: the
// model may be one of the library.
func (b *circuitBuilder) inUse(at ast.Name, env *equationEnv) {
	report := b.Scope.report
	defer func() { b.Scope.report = report }()
	b.Scope.report = func(d diag.Diagnostic) {
		if d.Span.File != at.Span().File {
			d.Notes = append(d.Notes, diag.Note{Span: d.Span, Text: "in its definition"})
			d.Span, d.Edits = at.Span(), nil
			d.Message = fmt.Sprintf("%s does not fit here: %s", at.Text, d.Message)
			d.Fix = "choose another " + env.model.Kind + ", or write one of your own"
		}
		report(d)
	}
	env.user = &use{scope: b.Scope}
	b.equationsOf(env)
	if lacks := env.user.lacks; len(lacks) > 0 {
		report(diag.Diagnostic{Code: "unknown-modulator", Span: at.Span(), Message: fmt.Sprintf("%s reads %s, and %s has no such thing", at.Text, enumerate(lacks), b.c.Name),
			Fix: "write in the circuit: " + strings.Join(b.Scope.declarations(lacks), "; ")})
	}
}

// inherit sends what is wrong in the text of another circuit, that d starts from, to d: it has changed what that text needs.
// The function that it returns ends this.
func (b *circuitBuilder) inherit(d *ast.Define) func() {
	report := b.Scope.report
	b.Scope.report = func(x diag.Diagnostic) {
		if x.Span.File != d.Name.Span().File {
			x.Notes = append(x.Notes, diag.Note{Span: x.Span, Text: "in what it starts from"})
			x.Span, x.Edits = d.Name.Span(), nil
			x.Message = fmt.Sprintf("%s does not fit %s, from which it starts: %s", d.Name.Text, d.From.Text, x.Message)
			x.Fix = "give what it defines anew the parameters that are needed there, or define that anew too"
		}
		report(x)
	}
	return func() { b.Scope.report = report }
}

// use is a circuit that a model stands in, and which modulators and agents the model reads that are not there.
type use struct {
	scope *Scope
	lacks []string
}

// lacking notes a modulator or an agent that this circuit does not have; false of any other name.
func (u *use) lacking(name string) bool {
	if u == nil || !slices.Contains(u.scope.substances(), name) {
		return false
	}
	if !slices.Contains(u.lacks, name) {
		u.lacks = append(u.lacks, name)
	}
	return true
}

func enumerate(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// declarations are how other circuits define modulators and agents, each on one line.
func (s *Scope) declarations(names []string) (lines []string) {
	for _, name := range names {
		line := "agent " + name + " { clearance 5min }"
		for _, circuit := range s.Names("circuit") {
			if d := s.find("circuit", circuit); d != nil {
				if text, ok := declaration(d, name); ok {
					line = text
					break
				}
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// declaration is the modulator or agent of a circuit as text; a modulator shadows an agent of its name.
func declaration(circuit *ast.Define, name string) (text string, ok bool) {
	for _, st := range circuit.Body.Stmts {
		d, is := st.(*ast.Define)
		if !is || d.Name.Text != name || d.Kind != "modulator" && (d.Kind != "agent" || ok) {
			continue
		}
		text, ok = oneLine(d.Span()), true
	}
	return text, ok
}

// oneLine is the text of a span without its comments, with ; for the ends of its lines.
func oneLine(at source.Span) string {
	var parts []string
	for _, line := range strings.Split(at.Text(), "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.NewReplacer("{; ", "{ ", "; }", " }").Replace(strings.Join(parts, "; "))
}
