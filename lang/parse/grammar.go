package parse

import (
	"reflect"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// grammar holds participle's parsers of the heads of statements, with the driver that they serve at the moment: expressions
// inside a head are read by the driver. Each is built when its first head is met, since a script has few kinds of statements
// and to build them all takes longer than to read it.
type grammar struct {
	driver *parser
	heads  map[reflect.Type]any // *participle.Parser[T] by T
}

// grammars keeps what was built. A grammar serves one file at a time.
var grammars = sync.Pool{New: func() any { return &grammar{heads: map[reflect.Type]any{}} }}

// production is the parser of heads of type T.
func production[T any](g *grammar) *participle.Parser[T] {
	of := reflect.TypeFor[T]()
	if built, ok := g.heads[of]; ok {
		return built.(*participle.Parser[T])
	}
	built := participle.MustBuild[T](
		participle.Lexer(token.Definition{}),
		participle.Elide("Space", "Comment"),
		participle.UseLookahead(0),
		participle.ParseTypeWith(g.expr),
	)
	g.heads[of] = built
	return built
}

func (g *grammar) expr(lex *lexer.PeekingLexer) (ast.Expr, error) {
	outer := g.driver.lex
	g.driver.lex = lex
	defer func() { g.driver.lex = outer }()
	return g.driver.expr()
}

// head reads the head of a statement of type T.
func head[T any](p *parser) (*T, error) {
	g := grammars.Get().(*grammar)
	g.driver = p
	defer func() { g.driver = nil; grammars.Put(g) }()
	s, err := production[T](g).ParseFromLexer(p.lex, participle.AllowTrailing(true))
	if err != nil {
		return nil, err
	}
	p.locate(reflect.ValueOf(s).Elem())
	return s, nil
}

var (
	nameType = reflect.TypeFor[ast.Name]()
	exprType = reflect.TypeFor[ast.Expr]()
	nodeType = reflect.TypeFor[ast.Node]()
)

// locate gives the names that participle read their spans, and the structs around them.
func (p *parser) locate(v reflect.Value) source.Span {
	var at source.Span
	switch {
	case v.Type() == nameType:
		n := v.Addr().Interface().(*ast.Name)
		if n.Text != "" {
			n.At = p.span(&lexer.Token{Type: token.Name, Value: n.Text, Pos: lexer.Position(n.Pos)})
			n.Pos = ast.Place{}
		}
		return n.At
	case v.Type() == exprType:
		if !v.IsNil() {
			at = v.Interface().(ast.Expr).Span()
		}
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			at = p.locate(v.Elem())
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			at = at.To(p.locate(v.Index(i)))
		}
	case v.Kind() == reflect.Struct && v.Type() != nodeType:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Tag != "" {
				at = at.To(p.locate(v.Field(i)))
			}
		}
		if n := v.FieldByName("Node"); n.IsValid() {
			n.Addr().Interface().(*ast.Node).SetSpan(at)
		}
	}
	return at
}
