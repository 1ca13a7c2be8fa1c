package parse

import (
	"strings"

	"math"
	"strconv"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
	"protoexp/lang/unit"
)

// primary reads a number, quantity, text, name, list or parenthesis, and the fields, indexes and calls behind it.
func (p *parser) primary() (ast.Expr, error) {
	t := *p.peek()
	start := p.start()
	switch {
	case t.Type == token.Number:
		return p.number()
	case t.Type == token.Quantity:
		p.next()
		return p.time(t.Value, p.since(start)), nil
	case t.Type == token.Text:
		p.next()
		x := &ast.Text{Value: unquote(t.Value)}
		x.At = p.since(start)
		return x, nil
	case t.Type == token.Name:
		p.next()
		x := &ast.Ident{Name: t.Value}
		x.At = p.since(start)
		return p.postfix(start, x)
	case is(&t, "("):
		p.next()
		inner, err := p.expr()
		if err != nil {
			return nil, p.inside(&t, err)
		}
		if p.sees(",") && p.closesSoon(&t) {
			return nil, p.wrong(p.span(p.peek()), "unexpected", "( ) holds one value here", "write a list in [ ], such as [1, 2]")
		}
		if !p.takes(")") {
			return nil, p.unclosedBracket(&t)
		}
		x := &ast.Paren{X: inner}
		x.At = p.since(start)
		return p.postfix(start, x)
	case is(&t, "["):
		p.next()
		x := &ast.List{}
		for !p.takes("]") {
			item, err := p.expr()
			if err != nil {
				return nil, p.inside(&t, err)
			}
			x.Items = append(x.Items, item)
			if err := p.separated(&t); err != nil {
				return nil, err
			}
		}
		x.At = p.since(start)
		return p.postfix(start, x)
	}
	return nil, p.noValue()
}

// postfix reads .field, [index] and (arguments); each touches what it belongs to.
func (p *parser) postfix(start int, x ast.Expr) (ast.Expr, error) {
	for n := 0; ; n++ {
		t := *p.peek()
		switch {
		case t.Type != token.Glued:
			return x, nil
		case n > maxDepth:
			return nil, p.tooDeep()
		case t.Value == ".":
			p.next()
			if p.peek().Type != token.Name {
				m := p.expected("a name after the point", "write train.last, for instance")
				if m.Code == "missing" {
					m.Fix = "take the point out, or write what is meant of it, such as train.last"
				}
				return nil, m
			}
			f := &ast.Field{X: x, Name: p.name()}
			f.At = p.since(start)
			x = f
		case t.Value == "[":
			args, err := p.args()
			if err != nil {
				return nil, err
			}
			i := &ast.Index{X: x, Args: args}
			i.At = p.since(start)
			x = i
		default:
			args, err := p.args()
			if err != nil {
				return nil, err
			}
			c := &ast.Call{Fn: x, Args: args}
			c.At = p.since(start)
			x = c
		}
	}
}

// args reads the arguments in ( ) or [ ]: values, or names with values.
func (p *parser) args() ([]ast.Arg, error) {
	open := *p.next()
	var out []ast.Arg
	for !p.takes(closing[open.Value]) {
		a, err := p.arg()
		if err != nil {
			return nil, p.inside(&open, err)
		}
		out = append(out, a)
		if err := p.separated(&open); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// arg reads x or name = x.
func (p *parser) arg() (a ast.Arg, err error) {
	if p.peek().Type == token.Name && is(p.ahead(1), "=") {
		n := p.name()
		a.Name = &n
		p.next()
	}
	a.Value, err = p.expr()
	return a, err
}

// name takes the next token, which is a Name.
func (p *parser) name() ast.Name {
	start := p.start()
	n := ast.Name{Text: p.next().Value}
	n.At = p.since(start)
	return n
}

func (p *parser) number() (ast.Expr, error) {
	start := p.start()
	t := *p.next()
	if u := p.peek(); u.Type == token.Name && p.apart(u) { // rest 2 h
		p.next()
		at := p.since(start)
		text := t.Value + u.Value
		if _, problem := unit.Parse(text); problem == nil {
			p.note(p.wrong(at, "detached-unit", "a number and its unit stand together", "write "+text).replace(text))
		}
		return p.quantity(text, at), nil
	}
	x := &ast.Number{}
	x.At = p.since(start)
	var err error
	if x.Value, err = strconv.ParseFloat(t.Value, 64); err != nil || math.IsInf(x.Value, 0) {
		p.note(p.wrong(x.At, "number-too-large", "this number is too large to be counted with", "write a number below 1e300"))
		x.Value = 0
	}
	return x, nil
}

// apart says whether a name behind a number is its unit, and not the name of something that has a value of its own.
func (p *parser) apart(u *lexer.Token) bool {
	if unit.Named(u.Value) == nil && len(unit.Meant(u.Value)) == 0 {
		return false
	}
	switch t := p.ahead(1); t.Type {
	case token.Glued, token.Number, token.Quantity:
		return false
	}
	return !is(p.ahead(1), "=") && !is(p.ahead(1), ":")
}

// time reads on behind a time that is written in several words: 1h 30min.
func (p *parser) time(text string, at source.Span) ast.Expr {
	q, problem := unit.Parse(text)
	parts := 1
	for t := p.peek(); problem == nil && q.Dim == unit.Time; t = p.peek() {
		more, words := t.Value, 1
		if u := p.ahead(1); t.Type == token.Number && (is(u, "h") || is(u, "s")) { // 30 s
			more, words = more+u.Value, 2
		} else if t.Type != token.Quantity {
			break
		}
		whole := strings.ReplaceAll(text+more, " ", "")
		if _, problem := unit.Parse(whole); problem != nil {
			break
		}
		for range words {
			p.next()
		}
		text, at, parts = whole, p.since(at.Start), parts+1
	}
	if parts > 1 {
		p.note(p.wrong(at, "detached-unit", "the parts of a time stand together", "write "+text).replace(text))
	}
	return p.quantity(text, at)
}

func (p *parser) quantity(text string, at source.Span) ast.Expr {
	q, problem := unit.Parse(text)
	if problem != nil {
		m := p.wrong(at, "unknown-unit", problem.Message, problem.Fix)
		if len(problem.Instead) == 1 {
			m.Edits = []diag.Edit{{Span: at, Text: problem.Instead[0]}}
		}
		p.note(m)
		x := &ast.Bad{}
		x.At = at
		return x
	}
	x := &ast.Quantity{Text: text, Value: q}
	x.At = at
	return x
}

func unquote(text string) string {
	if len(text) >= 2 {
		return text[1 : len(text)-1]
	}
	return ""
}
