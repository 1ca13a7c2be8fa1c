package parse

import (
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/token"
)

// The statements that define an animal.

// body reads the block of a definition; unknown words in it are properties.
func (p *parser) body() (*ast.Block, error) {
	p.within++
	defer func() { p.within-- }()
	return p.braces()
}

// bodyIf reads the block of a definition that can do without one.
func (p *parser) bodyIf() (*ast.Block, error) {
	if !p.sees("{") {
		return nil, nil
	}
	return p.body()
}

// neuron reads `neuron NAME { }`, or a population: `neuron LE x24 of lif { }`.
func (p *parser) neuron() (ast.Stmt, error) {
	if n := p.ahead(2); p.ahead(1).Type == token.Name && (n.Type == token.Repeat || is(n, "of") || is(n, "x")) {
		return p.population()
	}
	return p.define()
}

func (p *parser) population() (ast.Stmt, error) {
	s := &ast.Population{Doc: p.doc()}
	p.next()
	s.Name = p.name()
	var err error
	if p.counts() {
		if s.Count, err = p.howMany(); err != nil {
			return nil, err
		}
	}
	if !p.takes("of") || p.peek().Type != token.Name {
		return nil, p.expected("`of` and a model", "write neuron LE x24 of lif { senses siphon }")
	}
	s.Model = p.name()
	s.Body, err = p.bodyIf()
	return s, err
}

func (p *parser) define() (ast.Stmt, error) {
	doc := p.doc()
	s, err := head[ast.Define](p)
	if err != nil {
		return nil, err
	}
	s.Doc = doc
	s.Body, err = p.body()
	return s, err
}

// rule reads `rule NAME { }`, or its use in a synapse: `rule depression(use = 0.15)`.
func (p *parser) rule() (ast.Stmt, error) {
	if p.ahead(1).Type != token.Name || is(p.ahead(2), "{") || is(p.ahead(2), "of") {
		return p.define()
	}
	p.next()
	s := &ast.RuleUse{Name: p.name()}
	if t := p.peek(); t.Type == token.Glued && t.Value == "(" {
		args, err := p.args()
		if err != nil {
			return nil, err
		}
		s.Args = args
	}
	if p.sees("{") {
		return nil, p.expected("the end of the statement", "write rule "+s.Name.Text+"(use = 0.15) without a block, or define rule "+s.Name.Text+" { } without ( )")
	}
	return s, nil
}

func (p *parser) effector() (ast.Stmt, error) {
	doc := p.doc()
	s, err := head[ast.Effector](p)
	if err != nil {
		return nil, err
	}
	s.Doc = doc
	s.Body, err = p.body()
	return s, err
}

func (p *parser) stimulus() (ast.Stmt, error) {
	s := &ast.Stimulus{Doc: p.doc()}
	p.next()
	if p.peek().Type != token.Name {
		return nil, p.expected("the name of the stimulus", "write "+shapes["stimulus"])
	}
	s.Name = p.name()
	if p.sees("(") {
		args, err := p.args()
		if err != nil {
			return nil, err
		}
		s.Params = args
	}
	var err error
	s.Body, err = p.body()
	return s, err
}

func (p *parser) synapse() (ast.Stmt, error) {
	doc := p.doc()
	s, err := head[ast.Synapse](p)
	if err != nil {
		return nil, err
	}
	s.Doc = doc
	s.Body, err = p.bodyIf()
	return s, err
}

func (p *parser) connect() (ast.Stmt, error) {
	doc := p.doc()
	s, err := head[ast.Connect](p)
	if err != nil {
		return nil, err
	}
	s.Doc = doc
	s.Body, err = p.bodyIf()
	return s, err
}

func (p *parser) param() (ast.Stmt, error) {
	s := &ast.Param{}
	var err error
	s.Items, s.Doc, err = p.declared("param tau = 20ms")
	return s, err
}

func (p *parser) variable() (ast.Stmt, error) {
	s := &ast.Var{}
	var err error
	s.Items, s.Doc, err = p.declared("var v = -70mV")
	return s, err
}

