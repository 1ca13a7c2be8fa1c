package timeline

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
)

func (w *Walker) sweep(st *ast.Sweep) {
	c := w.child()
	c.bodies = designState{inside: true, animal: true, sweep: true, labels: map[string]bool{}, groups: map[string]map[string]bool{}}
	points := 1.0
	for _, a := range st.Axes {
		v := w.eval(a.In)
		switch {
		case v.Kind == eval.List && len(v.List) > 0:
			points *= float64(len(v.List))
			v = v.List[0]
		case v.Kind == eval.Range:
			if a.Steps == nil {
				w.fail("no-value", a.In.Span(), "a range needs a number of steps", "write "+a.In.Span().Text()+" log 12")
			}
			v = v.List[0]
		case v.Kind != eval.Unknown:
			w.fail("not-a-list", a.In.Span(), fmt.Sprintf("a sweep needs a list or a range, and this is %s", describe(v)), "write sweep u in [0.1, 0.2, 0.4] { ... }")
			continue
		}
		if a.Steps != nil {
			n, _ := w.repeats(a.Steps)
			points *= float64(n)
		}
		c.vars.names[a.Name.Text] = binding{value: v}
	}
	if st.Reps != nil {
		n, _ := w.repeats(st.Reps)
		points *= float64(n)
	}
	if points > MaxTrials {
		w.fail("too-many-cells", st.Span(), fmt.Sprintf("the sweep asks for %g animals, and the limit is %d", points, MaxTrials), "take fewer values or fewer reps")
		return
	}
	w.bodies.animals += int(points)
	c.inner(st.Body)
	c.late()
	w.bodies.longest = max(w.bodies.longest, c.Now())
	if w.bodies.labels == nil {
		w.bodies.labels = map[string]bool{}
	}
	for _, s := range st.Body.Stmts {
		if r, ok := s.(*ast.Report); ok {
			w.bodies.labels["report "+r.Name.Text] = true
		}
	}
	for _, a := range st.Axes {
		w.bodies.labels["axis "+a.Name.Text] = true
	}
}

// heatmap checks that a map shows a report of a sweep over its axes.
func (w *Walker) heatmap(st *ast.Show) {
	check := func(x ast.Expr, kind string) {
		id, ok := x.(*ast.Ident)
		if ok && w.bodies.labels[kind+" "+id.Name] {
			return
		}
		var names []string
		for _, n := range sortedNames(w.bodies.labels) {
			if rest, found := strings.CutPrefix(n, kind+" "); found {
				names = append(names, rest)
			}
		}
		w.Report(eval.Unresolved("unknown-name", x.Span(), kind+" of a sweep", x.Span().Text(), names))
	}
	for _, x := range st.Items {
		check(x, "report")
	}
	for _, x := range st.Over {
		check(x, "axis")
	}
}

// phases checks the conditioning field's table.
func (w *Walker) phases(st *ast.Phases) {
	rows := map[string]map[string]bool{}
	var order []*ast.Row
	for _, s := range st.Body.Stmts {
		if r, ok := s.(*ast.Row); ok {
			if rows[r.Name.Text] != nil {
				w.fail("defined-twice", r.Name.Span(), fmt.Sprintf("there are two rows called %s", r.Name.Text), "rename one of the two")
			}
			rows[r.Name.Text] = map[string]bool{}
			order = append(order, r)
			for _, c := range r.Cells {
				for _, t := range c.Trials {
					rows[r.Name.Text][t.Cues] = true
					for _, cue := range t.Cues {
						rows[r.Name.Text][string(cue)] = true
					}
				}
			}
		}
	}
	for _, r := range order[min(1, len(order)):] {
		if len(r.Cells) != len(order[0].Cells) {
			w.fail("ragged-rows", r.Span(), fmt.Sprintf("%s has %d phases and %s has %d", r.Name.Text, len(r.Cells), order[0].Name.Text, len(order[0].Cells)), "give every row the same number of cells")
		}
	}
	c := w.child()
	c.bodies = designState{inside: true, labels: map[string]bool{}, groups: rows}
	for _, s := range st.Body.Stmts {
		switch s := s.(type) {
		case *ast.Expect:
			c.later(func() { c.designClaim(s) })
		case *ast.Row, *ast.Use, *ast.Seed, *ast.Measure, *ast.Role, *ast.Plan, *ast.Allow, *ast.Predict, *ast.Explore, *ast.Invalid:
		default:
			w.fail("misplaced", s.Span(), "phases hold rows, expectations and what stands at the head of an experiment", "write a row: exp | 10 A+ | test A")
		}
	}
	c.late()
}
