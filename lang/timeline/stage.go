// Package timeline walks the statements of a script in the animal's time: what happens when, to which trial it belongs,
// and what the script asks of it.
//
// The same walk checks a script, dates it (the dry run) and runs it; what differs is the Stage that it walks on. It
// simulates nothing: responses come from the Stage, and on a dry one they are numbers of which only the unit is known.
//
//	w := timeline.New(scope, timeline.DryWorld(), report)
//	w.Walk(program.Body)
package timeline

import (
	"errors"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// Kind is what an event does to the animal.
type Kind uint8

// The kinds of events.
const (
	Present Kind = iota // a stimulus
	Inject              // current into cells
	Clamp               // a held potential
	Fire                // one action potential in each cell
	Apply               // an agent into the bath
	Wash
	Remove // a part
	Sham   // the operation without the removal
	Cut    // a synapse
	Save   // the animal's state, as a file
	// Condition is a trial of a learner: cues, with (Value 1), without (0) or as a test (-1) of reinforcement.
	Condition
)

// Event is something done to the animal.
type Event struct {
	Kind   Kind
	Verb   *check.Stimulus // Present
	Target string          // site, cells, agent, part or synapse
	Cell   int             // Inject: one cell or compartment, counted from 1; 0 is all, of a cable its beginning
	Params []Param         // Present: every parameter but `for`, in the order of the stimulus
	Value  float64         // A, V or mol/m³
	For    int64           // ns; 0 for what takes no time, or lasts until wash
	After  int64           // ns from the onset of its trial; negative before it
	Text   string          // touch siphon force 2g for 500ms
	At     source.Span
}

// Param is a parameter of a stimulus with its value in SI.
type Param struct {
	Name  string
	Value float64
}

// Trial is a presentation whose responses are measured from its onset.
type Trial struct {
	ID      int // given by the Stage
	Label   string
	N       int   // within the label, from 1
	Onset   int64 // ns since the animal's script began
	Action  string
	Omitted bool
	Peeked  bool
	Within  []Level // the session of a design within animals
	Phase   int     // of a table of phases, from 1; 0 for all else
	Lag     int64   // of a pair: onset of the second stimulus minus that of the first, ns
	Events  []Event
	Stage   Stage // the animal or, of a peek, its copy
}

// ErrStopped ends a walk early: what is complete is kept.
var ErrStopped = errors.New("stopped")

// Fault is what went wrong in an animal, or with building one, for which a World or a Stage knows the place or the remedy.
type Fault struct {
	Code    string
	At      source.Span // none: the statement that was being done
	Message string
	Why     string
	Fix     string
}

func (f *Fault) Error() string { return f.Message }

// Diagnostic is an error as a user is told: a Fault as it is, and anything else with the code and the remedy of f.
func (f Fault) Diagnostic(err error) diag.Diagnostic {
	var known *Fault
	if errors.As(err, &known) {
		f = *known
	} else {
		f.Message = err.Error()
	}
	return diag.Diagnostic{Code: f.Code, Span: f.At, Message: f.Message, Why: f.Why, Fix: f.Fix}
}

// Stage is the animal as the walk sees it.
type Stage interface {
	Now() int64
	// Advance lets time pass. It returns ErrStopped when the run is to end, and any other error for what went wrong in
	// the animal.
	Advance(to int64) error
	// Begin opens the measuring windows of a trial and returns its number.
	Begin(events []Event) (id int)
	// Do starts an event now.
	Do(e Event) error
	// Response is what a measure of a trial reads.
	Response(id int, measure string) (float64, error)
	// Read is the mean over cells of what a probe shows now.
	Read(p check.Probe) (float64, error)
	// Trace is what was recorded of a probe: times in s and the mean over cells; of spikes, one value 1 for each spike.
	Trace(p check.Probe) (times, values []float64, recorded bool)
	// Record starts recording probes, or with none ends it; every is 0 for each step.
	Record(probes []check.Probe, every int64) error
	// Fork is an exact copy of the animal.
	Fork() Stage
	// Random draws a number in (0, 1) for a purpose.
	Random(purpose string) float64
	// Dry says that responses are not real.
	Dry() bool
}

// Setup is what an animal is made of.
type Setup struct {
	Circuit   *check.Circuit
	Overrides []Override
	Spreads   []Spread // nil: the nominal animal
	Seed      uint64
	Responses []EPSP
	Start     *Start // the saved animal that it is, or nil
}

// Override gives a parameter another value, in SI.
type Override struct {
	check.Parameter
	Value float64
	At    source.Span
}

// Spread lets a parameter differ between animals: CV is a share, of a cell's potential of its distance from rest.
type Spread struct {
	Owner, Path string
	CV          float64
	Potential   bool
}

// EPSP is a connection whose postsynaptic potential is measured on its own.
type EPSP struct {
	Synapse string // LE_L7
	Name    string // epsp(LE -> L7)
}

// World makes animals.
type World interface {
	Open(s Setup) (Stage, error)
	// Random draws the n-th number in (0, 1) of a purpose, for what is decided before there is an animal.
	Random(seed uint64, purpose string, n uint64) float64
	// Run has every animal of a design walked (Branch.Walk). Animals of which the walk was stopped are left out.
	Run(d *Design) ([]*Subject, error)
}

// Reading is a measure that trials are read with.
type Reading struct {
	Name string // gill.amplitude
	Dim  unit.Dimension
}

// Item is a named value or trace of print, plot and table.
type Item struct {
	Name  string
	Value eval.Value
	Probe *check.Probe // a trace
	Axis  bool         // what a figure of a sweep is spread over
	Mean  *Operand     // of animals; Value has its dimension only
}

// Claim is an expectation that was compared.
type Claim struct {
	Stmt        *ast.Expect
	Text        string
	Pass        bool
	Compared    bool // Left and Right are set
	Op          string
	Left, Right eval.Value
	LeftText    string
	RightText   string
	Margin      float64
}

// Output takes what a walk produces, in order.
type Output interface {
	Trial(t *Trial)
	Show(verb, kind string, items []Item, at source.Span)
	Claim(c Claim)
	Note(text string)
	Design(d *Design)
	// Why finds out what a difference between two responses is due to. It returns ErrStopped when the run is to end, and any
	// other error for what went wrong in a re-run.
	Why(q Why) error
}

// Silent is an Output that keeps nothing.
type Silent struct{}

// Trial does nothing.
func (Silent) Trial(*Trial) {}

// Show does nothing.
func (Silent) Show(string, string, []Item, source.Span) {}

// Claim does nothing.
func (Silent) Claim(Claim) {}

// Note does nothing.
func (Silent) Note(string) {}

// Design does nothing.
func (Silent) Design(*Design) {}

// Why does nothing.
func (Silent) Why(Why) error { return nil }
