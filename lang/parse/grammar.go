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

// heads lists the statements whose head participle reads. The driver has seen the first word and picks the production, so
// this struct is never parsed as a whole.
type heads struct {
	Use         *ast.Use         `parser:"  @@"`
	Seed        *ast.Seed        `parser:"| @@"`
	Measure     *ast.Measure     `parser:"| @@"`
	Variability *ast.Variability `parser:"| @@"`
	Role        *ast.Role        `parser:"| @@"`
	Experiment  *ast.Experiment  `parser:"| @@"`
	Group       *ast.Group       `parser:"| @@"`
	Factor      *ast.Factor      `parser:"| @@"`
	Each        *ast.Each        `parser:"| @@"`
	When        *ast.When        `parser:"| @@"`
	Within      *ast.Within      `parser:"| @@"`
	Allot       *ast.Allot       `parser:"| @@"`
	Batches     *ast.Batches     `parser:"| @@"`
	Explore     *ast.Explore     `parser:"| @@"`
	Sweep       *ast.Sweep       `parser:"| @@"`
	Report      *ast.Report      `parser:"| @@"`
	Diagnose    *ast.Diagnose    `parser:"| @@"`
	Phases      *ast.Phases      `parser:"| @@"`
	Cut         *ast.Cut         `parser:"| @@"`
	Repeat      *ast.Repeat      `parser:"| @@"`
	If          *ast.If          `parser:"| @@"`
	For         *ast.For         `parser:"| @@"`
	Define      *ast.Define      `parser:"| @@"`
	Effector    *ast.Effector    `parser:"| @@"`
	Synapse     *ast.Synapse     `parser:"| @@"`
	Connect     *ast.Connect     `parser:"| @@"`
	On          *ast.On          `parser:"| @@"`
	SpikeWhen   *ast.SpikeWhen   `parser:"| @@"`
	EveryBlock  *ast.EveryBlock  `parser:"| @@"`
	MeasureDef  *ast.MeasureDef  `parser:"| @@"`
	Drive       *ast.Drive       `parser:"| @@"`
	Grow        *ast.Grow        `parser:"| @@"`
	Prune       *ast.Prune       `parser:"| @@"`
}

// grammar is participle's parser with the driver that it serves at the moment: expressions inside a head are read by the
// driver.
type grammar struct {
	parser *participle.Parser[heads]
	driver *parser
}

// grammars keeps what was built. A grammar serves one file at a time.
var grammars = sync.Pool{New: func() any {
	g := &grammar{}
	g.parser = participle.MustBuild[heads](
		participle.Lexer(token.Definition{}),
		participle.Elide("Space", "Comment"),
		participle.UseLookahead(0),
		participle.ParseTypeWith(g.expr),
	)
	return g
}}

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
	production, err := participle.ParserForProduction[T](g.parser)
	if err != nil {
		panic(err) // the struct is missing from heads
	}
	s, err := production.ParseFromLexer(p.lex, participle.AllowTrailing(true))
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
