package interp

import (
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

// Tree is the script as it was read.
func (s *Script) Tree() *ast.File { return s.tree }

// Circuits are the preparations that a script is about, each once: those of its designs and of its one animal, or the usual
// one where it has none yet.
func (s *Script) Circuits() (list []*check.Circuit) {
	for _, d := range s.designs {
		list = append(list, d.Circuit)
	}
	list = append(list, s.circuit)
	list = slices.DeleteFunc(list, func(c *check.Circuit) bool { return c == nil })
	if len(list) == 0 {
		scope := s.scope.Clone()
		scope.SetReport(func(diag.Diagnostic) {})
		if c := scope.Use(ast.Name{Text: timeline.DefaultPreparation}); c != nil {
			list = append(list, c)
		}
	}
	slices.Reverse(list) // what comes last is looked at first
	var once []*check.Circuit
	for _, c := range list {
		if !slices.Contains(once, c) {
			once = append(once, c)
		}
	}
	return once
}

// Form says how a word of the language is written, such as `rest TIME, or rest until TIME`, and what it means.
func Form(name string) (form, text string, found bool) {
	for _, list := range [][]word{statements, properties, readings, calls} {
		for _, w := range list {
			if w.name == name {
				return w.form, w.text, true
			}
		}
	}
	return "", "", false
}
