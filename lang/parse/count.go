package parse

import (
	"fmt"
	"math"
	"strconv"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// maxRepeat is the largest number of repeats that a script may write.
const maxRepeat = 1e6

// count reads x10 or x(n).
func (p *parser) count(m *ast.Mods) error {
	t := p.peek()
	if m.Count != nil {
		return p.repeatTwice(p.span(t), p.span(t).Text())
	}
	start := p.start()
	p.next()
	if t.Type == token.Name { // x(n)
		x, err := p.unary()
		m.Count = x
		return err
	}
	m.Count = p.whole(t.Value[1:], p.since(start))
	return nil
}

// counts says whether a number of repeats comes next, rightly written or not.
func (p *parser) counts() bool {
	t := p.peek()
	if t.Type == token.Repeat {
		return true
	}
	if t.Type != token.Name || t.Value != "x" && t.Value != "X" {
		return false
	}
	switch n := p.ahead(1); {
	case n.Type == token.Glued && n.Value == "(", n.Type == token.Number:
		return true
	case n.Type == token.Op && n.Value == "-":
		return p.ahead(2).Type == token.Number
	}
	return false
}

// repeats reads a number of repeats, and mends one that is not written as one word.
func (p *parser) repeats(m *ast.Mods) error {
	t, n := p.peek(), p.ahead(1)
	if t.Type == token.Repeat || n.Type == token.Glued {
		return p.count(m)
	}
	start := p.start()
	p.next()
	if p.takes("-") {
		p.next()
		p.note(p.wrong(p.since(start), "count", "nothing can be repeated less than once", "write x1 or more"))
		return nil
	}
	text := "x" + p.next().Value
	at := p.since(start)
	if m.Count != nil {
		return p.repeatTwice(at, text)
	}
	p.note(p.wrong(at, "detached-count", "the number of repeats is one word", "write "+text).replace(text))
	m.Count = p.whole(text[1:], at)
	return nil
}

// whole is the number of repeats that a text says, or 1 and a diagnostic.
func (p *parser) whole(text string, at source.Span) ast.Expr {
	n, err := strconv.ParseFloat(text, 64)
	x := &ast.Number{Value: 1}
	x.At = at
	switch {
	case n != math.Trunc(n):
		p.note(p.wrong(at, "count", "a number of repeats is whole", fmt.Sprintf("write x%.0f", math.Ceil(n))))
	case n < 1:
		p.note(p.wrong(at, "count", "with no repeats nothing happens", "write x1 or more, or take the line out"))
	case err != nil || n > maxRepeat:
		p.note(p.wrong(at, "count", fmt.Sprintf("a script may repeat up to %.0f times, and this is more", float64(maxRepeat)), fmt.Sprintf("write x%.0f or less", float64(maxRepeat))))
	default:
		x.Value = n
	}
	return x
}

// repeatTwice is the mistake of x10 x3: the action so far is a block to repeat.
func (p *parser) repeatTwice(at source.Span, again string) error {
	action := source.Span{File: p.file, Start: p.from, End: at.Start}
	m := p.wrong(at, "repeat-twice", "an action has one number of repeats", "write { "+trim(action.Text())+" } "+again)
	return m.edit(source.Span{File: p.file, Start: p.from, End: p.from}, "{ ").edit(source.Span{File: p.file, Start: at.Start, End: at.Start}, "} ")
}
