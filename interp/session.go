package interp

import (
	"context"
	"errors"
	"strings"

	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// Session explores one animal by hand: statements one after the other.
type Session struct {
	options Options
	world   *world
	now     moment
	past    []moment
}

// moment is a session's state between two entries.
type moment struct {
	scope  *check.Scope
	walker *timeline.Walker
	out    *output
	text   []string
}

// NewSession starts a session, on an animal of the default preparation unless the first statements say otherwise.
func NewSession(o Options) *Session {
	s := &Session{options: o, world: newWorld(context.Background(), o)}
	scope := check.NewScope(reader{o.Files}, func(diag.Diagnostic) {})
	out := newOutput(&record.Result{Script: "session"}, s.world)
	s.now = moment{scope: scope, walker: timeline.New(scope, s.world, out, func(diag.Diagnostic) {}), out: out}
	out.walker, s.now.walker.Saved = s.now.walker, o.saved
	if o.Seed != nil {
		s.now.walker.ForceSeed(*o.Seed)
	}
	return s
}

// Eval runs statements and returns only what is new since the call before: trials, shown, checks, notes.
// Nothing has happened to the animal when a diagnostic is an error.
func (s *Session) Eval(ctx context.Context, text string) (*record.Result, []diag.Diagnostic) {
	var ds []diag.Diagnostic
	report := check.Once(func(d diag.Diagnostic) { ds = append(ds, d) })
	file, parsed := parse.File(source.New("session", text))
	for _, d := range parsed {
		report(d)
	}
	scope := s.now.scope.Clone()
	scope.SetReport(report)
	body := scope.Add(file.Body.Stmts)
	for _, st := range body {
		if timeline.IsDesign(st) {
			report(diag.Diagnostic{Code: "not-here", Span: st.Span(), Message: "the prompt has one animal, and this statement needs several", Fix: "put it in a file: protoexp run FILE"})
		}
	}
	if !diag.Failed(ds) {
		dry := s.now.walker.Dry(scope, report)
		dry.Walk(body)
		dry.Finish()
	}
	if diag.Failed(ds) {
		diag.Sort(ds)
		return nil, ds
	}
	before := s.now
	s.past = append(s.past, before)
	s.forget()
	s.now = s.advance(before, scope, text)
	s.world.ctx = ctx
	w := s.now.walker
	w.Report = report
	if st, ok := w.Stage().(individual); ok {
		st.resume(ctx)
	}
	w.Walk(body)
	if err := w.Stopped(); err != nil && !errors.Is(err, timeline.ErrStopped) {
		s.now = before
		s.past = s.past[:len(s.past)-1]
		return nil, ds
	}
	stopped := w.Resume()
	if err := s.now.out.finish(stopped); err != nil && !stopped {
		report(timeline.Fault{Code: "run-failed"}.Diagnostic(err))
	}
	r := since(before.out.result, s.now.out.result)
	r.Partial = stopped
	diag.Sort(ds)
	return r, ds
}

// advance makes the next moment: everything copied, so that the one before can be taken back.
func (s *Session) advance(from moment, scope *check.Scope, text string) moment {
	next := moment{scope: scope, walker: from.walker.Fork(twin(from.walker.Stage())), text: append(from.text[:len(from.text):len(from.text)], text)}
	next.out = from.out.clone(next.walker)
	next.walker.Scope, next.walker.Out = scope, next.out
	return next
}

// twin copies the animal of a session, with what it is recording.
func twin(st timeline.Stage) timeline.Stage {
	switch st := st.(type) {
	case nil:
		return nil
	case *stage:
		if c, err := st.twin(); err == nil {
			return c
		}
	}
	return st.Fork()
}

// since is what b has that a has not.
func since(a, b *record.Result) *record.Result {
	r := *b
	r.Trials = b.Trials[len(a.Trials):]
	r.Shown = b.Shown[len(a.Shown):]
	r.Checks = b.Checks[len(a.Checks):]
	r.Notes = b.Notes[len(a.Notes):]
	return &r
}

// forget lets go of the oldest moments when all that could be taken back fills a quarter of the memory.
func (s *Session) forget() {
	st, ok := s.now.walker.Stage().(*stage)
	if !ok {
		return
	}
	each := max(1, st.animal.Counters().Bytes)
	if room := max(1, int(s.world.memory()/4/each)); len(s.past) > room {
		s.past = append([]moment(nil), s.past[len(s.past)-room:]...)
	}
}

// Undo takes the last successful Eval back; false when there is none.
func (s *Session) Undo() bool {
	if len(s.past) == 0 {
		return false
	}
	s.now = s.past[len(s.past)-1]
	s.past = s.past[:len(s.past)-1]
	return true
}

// History is the script so far, as text that can be saved and run.
func (s *Session) History() string {
	if len(s.now.text) == 0 {
		return ""
	}
	return strings.Join(s.now.text, "\n") + "\n"
}

// Seed is what everything random follows from.
func (s *Session) Seed() uint64 { return s.now.walker.Seed }

// Now is the animal's time in ns.
func (s *Session) Now() int64 { return s.now.walker.Now() }

// Result is everything so far.
func (s *Session) Result() *record.Result { return s.now.out.result }