// declared reads the names and values of param and var. Each has the comments behind it and, the first, the ## lines above
// the statement; doc is all of them.
func (p *parser) declared(like string) (items []ast.Arg, doc string, err error) {
	above := p.doc()
	p.next()
	for {
		if p.peek().Type != token.Name {
			return nil, "", p.expected("a name", "write "+like)
		}
		n := p.name()
		a := ast.Arg{Name: &n}
		if !p.takes("=") {
			return nil, "", p.expected("= and a value", "write "+n.Text+" = 1")
		}
		if a.Value, err = p.duration(n.Text, like); err != nil {
			return nil, "", err
		}
		if p.takes("in") {
			if a.Range, err = p.duration(n.Text+" lies in", "param use = 0.2 in 0..1"); err != nil {
				return nil, "", err
			}
		}
		more := p.takes(",")
		a.Doc = lines(above, p.behind())
		doc, above = lines(doc, a.Doc), ""
		items = append(items, a)
		if !more {
			return items, doc, nil
		}
	}
}

// lines joins two texts, either of which may be empty.
func lines(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// behind is the text of the comments behind the last token read, up to the next one.
func (p *parser) behind() string {
	text := ""
	for i := int(p.lex.RawCursor()); p.tokens[i].Type == token.Space || p.tokens[i].Type == token.Comment; i++ {
		if t := &p.tokens[i]; t.Type == token.Comment {
			text = lines(text, strings.TrimSpace(strings.TrimLeft(t.Value, "#")))
		}
	}
	return text
}

// doc is the text of the ## lines directly above the next token.
func (p *parser) doc() string {
	var above []string
	for i := token.At(p.tokens, p.start()); ; {
		end, alone := p.lineEnd(i)
		if !alone || end == 0 {
			break
		}
		i = end - 1
		t := &p.tokens[i]
		if _, alone := p.lineEnd(i); !alone || t.Type != token.Comment || !strings.HasPrefix(t.Value, "##") {
			break
		}
		above = append(above, strings.TrimSpace(strings.TrimLeft(t.Value, "#")))
	}
	slices.Reverse(above)
	return strings.Join(above, "\n")
}

// lineEnd goes back from token i over blanks to the end of the line above it, or to 0; alone says whether nothing else
// stands between.
func (p *parser) lineEnd(i int) (end int, alone bool) {
	for i > 0 && p.tokens[i-1].Type == token.Space && p.tokens[i-1].Value != "\n" {
		i--
	}
	if i == 0 || p.tokens[i-1].Value != "\n" {
		return 0, i == 0
	}
	i--
	for i > 0 && p.tokens[i-1].Type == token.Space && p.tokens[i-1].Value != "\n" {
		i--
	}
	return i, true
}

// derivative reads dv/dt = EXPR.
func (p *parser) derivative() (ast.Stmt, error) {
	s := &ast.Deriv{Of: p.name()}
	s.Of.Text = s.Of.Text[1:]
	s.Of.At.Start++
	p.next()
	p.next()
	p.next()
	var err error
	s.Value, err = p.duration("the derivative", "dv/dt = -v / tau")
	return s, err
}

func (p *parser) spike() (ast.Stmt, error) {
	s, err := head[ast.SpikeWhen](p)
	if err != nil {
		return nil, err
	}
	s.Body, err = p.bodyIf()
	return s, err
}

// every reads the slow clock of a rule. At the start of a script's line it is a modifier that lost its action.
func (p *parser) every() (ast.Stmt, error) {
	first := *p.peek()
	s, err := head[ast.EveryBlock](p)
	if err != nil || !p.sees("{") {
		return nil, p.leading(&first)
	}
	s.Body, err = p.body()
	return s, err
}

func (p *parser) structure() (ast.Stmt, error) {
	p.next()
	s := &ast.Structure{}
	var err error
	s.Body, err = p.body()
	return s, err
}

// property reads a word with its values: `part a, cns`, `releases serotonin 0.5uM`, `pairs where EXPR`.
func (p *parser) property() (ast.Stmt, error) {
	s := &ast.Property{Name: p.name()}
	read := p.expr
	if s.Name.Text == "releases" {
		read = p.unary
	}
	for !ends(p.peek()) {
		x, err := read()
		if err != nil {
			return nil, err
		}
		s.Values = append(s.Values, x)
		comma := p.peek()
		if p.takes(",") {
			if next := p.peek(); ends(next) {
				return nil, p.noValue()
			} else if slices.Contains(token.Properties, next.Value) && !ends(p.ahead(1)) {
				return nil, p.wrong(p.span(comma), "unexpected", "a comma does not separate what is said of a part", "write ; or begin a new line").replace(";")
			}
		}
		if p.sees("{") {
			return nil, p.expected("the end of the statement", "")
		}
	}
	if len(s.Values) == 0 {
		return nil, p.needs("the value of "+s.Name.Text, "write "+s.Name.Text+" and its value")
	}
	return s, nil
}
