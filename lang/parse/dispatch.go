package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// readers reads each statement by its first word.
var readers map[string]func(*parser) (ast.Stmt, error)

func init() {
	readers = map[string]func(*parser) (ast.Stmt, error){
		"rest": (*parser).rest, "pair": (*parser).pair, "scatter": (*parser).scatter, "omit": (*parser).omit, "peek": (*parser).peekAt,
		"apply": (*parser).apply, "wash": (*parser).wash, "remove": (*parser).remove, "sham": (*parser).remove, "cut": (*parser).cut,
		"inject": (*parser).inject, "clamp": (*parser).clamp, "fire": (*parser).fire, "record": (*parser).record,
		"repeat": (*parser).repeat, "if": (*parser).ifElse,
		"for": (*parser).loop, "let": (*parser).let, "print": (*parser).show, "plot": (*parser).show,
		"table": (*parser).show, "checkpoint": (*parser).checkpoint, "why": (*parser).why,

		"use": plain[ast.Use], "seed": plain[ast.Seed], "measure": (*parser).measure, "variability": (*parser).variability,
		"role": plain[ast.Role], "experiment": (*parser).experiment, "group": (*parser).group, "factor": (*parser).factor,
		"each": (*parser).each, "when": (*parser).when, "within": withBody(func(s *ast.Within) **ast.Block { return &s.Body }),
		"assign": plain[ast.Allot], "batches": plain[ast.Batches], "expect": (*parser).expect, "primary": (*parser).expect,
		"explore": plain[ast.Explore], "predict": (*parser).predict, "plan": (*parser).plan, "allow": (*parser).allow,
		"sweep": withBody(func(s *ast.Sweep) **ast.Block { return &s.Body }), "report": plain[ast.Report],
		"diagnose": plain[ast.Diagnose], "phases": (*parser).phases,

		"neuron": (*parser).neuron, "rule": (*parser).rule, "modulator": (*parser).define, "agent": (*parser).define,
		"circuit": (*parser).define, "learner": (*parser).define, "effector": (*parser).effector, "stimulus": (*parser).stimulus, "synapse": (*parser).synapse,
		"connect": (*parser).connect, "compartments": (*parser).compartments, "param": (*parser).param, "var": (*parser).variable,
		"on": withBody(func(s *ast.On) **ast.Block { return &s.Body }), "spike": (*parser).spike, "every": (*parser).every,
		"drive": plain[ast.Drive], "structure": (*parser).structure, "grow": plain[ast.Grow], "prune": plain[ast.Prune],
	}
	for _, word := range token.Properties {
		readers[word] = (*parser).property
	}
}

// plain reads a statement that is all head.
func plain[T any, P interface {
	*T
	ast.Stmt
}](p *parser) (ast.Stmt, error) {
	s, err := head[T](p)
	if err != nil {
		return nil, err
	}
	return P(s), nil
}

// withBody reads a statement of a head and a block.
func withBody[T any, P interface {
	*T
	ast.Stmt
}](body func(P) **ast.Block) func(*parser) (ast.Stmt, error) {
	return func(p *parser) (ast.Stmt, error) {
		s, err := head[T](p)
		if err != nil {
			return nil, err
		}
		*body(P(s)), err = p.braces()
		return P(s), err
	}
}

// dispatch reads a statement of any kind.
func (p *parser) dispatch() (ast.Stmt, error) {
	t := p.peek()
	switch {
	case is(t, "{"):
		return p.compound()
	case is(t, "}"):
		return nil, p.strayBrace()
	case t.Type == token.Name && is(p.ahead(1), "|"):
		return p.row()
	case p.assigns():
		return p.assign()
	case t.Type == token.Name && t.Value[0] == 'd' && len(t.Value) > 1 && is(p.ahead(1), "/") && is(p.ahead(2), "dt") && is(p.ahead(3), "="):
		return p.derivative()
	case t.Type != token.Name:
		return nil, p.bare(p.lex.MakeCheckpoint(), p.noStatement())
	}
	if p.filler() {
		m := p.leftOut(t)
		if is(p.ahead(1), t.Value) {
			m.Diagnostic.Message = fmt.Sprintf("`%s` stands twice", t.Value)
		}
		return nil, m
	}
	if read := readers[t.Value]; read != nil {
		return read(p)
	}
	if p.within > 0 {
		return p.property()
	}
	if m := p.planned(); m != nil {
		return nil, m
	}
	if is(t, "assert") || is(t, "assume") || is(t, "hypothesis") {
		if n := p.ahead(1); !ends(n) && !is(n, ":") {
			return nil, p.wrong(p.span(t), "unexpected", "what should come true is expected", "write expect "+p.restOfLine(p.start()+len(t.Value))).replace("expect")
		}
	}
	if p.whileLoop() {
		return nil, p.wrong(p.span(t), "unexpected", "there is no while", "write repeat until, the condition at which it ends, and max: "+shapes["repeat"])
	}
	c := p.lex.MakeCheckpoint()
	s, err := p.action()
	if err != nil {
		return nil, p.bare(c, err)
	}
	return s, nil
}

