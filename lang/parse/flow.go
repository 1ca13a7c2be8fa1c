package parse

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Names and their values, conditions and loops.

func (p *parser) let() (ast.Stmt, error) {
	p.next()
	s := &ast.Let{}
	if p.peek().Type != token.Name {
		return nil, p.expected("a name", "write let isi = 30s")
	}
	s.Name = p.name()
	p.free(s.Name, "name")
	if p.sees("==") {
		p.note(p.wrong(p.span(p.peek()), "equals", "== compares; = gives a name its value", "write =").replace("="))
	} else if !p.sees("=") {
		return nil, p.expected("=", "write let "+s.Name.Text+" = 30s")
	}
	p.next()
	var err error
	s.Value, s.Act, err = p.valueOrAction()
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
	s.Value, s.Act, err = p.valueOrAction()
	return s, err
}

// acting are words that can only begin an action.
var acting = map[string]bool{"pair": true, "omit": true, "scatter": true, "inject": true, "apply": true, "clamp": true, "fire": true, "peek": true}

// valueOrAction reads the right side of `=`.
func (p *parser) valueOrAction() (ast.Expr, ast.Stmt, error) {
	start := p.start()
	if !p.actsNext() {
		x, err := p.duration("=", "let isi = 30s")
		return x, nil, err
	}
	s, err := p.dispatch()
	if err != nil {
		return nil, nil, err
	}
	s.SetSpan(p.since(start))
	return nil, s, nil
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
	if acting[t.Value] && !ends(p.peek()) && p.peek().Type != token.Op && p.peek().Type != token.Glued {
		return true
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
	c := p.lex.MakeCheckpoint()
	end := p.since(p.start()).End
	for p.peek().Type == token.Newline {
		p.next()
	}
	if !p.sees("else") {
		p.lex.LoadCheckpoint(c)
		return nil, nil
	}
	if p.start() > end && p.lex.RawCursor() != c.RawCursor() {
		m := p.wrong(p.span(p.peek()), "else-on-new-line", "else stands on a line of its own", "put it behind the brace: } else {")
		m.Edits = []diag.Edit{{Span: source.Span{File: p.file, Start: end, End: p.start()}, Text: " "}}
		p.note(m)
	}
	p.next()
	start := p.start()
	if p.sees(word) {
		s, err := again()
		if err == nil {
			s.SetSpan(p.since(start))
		}
		return s, err
	}
	b, err := p.braces()
	if err != nil {
		return nil, err
	}
	return b, nil
}
