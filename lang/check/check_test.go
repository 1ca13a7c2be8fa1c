package check

import (
	"errors"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/internal/golden"
	"protoexp/lang/parse"
	"protoexp/lang/source"
)

// nothing is a library without definitions.
type nothing struct{}

func (nothing) Define(string, string) *ast.Define { return nil }
func (nothing) Names(string) []string             { return nil }
func (nothing) File(string) (*ast.File, []diag.Diagnostic, error) {
	return nil, nil, errors.New("there are no files")
}

// mistakes are those of a script's definitions.
func mistakes(name, text string) (ds []diag.Diagnostic) {
	report := Once(func(d diag.Diagnostic) { ds = append(ds, d) })
	file, parsed := parse.File(source.New(name, text))
	for _, d := range parsed {
		report(d)
	}
	NewScope(nothing{}, report).Add(file.Body.Stmts)
	diag.Sort(ds)
	return ds
}

func TestMarked(t *testing.T) {
	golden.Marked(t, "testdata/marked/*.proto-exp", func(name, script string) (found []golden.Problem) {
		for _, d := range mistakes(name, script) {
			found = append(found, golden.Problem{Line: d.Span.File.Position(d.Span.Start).Line, Text: "[" + d.Code + "] " + d.Message + " | " + d.Fix})
		}
		return found
	})
}
