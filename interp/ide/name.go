package ide

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// References are the places of the name at a byte offset that the script itself gives to something: a label, a group, a
// factor, an axis, a value, a definition. Names of the library have none.
func (d *Document) References(offset int) (list []source.Span) {
	word, _, ok := d.word(offset)
	if !ok {
		return nil
	}
	if _, own := d.Definition(offset); !own {
		return nil
	}
	for i, t := range d.tokens {
		if t.Type == token.Name && t.Value == word {
			list = append(list, d.span(i))
		}
	}
	return list
}

// Definition is where the script gives the name at a byte offset to something first.
func (d *Document) Definition(offset int) (at source.Span, own bool) {
	word, _, ok := d.word(offset)
	if !ok {
		return at, false
	}
	for _, n := range d.named() {
		if n.name.Text == word && places[n.place].Defines {
			switch places[n.place].Kind {
			case Label, Group, Factor, Value, Definition:
				return n.name.Span(), true
			}
		}
	}
	return at, false
}

// Renames is the place of the name at a byte offset, if the script itself gives it.
func (d *Document) Renames(offset int) (at source.Span, own bool) {
	_, i, ok := d.word(offset)
	if !ok {
		return at, false
	}
	_, own = d.Definition(offset)
	return d.span(i), own
}

// Rename are the edits that give what the name at a byte offset stands for another name. A name that would read otherwise, or
// that stands for something already, is refused.
func (d *Document) Rename(offset int, name string) (list []diag.Edit, err error) {
	places := d.References(offset)
	tokens, _ := token.Scan(source.New("", name))
	switch {
	case len(places) == 0:
		return nil, fmt.Errorf("the script itself gives no name here")
	case len(tokens) != 2 || tokens[0].Type != token.Name || tokens[0].Value != name:
		return nil, fmt.Errorf("%q is no name: write letters, digits and _, a letter first", name)
	case token.Reserved[name]:
		return nil, fmt.Errorf("%s is a word of the language", name)
	case d.known()[name] != Plain && name != places[0].Text():
		return nil, fmt.Errorf("%s stands for something already", name)
	}
	for _, at := range places {
		list = append(list, diag.Edit{Span: at, Text: name})
	}
	return list, nil
}

// span is the place of a token without the blanks that belong to nothing.
func (d *Document) span(i int) source.Span { return token.Span(d.file, d.tokens, i) }
