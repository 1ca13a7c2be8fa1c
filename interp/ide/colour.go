package ide

import (
	"protoexp/interp"
	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Kind is what a word or a sign of a script is.
type Kind uint8

// The kinds. Those from Verb to Function are names; what they mean is looked up in the script and in its preparation.
const (
	Plain Kind = iota
	Comment
	Keyword
	Number
	Text
	Operator
	Verb
	Site
	Cell
	Part
	Agent
	Modulator
	Effector
	Label
	Group
	Factor
	Value
	Definition
	Parameter
	Field
	Function
)

// Colour is a stretch of a script, on one line, with what it is.
type Colour struct {
	At      source.Span
	Kind    Kind
	Defines bool // the name is given here
}

// Colours are the words and signs of a script in order. Blanks, brackets, commas and names that mean nothing have none.
func (d *Document) Colours() []Colour {
	p := &palette{names: d.known(), sites: map[string]bool{}, roles: map[int]Colour{}}
	for _, c := range d.facts().circuits {
		for _, x := range c.Sites {
			p.sites[x] = true
		}
	}
	p.learn(d)
	var list []Colour
	for i := range d.tokens {
		if k, defines := p.of(d.tokens, i); k != Plain {
			list = append(list, Colour{d.span(i), k, defines})
		}
	}
	return list
}

// palette knows what names mean and where the tree says that a name stands.
type palette struct {
	names  map[string]Kind
	sites  map[string]bool // an effector may have the same name
	roles  map[int]Colour  // by the offset of their token
	broken []source.Span   // statements that could not be read, the inner ones last
}

// of is what the i-th token is.
func (p *palette) of(tokens []token.Token, i int) (k Kind, defines bool) {
	t := &tokens[i]
	switch t.Type {
	case token.Comment:
		return Comment, false
	case token.Number, token.Quantity, token.Repeat:
		return Number, false
	case token.Text, token.BadText:
		return Text, false
	case token.Op:
		if t.Value[0] >= 'a' && t.Value[0] <= 'z' {
			return Keyword, false
		}
		return Operator, false
	case token.Name:
	default:
		return Plain, false
	}
	if c, ok := p.roles[t.Pos.Offset]; ok {
		if c.Kind == Plain {
			c.Kind = p.names[t.Value]
		}
		return c.Kind, c.Defines
	}
	if token.Words[t.Value] {
		return Keyword, false
	}
	for _, at := range p.broken {
		if t.Pos.Offset >= at.Start && t.Pos.Offset < at.End {
			return p.names[t.Value], false
		}
	}
	return Keyword, false // a word of a statement that the tree has no place for
}

// known says what names mean: functions, then what the preparation knows, then what the script itself gives names to.
func (d *Document) known() map[string]Kind {
	names := map[string]Kind{"senses": Keyword}
	for _, kind := range []string{"function", "reading"} {
		for _, name := range interp.Names(kind) {
			names[name] = Function
		}
	}
	for _, c := range d.facts().circuits {
		names[c.Name] = Definition
		for _, x := range c.Parts {
			names[x] = Part
		}
		for _, x := range c.Sites {
			names[x] = Site
		}
		for _, x := range c.Synapses {
			names[x.Name] = Cell
		}
		for _, x := range c.Populations {
			names[x.Name] = Cell
			names[x.Model.Name] = Definition
		}
		for _, x := range c.Agents {
			names[x.Name] = Agent
		}
		for _, x := range c.Modulators {
			names[x.Name] = Modulator
		}
		for _, x := range c.Effectors {
			names[x.Name] = Effector
		}
		for _, x := range c.Stimuli {
			names[x.Name] = Verb
		}
	}
	ast.Inspect(d.tree.Body, func(st ast.Stmt) bool {
		if f, ok := st.(*ast.Factor); ok && f.Levels != nil {
			if list, ok := f.Levels.(*ast.List); ok {
				for _, x := range list.Items {
					if x, ok := x.(*ast.Ident); ok && names[x.Name] == Plain {
						names[x.Name] = Site
					}
				}
			}
		}
		return true
	})
	for _, inner := range []bool{true, false} { // what models name inside them first
		for _, n := range d.named() {
			if c := places[n.place]; n.place == "Arg.Name" && inner {
				names[n.name.Text] = Field
			} else if c.Defines && inner == (c.Kind == Field) {
				names[n.name.Text] = c.Kind
			}
		}
	}
	return names
}
