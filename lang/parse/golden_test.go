package parse

import (
	"strings"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/internal/golden"
	"protoexp/lang/source"
)

// TestGolden holds the trees of scripts and, where something is wrong, the messages and the script after the edits that
// they carry.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/golden/*.txtar", []string{"tree", "messages", "mended"}, func(t *testing.T, script string) map[string]string {
		file, ds := File(source.New("a.proto-exp", script))
		var messages strings.Builder
		diag.Write(&messages, ds, diag.Style{})
		out := map[string]string{"tree": ast.Outline(file.Body), "messages": messages.String()}
		if mended := diag.Apply(script, ds); mended != script {
			out["mended"] = mended
			checkMended(t, ds, mended)
		}
		return out
	})
}

// checkMended holds that edits mend what they belong to.
func checkMended(t *testing.T, ds []diag.Diagnostic, mended string) {
	left := map[string]int{}
	_, after := File(source.New("", mended))
	for _, d := range after {
		left[d.Code]++
	}
	for _, d := range ds {
		if len(d.Edits) == 0 {
			left[d.Code]--
		}
	}
	for _, d := range ds {
		if len(d.Edits) > 0 && left[d.Code] > 0 {
			t.Errorf("%s is still there after its edit:\n%s", d.Code, mended)
		}
	}
}

// TestMarked reads scripts whose guilty lines say what is wrong.
func TestMarked(t *testing.T) {
	golden.Marked(t, "testdata/marked/*.proto-exp", func(name, script string) []golden.Problem {
		f := source.New(name, script)
		_, ds := File(f)
		var out []golden.Problem
		for _, d := range ds {
			out = append(out, golden.Problem{Line: f.Position(d.Span.Start).Line, Text: "[" + d.Code + "] " + d.Message + " | " + d.Fix})
		}
		return out
	})
}
