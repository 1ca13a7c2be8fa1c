package timeline

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// DefaultPreparation is used by a script that names none.
const DefaultPreparation = "aplysia"

// Walker walks statements. Its state is a script's names, labels and trials so far.
type Walker struct {
	Scope  *check.Scope
	World  World
	Out    Output
	Report func(diag.Diagnostic)
	Seed   uint64
	Set    map[string]ast.Expr // values for top-level lets, from outside
	Used   map[string]bool     // which of Set were used
	// Instead is the preparation that is put in the place of the script's; "" for none.
	Instead string
	// Held is the one value of each axis of a sweep, in SI, in the place of its own; nil for these.
	Held map[string]float64
	// Saved reads a checkpoint for a circuit; nil where no files can be read.
	Saved func(c *check.Circuit, name string) (*Start, error)

	circuit   *check.Circuit
	lent      bool     // the circuit is that of the script around this design, which may still choose another
	coming    *ast.Use // the first `use` of the statements being walked
	used      *ast.Use // that was needed before its line
	stage     Stage
	setup     Setup
	measures  []Reading
	declared  bool // measures were declared
	vars      *frame
	labels    map[string][]*Trial
	trials    []*Trial
	rows      *[]Row          // of a dry run; may be nil
	unmet     []string        // labels of trials that were repeated until a criterion, which was not met
	note      string          // of the rows to come
	block     int             // with this note, from 1; 0 is none
	blocks    int             // so far
	open      map[string]bool // labels of which only a run knows the count
	uncertain bool            // only a run knows the time
	label     string          // of trials that have none of their own
	omitting  bool
	recording []check.Probe
	noted     map[string]bool
	seeded    bool
	sown      source.Span // the seed statement
	stopped   error
	bodies    designState
	texts     map[unit.Quantity]string
	early     uint64           // random numbers drawn before there was an animal
	doing     map[string]bool  // actions of let that are being done
	gone      map[string]bool  // names of blocks that are over
	fired     map[firing]int64 // the step in which a cell was made to fire last
	steps     *int             // left to a dry walk; nil for a real one, which was walked dry before
}

// New makes a walker at time zero.
func New(scope *check.Scope, world World, out Output, report func(diag.Diagnostic)) *Walker {
	return &Walker{Scope: scope, World: world, Out: out, Report: report, Seed: 1, Used: map[string]bool{},
		vars: &frame{names: map[string]binding{}}, labels: map[string][]*Trial{}, open: map[string]bool{}, noted: map[string]bool{},
		doing: map[string]bool{}, gone: map[string]bool{}, fired: map[firing]int64{}, texts: map[unit.Quantity]string{}, steps: budget(world)}
}

// Dry makes a walker that goes on from the same state without an animal: to check what comes next before it is done.
func (w *Walker) Dry(scope *check.Scope, report func(diag.Diagnostic)) *Walker {
	d := w.Fork(nil)
	d.Scope, d.World, d.Out, d.Report, d.steps = scope, DryWorld{}, Silent{}, report, budget(DryWorld{})
	if w.stage != nil {
		d.stage = &dryStage{now: w.stage.Now(), trials: len(w.trials)}
		for _, list := range d.labels {
			for _, t := range list {
				t.Stage = d.stage
			}
		}
	}
	return d
}

// Fork copies a walker; stage replaces its animal unless nil.
func (w *Walker) Fork(stage Stage) *Walker {
	c := *w
	c.Used, c.noted, c.open = copied(w.Used), copied(w.noted), copied(w.open)
	c.vars, c.doing, c.texts = w.vars.clone(), map[string]bool{}, map[unit.Quantity]string{}
	c.setup.Overrides, c.setup.Spreads, c.setup.Responses = slices.Clip(w.setup.Overrides), slices.Clip(w.setup.Spreads), slices.Clip(w.setup.Responses)
	c.recording, c.unmet, c.bodies.roles = slices.Clip(w.recording), slices.Clip(w.unmet), slices.Clip(w.bodies.roles)
	c.bodies.done = slices.Clip(w.bodies.done)
	c.labels = map[string][]*Trial{}
	old := map[*Trial]*Trial{}
	c.trials = nil
	for _, t := range w.trials {
		n := *t
		old[t] = &n
		if t.Stage == w.stage && stage != nil {
			n.Stage = stage
		}
		c.trials = append(c.trials, &n)
	}
	for name, list := range w.labels {
		for _, t := range list {
			c.labels[name] = append(c.labels[name], old[t])
		}
	}
	if stage != nil {
		c.stage = stage
	}
	return &c
}

