package check

import (
	"regexp"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
)

var word = regexp.MustCompile(`\w+`)

// Causes are the diagnostics of a file without those that follow from its broken statements: that a name is unknown which
// such a statement may have made, or that an experiment has no animals whose group could not be read.
func Causes(file *ast.File, ds []diag.Diagnostic) []diag.Diagnostic {
	names, words := map[string]bool{}, map[string]bool{}
	ast.Inspect(file.Body, func(st ast.Stmt) bool {
		broken, ok := st.(*ast.Invalid)
		if !ok {
			return true
		}
		words[broken.Word] = true
		for _, n := range broken.Names {
			names[n] = true
		}
		for _, b := range broken.Blocks {
			ast.Inspect(b, func(st ast.Stmt) bool {
				switch st := st.(type) {
				case *ast.Labelled:
					names[st.Label.Text] = true
				case *ast.Let:
					names[st.Name.Text] = true
				}
				return true
			})
		}
		return true
	})
	if len(words) == 0 {
		return ds
	}
	follows := func(d diag.Diagnostic) bool {
		switch {
		case strings.HasPrefix(d.Code, "unknown-"):
			return slices.ContainsFunc(word.FindAllString(d.Span.Text(), -1), func(w string) bool { return names[w] })
		case d.Code == "no-animals", d.Code == "no-animal":
			return words["group"] || words["each"] || words["within"] || words["factor"] || words["experiment"]
		case d.Code == "not-recorded":
			return words["record"]
		}
		return false
	}
	return slices.DeleteFunc(slices.Clone(ds), follows)
}
