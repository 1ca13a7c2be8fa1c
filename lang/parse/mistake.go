package parse

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// mistake is a diagnostic on its way up to the statement that it spoils. participle lets it pass as it is.
type mistake struct {
	diag.Diagnostic
	pos lexer.Position
}

func (m *mistake) Error() string            { return m.Message() }
func (m *mistake) Message() string          { return m.Diagnostic.Message }
func (m *mistake) Position() lexer.Position { return m.pos }

// wrong makes a mistake of the span.
func (p *parser) wrong(at source.Span, code, message, fix string) *mistake {
	return &mistake{diag.Diagnostic{Code: code, Span: at, Message: message, Fix: fix}, lexer.Position{Filename: p.file.Name, Offset: at.Start}}
}

// note reports without spoiling the statement.
func (p *parser) note(m *mistake) { p.diags = append(p.diags, m.Diagnostic) }

// replace adds the edit that mends a mistake: its span gets another text.
func (m *mistake) replace(text string) *mistake {
	m.Edits = []diag.Edit{{Span: m.Span, Text: text}}
	return m
}

// expected is the mistake of finding the next token where something else should stand.
func (p *parser) expected(what, fix string) *mistake {
	t := p.peek()
	m := p.wrong(p.span(t), "unexpected", fmt.Sprintf("here should be %s, not %s", what, found(t)), fix)
	switch {
	case t.Type == lexer.EOF:
		m.Code, m.Partial = "missing", p.joined()
	case t.Type == token.Newline || is(t, "}"):
		m.Code = "missing"
	}
	return m
}

// joined says whether the last token before the end of the file asks for more, such as a comma or `=`.
func (p *parser) joined() bool {
	for i := len(p.tokens) - 2; i >= 0; i-- {
		switch t := &p.tokens[i]; t.Type {
		case token.Space, token.Comment:
		case token.Op:
			return true
		default:
			return is(t, ",") || is(t, "{")
		}
	}
	return false
}

// found names a token in a sentence.
func found(t *lexer.Token) string {
	switch {
	case t.Type == lexer.EOF:
		return "the end of the script"
	case t.Type == token.Newline && t.Value == "\n":
		return "the end of the line"
	case t.Type == token.BadText:
		return "a text that is never closed"
	case len(t.Value) > 40:
		return "`" + strings.ToValidUTF8(t.Value[:37], "") + "...`"
	}
	return "`" + t.Value + "`"
}

// explain turns what stopped a statement into a diagnostic. participle's own words stay here.
func (p *parser) explain(first *lexer.Token, err error) diag.Diagnostic {
	if m, ok := err.(*mistake); ok {
		return m.Diagnostic
	}
	t := p.peek()
	if e, ok := err.(*participle.UnexpectedTokenError); ok {
		t = &e.Unexpected
	} else if e, ok := err.(participle.Error); ok {
		t = &p.tokens[token.At(p.tokens, e.Position().Offset)]
	}
	fix := ""
	if s := shapes[first.Value]; s != "" {
		fix = "write " + s
	}
	d := diag.Diagnostic{Code: "unexpected", Span: p.span(t), Fix: fix}
	if ends(t) {
		d.Code = "missing"
		d.Message = fmt.Sprintf("`%s` needs more than this", first.Value)
		d.Partial = t.Type == lexer.EOF && p.joined()
	} else {
		d.Message = fmt.Sprintf("`%s` cannot go on with %s", first.Value, found(t))
	}
	return d
}
