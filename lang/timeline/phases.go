package timeline

import (
	"fmt"

	"protoexp/lang/ast"
)

// phases is the conditioning field's table: a row is a group, and its cells are what its animals go through.
func (w *Walker) phases(st *ast.Phases) {
	d := &Design{Kind: Phases, Title: st.Title, At: st.Span(), Body: st.Body.Stmts}
	if d.Title == "" {
		d.Title = w.titled("phases")
	}
	n, _ := w.whole(st.N, "animals")
	d.Nominal = st.N == nil && !st.Auto
	c := w.child(d)
	c.usualLearner(st)
	var first *ast.Row
	for _, s := range st.Body.Stmts {
		r, ok := s.(*ast.Row)
		if !ok {
			continue
		}
		if first == nil {
			first = r
		}
		if len(r.Cells) != len(first.Cells) {
			w.fail("ragged-rows", r.Span(), fmt.Sprintf("%s has %d of the phases, and %s has %d", r.Name.Text, len(r.Cells), first.Name.Text, len(first.Cells)), "give every row the same number of cells")
		}
	}
	broken := holds[*ast.Invalid](st.Body) // perhaps a row that expectations name
	for _, s := range st.Body.Stmts {
		if _, asks := s.(*ast.Expect); asks && broken {
			continue
		}
		switch s := s.(type) {
		case *ast.Row:
			if c.bodies.design.group(s.Name.Text) != nil {
				w.fail("defined-twice", s.Name.Span(), fmt.Sprintf("there are two rows called %s", s.Name.Text), "rename one of the two")
				continue
			}
			c.addBranch(Cell{Group: s.Name.Text}, n, st.Auto, s.Name.Span(), nil, &ast.Block{Node: s.Node, Stmts: []ast.Stmt{s}})
		case *ast.Use, *ast.Expect, *ast.Seed, *ast.Measure, *ast.Role, *ast.Plan, *ast.Allow, *ast.Predict, *ast.Explore, *ast.Invalid, *ast.Let, *ast.Variability, *ast.Allot, *ast.Batches:
			c.Walk([]ast.Stmt{s})
		default:
			w.fail("misplaced", s.Span(), "phases hold rows, expectations and what stands at the head of an experiment", "write a row: exp | 10 A+ | test A")
		}
	}
	c.conclude()
	w.adopt(c)
}

// UsualLearner is used by a table of phases when the script names no preparation.
const UsualLearner = "rescorla_wagner"

func (w *Walker) usualLearner(st *ast.Phases) {
	for _, s := range st.Body.Stmts {
		if _, ok := s.(*ast.Use); ok {
			return
		}
	}
	if w.lent && w.circuit.Learner == nil {
		w.other(UsualLearner)
	}
	if w.circuit != nil || w.bodies.broken {
		return
	}
	if c := w.Scope.Use(ast.Name{Node: ast.Node{At: st.Span()}, Text: UsualLearner}); c != nil {
		w.setCircuit(c)
		w.say("preparation: " + UsualLearner + " (the table names none)")
	}
}

// row does the trials of a row to one animal, phase after phase.
func (w *Walker) row(st *ast.Row) {
	if !w.needCircuit(st.Span()) {
		return
	}
	if w.circuit.Learner == nil {
		w.fail("no-learner", st.Span(), fmt.Sprintf("%s knows stimuli and times, and a table of phases has trials only", w.circuit.Name), "write use rescorla_wagner, or a group with what is done: pair touch siphon with shock tail at +500ms x10")
		return
	}
	if !w.need(st.Span()) {
		return
	}
	for k, cell := range st.Cells {
		w.phase(k+1, cell)
	}
}

// phase does the trials of one cell: one type after the other, or all of them in random order.
func (w *Walker) phase(number int, cell ast.Cell) {
	var list []ast.TrialType
	for _, t := range cell.Trials {
		for range t.Count {
			list = append(list, t)
		}
	}
	if len(list) > MaxTrials {
		w.tooManyTrials(cell.Span())
		return
	}
	if cell.Mixed {
		defer w.noting(drawn)()
		w.shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	for _, t := range list {
		if w.stopped != nil || w.tired(t.Span()) {
			return
		}
		w.conditioning(number, t)
	}
}

// conditioning is one trial with cues, followed by the unconditioned stimulus or not. A test is labelled by its cues, and
// every other trial by its cues and the number of its phase: AB_2. The reinforcer alone is called US.
func (w *Walker) conditioning(phase int, t ast.TrialType) {
	outer := w.label
	text, outcome := "test "+t.Cues, float64(Tested)
	w.label = fmt.Sprintf("%s_%d", t.Cues, phase)
	if t.Cues == "" {
		w.label = fmt.Sprintf("US_%d", phase)
	}
	switch {
	case t.Test:
		w.label = t.Cues
	case t.Reinforced:
		text, outcome = t.Cues+"+", Reinforced
	default:
		text, outcome = t.Cues+"-", Unreinforced
	}
	e := Event{Kind: Condition, Target: t.Cues, Value: outcome, Text: text, At: t.Span()}
	trial := w.begin(text, []Event{e}, t.Span())
	if trial != nil {
		trial.Phase = phase
	}
	if trial != nil && w.do(e) {
		w.advance(w.stage.Now()+w.between(), t.Span())
	}
	w.label = outer
}
