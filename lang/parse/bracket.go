package parse

import (
	"fmt"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

var closing = map[string]string{"(": ")", "[": "]"}

// separated reads the comma behind an element of a list, if the closing bracket does not follow.
func (p *parser) separated(open *lexer.Token) error {
	t := p.peek()
	switch {
	case p.takes(","), is(t, closing[open.Value]):
		return nil
	case is(t, ";") && p.closesSoon(open):
		p.note(p.wrong(p.span(t), "list-separator", fmt.Sprintf("commas separate in %s %s, not ;", open.Value, closing[open.Value]), "write ,").replace(","))
		p.next()
		return nil
	}
	return p.unclosedBracket(open)
}

// closesSoon says whether the closing bracket stands on this line.
func (p *parser) closesSoon(open *lexer.Token) bool {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	for depth := 0; ; {
		t := p.next()
		switch {
		case t.Type == lexer.EOF, t.Value == "\n", is(t, "{"), is(t, "}"):
			return false
		case is(t, open.Value):
			depth++
		case is(t, closing[open.Value]):
			if depth--; depth < 0 {
				return true
			}
		}
	}
}

// inside says of a mistake that meets the end of the line in a bracket that the bracket is the cause.
func (p *parser) inside(open *lexer.Token, err error) error {
	if m, ok := err.(*mistake); ok && m.Code == "missing" && ends(p.peek()) {
		return p.unclosedBracket(open)
	}
	return err
}

// unclosedBracket is the mistake of a ( or [ that the next token does not go on with.
func (p *parser) unclosedBracket(open *lexer.Token) *mistake {
	t := p.peek()
	if ends(t) {
		m := p.wrong(p.span(open), "unclosed-bracket", fmt.Sprintf("this %s is never closed", open.Value), fmt.Sprintf("put a %s where it ends", closing[open.Value]))
		m.Partial = t.Type == lexer.EOF
		return m
	}
	if last := p.preceding(t.Pos.Offset); last.Type == token.Name && open.Value == "(" && (t.Type == token.Number || t.Type == token.Quantity) { // use 0.15
		return p.wrong(p.span(last).To(p.span(t)), "unexpected", "a value in brackets is given with =", "write "+last.Value+" = "+t.Value).edit(source.Span{File: p.file, Start: t.Pos.Offset, End: t.Pos.Offset}, "= ")
	}
	m := p.expected(fmt.Sprintf("a comma or %s", closing[open.Value]), fmt.Sprintf("put a comma between two values, or a %s where they end", closing[open.Value]))
	m.Notes = []diag.Note{{Span: p.span(open), Text: fmt.Sprintf("this %s is still open", open.Value)}}
	return m
}

func (p *parser) unclosedText(t *lexer.Token) *mistake {
	return p.wrong(p.span(t), "unclosed-text", "this text is never closed", `put a " where it ends, on the same line`)
}

// noValue is the mistake of finding no value where one should be.
func (p *parser) noValue() *mistake {
	t := p.peek()
	if t.Type == token.Op && (t.Value == "+=" || t.Value == "-=" || t.Value == "*=" || t.Value == "/=") {
		return p.expected("a value", "one sign of assignment is enough")
	}
	return p.expected("a value", "")
}
