package parse

import (
	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// maxDepth is how deep blocks and expressions may be nested.
const maxDepth = 200

// block reads statements up to the brace that closes open, and that brace; without open, to the end of the file.
func (p *parser) block(open *lexer.Token) *ast.Block {
	b := &ast.Block{}
	start := 0
	if open != nil {
		start = open.Pos.Offset
		p.blocks = append(p.blocks, b)
	}
	for {
		t := p.peek()
		switch {
		case t.Type == token.Newline:
			p.next()
		case t.Type == lexer.EOF:
			if open != nil {
				p.unclosed(open)
			}
			b.SetSpan(p.since(start))
			return b
		case is(t, "}") && open != nil:
			p.next()
			b.SetSpan(p.since(start))
			return b
		default:
			b.Stmts = append(b.Stmts, p.statement())
		}
	}
}

// braces reads a block that must come next.
func (p *parser) braces() (*ast.Block, error) {
	t := p.peek()
	if !is(t, "{") {
		if t.Type == token.Newline && t.Value == "\n" && p.braceBelow() {
			return p.braceOnNewLine()
		}
		m := p.expected("a block in { }", "put the statements between { and }")
		m.Code = "missing-block"
		return nil, m
	}
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer p.shallower()
	return p.block(p.next()), nil
}

// braceBelow says whether the next statement begins with a brace.
func (p *parser) braceBelow() bool {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	for p.peek().Type == token.Newline && p.sees("\n") {
		p.next()
	}
	return p.sees("{")
}

func (p *parser) braceOnNewLine() (*ast.Block, error) {
	end := p.since(p.start()).End
	for p.peek().Type == token.Newline {
		p.next()
	}
	m := p.wrong(p.span(p.peek()), "brace-on-new-line", "this { stands on a line of its own, so the statement above has no block", "put { at the end of the line above")
	m.Edits = []diag.Edit{{Span: source.Span{File: p.file, Start: end, End: p.start()}, Text: " "}}
	p.note(m)
	return p.braces()
}

func (p *parser) deeper() error {
	if p.depth++; p.depth <= maxDepth {
		return nil
	}
	p.depth--
	return p.tooDeep()
}

func (p *parser) shallower() { p.depth-- }

func (p *parser) unclosed(open *lexer.Token) {
	m := p.wrong(p.span(open), "unclosed-brace", "this { is never closed", "put a } where the block ends")
	m.Partial = true
	p.note(m)
}

// statement reads one statement with its label; the next token is neither a separator nor a closing brace of a block.
func (p *parser) statement() ast.Stmt {
	first := *p.peek()
	outer := p.blocks
	p.blocks = nil
	defer func() { p.blocks = outer }()
	s, err := p.labelled()
	if err == nil && !ends(p.peek()) {
		err = p.trailing(&first)
	}
	if err == nil {
		return s
	}
	if d := p.explain(&first, err); d.Code != "" {
		p.diags = append(p.diags, d)
	}
	return p.skip(&first)
}

// labelled reads `train: touch siphon`, or a statement without a label.
func (p *parser) labelled() (ast.Stmt, error) {
	start := p.start()
	if p.peek().Type == token.Name && is(p.ahead(1), ":") {
		l := &ast.Labelled{Label: p.name()}
		p.next()
		p.free(l.Label, "label")
		if ends(p.peek()) {
			return nil, p.expected("what "+l.Label.Text+" names", "write "+l.Label.Text+": touch siphon")
		}
		s, err := p.unlabelled()
		if err != nil {
			return nil, err
		}
		l.Stmt = s
		l.SetSpan(p.since(start))
		return l, nil
	}
	return p.unlabelled()
}

func (p *parser) unlabelled() (ast.Stmt, error) {
	start := p.start()
	s, err := p.dispatch()
	if err != nil {
		return nil, err
	}
	s.SetSpan(p.since(start))
	return s, nil
}

// skip goes to the end of a broken statement. A block that opens on the way is read all the same, so that what is right
// in it stays and what is wrong in it is reported too.
func (p *parser) skip(first *lexer.Token) ast.Stmt {
	for {
		t := p.peek()
		switch {
		case t.Type == lexer.EOF, t.Type == token.Newline:
			return p.invalid(first)
		case is(t, "}"):
			if t.Pos.Offset == first.Pos.Offset { // a stray brace at the top level
				p.next()
			}
			return p.invalid(first)
		case is(t, "{") && p.depth < maxDepth:
			p.depth++
			p.block(p.next())
			p.depth--
		default:
			p.next()
		}
	}
}

func (p *parser) invalid(first *lexer.Token) ast.Stmt {
	s := &ast.Invalid{Blocks: p.blocks}
	s.SetSpan(p.since(first.Pos.Offset))
	return s
}
