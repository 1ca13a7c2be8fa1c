package timeline

import (
	"testing"

	"protoexp/lang/internal/golden"
)

func TestMarked(t *testing.T) {
	golden.Marked(t, "testdata/marked/*.proto-exp", func(name, script string) (found []golden.Problem) {
		ds, _, _ := dry(name, script)
		for _, d := range ds {
			found = append(found, golden.Problem{Line: d.Span.File.Position(d.Span.Start).Line, Text: "[" + d.Code + "] " + d.Message + " | " + d.Fix})
			if d.Fix == "" && d.Code != "unknown-name" && d.Code != "unknown-verb" {
				t.Errorf("%s: no fix for %s", name, d)
			}
		}
		return found
	})
}
