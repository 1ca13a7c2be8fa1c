package lsp

import (
	"slices"
	"strconv"

	"protoexp/interp/ide"
)

// legend names the kinds of ide as the protocol does, by number.
var legend = []string{"comment", "keyword", "number", "string", "operator", "function", "enumMember", "class", "type", "struct",
	"variable", "namespace", "typeParameter", "parameter", "property"}

// modifiers of the legend: the first bit and the second.
var modifiers = []string{"declaration", "defaultLibrary"}

// names of kinds in the legend.
var colourNames = map[ide.Kind]string{ide.Comment: "comment", ide.Keyword: "keyword", ide.Number: "number", ide.Text: "string",
	ide.Operator: "operator", ide.Verb: "function", ide.Site: "enumMember", ide.Cell: "class", ide.Part: "enumMember", ide.Agent: "type",
	ide.Modulator: "type", ide.Effector: "struct", ide.Label: "variable", ide.Group: "namespace", ide.Factor: "typeParameter",
	ide.Value: "variable", ide.Definition: "class", ide.Parameter: "parameter", ide.Field: "property", ide.Function: "function"}

// coloured is what was answered about a document, by its name.
type coloured struct {
	name string
	data []int
}

// encode writes colours as the protocol wants them: five numbers each, places as differences to the one before.
func encode(d *ide.Document, from, to int) []int {
	data := []int{}
	var last ide.Position
	for _, c := range d.Colours() {
		if c.At.End <= from || c.At.Start >= to {
			continue
		}
		start, end := d.Position(c.At.Start), d.Position(c.At.End)
		if end.Line != start.Line || end.Character == start.Character {
			continue
		}
		bits, column := 0, start.Character
		if c.Defines {
			bits = 1
		}
		if c.Kind == ide.Function {
			bits |= 2
		}
		if start.Line == last.Line {
			column -= last.Character
		}
		data = append(data, start.Line-last.Line, column, end.Character-start.Character, slices.Index(legend, colourNames[c.Kind]), bits)
		last = start
	}
	return data
}

// keep remembers what is answered about a document, so that the next answer can be a difference.
func (s *server) keep(uri string, data []int) (before, now coloured) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.coloured++
	before, now = s.colours[uri], coloured{strconv.Itoa(s.coloured), data}
	if s.documents[uri] != nil {
		s.colours[uri] = now
	}
	return before, now
}

func (s *server) colour(d *ide.Document, p place) (any, error) {
	_, now := s.keep(p.Document.URI, encode(d, 0, len(d.Text)))
	return tokens{now.name, now.data}, nil
}

func (s *server) colourRange(d *ide.Document, p place) (any, error) {
	from, to := d.Offset(ide.Position(p.Range.Start)), d.Offset(ide.Position(p.Range.End))
	return tokens{"", encode(d, from, to)}, nil
}

// recolour answers with what has changed since an answer that the editor has: one stretch of numbers.
func (s *server) recolour(d *ide.Document, p place) (any, error) {
	before, now := s.keep(p.Document.URI, encode(d, 0, len(d.Text)))
	if before.name == "" || before.name != p.Previous {
		return tokens{now.name, now.data}, nil
	}
	a, b := before.data, now.data
	top := 0
	for top < len(a) && top < len(b) && a[top] == b[top] {
		top++
	}
	end := 0
	for end < len(a)-top && end < len(b)-top && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	edits := []tokensEdit{}
	if len(a) > top+end || len(b) > top+end {
		edits = append(edits, tokensEdit{top, len(a) - end - top, b[top : len(b)-end]})
	}
	return tokensDelta{now.name, edits}, nil
}
