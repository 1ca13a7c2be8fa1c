package parse

import (
	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/token"
)

// How tightly operators bind, loosest first.
const (
	orLevel = iota + 1
	andLevel
	notLevel
	compareLevel
	rangeLevel
	sumLevel
	productLevel
	arrowLevel
)

var levels = map[string]int{
	"or": orLevel, "and": andLevel,
	"<": compareLevel, "<=": compareLevel, ">": compareLevel, ">=": compareLevel, "==": compareLevel, "!=": compareLevel,
	"~": compareLevel, "is": compareLevel, "=": compareLevel,
	"+": sumLevel, "-": sumLevel, "*": productLevel, "/": productLevel, "of": productLevel, "..": rangeLevel, "->": arrowLevel,
}

// expr reads an expression.
func (p *parser) expr() (ast.Expr, error) { return p.binary(orLevel) }

// binary reads operators that bind at least as tightly as level, by precedence climbing.
func (p *parser) binary(level int) (ast.Expr, error) {
	start := p.start()
	x, err := p.operand(level)
	for n := 0; err == nil; n++ {
		op := p.peek()
		l := levels[op.Value]
		if op.Type != token.Op || l == 0 || l < level {
			return x, nil
		}
		if n == maxChain {
			return nil, p.tooDeep()
		}
		if l == compareLevel {
			if err := p.comparison(x, op); err != nil {
				return nil, err
			}
		}
		b := &ast.Binary{Op: p.next().Value, X: x}
		if b.Op == "=" {
			b.Op = "=="
		}
		if b.Y, err = p.binary(l + 1); err == nil {
			b.At = p.since(start)
			x = bothEnds(b)
		}
	}
	return nil, err
}

// bothEnds turns 110%..(250% of x) into (110%..250%) of x.
func bothEnds(b *ast.Binary) *ast.Binary {
	of, ok := b.Y.(*ast.Binary)
	if b.Op != ".." || !ok || of.Op != "of" {
		return b
	}
	ends := &ast.Binary{Op: "..", X: b.X, Y: of.X}
	ends.At = b.X.Span().To(of.X.Span())
	of.X, of.At = ends, b.At
	return of
}

// operand reads what may stand left of the operators of a level.
func (p *parser) operand(level int) (ast.Expr, error) {
	if p.sees("not") && p.peek().Type == token.Op {
		start := p.start()
		if err := p.deeper(); err != nil {
			return nil, err
		}
		defer p.shallower()
		u := &ast.Unary{Op: p.next().Value}
		var err error
		if u.X, err = p.binary(max(level, notLevel)); err != nil {
			return nil, err
		}
		u.At = p.since(start)
		return u, nil
	}
	return p.unary()
}

// unary reads -x, +x, x^2 or a primary: all that a modifier takes without parentheses.
func (p *parser) unary() (ast.Expr, error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer p.shallower()
	t := p.peek()
	start := p.start()
	if t.Type == token.Op && (t.Value == "-" || t.Value == "+") {
		u := &ast.Unary{Op: p.next().Value}
		x, err := p.unary()
		if err != nil {
			return nil, err
		}
		u.X, u.At = x, p.since(start)
		return u, nil
	}
	x, err := p.primary()
	if err != nil || !p.takes("^") {
		return x, err
	}
	b := &ast.Binary{Op: "^", X: x}
	if b.Y, err = p.unary(); err != nil {
		return nil, err
	}
	b.At = p.since(start)
	return b, nil
}

// maxChain is how many operators of one level may follow each other: trees of longer chains would be too deep to walk.
const maxChain = 1000

// signs are comparisons as other languages write them.
var signs = map[string]string{"=<": "<=", "=>": ">=", "<>": "!="}

// comparison holds back a second comparison behind a first, and `=` where `==` was meant.
func (p *parser) comparison(left ast.Expr, op *lexer.Token) error {
	if b, ok := left.(*ast.Binary); ok && levels[b.Op] == compareLevel {
		at, sign, middle := p.span(op), p.next().Value, b.Y.Span().Text()
		m := p.wrong(at, "comparison-chain", "one comparison cannot follow another", "")
		last, err := p.binary(sumLevel)
		if err != nil {
			return err
		}
		m.Fix = "write " + b.Span().Text() + " and " + middle + " " + sign + " " + last.Span().Text()
		return m.replace("and " + middle + " " + sign)
	}
	if next := p.ahead(1); next.Type == token.Op && p.span(op).End == next.Pos.Offset {
		if right := signs[op.Value+next.Value]; right != "" {
			at := p.span(op).To(p.span(next))
			return p.wrong(at, "equals", "the sign is written "+right, "write "+right).replace(right)
		}
	}
	if op.Value == "=" {
		p.note(p.wrong(p.span(op), "equals", "= gives a name its value; == compares", "write ==").replace("=="))
	}
	return nil
}
