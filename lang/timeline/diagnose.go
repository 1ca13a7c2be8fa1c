package timeline

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/source"
)

// Diagnosis is what a script asks about rivals: how often its expectations come true in animals in which the outcome has
// another cause.
type Diagnosis struct {
	Reps    int      // experiments on each rival; 0 where nothing was said
	Against []string // preparations; none: those that the claims leave open
	At      source.Span
}

// diagnose reads `diagnose reps 200 against fatigue, adaptation`.
func (w *Walker) diagnose(st *ast.Diagnose) {
	d := w.collecting(st.Span())
	if d.Diagnose != nil {
		w.fail("defined-twice", st.Span(), "the rivals are named twice", "keep one of the two lines")
		return
	}
	x := &Diagnosis{At: st.Span()}
	if st.Reps != nil {
		x.Reps, _ = w.whole(st.Reps, "runs")
	}
	for _, name := range st.Against {
		if w.Instead == "" && w.Scope.Use(name) == nil {
			continue
		}
		for _, other := range x.Against {
			if other == name.Text {
				w.fail("defined-twice", name.Span(), fmt.Sprintf("%s is named twice", name.Text), "name each rival once")
			}
		}
		x.Against = append(x.Against, name.Text)
	}
	d.Diagnose = x
}

// preparation finds a preparation, or what stands in its place.
func (w *Walker) preparation(name ast.Name) *check.Circuit {
	if w.Instead != "" {
		name.Text = w.Instead
	}
	return w.Scope.Use(name)
}
