package parse

import (
	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/token"
)

// compartments reads `compartments x200`, or `compartments x20 { node; internode x10 }`.
func (p *parser) compartments() (ast.Stmt, error) {
	p.next()
	s := &ast.Compartments{}
	if !p.counts() {
		return nil, p.needs("the number of compartments", "write "+shapes["compartments"])
	}
	var err error
	if s.Count, err = p.howMany(); err != nil || !p.sees("{") {
		return s, err
	}
	open := *p.peek()
	p.next()
	for {
		t := p.peek()
		switch {
		case t.Type == token.Newline:
			p.next()
		case t.Type == lexer.EOF:
			p.unclosed(&open)
			return s, nil
		case p.takes("}"):
			return s, nil
		case t.Type != token.Name:
			return nil, p.expected("the name of a part", "write { node; internode x10 }")
		default:
			part := ast.CablePart{Name: p.name()}
			if p.counts() {
				if part.Count, err = p.howMany(); err != nil {
					return nil, err
				}
			}
			if !ends(p.peek()) && !p.sees("}") {
				return nil, p.expected("the end of the part", "put each part on its own line, or ; between two")
			}
			s.Parts = append(s.Parts, part)
		}
	}
}

// howMany reads x10 or x(n).
func (p *parser) howMany() (ast.Expr, error) {
	var m ast.Mods
	err := p.repeats(&m)
	return m.Count, err
}
