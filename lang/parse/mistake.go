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

// silent spoils the statement without another word: a diagnostic has been reported.
func (p *parser) silent() *mistake { return p.wrong(p.span(p.peek()), "", "", "") }

// note reports without spoiling the statement.
func (p *parser) note(m *mistake) {
	if m.Code != "" && len(p.diags) < token.Most {
		p.diags = append(p.diags, m.Diagnostic)
	}
}

// replace adds the edit that mends a mistake: its span gets another text.
func (m *mistake) replace(text string) *mistake { return m.edit(m.Span, text) }

// edit adds an edit of any span.
func (m *mistake) edit(at source.Span, text string) *mistake {
	m.Edits = append(m.Edits, diag.Edit{Span: at, Text: text})
	return m
}

// expected is the mistake of finding the next token where something else should stand. Without a fix, the shape of the
// statement will do.
func (p *parser) expected(what, fix string) *mistake {
	t := p.peek()
	switch {
	case t.Type == token.Invalid:
		return p.silent()
	case t.Type == token.BadText:
		return p.unclosedText(t)
	}
	m := p.wrong(p.place(t), "unexpected", fmt.Sprintf("here should be %s, not %s", what, found(t)), fix)
	if ends(t) {
		m.Code, m.Partial = "missing", t.Type == lexer.EOF && p.joined()
	}
	return m
}

// needs is expected where a value is missing.
func (p *parser) needs(what, fix string) *mistake {
	m := p.expected(what, fix)
	if m.Code == "unexpected" || m.Code == "missing" {
		m.Code = "missing-value"
	}
	return m
}

// place is where a token is complained about: the end of a line right behind its last word.
func (p *parser) place(t *lexer.Token) source.Span {
	if t.Type != lexer.EOF && t.Value != "\n" {
		return p.span(t)
	}
	i := token.At(p.tokens, t.Pos.Offset)
	for i > 0 && (p.tokens[i-1].Type == token.Space || p.tokens[i-1].Type == token.Comment) {
		i--
	}
	at := p.tokens[i].Pos.Offset
	return source.Span{File: p.file, Start: at, End: at}
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
	case len(t.Value) > 40:
		return "`" + strings.ToValidUTF8(t.Value[:37], "") + "...`"
	}
	return "`" + t.Value + "`"
}

// explain turns what stopped a statement into a diagnostic. participle's own words stay here.
func (p *parser) explain(err error) *mistake {
	head := p.head
	shape := shapes[head]
	if shape != "" {
		shape = "write " + shape
		if head == "use" && strings.Contains(p.restOfLine(p.from), ".") {
			shape += " with L7.threshold = -40mV"
		}
	} else {
		shape = "take it out, or begin a new line before it"
	}
	if m, ok := err.(*mistake); ok {
		if m.Fix == "" && (m.Code == "missing" || m.Code == "unexpected") {
			m.Fix = shape
		}
		return m
	}
	t := p.peek()
	if e, ok := err.(*participle.UnexpectedTokenError); ok {
		t = &e.Unexpected
	}
	switch {
	case t.Type == token.Invalid:
		return p.silent()
	case t.Type == token.BadText:
		return p.unclosedText(t)
	case ends(t):
		m := p.wrong(p.place(t), "missing", fmt.Sprintf("`%s` needs more than this", head), shape)
		m.Partial = t.Type == lexer.EOF && p.joined()
		return m
	case t.Type == token.Repeat && (head == "group" || head == "factor"):
		return p.numbered(head)
	case t.Type == token.Op && t.Value[0] >= 'a':
		return p.reserved(p.span(t), t.Value, "nothing")
	}
	return p.wrong(p.span(t), "unexpected", fmt.Sprintf("`%s` cannot go on with %s", head, found(t)), shape)
}

// reserved is the mistake of a word of the language as a name.
func (p *parser) reserved(at source.Span, word, what string) *mistake {
	other := free[word]
	if other == "" {
		other = word + "_1"
	}
	return p.wrong(at, "reserved-word", fmt.Sprintf("`%s` is a word of the language, so %s can have this name", word, what),
		"rename it, for instance "+other).replace(other)
}

// free are names near words of the language.
var free = map[string]string{"sham": "sham_operated", "rest": "rested", "pair": "paired", "omit": "omitted", "wash": "washed", "cut": "lesioned", "remove": "removed", "shuffled": "mixed",
	"fire": "fired", "repeat": "repeated", "peek": "peeked", "apply": "applied", "use": "used"}

