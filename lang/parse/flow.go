package parse

import (
	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Names and their values, conditions and loops.

func (p *parser) let() (ast.Stmt, error) {
	p.next()
	s := &ast.Let{}
	if p.peek().Type == token.Repeat {
		return nil, p.numbered("value")
	}
	if p.peek().Type != token.Name {
		return nil, p.expected("a name", "write let isi = 30s")
	}
	s.Name = p.name()
	p.free(s.Name.At, s.Name.Text, "value")
	if p.sees("==") {
		p.note(p.wrong(p.span(p.peek()), "equals", "== compares; = gives a name its value", "write =").replace("="))
	} else if !p.sees("=") {
		if m := p.wordy(); m != nil {
			return nil, m
		}
		return nil, p.expected("=", "write let "+s.Name.Text+" = 30s")
	}
	p.next()
	var err error
	s.Value, s.Act, err = p.valueOrAction("let " + s.Name.Text + " = 30s")
	return s, err
}

// assign reads target = value, with any of the five signs.
func (p *parser) assign() (ast.Stmt, error) {
	s := &ast.Assign{}
	var err error
	if s.Target, err = p.primary(); err != nil {
		return nil, err
	}
	s.Op = p.next().Value
	s.Value, s.Act, err = p.valueOrAction(s.Target.Span().Text() + " " + s.Op + " 1")
	return s, err
}

// valueOrAction reads the right side of `=`.
func (p *parser) valueOrAction(like string) (ast.Expr, ast.Stmt, error) {
	if !p.actsNext() {
		x, err := p.duration("=", like)
		return x, nil, err
	}
	s, err := p.placed(p.doing)
	return nil, s, err
}

// doing reads an action that may also be omitted, peeked at or a drug.
func (p *parser) doing() (ast.Stmt, error) {
	switch t := p.peek(); t.Value {
	case "omit":
		return p.omit()
	case "peek":
		return p.peekAt()
	case "apply":
		return p.apply()
	}
	return p.deed()
}

// actsNext says whether an action and not a value comes next.
func (p *parser) actsNext() bool {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	t := p.peek()
	if is(t, "{") {
		return true
	}
	if t.Type != token.Name {
		return false
	}
	p.next()
	switch t.Value {
	case "pair", "omit", "peek", "scatter", "inject", "clamp", "fire", "apply":
		n := p.peek()
		return !ends(n) && n.Type != token.Op && n.Type != token.Glued && !is(n, ",")
	}
	if n := p.peek(); n.Type == token.Glued && n.Value == "(" {
		depth := 0
		for {
			n := p.next()
			if is(n, "(") {
				depth++
			} else if is(n, ")") {
				depth--
			}
			if depth == 0 || ends(n) {
				break
			}
		}
	}
	switch p.peek().Type {
	case token.Name, token.Repeat, token.Quantity, token.Number:
		return true
	}
	return false
}

func (p *parser) ifElse() (ast.Stmt, error) {
	s, err := head[ast.If](p)
	if err != nil {
		return nil, err
	}
	if s.Then, err = p.braces(); err != nil {
		return nil, err
	}
	s.Else, err = p.otherwise("if", p.ifElse)
	return s, err
}

func (p *parser) when() (ast.Stmt, error) {
	s, err := head[ast.When](p)
	if err != nil {
		return nil, err
	}
	if s.Then, err = p.braces(); err != nil {
		return nil, err
	}
	s.Else, err = p.otherwise("when", p.when)
	return s, err
}

// otherwise reads the else of an if or a when, if there is one.
func (p *parser) otherwise(word string, again func() (ast.Stmt, error)) (ast.Stmt, error) {
	if p.sees("\n") && is(p.belowLine(), "else") {
		end := p.place(p.peek()).Start
		for p.sees("\n") {
			p.next()
		}
		m := p.wrong(p.span(p.peek()), "else-on-new-line", "the line above ends the statement that this else belongs to", "put it behind the brace: } else {")
		if gap := (source.Span{File: p.file, Start: end, End: p.start()}); trim(gap.Text()) == "" {
			m.edit(gap, " ")
		}
		p.note(m)
	}
	if !p.takes("else") {
		return nil, nil
	}
	if p.sees(word) {
		if err := p.deeper(); err != nil {
			return nil, err
		}
		defer p.shallower()
		return p.placed(again)
	}
	b, err := p.braces()
	if err != nil {
		return nil, err
	}
	return b, nil
}
