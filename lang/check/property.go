package check

import (
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// Properties of the parts of a circuit, which take their value without a sign.
var (
	synapseProperties = []string{"compartment", "conductance", "delay", "into", "pairs", "probability", "weight"}
	cellProperties    = []string{"part", "releases", "senses"}
	circuitProperties = []string{"interval", "recovery", "step", "variability"}
)

// assigned reports weight = 2nA where weight 2nA is meant.
func (b *circuitBuilder) assigned(st ast.Stmt, properties []string) bool {
	a, ok := st.(*ast.Assign)
	if !ok || a.Value == nil {
		return false
	}
	name, ok := a.Target.(*ast.Ident)
	if !ok || !slices.Contains(properties, name.Name) {
		return false
	}
	sign := source.Span{File: name.Span().File, Start: name.Span().End, End: a.Value.Span().Start}
	b.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: fmt.Sprintf("%s takes its value without =", name.Name), Fix: "write " + name.Name + " " + a.Value.Span().Text(),
		Edits: []diag.Edit{{Span: sign, Text: " "}}})
	return true
}
