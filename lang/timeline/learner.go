package timeline

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
)

// What is done to a learner is a trial with cues; Event.Value says what follows them.
const (
	Reinforced   = 1
	Unreinforced = 0
	Tested       = -1
)

// outcomes of the verbs of a learner.
var outcomes = map[string]float64{"reinforce": Reinforced, "present": Unreinforced, "test": Tested}

// Cues are the elements of a Condition.
func (e Event) Cues() []string { return ast.Cues(e.Target) }

// conditions makes an event of the cues that a verb of a learner names.
func (w *Walker) conditions(act *action, st *check.Stimulus, a *ast.Act, target ast.Expr) bool {
	if target == nil {
		w.fail("no-cues", a.Verb.Span(), fmt.Sprintf("%s needs cues", st.Name), fmt.Sprintf("write %s A, or %s AB for two cues together", st.Name, st.Name))
		return false
	}
	if a.Mods.For != nil {
		w.fail("misplaced", a.Mods.For.Span(), fmt.Sprintf("%s knows trials and no durations", w.circuit.Name), "take for out")
		return false
	}
	name, ok := w.word(target)
	if !ok || !w.cues(name, target.Span()) {
		return false
	}
	act.event = Event{Kind: Condition, Verb: st, Target: name, Value: outcomes[st.Name], Text: st.Name + " " + name, At: a.Span()}
	return true
}

// cues says whether a name is one of cues, each once.
func (w *Walker) cues(name string, at span) bool {
	list := ast.Cues(name)
	if list == nil {
		w.fail("no-cues", at, fmt.Sprintf("%s is no name of cues", name), "write A, or AB for two cues together")
		return false
	}
	seen := map[string]bool{}
	for _, c := range list {
		if seen[c] {
			w.fail("no-cues", at, fmt.Sprintf("the cue %s is named twice in %s", c, name), "name each cue once: "+strings.Join(once(list), ""))
			return false
		}
		seen[c] = true
	}
	return true
}

// checkCompounds reports a compound that varies and is no cue of its own.
func (w *Walker) checkCompounds(st *ast.Variability) {
	if w.circuit.Learner == nil {
		return
	}
	for _, s := range w.setup.Spreads {
		own := len(ast.Cues(s.Owner)) < 2
		for _, o := range w.setup.Overrides {
			own = own || o.Owner == s.Owner
		}
		if !own {
			w.fail("no-cues", st.Span(), fmt.Sprintf("%s has no %s of its own, only its cues have", s.Owner, s.Path),
				fmt.Sprintf("make the compound a cue: use %s with %s.%s = 0.2", w.circuit.Name, s.Owner, s.Path))
		}
	}
}

func once(list []string) (out []string) {
	for i, s := range list {
		if !isOne(list[:i], s) {
			out = append(out, s)
		}
	}
	return out
}

// lasts is how long one presentation takes. A trial of a learner takes the usual interval, or less where `every` says so.
func (w *Walker) lasts(act action) int64 {
	if act.event.Kind != Condition {
		return act.event.For
	}
	usual := w.between()
	if act.every > 0 {
		return min(act.every, usual)
	}
	return usual
}

// between is the time from one trial of a learner to the next: the preparation's interval.
func (w *Walker) between() int64 {
	if w.circuit.Interval == nil {
		return 60e9
	}
	if ns, ok := w.duration(w.circuit.Interval, "interval", true); ok {
		return ns
	}
	return 60e9
}