// assigns says whether a target with a sign of assignment comes next.
func (p *parser) assigns() bool {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	depth := 0
	if t := p.peek(); t.Type != token.Name && !is(t, "(") {
		return false
	}
	for n := 0; ; n++ {
		t := *p.next()
		switch {
		case ends(&t) || t.Type == token.Name && n > 0 && depth == 0 && !p.after("."):
			return false
		case is(&t, "("), is(&t, "["):
			depth++
		case is(&t, ")"), is(&t, "]"):
			depth--
		case depth > 0 || t.Type == token.Name || t.Type == token.Glued:
		case t.Type == token.Op:
			switch t.Value {
			case "=", "+=", "-=", "*=", "/=":
				return true
			}
			return false
		default:
			return false
		}
	}
}

// after says whether the token before the one just read is this sign, touching it.
func (p *parser) after(sign string) bool {
	i := int(p.lex.RawCursor()) - 2
	return i >= 0 && p.tokens[i].Type == token.Glued && p.tokens[i].Value == sign
}

// loop reads for v in LIST { }. Without `in` it is a modifier that lost its action.
func (p *parser) loop() (ast.Stmt, error) {
	if p.ahead(1).Type == token.Name && is(p.ahead(2), "=") {
		return nil, p.assigning()
	}
	if p.ahead(1).Type != token.Name || !is(p.ahead(2), "in") {
		first := *p.peek()
		return nil, p.leading(&first)
	}
	return withBody(func(s *ast.For) **ast.Block { return &s.Body })(p)
}

// measure reads the measures of an experiment, or the definition of one in an effector.
func (p *parser) measure() (ast.Stmt, error) {
	if p.ahead(1).Type != token.Name || !is(p.ahead(2), "=") {
		return plain[ast.Measure](p)
	}
	doc := p.doc()
	s, err := head[ast.MeasureDef](p)
	if err != nil {
		return nil, err
	}
	s.Doc = doc
	return s, nil
}

// noStatement is the mistake of a token that begins no statement.
func (p *parser) noStatement() error {
	switch t := p.peek(); {
	case t.Type == token.Repeat && is(p.ahead(1), ":"):
		return p.numbered("label")
	case t.Type == token.Repeat:
		return p.leading(t)
	case t.Type == token.Text && is(p.ahead(1), ":") && strings.Contains(t.Value, " "):
		return p.wrong(p.span(t), "unexpected", "a title belongs to an expectation", "write expect "+p.span(t).Text()+": ...").edit(source.Span{File: p.file, Start: t.Pos.Offset, End: t.Pos.Offset}, "expect ")
	case t.Type == token.Text && is(p.ahead(1), ":"):
		name := strings.ReplaceAll(unquote(t.Value), " ", "_")
		return p.wrong(p.span(t), "unexpected", "a label is one word without quotes", "write "+name+":").replace(name)
	case is(t, "/") && is(p.ahead(1), "*"):
		at := source.Span{File: p.file, Start: t.Pos.Offset, End: t.Pos.Offset + 2}
		return p.wrong(at, "foreign-comment", "a comment begins with # and ends with the line", "write # instead of /*, at the beginning of each line of it")
	case is(t, "/") && is(p.ahead(1), "/"):
		return p.foreignComment()
	}
	return p.expected("a statement", "a statement begins with a word, such as touch, rest or expect")
}

// verb holds back words that cannot be one.
func (p *parser) verb() error {
	t := p.peek()
	switch {
	case is(t, "else"):
		return p.wrong(p.span(t), "stray-else", "this else belongs to no if or when", "write if CONDITION { } else { }")
	case slices.Contains(token.Modifiers, t.Value):
		return p.leading(t)
	case is(t, "apply"):
		return p.wrong(p.span(t), "not-an-action", "an application is not left out: its control is what the drug is dissolved in", "write apply vehicle, with the same dose and time")
	case token.Reserved[t.Value]:
		return p.wrong(p.span(t), "not-an-action", fmt.Sprintf("`%s` is nothing that is done to the animal here", t.Value), "write an action, such as touch siphon")
	}
	return nil
}

// leading is the mistake of a modifier at the start of a line. If an action stands right above, the two can be joined.
func (p *parser) leading(t *lexer.Token) *mistake {
	line := p.restOfLine(t.Pos.Offset)
	m := p.wrong(p.span(t), "leading-modifier", fmt.Sprintf("`%s` begins the line, but it says how an action is done", t.Value), "")
	action := "touch siphon"
	if above := p.before; above != nil && t.Pos.Offset == p.from {
		gap := source.Span{File: p.file, Start: above.Span().End, End: t.Pos.Offset}
		l, labelled := above.(*ast.Labelled)
		if labelled {
			above = l.Stmt
		}
		switch above.(type) {
		case *ast.Act, *ast.Omit, *ast.Pair, *ast.Fire, *ast.Inject, *ast.Compound:
			if at := above.Span().Text(); trim(gap.Text()) == "" && !strings.Contains(at, "\n") {
				action = at
				m.edit(gap, " ")
			}
		}
	}
	m.Fix = fmt.Sprintf("put it on the line of its action: %s %s", action, line)
	return m
}
