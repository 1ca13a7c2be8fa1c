package interp

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/network"
)

// advanced says in a sentence how the equations of a neuron or a rule are solved. To find out, it builds the default
// preparation with the model added; it says nothing of a model that does not fit there.
func advanced(kind, name string) string {
	part := fmt.Sprintf("neuron sample of %s", name)
	if kind == "rule" {
		part = fmt.Sprintf("neuron sample of lif; synapse sample -> L7 { weight 1nA; into i; rule %s }", name)
	}
	file, ds := parse.File(source.New("", fmt.Sprintf("circuit specimen of %s { %s }", timeline.DefaultPreparation, part)))
	scope := check.NewScope(reader{}, func(d diag.Diagnostic) { ds = append(ds, d) })
	scope.Add(file.Body.Stmts)
	c := scope.Use(ast.Name{Text: "specimen"})
	if c == nil || diag.Failed(ds) {
		return ""
	}
	net, err := network.Build(lower(timeline.Setup{Circuit: c}))
	if err != nil {
		return ""
	}
	var how []string
	for _, m := range net.Methods() {
		if text := m.Name + " (" + m.Text + ")"; m.Owner == "sample" && kind == "neuron" || strings.HasPrefix(m.Owner, "sample_") && kind == "rule" {
			how = append(how, text)
		}
	}
	slices.Sort(how)
	if how = slices.Compact(how); len(how) == 0 {
		return ""
	}
	return "How it is advanced: " + strings.Join(how, "; ") + "."
}
