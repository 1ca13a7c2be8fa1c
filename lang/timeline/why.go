package timeline

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
)

// Why asks what the difference between the responses of two trials of one animal is due to.
type Why struct {
	Of, Against *Trial // Against is the earlier one
	Reading     Reading
}

// why compares two responses. Without names they are the last response, and the first to the same action.
func (w *Walker) why(st *ast.Why) {
	if w.many() {
		w.fail("misplaced", st.Span(), "`why` re-runs one animal, and here are many", "put it into a script without groups, or ask at the prompt")
		return
	}
	if !w.needCircuit(st.Span()) {
		return
	}
	if w.circuit.Learner != nil {
		w.fail("misplaced", st.Span(), fmt.Sprintf("%s has no synapses, modulators or muscles that could be held still", w.circuit.Name), "print what each cue has learnt: print A.strength")
		return
	}
	if w.setup.Start != nil {
		w.fail("no-answer", st.Span(), "this animal goes on from a checkpoint, and what was done to it before is not in this script", "write why in the script that saves it")
		return
	}
	q := Why{Reading: w.response()}
	if q.Reading.Name == "" {
		w.fail("no-measure", st.Span(), fmt.Sprintf("%s measures nothing, so there is no response", w.circuit.Name), "give the circuit an effector with a measure")
		return
	}
	ok := true
	if st.Of != nil {
		if q.Of, ok = w.asked(st.Of, &q, false); !ok {
			return
		}
	} else if q.Of = w.latest(); q.Of == nil {
		if w.unsure() {
			return
		}
		w.fail("no-answer", st.Span(), "`why` compares two responses to the same action, and there are none yet", "write it behind them: train: touch siphon x10; why")
		return
	}
	if st.Against != nil {
		if q.Against, ok = w.asked(st.Against, &q, true); !ok {
			return
		}
	} else if q.Against = w.earliest(q.Of); q.Against == nil {
		if w.unsure() {
			return
		}
		at := st.Span()
		if st.Of != nil {
			at = st.Of.Span()
		}
		w.fail("no-answer", at, fmt.Sprintf("nothing came before this %s that it could be compared with", q.Of.Action), "say with what: why test against train.first")
		return
	}
	switch {
	case q.Of == q.Against && w.unsure():
		return
	case q.Of == q.Against:
		w.fail("no-answer", st.Span(), "a response does not differ from itself", "name two: why test against train.first")
		return
	case q.Of.Onset < q.Against.Onset && st.Of != nil && st.Against != nil:
		at := st.Of.Span()
		w.Report(diag.Diagnostic{Code: "no-answer", Span: at, Message: fmt.Sprintf("the response at %s comes before the one at %s that it is compared with", Duration(q.Of.Onset), Duration(q.Against.Onset)),
			Fix: fmt.Sprintf("write why %s against %s", st.Against.Span().Text(), st.Of.Span().Text())})
		return
	case q.Against.Peeked:
		w.fail("no-answer", st.Span(), "what was peeked at did not happen to the animal, so nothing follows from it", "compare with a response that was given")
		return
	}
	if w.stage == nil || w.stage.Dry() {
		return
	}
	w.halt(st.Span(), w.Out.Why(q))
}

// unsure says whether there may be more responses than a dry walk has seen, since it goes once through what is repeated until
// the animal answers in some way.
func (w *Walker) unsure() bool { return w.stage != nil && w.stage.Dry() && len(w.open) > 0 }

// asked is the trial that an operand names: the first of a label, or the last. A measure around it is what is asked of both.
func (w *Walker) asked(x ast.Expr, q *Why, first bool) (*Trial, bool) {
	e := &eval.Evaluator{Env: w, Report: w.Report}
	if c, isCall := ast.Unparen(x).(*ast.Call); isCall && len(c.Args) == 1 && c.Args[0].Name == nil {
		if m, isReading := w.readingName(c.Fn); isReading {
			if !w.available(m.Name) {
				e.Fail("not-measured", c.Fn.Span(), fmt.Sprintf("%s was not measured", m.Name), fmt.Sprintf("write measure %s at the top of the script", m.Name))
				return nil, false
			}
			q.Reading, x = m, c.Args[0].Value
		}
	}
	_, list, ok := w.trialsOf(x, e)
	if !ok || len(list) == 0 {
		return nil, false
	}
	if first {
		return list[0], true
	}
	return list[len(list)-1], true
}

// latest is the last trial before which the same was done; of a script that never does the same twice, the last one.
func (w *Walker) latest() *Trial {
	for i := len(w.trials) - 1; i >= 0; i-- {
		if t := w.trials[i]; t.real() && w.same(t) != nil {
			return t
		}
	}
	return nil
}

// earliest is the first trial in which the same was done as in a later one, or else the first of all.
func (w *Walker) earliest(of *Trial) *Trial {
	if t := w.same(of); t != nil {
		return t
	}
	for _, t := range w.trials {
		if t.real() && t.Onset < of.Onset {
			return t
		}
	}
	return nil
}

// same is the first trial before another in which the same was done, or nil.
func (w *Walker) same(of *Trial) *Trial {
	for _, t := range w.trials {
		if t != of && t.real() && t.Action == of.Action && t.Onset < of.Onset {
			return t
		}
	}
	return nil
}

// real says whether a trial happened to the animal.
func (t *Trial) real() bool { return !t.Omitted && !t.Peeked }
