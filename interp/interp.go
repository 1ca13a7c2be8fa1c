// Package interp is where the language meets the engine: it loads scripts with their modules, lowers circuits to SI,
// and runs sessions. It has no algorithms of its own.
//
//	script, ds, err := interp.Load("habituation.proto-exp", text)
//	result, ds, err := script.Run(ctx, interp.Options{})
package interp

import (
	"context"
	"io/fs"

	"protoexp/lang/diag"
	"protoexp/runtime/record"
)

// Setting is a --set name=value of the command line; Value is written in the language.
type Setting struct{ Name, Value string }

// Options are what a run may be told from outside the script.
type Options struct {
	Seed     *uint64
	Set      []Setting
	Files    fs.FS                     // where `use "file"` looks; nil means that no files can be used
	Progress func(done, total int64)   // simulated ns so far and planned; may be nil
	Trial    func(*record.Result, int) // called after each trial is complete; may be nil
}

// Script is a checked script.
type Script struct{}

// Load parses and checks a script. Diagnostics hold every problem found; with an error among them the script cannot run.
func Load(name, text string, o Options) (*Script, []diag.Diagnostic) { panic("being written") }

// Run runs the script. Diagnostics are those of the run (an equation that blows up has its place in a file); err is a
// failure of the world. A cancelled context ends at a trial, with Partial set and everything complete kept.
func (s *Script) Run(ctx context.Context) (*record.Result, []diag.Diagnostic, error) {
	panic("being written")
}

// Session explores one animal by hand: statements one after the other.
type Session struct{}

// NewSession starts a session, on an animal of the default preparation unless the first statements say otherwise.
func NewSession(o Options) *Session { panic("being written") }

// Eval runs statements and returns only what is new since the call before: trials, shown, checks, notes.
// Nothing has happened to the animal when a diagnostic is an error.
func (s *Session) Eval(ctx context.Context, text string) (*record.Result, []diag.Diagnostic) {
	panic("being written")
}

// Undo takes the last successful Eval back; false when there is none.
func (s *Session) Undo() bool { panic("being written") }

// History is the script so far, as text that can be saved and run.
func (s *Session) History() string { panic("being written") }

// Complete returns candidates for the word that ends at the end of line: names, sites, labels, keywords.
func (s *Session) Complete(line string) []string { panic("being written") }

// Result is everything so far.
func (s *Session) Result() *record.Result { panic("being written") }

// Event is a row of the dry run.
type Event struct {
	Group, Label string
	N            int
	Onset        int64 // ns
	Action       string
	Omitted      bool
	Note         string // "drawn for each animal", "up to 40 passes"
}

// Timeline is the dry run of a script on one animal.
func (s *Script) Timeline() (events []Event, simulatedNs int64, animals int, ds []diag.Diagnostic) {
	panic("being written")
}

// Item is a line of `list`: a preparation, model, rule, stimulus or example with its one-line documentation.
type Item struct{ Kind, Name, Doc string }

// Library lists what the standard library defines.
func Library() []Item { panic("being written") }

// Explain returns the long text about a name: a diagnostic code, verb, measure, rule, model, unit or term of the field.
func Explain(name string) (text string, found bool, nearest []string) { panic("being written") }
