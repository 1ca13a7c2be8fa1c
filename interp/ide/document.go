// Package ide answers what an editor asks about a script: what is wrong, what a name is, what may come next, when a line
// happens. It knows no protocol and runs nothing: every answer comes from the code that checks and dates scripts.
//
//	d := ide.Open("habituation.proto-exp", text, nil)
//	d.Problems()
package ide

import (
	"io/fs"
	"sync"

	"protoexp/interp"
	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Document is one version of a script's text. Its questions may be asked at the same time.
type Document struct {
	Name, Text string

	options  interp.Options
	file     *source.File
	tree     *ast.File
	tokens   []token.Token
	script   *interp.Script
	problems []diag.Diagnostic
	valid    bool // it has no mistakes
	facts    func() facts
	named    func() []naming

	Places
}

// facts are what not every version of a text is asked for.
type facts struct {
	onsets   []interp.Onset
	circuits []*check.Circuit
}

// Open reads a text; files is where `use "file"` looks, and may be nil.
func Open(name, text string, files fs.FS) *Document {
	d := &Document{Name: name, Text: text, options: interp.Options{Files: files}, Places: Lines(text)}
	d.script, d.problems = interp.Load(name, text, d.options)
	d.tree = d.script.Tree()
	d.file = d.tree.Source
	d.tokens, _ = token.Scan(d.file)
	if d.valid = !diag.Failed(d.problems); d.valid {
		d.problems = append(d.problems, d.script.Review().Findings...)
	}
	d.named = sync.OnceValue(func() []naming { return namings(d.tree.Body) })
	d.facts = sync.OnceValue(func() facts { return facts{d.script.Onsets(), d.script.Circuits()} })
	return d
}

// Problems are the mistakes of a script or, where it has none, what the critic finds.
func (d *Document) Problems() []diag.Diagnostic { return d.problems }

// word is the name under a byte offset, with its token's number.
func (d *Document) word(offset int) (string, int, bool) {
	for i := max(0, token.At(d.tokens, offset)-1); i < len(d.tokens); i++ {
		t := &d.tokens[i]
		if t.Type == token.EOF || t.Pos.Offset > offset {
			break
		}
		if s := d.span(i); t.Type == token.Name && offset >= s.Start && offset <= s.End {
			return t.Value, i, true
		}
	}
	return "", 0, false
}
