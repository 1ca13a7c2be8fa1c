package timeline

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/eval"
)

// Start is a saved animal that a script goes on from.
type Start struct {
	Now   int64 // its time, ns
	Seed  uint64
	Setup Setup // what it was made of, but for the circuit
	State any   // what World.Open needs to bring it back
}

// Keeper is a Stage whose animal can be saved.
type Keeper interface {
	// Save writes the animal's state under a name.
	Save(name string) error
}

// checkpoint saves the animal's state. A file that cannot be written does not end the run: nothing that was done is lost.
func (w *Walker) checkpoint(st *ast.Checkpoint) {
	name, ok := w.fileName(st.Path, "checkpoint")
	if !ok {
		return
	}
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, `\:`) {
		w.fail("bad-file-name", st.Path.Span(), fmt.Sprintf("%s is no name of a file below the script's folder", st.Path.Span().Text()), `write checkpoint "after training.state", or checkpoint "states/trained.state"`)
		return
	}
	if w.many() {
		w.fail("misplaced", st.Span(), "a checkpoint is of one animal, and here are many", "put it into a script without groups")
		return
	}
	if !w.need(st.Span()) {
		return
	}
	if w.circuit.Learner != nil {
		w.fail("misplaced", st.Span(), fmt.Sprintf("%s learns in no time worth saving", w.circuit.Name), "take this line out, and train again")
		return
	}
	if w.rows != nil {
		*w.rows = append(*w.rows, Row{Event: &Event{Kind: Save, Text: fmt.Sprintf("checkpoint %q", name), At: st.Span()}, Onset: w.stage.Now(), Note: w.note})
	}
	k, keeps := w.stage.(Keeper)
	if !keeps {
		return // a dry run writes nothing
	}
	if err := k.Save(name); err != nil {
		w.fail("unwritten", st.Path.Span(), fmt.Sprintf("the checkpoint %q is not written: %v", name, err), "choose another name, or make room; the run goes on without it")
		return
	}
	w.say(fmt.Sprintf("saved as %q at %s", name, Duration(w.stage.Now())))
	if len(w.recording) > 0 {
		w.say("a checkpoint does not hold what is being recorded")
	}
}

// fileName evaluates the text of a statement that names a file.
func (w *Walker) fileName(x ast.Expr, statement string) (string, bool) {
	if id, bare := x.(*ast.Ident); bare {
		if _, f := w.vars.find(id.Name); f == nil {
			w.fail("bad-file-name", x.Span(), "the name of a file stands in quotes", fmt.Sprintf("write %s %q", statement, id.Name+".state"))
			return "", false
		}
	}
	v := w.eval(x)
	if v.Kind == eval.Unknown {
		return "", false
	}
	if v.Kind != eval.Text {
		w.fail("bad-file-name", x.Span(), fmt.Sprintf("%s needs the name of a file, and this is %s", statement, describe(v)), fmt.Sprintf("write %s \"after training.state\"", statement))
		return "", false
	}
	return v.Text, true
}

// from makes the animal that is to come one that was saved.
func (w *Walker) from(st *ast.Use, c *check.Circuit) bool {
	name, ok := w.fileName(st.From, "use "+c.Name+" from")
	if !ok {
		return false
	}
	if w.many() {
		w.fail("misplaced", st.From.Span(), "the animals of an experiment begin at time 0", "put this into a script without groups")
		return false
	}
	if w.Saved == nil {
		w.fail("bad-checkpoint", st.From.Span(), "no files can be read here", "")
		return false
	}
	start, err := w.Saved(c, name)
	if err != nil {
		w.fail("bad-checkpoint", st.From.Span(), fmt.Sprintf("%q cannot be used: %v", name, err), "run the script that saves it again, with this circuit")
		return false
	}
	own := func(what string) { // of what the script decides, and the saved animal has
		w.fail("saved-animal", st.From.Span(), fmt.Sprintf("the animal of %q has its own %s", name, what), "take the script's away")
	}
	switch {
	case len(st.With) > 0:
		w.fail("saved-animal", st.With[0].Span(), fmt.Sprintf("the animal of %q has its own parameters", name), "write `with` where the animal begins: in the script that saves it")
		return false
	case w.seeded:
		own(fmt.Sprintf("seed, %d", start.Seed))
	case w.setup.Spreads != nil:
		own("parameters, and no variability any more")
	}
	asked := w.setup.Responses
	w.setup = start.Setup
	w.setup.Start = start
	w.Seed = start.Seed
	for _, r := range asked {
		w.measured(r, st.From)
	}
	w.say(fmt.Sprintf("the animal of %q, saved at %s", name, Duration(start.Now)))
	return true
}

// measured says whether the potential of a connection is read in a saved animal: it is if it was so before.
func (w *Walker) measured(r EPSP, at ast.Expr) bool {
	if slices.ContainsFunc(w.setup.Responses, func(x EPSP) bool { return x.Name == r.Name }) {
		return true
	}
	w.fail("saved-animal", at.Span(), fmt.Sprintf("%s was not measured in the animal that was saved", r.Name), fmt.Sprintf("write measure %s.amplitude in the script that saves it", r.Name))
	return false
}

// decided says that a saved animal has its own seed or parameters, where a script sets them.
func (w *Walker) decided(st ast.Stmt, what string) bool {
	if w.setup.Start == nil && (w.coming == nil || w.coming.From == nil) {
		return false
	}
	w.fail("saved-animal", st.Span(), fmt.Sprintf("the animal goes on with its own %s", what), "take this line out; it belongs into the script that saves the animal")
	return true
}

// many says whether the statement is about several animals.
func (w *Walker) many() bool { return w.bodies.design != nil }
