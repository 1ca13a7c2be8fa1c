package ide

import (
	"protoexp/interp"
	"protoexp/lang/token"
)

// Candidate is a word that may stand at a place.
type Candidate struct {
	Word   string
	Kind   Kind
	Detail string // how a word of the language is written
}

// Complete lists the words that may stand where the word at a byte offset begins, and continue it.
func (d *Document) Complete(offset int) (list []Candidate) {
	names := d.known()
	point, verb := false, false
	before := d.before(offset)
	if n := len(before); n > 0 && before[n-1].Type == token.Name && before[n-1].Pos.Offset+len(before[n-1].Value) >= offset {
		before = before[:n-1] // the word itself
	}
	if n := len(before); n > 0 {
		point, verb = token.Is(&before[n-1], "."), names[before[n-1].Value] == Verb
	}
	for _, word := range interp.CompleteAt(d.Name, d.Text, offset, d.options) {
		c := Candidate{Word: word, Kind: names[word]}
		switch {
		case point:
			c.Kind = Field
		case token.Words[word]:
			c.Kind = Keyword
		case verb && c.Kind == Effector: // a site may have the same name
			c.Kind = Site
		}
		if form, _, found := interp.Form(word); found && (c.Kind == Keyword || c.Kind == Function) {
			c.Detail = form
		}
		list = append(list, c)
	}
	return list
}
