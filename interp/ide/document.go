// Package ide answers what an editor asks about a script: what is wrong, what a name is, what may come next, when a line
// happens. It knows no protocol and runs nothing: every answer comes from the code that checks and dates scripts.
//
//	d := ide.Open("habituation.proto-exp", text, nil)
//	d.Problems()
package ide

import (
	"io/fs"

	"protoexp/interp"
	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/format"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Document is one version of a script's text.
type Document struct {
	Name, Text string

	options  interp.Options
	file     *source.File
	tree     *ast.File
	tokens   []token.Token
	script   *interp.Script
	problems []diag.Diagnostic

	Places
}

// Open reads a text; files is where `use "file"` looks, and may be nil.
func Open(name, text string, files fs.FS) *Document {
	d := &Document{Name: name, Text: text, options: interp.Options{Files: files}, file: source.New(name, text), Places: Lines(text)}
	d.tree, _ = parse.File(d.file)
	d.tokens, _ = token.Scan(d.file)
	d.script, d.problems = interp.Load(name, text, d.options)
	if !diag.Failed(d.problems) {
		d.problems = append(d.problems, d.script.Review().Findings...)
	}
	return d
}

// Problems are the mistakes of a script or, where it has none, what the critic finds.
func (d *Document) Problems() []diag.Diagnostic { return d.problems }

// Format is the text as it is laid out.
func (d *Document) Format() string { return format.Text(d.Text) }

// word is the name under a byte offset, with its token's number.
func (d *Document) word(offset int) (string, int, bool) {
	for i, t := range d.tokens {
		if t.Type == token.EOF || t.Pos.Offset > offset {
			break
		}
		if s := token.Span(d.file, d.tokens, i); t.Type == token.Name && offset >= s.Start && offset <= s.End {
			return t.Value, i, true
		}
	}
	return "", 0, false
}