func copied(m map[string]bool) map[string]bool {
	c := map[string]bool{}
	for k, v := range m {
		c[k] = v
	}
	return c
}

// Rows makes the walker keep the rows of a dry run in list.
func (w *Walker) Rows(list *[]Row) { w.rows = list }

// Stage is the animal; nil before the first statement that needs one.
func (w *Walker) Stage() Stage { return w.stage }

// Circuit is the preparation; nil before it is known.
func (w *Walker) Circuit() *check.Circuit { return w.circuit }

// Measures are what trials are read with; the first is the response.
func (w *Walker) Measures() []Reading { return w.measures }

// Trials are all trials so far, in order.
func (w *Walker) Trials() []*Trial { return w.trials }

// Stopped is the error that ended the walk early, or nil.
func (w *Walker) Stopped() error { return w.stopped }

// Resume lets a walk that was interrupted go on; it says whether it was.
func (w *Walker) Resume() bool {
	was := w.stopped != nil
	w.stopped = nil
	return was
}

// Born is the animal's time when the script found it: 0, or that of a checkpoint.
func (w *Walker) Born() int64 {
	if w.setup.Start != nil {
		return w.setup.Start.Now
	}
	return 0
}

// Now is the animal's time.
func (w *Walker) Now() int64 {
	if w.stage == nil {
		return 0
	}
	return w.stage.Now()
}

func (w *Walker) fail(code string, at source.Span, message, fix string) {
	w.Report(diag.Diagnostic{Code: code, Span: at, Message: message, Fix: fix})
}

// Walk does statements in order. It ends early when the run is stopped or the animal fails.
func (w *Walker) Walk(stmts []ast.Stmt) {
	if (w.circuit == nil || w.lent) && w.coming == nil {
		for _, st := range stmts {
			if u, ok := st.(*ast.Use); ok && w.coming == nil {
				w.coming = u
			}
		}
	}
	for i, st := range stmts {
		if w.stopped != nil {
			return
		}
		w.statement(st)
		if a, ok := st.(*ast.Apply); ok && i+1 < len(stmts) && w.dry() {
			w.clearing(a, stmts[i+1])
		}
	}
}

// fault reports an error as the animal knows it, or else as a statement's.
func (w *Walker) fault(at source.Span, err error, f Fault) {
	d := f.Diagnostic(err)
	if d.Span.File == nil {
		d.Span = at
	}
	w.Report(d)
}

// halt keeps the first error of the stage; what went wrong in the animal is reported at the statement.
func (w *Walker) halt(at source.Span, err error) bool {
	if err == nil {
		return false
	}
	if w.stopped == nil {
		w.stopped = err
		if !errors.Is(err, ErrStopped) {
			w.fault(at, err, Fault{Code: "run-failed", Fix: "look at the equations and the values that this line reaches; record shows a variable over time"})
		}
	}
	return true
}

