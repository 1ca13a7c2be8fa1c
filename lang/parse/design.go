package parse

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// The statements of experiments that participle does not read whole.

func (p *parser) experiment() (ast.Stmt, error) {
	if t := p.ahead(1); t.Type == token.Name {
		title := `"` + t.Value + `"`
		p.next()
		return nil, p.wrong(p.span(t), "unquoted", "the title of an experiment is a text", "write "+title).replace(title)
	}
	s, err := head[ast.Experiment](p)
	if err != nil {
		return nil, err
	}
	s.Title = unquote(s.Title)
	s.Body, err = p.braces()
	return s, err
}

func (p *parser) phases() (ast.Stmt, error) {
	s, err := head[ast.Phases](p)
	if err != nil {
		return nil, err
	}
	s.Title = unquote(s.Title)
	s.N, s.Auto = auto(s.N)
	s.Body, err = p.braces()
	return s, err
}

func (p *parser) group() (ast.Stmt, error) {
	s, err := head[ast.Group](p)
	if err != nil {
		return nil, err
	}
	p.free(s.Name.At, s.Name.Text, "group")
	s.N, s.Auto = auto(s.N)
	s.Body, err = p.braces()
	return s, err
}

func (p *parser) each() (ast.Stmt, error) {
	s, err := head[ast.Each](p)
	if err != nil {
		return nil, err
	}
	s.N, s.Auto = auto(s.N)
	s.Body, err = p.braces()
	return s, err
}

// auto tells n=auto from a number.
func auto(n ast.Expr) (ast.Expr, bool) {
	if x, ok := n.(*ast.Ident); ok && x.Name == "auto" {
		return nil, true
	}
	return n, false
}

func (p *parser) factor() (ast.Stmt, error) {
	s, err := head[ast.Factor](p)
	if err != nil {
		return nil, err
	}
	p.free(s.Name.At, s.Name.Text, "factor")
	return s, nil
}

// variability reads `variability 20% of a, b`; as an expression the first part is a product.
func (p *parser) variability() (ast.Stmt, error) {
	s, err := head[ast.Variability](p)
	if err != nil {
		return nil, err
	}
	if b, ok := s.Amount.(*ast.Binary); ok && b.Op == "of" {
		s.Amount, s.Of = b.X, append([]ast.Expr{b.Y}, s.Of...)
	} else if len(s.Of) > 0 {
		return nil, p.wrong(s.Of[0].Span(), "unexpected", "it is not clear what varies by how much", "write "+shapes["variability"])
	}
	return s, nil
}

func (p *parser) expect() (ast.Stmt, error) {
	s := &ast.Expect{Primary: p.takes("primary")}
	if !p.takes("expect") {
		return nil, p.expected("`expect`", "write primary expect trained.test < control.test")
	}
	switch t := p.peek(); {
	case t.Type == token.Text:
		s.Title = unquote(p.next().Value)
		if !p.takes(":") {
			at := p.since(t.Pos.Offset)
			p.note(p.wrong(at, "missing-colon", "a : stands between the title and the claim", "write "+at.Text()+":").replace(at.Text() + ":"))
		}
	case t.Type == token.Name && is(p.ahead(1), ":"):
		s.Title, s.Named = p.next().Value, true
		p.next()
	}
	var err error
	if s.Claim, err = p.duration("expect", "expect train.last < 50% of train.first"); err != nil {
		return nil, err
	}
	return s, p.options(s)
}