// free holds back words of the language as names of what a script makes.
func (p *parser) free(at source.Span, name, what string) {
	if token.Reserved[name] {
		p.note(p.reserved(at, name, "no "+what))
	}
}

// trailing is the mistake of more words than a statement has.
func (p *parser) trailing() error {
	t := p.peek()
	i := token.At(p.tokens, t.Pos.Offset)
	switch {
	case t.Type == token.Invalid:
		return p.silent()
	case is(t, "}"):
		return p.strayBrace()
	case is(t, ")"), is(t, "]"):
		return p.wrong(p.span(t), "stray-bracket", fmt.Sprintf("this %s closes nothing", t.Value), "take it out, or put the bracket that it belongs to")
	case is(t, ","):
		return p.comma()
	case is(t, ".") && ends(p.ahead(1)):
		return p.wrong(p.span(t), "unexpected", "a statement ends without a point", "take the point out").replace("")
	case is(t, ":") && p.peekBefore().Type == token.Name:
		gap := p.withBlankBefore(p.span(p.peekBefore()))
		gap.End = p.span(p.peekBefore()).Start
		words := strings.Fields(p.file.Text[p.from:t.Pos.Offset])
		if gap.Start == gap.End || len(words) != 2 {
			break
		}
		return p.wrong(source.Span{File: p.file, Start: p.from, End: t.Pos.Offset}, "unexpected", "a label is one word", "write "+strings.Join(words, "_")+":").edit(gap, "_")
	case is(t, "|"):
		return p.wrong(p.span(t), "unexpected", "| stands in the rows of phases only", "write or")
	case is(t, "/") && is(p.ahead(1), "/"):
		return p.foreignComment()
	case (is(t, ".") || is(t, "(") || is(t, "[")) && i > 1 && p.tokens[i-1].Type == token.Space && p.tokens[i-1].Value != "\n" && touchable(&p.tokens[i-2]):
		gap := token.Span(p.file, p.tokens, i-1)
		return p.wrong(gap.To(p.span(t)), "detached", fmt.Sprintf("`%s` must touch what it belongs to", t.Value), "take the blank before it out").edit(gap, "")
	}
	if m := p.wordy(); m != nil {
		return m
	}
	m := p.expected("the end of the statement", "")
	if m.Code == "unexpected" && is(p.preceding(t.Pos.Offset), "}") {
		m.Fix = "write ; before it, or begin a new line"
		return m.edit(source.Span{File: p.file, Start: t.Pos.Offset, End: t.Pos.Offset}, "; ")
	}
	if above := p.lineAbove(i); above != nil {
		m.Notes = []diag.Note{{Span: p.span(above), Text: fmt.Sprintf("this %s at the end of a line makes the next line go on with it", found(above))}}
		m.Fix = "the line above ends with " + found(above) + ": finish it there, or take the " + found(above) + " out"
	}
	return m
}

// peekBefore is the token before the next one, blanks left out.
func (p *parser) peekBefore() *lexer.Token { return p.preceding(p.start()) }

func touchable(t *lexer.Token) bool {
	return t.Type == token.Name || is(t, ")") || is(t, "]")
}

// lineAbove returns what joined the line of token i to the line above in this statement, or nil.
func (p *parser) lineAbove(i int) *lexer.Token {
	for i--; i > 0 && p.tokens[i].Pos.Offset >= p.from; i-- {
		if p.tokens[i].Type == token.Newline {
			break
		}
		if p.tokens[i].Type != token.Space || p.tokens[i].Value != "\n" {
			continue
		}
		for i--; i > 0 && (p.tokens[i].Type == token.Space || p.tokens[i].Type == token.Comment); i-- {
		}
		if t := &p.tokens[i]; t.Type == token.Op || is(t, ",") {
			return t
		}
	}
	return nil
}

func (p *parser) strayBrace() *mistake {
	if p.deep {
		return p.silent() // the block that it closes was not read
	}
	return p.wrong(p.span(p.peek()), "stray-brace", "this } closes nothing", "take it out, or put the { that it belongs to")
}

func (p *parser) foreignComment() *mistake {
	t := p.peek()
	at := source.Span{File: p.file, Start: t.Pos.Offset, End: t.Pos.Offset + 2}
	return p.wrong(at, "foreign-comment", "a comment begins with #", "write # instead of //").replace("#")
}
