package parse

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
	"protoexp/lang/unit"
)

// act reads a verb with its arguments, target and modifiers, up to one of the words in stop.
func (p *parser) act(stop ...string) (*ast.Act, error) {
	start := p.start()
	if p.peek().Type != token.Name {
		return nil, p.expected("an action", "write touch siphon, for instance")
	}
	if err := p.verb(); err != nil {
		return nil, err
	}
	a := &ast.Act{Verb: p.name()}
	if t := p.peek(); t.Type == token.Glued && t.Value == "(" {
		args, err := p.args()
		if err != nil {
			return nil, err
		}
		a.Args = args
	}
	if t := p.peek(); t.Type == token.Op { // a + b
		return nil, p.arithmetic(t)
	}
	items, err := p.items(&a.Mods, stop...)
	if err != nil {
		return nil, err
	}
	if a.Target, err = p.settle(items, &a.Mods); err != nil {
		return nil, err
	}
	a.SetSpan(p.since(start))
	return a, nil
}

// items reads modifiers into m and returns what else stands between them, up to the end of the statement, a bracket, a
// comma or one of the words in stop.
func (p *parser) items(m *ast.Mods, stop ...string) ([]ast.Expr, error) {
	var items []ast.Expr
	for {
		t := p.peek()
		if p.finished(t, stop) {
			return items, nil
		}
		switch {
		case p.counts():
			if err := p.repeats(m); err != nil {
				return nil, err
			}
		case is(t, "for"):
			if err := p.modifier(&m.For, "for 500ms"); err != nil {
				return nil, err
			}
		case is(t, "every"):
			if err := p.modifier(&m.Every, "every 30s"); err != nil {
				return nil, err
			}
		case is(t, "shuffled"):
			if m.Shuffled {
				return nil, p.twice("shuffled")
			}
			p.next()
			m.Shuffled = true
		case is(t, "and"):
			return nil, p.joining(t, stop)
		case t.Type == token.Op && t.Value != "-" && t.Value != "+":
			return nil, p.arithmetic(t)
		default:
			x, err := p.unary()
			if err != nil {
				return nil, err
			}
			items = append(items, x)
		}
	}
}

func (p *parser) finished(t *lexer.Token, stop []string) bool {
	if ends(t) || is(t, ",") || is(t, "]") || is(t, ")") || is(t, "{") || is(t, ":") || is(t, "|") || t.Type == token.Op && t.Value == "=" {
		return true
	}
	for _, word := range stop {
		if t.Type == token.Name && t.Value == word {
			return true
		}
	}
	return false
}

// modifier reads `every 30s` into a field, once.
func (p *parser) modifier(field *ast.Expr, like string) error {
	word := p.peek().Value
	if *field != nil {
		return p.twice(word)
	}
	p.next()
	x, err := p.value(word, like)
	*field = x
	return err
}

// value reads the value of a modifier: one unary or parenthesised expression.
func (p *parser) value(word, like string) (ast.Expr, error) {
	if t := p.peek(); ends(t) || t.Type == token.Repeat || is(t, ",") {
		return nil, p.needs("the value of "+word, "write "+like)
	}
	return p.unary()
}

func (p *parser) twice(word string) *mistake {
	return p.wrong(p.span(p.peek()), "modifier-twice", fmt.Sprintf("`%s` is given twice", word), "keep one of the two")
}

// arithmetic is the mistake of an operator in an action.
func (p *parser) arithmetic(t *lexer.Token) *mistake {
	if t.Value == "/" && is(p.ahead(1), "/") {
		return p.foreignComment()
	}
	return p.wrong(p.span(t), "bare-arithmetic", fmt.Sprintf("`%s` stands between two parts of an action", t.Value), "put the calculation in parentheses, such as every (2 * 15s)")
}

// bare tries to read a statement that went wrong as an expression: people write those, to see or to test them.
func (p *parser) bare(statement lexer.Checkpoint, err error) error {
	if m, ok := err.(*mistake); !ok || m.Code != "unexpected" && m.Code != "missing" && m.Code != "bare-arithmetic" {
		return err
	}
	stopped, said := p.lex.MakeCheckpoint(), len(p.diags)
	p.lex.LoadCheckpoint(statement)
	start := p.start()
	x, broken := p.expr()
	if broken != nil || !ends(p.peek()) {
		p.lex.LoadCheckpoint(stopped)
		p.diags = p.diags[:said]
		return err
	}
	word, what := "print", "a value by itself does nothing"
	if q, ok := x.(*ast.Quantity); ok && q.Value.Dim == unit.Time {
		word = "rest"
	}
	if b, ok := x.(*ast.Binary); ok && levels[b.Op] == compareLevel {
		word, what = "expect", "a comparison by itself does nothing"
	}
	at := p.since(start)
	return p.wrong(at, "bare-expression", what, "write "+word+" "+at.Text()).edit(source.Span{File: p.file, Start: start, End: start}, word+" ")
}

// restOfLine is the text from an offset to the end of its statement or line, without comment and block.
func (p *parser) restOfLine(from int) string {
	i := token.At(p.tokens, from)
	end := i
	for end < len(p.tokens)-1 && !ends(&p.tokens[end]) && p.tokens[end].Type != token.Comment && p.tokens[end].Value != "\n" && !is(&p.tokens[end], "{") {
		end++
	}
	return trim(p.file.Text[from:p.tokens[end].Pos.Offset])
}

func trim(text string) string { return strings.TrimSpace(text) }
