package interp

import (
	"context"
	"errors"
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// Session explores animals by hand: statements one after the other, on one animal at a time. Every entry makes a new moment
// and leaves the one before as it was, so that it can be taken back, returned to, and gone on from twice.
type Session struct {
	Audience

	options Options
	world   *world
	animals []*lineage
	at      int                // of the one that is being explored
	marks   map[string]*moment // by :checkpoint
	vivid   []*moment          // whose state is at hand, oldest first
	known   map[string]bool    // Names at knownAt
	knownAt *moment
}

// Audience is told what happens while it happens; each may be nil.
type Audience struct {
	Note  func(text string)                                     // what the program chose
	Trial func(t record.Trial, n int, columns []record.Measure) // the n-th trial, from 0, when nothing to come can change it, or the entry is over
	Found func(findings []diag.Diagnostic)                      // what the critic says of experiments, before they are run
}

// NewSession starts a session, on an animal of the default preparation unless the first statements say otherwise.
func NewSession(o Options) *Session {
	s := &Session{options: o, world: newWorld(context.Background(), o), marks: map[string]*moment{}}
	scope := check.NewScope(reader{o.Files}, func(diag.Diagnostic) {})
	s.world.asks = true
	out := newOutput(&record.Result{Script: "session"}, s.world)
	start := &moment{state: &state{scope: scope, walker: timeline.New(scope, s.world, out, func(diag.Diagnostic) {}), out: out}}
	out.walker, start.walker.Saved = start.walker, o.saved
	if o.Seed != nil {
		start.walker.ForceSeed(*o.Seed)
	}
	s.animals = []*lineage{{name: FirstAnimal, now: start}}
	return s
}

// Eval runs statements and returns only what is new since the call before: trials, shown, checks, notes.
// Nothing has happened to the animal when a diagnostic is an error, and nothing when the result is Partial: ctx was
// cancelled, and what the audience was told meanwhile is forgotten.
func (s *Session) Eval(ctx context.Context, text string) (*record.Result, []diag.Diagnostic) {
	return s.EvalFile(ctx, entered, text)
}

// entered is the name of what is typed, in diagnostics.
const entered = "session"

// EvalFile is Eval of a text that has a name.
func (s *Session) EvalFile(ctx context.Context, name, text string) (*record.Result, []diag.Diagnostic) {
	before := s.now()
	next, ds := s.after(ctx, before, name, text)
	if next == nil {
		return nil, ds
	}
	r := next.answer(before)
	if !next.stopped {
		s.goOn(next)
	}
	return r, ds
}

// Look runs statements on a copy of the animal, which is then thrown away.
func (s *Session) Look(ctx context.Context, text string) (*record.Result, []diag.Diagnostic) {
	before := s.now()
	next, ds := s.after(ctx, before, entered, text)
	if next == nil {
		return nil, ds
	}
	return next.answer(before), ds
}

// after is the moment that statements lead to; nil where they have a mistake.
func (s *Session) after(ctx context.Context, before *moment, name, text string) (*moment, []diag.Diagnostic) {
	var ds []diag.Diagnostic
	report := check.Once(func(d diag.Diagnostic) { ds = append(ds, d) })
	file, parsed := parse.File(source.New(name, text))
	for _, d := range parsed {
		report(d)
	}
	scope := before.scope.Clone()
	scope.SetReport(report)
	body := scope.Add(file.Body.Stmts)
	for _, st := range file.Body.Stmts {
		s.fits(before, st, report)
	}
	var until int64
	var designs []*timeline.Design
	if !diag.Failed(ds) {
		dry := before.walker.Dry(scope, report)
		dry.Walk(body)
		dry.Finish()
		until, designs = dry.Now(), dry.Designs()[len(before.walker.Designs()):]
		for _, d := range designs {
			demands(d, report, report)
		}
	}
	if diag.Failed(ds) {
		diag.Sort(ds)
		return nil, ds
	}
	if len(designs) > 0 && s.Found != nil {
		if found := critic.Review(designs, body).Findings; len(found) > 0 {
			s.Found(found)
		}
	}
	next := &moment{before: before, entry: text, state: s.fork(before.state, scope)}
	s.world.ctx, s.world.planned, s.world.report, s.world.ran = ctx, until, report, next.out.animalsOf
	s.world.told.Store(false)
	w := next.walker
	w.Report = report
	if st, ok := w.Stage().(individual); ok {
		st.resume(ctx, until)
	}
	w.Walk(body)
	if err := w.Stopped(); err != nil && !errors.Is(err, timeline.ErrStopped) {
		return nil, ds
	}
	next.stopped = w.Resume()
	if err := next.out.finish(next.stopped); err != nil && !next.stopped {
		report(timeline.Fault{Code: "run-failed"}.Diagnostic(err))
	}
	next.out.setApart()
	diag.Sort(ds)
	if diag.Failed(ds) && !unwritten(ds) {
		return nil, ds
	}
	if !next.stopped {
		next.out.tell(len(w.Trials()))
	}
	next.out.audience = Audience{}
	return next, ds
}

// unwritten says whether a checkpoint that could not be written is all that failed: the animal is what it would be with it.
func unwritten(ds []diag.Diagnostic) bool {
	for _, d := range ds {
		if d.Severity == diag.Error && d.Code != "unwritten" {
			return false
		}
	}
	return true
}

// fits reports a statement that a session cannot take: a part of an experiment by itself, a diagnosis, or a definition that
// would change what the animal was made of.
func (s *Session) fits(before *moment, st ast.Stmt, report func(diag.Diagnostic)) {
	switch st.(type) {
	case *ast.Experiment, *ast.Sweep, *ast.Phases:
	default:
		if timeline.IsDesign(st) {
			report(diag.Diagnostic{Code: "not-here", Span: st.Span(), Message: "this belongs to an experiment, and the prompt has one animal", Fix: "write it in experiment \"name\" { ... }; or make a second animal with :branch NAME"})
		}
	}
	ast.Inspect(st, func(n ast.Stmt) bool {
		if x, ok := n.(*ast.Diagnose); ok && n != st {
			report(diag.Diagnostic{Code: "not-here", Span: x.Span(), Message: "a diagnosis runs an experiment again and again in other animals, and the prompt runs it once", Fix: "take it out here; in a file, protoexp diagnose FILE does it"})
		}
		return true
	})
	c := before.walker.Circuit()
	if c == nil {
		return
	}
	name := ""
	switch st := st.(type) {
	case *ast.Define:
		if before.scope.Defines(st.Kind, st.Name.Text) {
			name = st.Name.Text
		}
	case *ast.Stimulus:
		name = st.Name.Text
	}
	if name != "" {
		report(diag.Diagnostic{Code: "too-late", Span: st.Span(), Message: fmt.Sprintf("the animal is one of %s already, and %s belongs to what it is made of", c.Name, name),
			Fix: "take back what was done (:undo), then write this first"})
	}
}

// fork copies a state: everything, so that the one before stays as it is.
func (s *Session) fork(from *state, scope *check.Scope) *state {
	next := &state{scope: scope, walker: from.walker.Fork(twin(from.walker.Stage()))}
	next.out = from.out.clone(next.walker)
	next.out.audience, next.out.told = s.Audience, len(next.walker.Trials())
	next.walker.Scope, next.walker.Out = scope, next.out
	return next
}

// twin copies the animal of a session, with what it is recording.
func twin(st timeline.Stage) timeline.Stage {
	switch st := st.(type) {
	case nil:
		return nil
	case *stage:
		return st.twin()
	}
	return st.Fork()
}

// answer is what a moment has that the one before has not.
func (m *moment) answer(before *moment) *record.Result {
	a, b := before.out.result, m.out.result
	r := *b
	r.Trials = b.Trials[min(len(a.Trials), len(b.Trials)):]
	r.Shown = b.Shown[len(a.Shown):]
	r.Checks = b.Checks[len(a.Checks):]
	r.Notes = b.Notes[len(a.Notes):]
	r.Whys = b.Whys[len(a.Whys):]
	r.Reports = b.Reports[len(a.Reports):]
	for _, x := range m.out.studies[len(before.out.studies):] {
		r.Measures, r.Experiments, r.Trials = x.Measures, x.Experiments, append(full(r.Trials), x.Trials...)
	}
	r.Partial = m.stopped
	return &r
}

// Seed is what everything random follows from.
func (s *Session) Seed() uint64 { return s.now().walker.Seed }

// Now is the animal's time in ns.
func (s *Session) Now() int64 { return s.now().walker.Now() }

// Result is everything so far.
func (s *Session) Result() *record.Result { return s.now().out.result }

// Recording lists what is being recorded, by name.
func (s *Session) Recording() []string { return s.now().walker.Recording() }

// Labels are those of the animal's trials so far, in the order of their first trial.
func (s *Session) Labels() []string { return s.now().labels() }
