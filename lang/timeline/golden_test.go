package timeline

import (
	"fmt"
	"strings"
	"testing"

	"protoexp/lang/diag"
	"protoexp/lang/internal/golden"
)

// TestGolden dates scripts: what is wrong with them, every event, and what it takes.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/golden/*.txtar", []string{"diagnostics", "timeline"}, func(t *testing.T, script string) map[string]string {
		ds, rows, w := dry("script", script)
		var messages, times strings.Builder
		if err := diag.Write(&messages, ds, diag.Style{}); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			times.WriteString(r.line())
		}
		fmt.Fprintf(&times, "%s in all", Duration(max(w.Now(), w.Longest())))
		if n := animals(w); n > 0 {
			fmt.Fprintf(&times, ", %d animals", n)
		}
		times.WriteString("\n")
		return map[string]string{"diagnostics": messages.String(), "timeline": times.String()}
	})
}

// animals is the number of animals that the script's designs ask for, one for each n=auto; 0 for a bare script.
func animals(w *Walker) (n int) {
	for _, d := range w.bodies.done {
		if d.Kind == Sweep {
			for _, b := range d.Branches[:min(1, len(d.Branches))] {
				n += d.Points * b.N
			}
			continue
		}
		for _, b := range d.Branches {
			n += b.N
		}
	}
	return n
}
