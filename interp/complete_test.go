package interp

import (
	"strings"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// TestComplete completes words of a session in which something was done already.
func TestComplete(t *testing.T) {
	s := NewSession(Options{})
	file, _ := parse.File(source.New("", "let isi = 30s; let cs = touch siphon for 500ms; train: cs x3"))
	dry := s.now().walker.Dry(s.now().scope, func(d diag.Diagnostic) { t.Error(d) })
	dry.Walk(file.Body.Stmts)
	s.now().walker = dry
	for _, c := range []struct{ line, some, none string }{
		{"", "touch shock rest expect cs train", "siphon"},
		{"to", "touch", "shock"},
		{"touch ", "siphon mantle gill isi", "touch"},
		{"touch si", "siphon", "mantle"},
		{"train: to", "touch", "rest"},
		{"rest 2h; sh", "shock sham", "touch"},
		{"touch siphon f", "force for", "siphon"},
		{"touch siphon x10 every i", "isi", ""},
		{"shock ", "head tail", ""},
		{"omit t", "touch", "tail"},
		{"pair touch siphon with ", "shock", "siphon"},
		{"pair touch siphon with shock t", "tail", "touch"},
		{"apply ", "serotonin vehicle", "siphon"},
		{"apply serotonin ", "dose for", ""},
		{"remove a", "abdominal_ganglion", "apply"},
		{"inject L", "L7 LE", "let"},
		{"cut LE -> L", "L7", ""},
		{"record L7.", "v i spikes", "first"},
		{"record (LE -> L7).", "weight depression", "v"},
		{"record (LE -> L7).depression.", "vesicles", "weight"},
		{"use aplysia with LE_L7.depression.", "use recovery", ""},
		{"print train.", "first last drop tau", "v"},
		{"print tr", "train", "touch"},
		{"print sq", "sqrt", ""},
		{"measure gill.", "amplitude duration", ""},
		{"measure epsp(LE -> L7).", "amplitude latency", ""},
		{"why t", "train", "touch"},
		{"role t", "test train", "touch"},
		{"use ", "aplysia", ""},
		{"print \"to", "", "touch"},
		{"# to", "", "touch"},
		{"rest 30", "30s 30min 30h", "30mV"},
		{"rest 1.5m", "1.5ms 1.5min", "1.5h"},
		{"touch siphon force 2", "2g 2mN", "2s"},
		{"shock tail current 50m", "50mA", "50mV 50min"},
		{"apply serotonin dose 10", "10uM 10nM", "10s"},
		{"clamp L7 -70", "70mV", "70mA"},
		{"inject L7 current 2", "2nA", "2s"},
		{"print 3", "", "3s"},
	} {
		_, words := s.Complete(c.line)
		got := " " + strings.Join(words, " ") + " "
		for _, want := range strings.Fields(c.some) {
			if !strings.Contains(got, " "+want+" ") {
				t.Errorf("%q: no %s in%s", c.line, want, got)
			}
		}
		for _, not := range strings.Fields(c.none) {
			if strings.Contains(got, " "+not+" ") {
				t.Errorf("%q: %s in%s", c.line, not, got)
			}
		}
	}
}

// TestCompleteKnowsTheFields holds that what is offered behind a point can be recorded or read.
func TestCompleteKnowsTheFields(t *testing.T) {
	s := NewSession(Options{})
	c := s.now().scope.Use(ast.Name{Text: timeline.DefaultPreparation})
	for _, p := range c.Populations {
		_, fields := s.Complete("record " + p.Name + ".")
		for _, field := range fields {
			if p.Model.Param(field) != nil {
				continue
			}
			if _, ds := Load("", "record "+p.Name+"."+field+"; touch siphon", Options{}); len(ds) > 0 {
				t.Error(ds)
			}
		}
	}
}
