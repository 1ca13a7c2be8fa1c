// Package interp is where the language meets the engine: it loads scripts with their modules, lowers circuits to SI,
// and runs sessions. It has no algorithms of its own.
//
//	script, ds := interp.Load("habituation.proto-exp", text, interp.Options{})
//	result, ds, err := script.Run(ctx)
package interp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/format"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// Setting is a --set name=value of the command line; Value is written in the language.
type Setting struct{ Name, Value string }

// Options are what a run may be told from outside the script.
type Options struct {
	Seed     *uint64
	Set      []Setting
	Files    fs.FS                                 // where `use "file"` looks; nil means that no files can be used
	Jobs     int                                   // cores to use, for animals or for one large network; 0 is all
	Progress func(done, total int64)               // of one animal: simulated ns so far and planned; may be nil
	Animals  func(done, total int)                 // of a design: animals that are done and planned; may be nil, and be called at the same time
	Notice   func(text string)                     // what is to be known before time passes; may be nil
	Trial    func(*record.Result, int)             // called when a trial begins, with its number; may be nil
	Ready    func()                                // called when an animal has been built, before anything happens to it; may be nil
	Memory   int64                                 // bytes that the animals may need; 0 is network.MemoryLimit
	Save     func(name string, state []byte) error // writes a checkpoint; nil means that none can be written
	Store    Store                                 // of what a sweep has finished; may be nil

	stream *stream
}

// cores is the number of cores to use.
func (o Options) cores() int {
	if o.Jobs == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return o.Jobs
}

// Script is a checked script.
type Script struct {
	name    string
	text    string
	tree    *ast.File
	body    []ast.Stmt
	scope   *check.Scope
	circuit *check.Circuit // of its one animal; nil when it has none
	options Options
	set     map[string]ast.Expr
	planned int64 // ns
	designs []*timeline.Design
	refused []diag.Diagnostic  // why it cannot be run
	ran     []*timeline.Design // of the last run
	rows    []timeline.Row     // of the walk that checked it; nil when it has been run
}

// Load parses and checks a script. Diagnostics hold every problem found; with an error among them the script cannot run.
func Load(name, text string, o Options) (*Script, []diag.Diagnostic) {
	var ds []diag.Diagnostic
	report := check.Once(func(d diag.Diagnostic) { ds = append(ds, d) })
	file, parsed := parse.File(source.New(name, text))
	for _, d := range parsed {
		report(d)
	}
	s := &Script{name: name, text: text, tree: file, options: o, set: map[string]ast.Expr{}}
	s.scope = check.NewScope(reader{o.Files}, report)
	s.body = s.scope.Add(file.Body.Stmts)
	for _, set := range o.Set {
		s.setting(set, report)
	}
	w, rows := s.dry(report)
	s.rows = rows
	s.planned, s.designs, s.circuit = max(w.Now(), w.Longest()), w.Designs(), w.Circuit()
	for _, d := range w.Designs() {
		demands(d, report, s.refuse)
	}
	ds = check.Causes(file, ds)
	diag.Sort(ds)
	return s, ds
}

// Sweeps says whether the script has a sweep.
func (s *Script) Sweeps() bool {
	return slices.ContainsFunc(s.designs, func(d *timeline.Design) bool { return d.Kind == timeline.Sweep })
}

// Experiments says whether the script has an experiment, groups or a table of phases.
func (s *Script) Experiments() bool {
	return slices.ContainsFunc(s.designs, func(d *timeline.Design) bool { return d.Kind != timeline.Sweep })
}

// Keep has what a sweep finishes kept in a store, and taken from there.
func (s *Script) Keep(store Store) { s.options.Store = store }

// Stream has the trials of an experiment passed on while it runs: those of an animal when it is complete, the first animals
// of all cells first, in the same order whatever the number of workers. The columns that they have are in the outline.
func (s *Script) Stream(take func([]record.Trial)) (outline *record.Result) {
	w, _ := s.dry(func(diag.Diagnostic) {})
	outline = &record.Result{Measures: measuresOf(w, w.Designs())}
	for _, d := range w.Designs() {
		if d.Kind != timeline.Sweep {
			outline.Experiments = append(outline.Experiments, record.Experiment{Title: d.Title, Factors: factorsOf(d)})
		}
	}
	s.options.stream = &stream{measures: outline.Measures, take: take}
	return outline
}

// Review is what the critic says of a script that has no mistakes. It runs nothing.
func (s *Script) Review() critic.Report { return critic.Review(s.designs, s.body) }

// Refused says why a script that can be criticised cannot be run: its orders do not close.
func (s *Script) Refused() []diag.Diagnostic { return s.refused }

