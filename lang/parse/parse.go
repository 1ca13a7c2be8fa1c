// Package parse reads a script into its tree. It never fails and never panics: what cannot be read becomes an Invalid
// statement and a diagnostic, and reading goes on behind it. It knows nothing of what names mean.
//
// participle reads the heads of statements by the tags in package ast; the driver here does the rest: lists of statements,
// blocks, expressions, actions, and finding the way back after a mistake.
//
//	file, diagnostics := parse.File(source.New("a.proto-exp", "touch siphon x10; rest 2h"))
package parse

import (
	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// File parses a script. The tree is never nil; the diagnostics are all that is wrong with its form.
func File(f *source.File) (*ast.File, []diag.Diagnostic) {
	tokens, diags := token.Scan(f)
	p := newParser(f, tokens)
	p.diags = diags
	body := p.block(nil)
	body.SetSpan(source.Span{File: f, Start: 0, End: len(f.Text)})
	diag.Sort(p.diags)
	return &ast.File{Source: f, Body: body}, p.diags
}

// Partial says whether a text is the beginning of something longer: every diagnostic is one that more text could mend.
// A prompt asks this before it takes a line for complete.
func Partial(text string) bool {
	f := source.New("", text)
	tokens, diags := token.Scan(f)
	p := newParser(f, tokens)
	p.diags = diags
	p.block(nil)
	from := stillOpen(tokens)
	for _, d := range p.diags {
		if !d.Partial && (from < 0 || d.Span.Start < from) {
			return false
		}
	}
	return len(p.diags) > 0
}

// stillOpen returns the place of the first bracket that is open at the end of the text, or -1: what stands behind it may
// read quite differently once it is closed.
func stillOpen(tokens []lexer.Token) int {
	var open []int
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.Type == token.Newline && t.Value == ";", is(t, "{"), is(t, "}"):
			open = open[:0]
		case is(t, "("), is(t, "["):
			open = append(open, t.Pos.Offset)
		case (is(t, ")") || is(t, "]")) && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return -1
	}
	return open[0]
}

type parser struct {
	file   *source.File
	tokens []lexer.Token // all of them, blanks and comments too
	lex    *lexer.PeekingLexer
	diags  []diag.Diagnostic
	depth  int          // of blocks and expressions around
	within int          // definitions around: there, unknown words are properties
	blocks []*ast.Block // read in the present statement, kept if it turns out broken
	from   int          // where the present statement begins, behind its label
	head   string       // and its first word
	before ast.Stmt     // the statement before it in its block, if any

	deep     bool        // the depth limit was reported
	doubtful source.Span // a brace whose partner stands at another depth
}

func newParser(f *source.File, tokens []lexer.Token) *parser {
	lex, _ := lexer.Upgrade(&token.Replay{Tokens: tokens}, token.Space, token.Comment)
	return &parser{file: f, tokens: tokens, lex: lex}
}

// is compares a token with a sign or word of the language. Words in other roles (texts, comments) never match.
func is(t *lexer.Token, value string) bool {
	return t.Value == value && t.Type != lexer.EOF
}

func (p *parser) peek() *lexer.Token { return p.lex.Peek() }
func (p *parser) next() *lexer.Token { return p.lex.Next() }
func (p *parser) sees(value string) bool {
	return is(p.lex.Peek(), value)
}

// takes consumes a sign or word if it comes next.
func (p *parser) takes(value string) bool {
	if p.sees(value) {
		p.next()
		return true
	}
	return false
}

// ahead returns the n-th token from here; 0 is peek.
func (p *parser) ahead(n int) *lexer.Token {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	for ; n > 0; n-- {
		p.next()
	}
	return p.peek()
}

// start is the offset of the next token.
func (p *parser) start() int { return p.peek().Pos.Offset }

// since is the span from start to the end of the last token read.
func (p *parser) since(start int) source.Span {
	end := p.tokens[p.lex.RawCursor()].Pos.Offset
	return source.Span{File: p.file, Start: start, End: max(start, end)}
}

// span is the place of a token.
func (p *parser) span(t *lexer.Token) source.Span {
	return token.Span(p.file, p.tokens, token.At(p.tokens, t.Pos.Offset))
}

// ends says whether a statement is over at this token.
func ends(t *lexer.Token) bool {
	return t.Type == lexer.EOF || t.Type == token.Newline || is(t, "}")
}