// options reads what stands behind the claim of an expect, in any order.
func (p *parser) options(s *ast.Expect) error {
	var err error
	for err == nil && !ends(p.peek()) {
		word := p.peek().Value
		switch {
		case word == "by" && s.By == nil:
			s.By, err = p.option("by permutation")
		case word == "on" && s.On == nil:
			s.On, err = p.option("on test")
		case word == "correct" && s.Correct == nil:
			s.Correct, err = p.option("correct holm")
		case word == "margin" && s.Margin == nil:
			p.next()
			s.Margin, err = p.value("margin", "margin 15%")
		case word == "when" && s.When == nil:
			p.next()
			s.When, err = p.duration("when", "when history is trained")
		case s.By != nil && word == "by", s.On != nil && word == "on", s.Correct != nil && word == "correct",
			s.Margin != nil && word == "margin", s.When != nil && word == "when":
			return p.twice(word)
		default:
			if m := p.wordy(); m != nil {
				return m
			}
			if p.peek().Type == token.Name && is(p.ahead(1), ":") { // expect two words: a < b
				at := source.Span{File: p.file, Start: s.Claim.Span().Start, End: p.span(p.peek()).End}
				return p.wrong(at, "unexpected", "a title of several words is a text", `write "`+at.Text()+`":`).replace(`"` + at.Text() + `"`)
			}
			return p.expected("an option or the end of the line", "options are by permutation, margin 15%, when isi is 30s, on test and correct holm")
		}
	}
	return err
}

func (p *parser) option(like string) (*ast.Name, error) {
	word := p.next().Value
	if p.peek().Type != token.Name {
		return nil, p.expected("a name after "+word, "write "+like)
	}
	n := p.name()
	return &n, nil
}

func (p *parser) predict() (ast.Stmt, error) {
	p.next()
	s := &ast.Predict{}
	var err error
	s.Body, err = p.braces()
	return s, err
}

// plan reads the analysis plan, one entry after the other.
func (p *parser) plan() (ast.Stmt, error) {
	p.next()
	s := &ast.Plan{}
	open := *p.peek()
	if !p.takes("{") {
		return nil, p.expected("the plan in { }", "write plan { alpha 0.05; power 80%; correct holm; stop at n }")
	}
	for !p.takes("}") {
		t := p.peek()
		if t.Type == lexer.EOF {
			p.unclosed(&open)
			return s, nil
		}
		if t.Type == token.Newline {
			p.next()
			continue
		}
		first := *t
		p.blocks = nil
		err := p.entry(s)
		if err == nil && !ends(p.peek()) {
			err = p.trailing()
		}
		if err != nil {
			p.note(p.explain(err))
			s.Broken = append(s.Broken, p.skip(&first))
		}
	}
	return s, nil
}

func (p *parser) entry(s *ast.Plan) (err error) {
	word := p.next().Value
	switch word {
	case "alpha":
		s.Alpha, err = p.duration(word, "alpha 0.05")
	case "power":
		s.Power, err = p.duration(word, "power 80%")
	case "smallest":
		if !p.takes("d") || !p.takes("=") {
			return p.expected("d=", "write smallest d=0.8")
		}
		s.Smallest, err = p.duration(word, "smallest d=0.8")
	case "correct":
		if p.peek().Type != token.Name {
			return p.expected("a correction", "write correct holm")
		}
		n := p.name()
		s.Correct = &n
	case "stop":
		if !p.takes("at") || !p.takes("n") {
			return p.expected("at n", "write stop at n")
		}
		s.StopAtN = true
	case "exclude":
		var x ast.Expr
		x, err = p.duration(word, "exclude base < 1s")
		s.Exclude = append(s.Exclude, x)
	default:
		m := p.wrong(p.span(&p.tokens[int(p.lex.RawCursor())-1]), "unexpected", "a plan knows no `"+word+"`", "a plan has alpha, power, smallest, correct, stop and exclude")
		return m
	}
	return err
}

// allow reads `allow RULE "reason"`; a rule's name may hold hyphens.
func (p *parser) allow() (ast.Stmt, error) {
	p.next()
	s := &ast.Allow{}
	var rule strings.Builder
	for t, end := p.peek(), p.start(); t.Pos.Offset == end && (t.Type == token.Name || t.Type == token.Number || t.Type == token.Op && t.Value[0] >= 'a' || is(t, "-")); t = p.peek() {
		rule.WriteString(p.next().Value)
		end = t.Pos.Offset + len(t.Value)
	}
	s.Rule = rule.String()
	if s.Rule == "" {
		return nil, p.expected("a rule of the critic", "write "+shapes["allow"])
	}
	if p.peek().Type != token.Text {
		return nil, p.needs("the reason, in quotes", "write allow "+s.Rule+` "the reason"`)
	}
	s.Reason = unquote(p.next().Value)
	return s, nil
}