// setting parses the value of --set in a file of its own.
func (s *Script) setting(set Setting, report func(diag.Diagnostic)) {
	file, ds := parse.File(source.New("--set "+set.Name, "let "+set.Name+" = "+set.Value))
	for _, d := range ds {
		report(d)
	}
	if diag.Failed(ds) {
		return
	}
	var let *ast.Let
	if len(file.Body.Stmts) == 1 {
		let, _ = file.Body.Stmts[0].(*ast.Let)
	}
	switch _, twice := s.set[set.Name]; {
	case twice:
		report(diag.Diagnostic{Code: "bad-set", Span: file.Body.Span(), Message: fmt.Sprintf("--set %s is given twice", set.Name), Fix: "keep one of the two"})
	case let != nil && let.Value != nil:
		s.set[set.Name] = let.Value
	default:
		report(diag.Diagnostic{Code: "bad-set", Span: file.Body.Span(), Message: fmt.Sprintf("--set %s needs one value, and nothing behind it", set.Name), Fix: "write --set " + set.Name + "=30s"})
	}
}

// dry walks the script without an animal.
func (s *Script) dry(report func(diag.Diagnostic)) (*timeline.Walker, []timeline.Row) {
	var rows []timeline.Row
	w := s.walker(report)
	w.Rows(&rows)
	w.Walk(s.body)
	w.Finish()
	return w, rows
}

// walker is one for a dry walk.
func (s *Script) walker(report func(diag.Diagnostic)) *timeline.Walker {
	w := timeline.New(s.scope, timeline.DryWorld{}, timeline.Silent{}, report)
	s.prepare(w)
	return w
}

func (s *Script) prepare(w *timeline.Walker) {
	w.Set, w.Saved = s.set, s.options.saved
	if s.options.Seed != nil {
		w.ForceSeed(*s.options.Seed)
	}
}

// Run runs the script. Diagnostics are those of the run (an equation that blows up has its place in a file); err is a
// failure of the world: a checkpoint that could not be written, after which all the rest was done. A cancelled context ends at a
// trial, with Partial set and everything complete kept.
func (s *Script) Run(ctx context.Context) (*record.Result, []diag.Diagnostic, error) {
	if len(s.refused) > 0 {
		return nil, s.refused, nil
	}
	s.rows = nil // which a long script has many of
	r := &record.Result{Script: s.name}
	var ds []diag.Diagnostic
	report := check.Once(func(d diag.Diagnostic) { ds = append(ds, d) })
	world := newWorld(ctx, s.options)
	world.planned, world.report, world.asks = s.planned, report, asks(s.body)
	out := newOutput(r, world)
	world.ran = out.animalsOf
	s.scope.SetReport(report)
	w := timeline.New(s.scope, world, out, report)
	out.walker, out.onTrial = w, s.options.Trial
	s.prepare(w)
	w.Walk(s.body)
	w.Finish()
	for _, a := range s.Review().Silenced {
		out.Note(fmt.Sprintf("allowed: %s, since %s", a.Rule, a.Reason))
	}
	s.ran = w.Designs()
	err := out.finish(w.Stopped() != nil)
	switch {
	case errors.Is(w.Stopped(), timeline.ErrStopped), errors.Is(err, timeline.ErrStopped):
		r.Partial = true
	case err != nil && w.Stopped() == nil:
		ds = append(ds, timeline.Fault{Code: "run-failed"}.Diagnostic(err))
	}
	return r, ds, world.unwritten
}

// Table is the script as a table of phases, laid out and ready to run. It fails for what such a table cannot say.
func (s *Script) Table() (string, error) {
	w, rows := s.dry(func(diag.Diagnostic) {})
	text, err := timeline.Table(rows, w.Designs())
	if err != nil {
		return "", err
	}
	return format.Text(text), nil
}

// Event is a row of the dry run.
type Event struct {
	Group, Label string
	Factors      []record.Factor
	N            int
	Onset        int64 // ns
	Action       string
	Omitted      bool
	Note         string // "drawn for each animal", "up to 40 times"
}

// Timeline is the dry run of a script: every event with its onset, the time that it takes (of the longest cell) and the
// number of animals.
func (s *Script) Timeline() (events []Event, simulatedNs int64, animals int, ds []diag.Diagnostic) {
	w, rows := s.dry(func(d diag.Diagnostic) { ds = append(ds, d) })
	simulatedNs = max(w.Now()-w.Born(), w.Longest())
	for _, d := range w.Designs() {
		if d.Kind == timeline.Sweep {
			animals += d.Points * d.Branches[0].N
		} else {
			animals += declared(d).Animals()
		}
	}
	if animals == 0 || w.Stage() != nil {
		animals++
	}
	for _, r := range rows {
		e := Event{Group: r.Cell.Group, Onset: r.Onset, Omitted: r.Omitted, Note: r.Note, N: 1}
		for _, f := range r.Cell.Factors {
			e.Factors = append(e.Factors, record.Factor{Name: f.Factor, Level: f.Level})
		}
		if t := r.Trial; t != nil {
			e.Label, e.N, e.Action = t.Label, t.N, action(t.Action, t.Peeked)
		} else {
			e.Action = r.Event.Text
		}
		events = append(events, e)
	}
	return events, simulatedNs, animals, ds
}