func (w *Walker) statement(st ast.Stmt) {
	if w.tired(st.Span()) {
		return
	}
	switch st := st.(type) {
	case *ast.Invalid:
	case *ast.Labelled:
		w.labelled(st)
	case *ast.Act:
		w.act(st)
	case *ast.Pair:
		w.pair(st)
	case *ast.Scatter:
		w.scatter(st)
	case *ast.Omit:
		w.omit(st)
	case *ast.Peek:
		w.peek(st)
	case *ast.Compound:
		w.compound(st)
	case *ast.Rest:
		w.rest(st)
	case *ast.Inject, *ast.Clamp, *ast.Fire:
		w.electrode(st)
	case *ast.Apply, *ast.Wash, *ast.Remove, *ast.Cut:
		w.manipulate(st)
	case *ast.Record:
		w.record(st)
	case *ast.Repeat:
		w.repeat(st)
	case *ast.If:
		w.branch(st.Cond, st.Then, st.Else)
	case *ast.When:
		w.branch(st.Cond, st.Then, st.Else)
	case *ast.For:
		w.loop(st)
	case *ast.Let:
		w.let(st)
	case *ast.Assign:
		w.assign(st)
	case *ast.Show:
		w.show(st)
	case *ast.Expect:
		w.expect(st)
	case *ast.Use:
		w.use(st)
	case *ast.Seed:
		w.seed(st)
	case *ast.Measure:
		w.measure(st)
	case *ast.Variability:
		w.variability(st)
	case *ast.Checkpoint:
		w.checkpoint(st)
	case *ast.Why:
		w.why(st)
	case *ast.Role:
		w.role(st)
	case *ast.Block:
		w.inner(st)
	case *ast.Row:
		if w.bodies.animal {
			w.row(st)
			return
		}
		w.design(st)
	default:
		w.design(st)
	}
}

// inner walks a block in a frame of its own.
func (w *Walker) inner(b *ast.Block) {
	if b == nil {
		return
	}
	w.vars = &frame{names: map[string]binding{}, outer: w.vars}
	w.Walk(b.Stmts)
	w.leave()
}

// leave ends a block: its names are gone.
func (w *Walker) leave() {
	if w.dry() {
		for name := range w.vars.names {
			w.gone[name] = true
		}
	}
	w.vars = w.vars.outer
}

// need makes sure that there is an animal.
func (w *Walker) need(at source.Span) bool {
	if w.stage != nil {
		return true
	}
	if !w.needCircuit(at) {
		return false
	}
	if w.bodies.design != nil && !w.bodies.animal {
		w.fail("no-animal", at, "an experiment has many animals, and this does not say which", "put what is done to them into a group: group all n=12 { ... }")
		return false
	}
	if w.setup.Start != nil && w.many() {
		w.fail("misplaced", at, "these are several animals, and the script goes on from one that was saved", "take the groups out, or `from` at the top")
		return false
	}
	if d := w.bodies.design; d != nil && !d.Nominal && w.setup.Spreads == nil {
		w.setup.Spreads = w.own()
	}
	w.setup.Circuit, w.setup.Seed = w.circuit, w.Seed
	stage, err := w.World.Open(w.setup)
	if err != nil {
		if w.stopped = err; !errors.Is(err, ErrStopped) {
			w.fault(at, err, Fault{Code: "cannot-build", Fix: "look at the definition of the circuit: its counts, weights and delays"})
		}
		return false
	}
	w.stage = stage
	return true
}

// needCircuit makes sure that there is a preparation: the default one when the script names none.
func (w *Walker) needCircuit(at source.Span) bool {
	w.lent = false
	if w.circuit != nil {
		return true
	}
	if w.bodies.broken {
		return false
	}
	c := w.preparation(ast.Name{Node: ast.Node{At: at}, Text: DefaultPreparation})
	if c == nil {
		w.bodies.broken = true
		return false
	}
	w.setCircuit(c)
	w.say("preparation: " + DefaultPreparation + " (the script names none)")
	return true
}

// foresee makes sure that there is a preparation to ask for a name before anything is done: that of a `use` further down,
// or the default one.
func (w *Walker) foresee(at source.Span) bool {
	if u := w.coming; (w.circuit == nil || w.lent) && u != nil {
		w.use(u)
		w.used = u
		return w.circuit != nil
	}
	return w.needCircuit(at)
}

func (w *Walker) setCircuit(c *check.Circuit) {
	w.circuit = c
	if w.declared {
		return
	}
	w.measures = nil
	for _, e := range c.Effectors {
		for _, m := range e.Model.Measures {
			w.measures = append(w.measures, Reading{e.Reading(m), m.Dim})
		}
	}
}

