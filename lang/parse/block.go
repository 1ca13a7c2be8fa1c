package parse

import (
	"slices"
	"strings"

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
	p.before = nil
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
			p.doubt(open, t)
			p.next()
			b.SetSpan(p.since(start))
			return b
		default:
			s := p.statement()
			b.Stmts = append(b.Stmts, s)
			p.before = s
		}
	}
}

// braces reads a block that must come next.
func (p *parser) braces() (*ast.Block, error) {
	t := p.peek()
	if !is(t, "{") {
		if t.Value == "\n" && is(p.belowLine(), "{") {
			return p.braceOnNewLine()
		}
		m := p.expected("a block in { }", "put the statements between { and }")
		if wordy := p.wordy(); wordy != nil {
			return nil, wordy
		}
		if extra := p.punctuated(); extra != nil {
			return nil, extra
		}
		switch {
		case m.Code == "unexpected" && is(t, "then"):
			m.Fix = "take then out"
			m.replace("")
		case m.Code == "unexpected" && is(t, ",") && is(p.ahead(1), "max"):
			m.Fix = "take the comma out"
			m.replace("")
		case m.Code == "unexpected" && is(t, ",") && p.head == "for":
			m.Fix = "put the values in brackets: " + shapes["for"]
		}
		if m.Code == "missing" || m.Code == "unexpected" {
			m.Code = "missing-block"
		}
		return nil, m
	}
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer p.shallower()
	return p.block(p.next()), nil
}

// belowLine is the first token of the next line that has one.
func (p *parser) belowLine() *lexer.Token {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	for p.peek().Value == "\n" {
		p.next()
	}
	return p.peek()
}

func (p *parser) braceOnNewLine() (*ast.Block, error) {
	end := p.place(p.peek()).Start
	for p.sees("\n") {
		p.next()
	}
	m := p.wrong(p.span(p.peek()), "brace-on-new-line", "the line above ends before its block", "put this { at the end of that line")
	if gap := (source.Span{File: p.file, Start: end, End: p.start()}); trim(gap.Text()) == "" {
		m.edit(gap, " ")
	}
	p.note(m)
	return p.braces()
}

// deeper counts a level of nesting; shallower must follow when it returns nil.
func (p *parser) deeper() error {
	if p.depth == maxDepth {
		return p.tooDeep()
	}
	p.depth++
	return nil
}

func (p *parser) shallower() { p.depth-- }

func (p *parser) tooDeep() *mistake {
	m := p.wrong(p.span(p.peek()), "too-deep", "this is nested too deep to be read", "give the inner parts names with let")
	if p.deep {
		m.Code = "" // said once
	}
	p.deep = true
	return m
}

func (p *parser) unclosed(open *lexer.Token) {
	if p.deep {
		return
	}
	m := p.wrong(p.span(open), "unclosed-brace", "this { is never closed", "put a } where its block ends")
	m.Partial = true
	if p.doubtful.File != nil && p.doubtful.Start > open.Pos.Offset {
		m.Notes = []diag.Note{{Span: p.doubtful, Text: "or is it this one? The } that closes it begins its line at another depth"}}
	}
	p.note(m)
}

// doubt remembers the first block whose closing brace begins its line, but not as far in as the line of the opening one:
// there the missing brace may be.
func (p *parser) doubt(open, closing *lexer.Token) {
	before := strings.TrimRight(p.file.Text[open.Pos.Offset:closing.Pos.Offset], " \t")
	if p.doubtful.File != nil || !strings.HasSuffix(before, "\n") {
		return
	}
	o, c := p.file.Position(open.Pos.Offset), p.file.Position(closing.Pos.Offset)
	if indent(p.file.Line(c.Line)) != indent(p.file.Line(o.Line)) {
		p.doubtful = p.span(open)
	}
}

func indent(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }

