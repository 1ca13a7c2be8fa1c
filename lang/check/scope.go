package check

import (
	"fmt"
	"maps"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
)

// Library is where definitions come from that a script does not make itself.
type Library interface {
	// Define finds a definition of the standard library by kind (neuron, rule, circuit) and name; nil when there is none.
	Define(kind, name string) *ast.Define
	// Names lists the library's definitions of a kind.
	Names(kind string) []string
	// File reads and parses the script of `use "path"`. The error is a failure to read.
	File(path string) (*ast.File, []diag.Diagnostic, error)
}

// Substances is what a Library may know beside: the modulators and agents of its circuits, without their definitions.
type Substances interface{ Substances() []string }

// Scope holds the definitions that a script can see.
type Scope struct {
	library  Library
	report   func(diag.Diagnostic)
	defs     map[string]*ast.Define // "neuron lif"
	stimuli  []*ast.Stimulus
	models   map[*ast.Define]*Model
	circuits map[*ast.Define]*Circuit
	files    map[string]bool // that were used: true while they are being read, to find a circle
}

// NewScope makes an empty scope above a library. Diagnostics go to report, each only once.
func NewScope(lib Library, report func(diag.Diagnostic)) *Scope {
	s := &Scope{library: lib, defs: map[string]*ast.Define{}, models: map[*ast.Define]*Model{}, circuits: map[*ast.Define]*Circuit{},
		files: map[string]bool{}}
	s.report = Once(report)
	return s
}

// Once drops diagnostics that repeat the code and place of an earlier one.
func Once(report func(diag.Diagnostic)) func(diag.Diagnostic) {
	said := map[string]bool{}
	return func(d diag.Diagnostic) {
		name := ""
		if d.Span.File != nil {
			name = d.Span.File.Name
		}
		key := fmt.Sprintf("%s %s %d %d", d.Code, name, d.Span.Start, d.Span.End)
		if !said[key] {
			said[key] = true
			report(d)
		}
	}
}

// SetReport sends later diagnostics elsewhere.
func (s *Scope) SetReport(report func(diag.Diagnostic)) { s.report = Once(report) }

// Clone copies a scope, so that what is added to the copy leaves the original alone.
func (s *Scope) Clone() *Scope {
	c := *s
	c.defs, c.models, c.circuits, c.files = maps.Clone(s.defs), maps.Clone(s.models), maps.Clone(s.circuits), maps.Clone(s.files)
	c.stimuli = s.stimuli[:len(s.stimuli):len(s.stimuli)]
	return &c
}

// Add takes the definitions out of a file's statements, checks them and returns the other statements. `use "file"` adds
// the definitions of that file.
func (s *Scope) Add(body []ast.Stmt) (rest []ast.Stmt) {
	var added []*ast.Define
	var stimuli []*ast.Stimulus
	for _, st := range body {
		switch st := st.(type) {
		case *ast.Define:
			key := st.Kind + " " + st.Name.Text
			if old := s.defs[key]; old != nil {
				s.report(diag.Diagnostic{Code: "defined-twice", Span: st.Name.Span(), Message: fmt.Sprintf("%s is defined twice", st.Name.Text),
					Fix: "rename one of the two", Notes: []diag.Note{{Span: old.Name.Span(), Text: "the first one"}}})
				continue
			}
			s.defs[key] = st
			added = append(added, st)
		case *ast.Stimulus:
			s.stimuli = append(s.stimuli, st)
			stimuli = append(stimuli, st)
		case *ast.Use:
			if path, ok := st.Module.(*ast.Text); ok {
				s.useFile(path)
				continue
			}
			rest = append(rest, st)
		default:
			rest = append(rest, st)
		}
	}
	for _, d := range added {
		switch d.Kind {
		case "circuit":
			s.circuit(d)
		case "learner":
			s.learner(d)
		case "neuron", "rule":
			s.model(d)
		default:
			s.report(diag.Diagnostic{Code: "misplaced", Span: d.Name.Span(), Message: fmt.Sprintf("a %s stands in a circuit", d.Kind), Fix: fmt.Sprintf("circuit mine { %s %s { ... } }", d.Kind, d.Name.Text)})
		}
	}
	for _, st := range stimuli {
		s.stimulus(st, nil)
	}
	return rest
}

func (s *Scope) useFile(path *ast.Text) {
	reading, used := s.files[path.Value]
	if used && !reading {
		return
	}
	if reading {
		s.report(diag.Diagnostic{Code: "circular-use", Span: path.Span(), Message: fmt.Sprintf("%q uses itself, directly or through another file", path.Value), Fix: "take this line out, or move what both need into a third file"})
		return
	}
	file, ds, err := s.library.File(path.Value)
	if err != nil {
		s.report(diag.Diagnostic{Code: "missing-file", Span: path.Span(), Message: fmt.Sprintf("the file %q cannot be read: %v", path.Value, err), Fix: "give its path from the folder of this script"})
		return
	}
	for _, d := range ds {
		s.report(d)
	}
	s.files[path.Value] = true
	s.Add(file.Body.Stmts)
	s.files[path.Value] = false
}

// lookup finds a definition in the script or in the library.
func (s *Scope) lookup(kind string, name ast.Name) *ast.Define {
	if d := s.find(kind, name.Text); d != nil {
		return d
	}
	names := s.Names(kind)
	if kind == "circuit" {
		names = append(names, s.Names("learner")...)
	}
	s.report(eval.Unresolved("unknown-"+kind, name.Span(), kind, name.Text, names))
	return nil
}

func (s *Scope) find(kind, name string) *ast.Define {
	if d := s.defs[kind+" "+name]; d != nil {
		return d
	}
	return s.library.Define(kind, name)
}

// Defines says whether a definition of a kind and a name is in sight, of the script or the library.
func (s *Scope) Defines(kind, name string) bool { return s.find(kind, name) != nil }

// Names lists every definition of a kind that can be used.
func (s *Scope) Names(kind string) []string {
	names := append([]string(nil), s.library.Names(kind)...)
	for _, d := range s.defs {
		if d.Kind == kind {
			names = append(names, d.Name.Text)
		}
	}
	sort.Strings(names)
	return names
}

// Model finds a neuron or a rule by kind and name and checks it; nil when there is none.
func (s *Scope) Model(kind, name string) *Model {
	d := s.find(kind, name)
	if d == nil {
		return nil
	}
	return s.model(d)
}

// Use finds a preparation by name and checks it; nil after a mistake.
func (s *Scope) Use(name ast.Name) *Circuit {
	if d := s.find("learner", name.Text); d != nil {
		return s.learner(d)
	}
	d := s.lookup("circuit", name)
	if d == nil {
		return nil
	}
	c := s.circuit(d)
	if c == nil || len(s.stimuli) == 0 {
		return c
	}
	own := *c
	own.Stimuli = append([]*Stimulus(nil), c.Stimuli...)
	for _, st := range s.stimuli {
		if own.Stimulus(st.Name.Text) != nil {
			s.twice(st.Name, own.Stimulus(st.Name.Text).Decl.Name.Span())
			continue
		}
		own.Stimuli = append(own.Stimuli, s.stimulus(st, c))
	}
	return &own
}

func (s *Scope) twice(name ast.Name, first source.Span) {
	s.report(diag.Diagnostic{Code: "defined-twice", Span: name.Span(), Message: fmt.Sprintf("%s is defined twice", name.Text), Fix: "rename one of the two",
		Notes: []diag.Note{{Span: first, Text: "the first one"}}})
}
