package parse

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/token"
)

// maxRepeat is the largest number of repeats that a script may write.
const maxRepeat = 1e6

// act reads a verb with its arguments, target and modifiers, up to one of the words in stop.
func (p *parser) act(stop ...string) (*ast.Act, error) {
	start := p.start()
	if p.peek().Type != token.Name {
		return nil, p.expected("an action", "write touch siphon, for instance")
	}
	if err := p.misplaced(); err != nil {
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
		case t.Type == token.Repeat, is(t, "x") && p.ahead(1).Type == token.Glued && is(p.ahead(1), "("):
			if err := p.count(m); err != nil {
				return nil, err
			}
		case is(t, "x") && p.detachedCount():
			if err := p.mendCount(m); err != nil {
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
		case t.Type == token.Op && t.Value != "-" && t.Value != "+":
			return nil, p.wrong(p.span(t), "bare-arithmetic", fmt.Sprintf("`%s` stands between two parts of an action", t.Value), "put the calculation in parentheses: every (2 * 15s)")
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
		m := p.expected("the value of "+word, "write "+like)
		m.Code = "missing-value"
		return nil, m
	}
	return p.unary()
}

func (p *parser) twice(word string) *mistake {
	return p.wrong(p.span(p.peek()), "modifier-twice", fmt.Sprintf("`%s` is given twice", word), "keep one of the two")
}

// count reads x10 or x(n).
func (p *parser) count(m *ast.Mods) error {
	t := p.peek()
	if m.Count != nil {
		return p.wrong(p.span(t), "repeat-twice", "an action has one number of repeats", fmt.Sprintf("repeat a block: { ... %s } %s", m.Count.Span().Text(), p.span(t).Text()))
	}
	start := p.start()
	if t.Type == token.Name { // x(n)
		p.next()
		x, err := p.unary()
		m.Count = x
		return err
	}
	p.next()
	n, err := strconv.ParseFloat(t.Value[1:], 64)
	x := &ast.Number{Value: n}
	x.At = p.since(start)
	m.Count = x
	p.checkCount(x, err)
	return nil
}

func (p *parser) checkCount(x *ast.Number, err error) {
	switch {
	case x.Value != math.Trunc(x.Value):
		p.note(p.wrong(x.At, "count", "a number of repeats is whole", fmt.Sprintf("write x%.0f", math.Ceil(x.Value))))
	case x.Value < 1:
		p.note(p.wrong(x.At, "count", "this would do nothing", "write x1 or more, or take the line out"))
	case err != nil || x.Value > maxRepeat:
		p.note(p.wrong(x.At, "count", fmt.Sprintf("these are more than %.0f repeats", float64(maxRepeat)), fmt.Sprintf("write x%.0f or less", float64(maxRepeat))))
	default:
		return
	}
	x.Value = 1
}

// detachedCount says whether `x 10` or `x-3` comes next.
func (p *parser) detachedCount() bool {
	t := p.ahead(1)
	return t.Type == token.Number || t.Type == token.Op && t.Value == "-" && p.ahead(2).Type == token.Number
}

func (p *parser) mendCount(m *ast.Mods) error {
	start := p.start()
	p.next()
	if p.takes("-") {
		p.next()
		p.note(p.wrong(p.since(start), "count", "nothing can be repeated less than once", "write x1 or more"))
		return nil
	}
	text := "x" + p.next().Value
	at := p.since(start)
	if m.Count != nil {
		return p.wrong(at, "repeat-twice", "an action has one number of repeats", "repeat a block: { ... } "+text)
	}
	p.note(p.wrong(at, "detached-count", "the number of repeats is one word", "write "+text).replace(text))
	n, err := strconv.ParseFloat(text[1:], 64)
	x := &ast.Number{Value: n}
	x.At = at
	m.Count = x
	p.checkCount(x, err)
	return nil
}

// params are modifiers with a value of their own, which are never targets.
var params = map[string]bool{"force": true, "current": true, "dose": true, "rate": true, "level": true}

// settle finds the target among the items of an action; the rest are pairs of a name and its value.
func (p *parser) settle(items []ast.Expr, m *ast.Mods) (target ast.Expr, err error) {
	for i := 0; i < len(items); i++ {
		path := dotted(items[i])
		isParam := len(path) == 1 && params[path[0].Text]
		rest := len(items) - i
		switch {
		case path != nil && rest > 1 && (isParam || literal(items[i+1])), path != nil && rest > 1 && (rest%2 == 0 || target != nil):
			s := ast.Setting{Path: path, Value: items[i+1]}
			s.At = items[i].Span().To(items[i+1].Span())
			if err := p.setting(s, m); err != nil {
				return nil, err
			}
			i++
		case isParam:
			m := p.wrong(items[i].Span(), "missing-value", fmt.Sprintf("`%s` has no value", path[0].Text), fmt.Sprintf("write %s, for instance", example[path[0].Text]))
			return nil, m
		case target == nil:
			target = items[i]
		case path != nil:
			return nil, p.wrong(items[i].Span(), "missing-value", fmt.Sprintf("`%s` has no value, and %s is the target already", items[i].Span().Text(), target.Span().Text()),
				fmt.Sprintf("write %s and its value, or take it out", items[i].Span().Text()))
		default:
			return nil, p.wrong(items[i].Span(), "nameless-value", fmt.Sprintf("it is not clear what %s is", items[i].Span().Text()),
				fmt.Sprintf("put its name before it, such as force %s", items[i].Span().Text()))
		}
	}
	return target, nil
}

var example = map[string]string{"force": "force 2g", "current": "current 2nA", "dose": "dose 10uM", "rate": "rate 10Hz", "level": "level 60dB"}

func (p *parser) setting(s ast.Setting, m *ast.Mods) error {
	for _, old := range m.Params {
		if written(old.Path) == written(s.Path) {
			return p.wrong(s.At, "modifier-twice", fmt.Sprintf("`%s` is given twice", written(s.Path)), "keep one of the two")
		}
	}
	m.Params = append(m.Params, s)
	return nil
}

func written(path []ast.Name) string {
	var words []string
	for _, n := range path {
		words = append(words, n.Text)
	}
	return strings.Join(words, ".")
}

// dotted is the path of a name or of names joined by points, or nil.
func dotted(x ast.Expr) []ast.Name {
	switch x := x.(type) {
	case *ast.Ident:
		n := ast.Name{Text: x.Name}
		n.At = x.At
		return []ast.Name{n}
	case *ast.Field:
		if path := dotted(x.X); path != nil {
			return append(path, x.Name)
		}
	}
	return nil
}

// literal says whether x can only be the value of the name before it.
func literal(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Number, *ast.Quantity, *ast.Paren, *ast.Bad:
		return true
	case *ast.Unary:
		return true
	case *ast.Binary:
		return literal(x.X)
	}
	return false
}