// statement reads one statement with its label; the next token is neither a separator nor a closing brace of a block.
func (p *parser) statement() ast.Stmt {
	first := *p.peek()
	outer, from, head := p.blocks, p.from, p.head
	p.blocks = nil
	defer func() { p.blocks, p.from, p.head = outer, from, head }()
	s, err := p.labelled()
	if err == nil && !ends(p.peek()) {
		err = p.trailing()
	}
	if err == nil {
		return s
	}
	p.note(p.explain(err))
	return p.skip(&first)
}

// labelled reads `train: touch siphon`, or a statement without a label.
func (p *parser) labelled() (ast.Stmt, error) {
	if p.peek().Type != token.Name || !is(p.ahead(1), ":") {
		return p.unlabelled()
	}
	start := p.start()
	l := &ast.Labelled{Label: p.name()}
	p.next()
	if p.within > 0 && slices.Contains(token.Properties, l.Label.Text) { // weight: 2nA
		colon := source.Span{File: p.file, Start: l.Label.At.End, End: p.start()}
		return nil, p.wrong(l.Label.At, "unexpected", l.Label.Text+" takes its value without :", "write "+l.Label.Text+" "+p.restOfLine(p.start())).edit(colon, " ")
	}
	p.free(l.Label.At, l.Label.Text, "label")
	if ends(p.peek()) {
		return nil, p.expected("what "+l.Label.Text+" names, on the same line", "write "+l.Label.Text+": touch siphon")
	}
	s, err := p.unlabelled()
	if err != nil {
		return nil, err
	}
	l.Stmt = s
	l.SetSpan(p.since(start))
	return l, nil
}

func (p *parser) unlabelled() (ast.Stmt, error) {
	p.from, p.head = p.start(), p.peek().Value
	return p.placed(p.dispatch)
}

// placed reads a statement and gives it its span.
func (p *parser) placed(read func() (ast.Stmt, error)) (ast.Stmt, error) {
	start := p.start()
	s, err := read()
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
		case ends(t):
			if is(t, "}") && t.Pos.Offset == first.Pos.Offset { // a stray brace at the top level
				p.next()
			}
			s := &ast.Invalid{Blocks: p.blocks}
			s.Word, s.Names = p.made(first)
			s.SetSpan(p.since(first.Pos.Offset))
			return s
		case is(t, "{") && p.depth < maxDepth:
			p.depth++
			p.block(p.next())
			p.depth--
		default:
			p.next()
		}
	}
}

// makers are the words that a statement begins with that makes names.
var makers = []string{"let", "for", "group", "factor", "sweep", "stimulus", "neuron", "rule", "circuit", "learner", "agent", "modulator", "effector", "param", "var", "measure", "report"}

// made is the first word of a broken statement behind its label, and the names that it may have made.
func (p *parser) made(first *lexer.Token) (word string, names []string) {
	i := token.At(p.tokens, first.Pos.Offset)
	var list []*lexer.Token
	for ; i < len(p.tokens) && p.tokens[i].Pos.Offset < p.start() && !is(&p.tokens[i], "{"); i++ {
		if t := &p.tokens[i]; t.Type != token.Space && t.Type != token.Comment {
			list = append(list, t)
		}
	}
	for k := 0; k+1 < len(list) && is(list[k+1], ":") && list[k].Type == token.Name; k += 2 {
		names = append(names, list[k].Value)
	}
	if list = list[2*len(names):]; len(list) == 0 {
		return "", names
	}
	if len(list) > 1 && slices.Contains(spoken, list[0].Value) {
		list = list[1:]
	}
	if len(list) > 2 && is(list[1], "n") && is(list[2], "=") { // control n=12
		return "group", append(names, list[0].Value)
	}
	if word = list[0].Value; !slices.Contains(makers, word) {
		if len(list) > 1 && is(list[1], "|") { // a row of phases
			names = append(names, word)
		}
		return word, names
	}
	several := word == "param" || word == "var" || word == "sweep"
	for k, t := range list[1:] {
		if t.Type == token.Name && (!several || k+2 < len(list) && (is(list[k+2], "=") || is(list[k+2], "in"))) {
			names = append(names, t.Value)
		}
		if !several && (is(t, "=") || is(t, "(") || is(t, "of") || is(t, "from")) {
			break
		}
	}
	return word, names
}