// say notes something once.
func (w *Walker) say(text string) {
	if !w.noted[text] {
		w.noted[text] = true
		w.Out.Note(text)
	}
}

func (w *Walker) use(st *ast.Use) {
	id, ok := st.Module.(*ast.Ident)
	if !ok || st == w.used {
		return // a file: its definitions were taken in before
	}
	if w.stage != nil {
		w.fail("too-late", st.Span(), "the animal is chosen before anything is done to it", "put `use` at the top of the script")
		return
	}
	w.other(id.Name)
	if w.circuit != nil && w.circuit.Name != id.Name && w.Instead == "" {
		w.fail("too-late", st.Span(), fmt.Sprintf("the script uses %s already, and one animal is of one kind", w.circuit.Name), "keep one of the two")
		return
	}
	c := w.preparation(ast.Name{Node: ast.Node{At: id.Span()}, Text: id.Name})
	if c == nil {
		w.bodies.broken = true
		return
	}
	w.setCircuit(c)
	if st.From != nil {
		w.bodies.broken = !w.from(st, c)
		return
	}
	for _, s := range st.With {
		v := w.eval(s.Value)
		p, ok := w.Scope.Parameter(c, s.Path)
		if !ok || v.Kind == eval.Unknown {
			continue
		}
		if v.Kind != eval.Number || v.Dim != p.Dim && !v.Zero {
			w.fail("dimension", s.Value.Span(), fmt.Sprintf("%s is %s, and this is %s", path(s.Path), p.Dim.Describe(), describe(v)), eval.UnitFix(p.Dim))
			continue
		}
		if d, out := p.Outside(path(s.Path), v, s.Value.Span()); out {
			w.Report(d)
			continue
		}
		w.setup.Overrides = append(w.setup.Overrides, Override{p, v.Num, s.Span()})
	}
}

// other gives a lent circuit back where a design chooses one of another name.
func (w *Walker) other(name string) {
	if w.lent && w.circuit.Name != name && w.Instead == "" {
		w.circuit, w.setup, w.measures, w.declared = nil, Setup{}, nil, false
	}
	w.lent = false
}

// path writes a dotted name.
func path(names []ast.Name) string {
	var parts []string
	for _, n := range names {
		parts = append(parts, n.Text)
	}
	return strings.Join(parts, ".")
}

func describe(v eval.Value) string {
	if v.Kind == eval.Number || v.Kind == eval.Series {
		return v.Dim.Describe()
	}
	return v.Kind.String()
}

// shown is a value in a sentence: a plain number itself, of everything else its kind.
func shown(v eval.Value) string {
	if v.Kind == eval.Number && v.Dim == unit.None {
		return fmt.Sprintf("%g", v.Num)
	}
	return describe(v)
}

func (w *Walker) seed(st *ast.Seed) {
	v := w.eval(st.Value)
	if v.Kind == eval.Unknown {
		return
	}
	if v.Kind != eval.Number || v.Dim != unit.None || v.Num < 0 || v.Num != float64(uint64(v.Num)) || v.Num > 1<<53 {
		w.fail("bad-seed", st.Value.Span(), "a seed is a whole number from 0", "write seed 42")
		return
	}
	if w.stage != nil {
		w.fail("too-late", st.Span(), "the seed is set before anything is done to the animal", "put `seed` at the top of the script")
		return
	}
	if w.bodies.animal && w.many() {
		w.fail("misplaced", st.Span(), "all animals of an experiment follow from one seed", "move it out of this block, in front of the groups")
		return
	}
	if w.sown.File != nil {
		w.Report(diag.Diagnostic{Code: "defined-twice", Span: st.Span(), Message: "there are two seeds", Fix: "keep one of the two", Notes: []diag.Note{{Span: w.sown, Text: "the first one"}}})
		return
	}
	w.sown = st.Span()
	if !w.seeded && !w.decided(st, "seed") {
		w.Seed = uint64(v.Num)
	}
}

// ForceSeed sets the seed from outside; the script's own is then ignored.
func (w *Walker) ForceSeed(seed uint64) { w.Seed, w.seeded = seed, true }
