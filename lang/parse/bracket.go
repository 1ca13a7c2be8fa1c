package parse

import (
	"fmt"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/diag"
	"protoexp/lang/token"
)

// inside says of a mistake that meets the end of the line in a bracket that the bracket is the cause.
func (p *parser) inside(open *lexer.Token, err error) error {
	if m, ok := err.(*mistake); ok && m.Code == "missing" && ends(p.peek()) {
		return p.unclosedBracket(open)
	}
	return err
}

// unclosedBracket is the mistake of a ( or [ that the next token does not go on with.
func (p *parser) unclosedBracket(open *lexer.Token) *mistake {
	closing := map[string]string{"(": ")", "[": "]"}[open.Value]
	t := p.peek()
	if t.Type == token.BadText {
		return p.unclosedText(t)
	}
	if ends(t) {
		m := p.wrong(p.span(open), "unclosed-bracket", fmt.Sprintf("this %s is never closed", open.Value), fmt.Sprintf("put a %s where it ends", closing))
		m.Partial = t.Type == lexer.EOF
		return m
	}
	m := p.expected(fmt.Sprintf("a comma or %s", closing), "")
	m.Notes = []diag.Note{{Span: p.span(open), Text: fmt.Sprintf("this %s is still open", open.Value)}}
	return m
}

func (p *parser) unclosedText(t *lexer.Token) *mistake {
	return p.wrong(p.span(t), "unclosed-text", "this text is never closed", `put a " where it ends, on the same line`)
}

func (p *parser) tooDeep() *mistake {
	m := p.wrong(p.span(p.peek()), "too-deep", fmt.Sprintf("this is nested more than %d deep", maxDepth), "give the inner parts names with let")
	if p.deep { // said once
		m.Code = ""
	}
	p.deep = true
	return m
}

// noValue is the mistake of finding no value where one should be.
func (p *parser) noValue() *mistake {
	t := p.peek()
	if t.Type == token.Invalid {
		return p.silent()
	}
	return p.expected("a value", "write a number with its unit, a name or a comparison")
}

// silent spoils the statement without another word: a diagnostic has been reported.
func (p *parser) silent() *mistake { return p.wrong(p.span(p.peek()), "", "", "") }
