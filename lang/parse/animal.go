package parse

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// The statements that do something to one animal.

func (p *parser) rest() (ast.Stmt, error) {
	p.next()
	r := &ast.Rest{}
	var err error
	if t := p.peek(); is(t, "for") {
		at := p.span(t)
		p.next()
		at.End = p.start()
		p.note(p.wrong(p.span(t), "unexpected", "a rest takes its time without `for`", "write rest "+p.restOfLine(p.start())).edit(at, ""))
	}
	if p.takes("until") {
		r.Until, err = p.duration("rest until", "rest until 2h")
	} else {
		r.For, err = p.duration("rest", "rest 2h")
	}
	return r, err
}

// duration reads an expression that a statement cannot do without.
func (p *parser) duration(word, like string) (ast.Expr, error) {
	if ends(p.peek()) {
		return nil, p.needs("the value of "+word, "write "+like)
	}
	return p.expr()
}

func (p *parser) pair() (ast.Stmt, error) {
	p.next()
	s := &ast.Pair{}
	var err error
	if s.First, err = p.act("with", "at"); err != nil {
		return nil, err
	}
	if !p.takes("with") {
		return nil, p.expected("`with` and the second stimulus", "write pair touch siphon with shock tail at +500ms")
	}
	if p.sees("omit") {
		omitted, _, _ := strings.Cut(p.restOfLine(p.start()), " at ")
		return nil, p.wrong(p.span(p.peek()), "not-an-action", "both stimuli of a pair are given", "write { "+s.First.Span().Text()+"; "+omitted+" }, or omit the pair as a whole")
	}
	if s.Second, err = p.act("at"); err != nil {
		return nil, err
	}
	for _, m := range s.Second.Mods.Params {
		if word := written(m.Path); slices.Contains([]string{"after", "delay", "lag", "later", "interval", "gap"}, word) && !p.sees("at") {
			at := m.Path[0].Span()
			return nil, p.wrong(at, "unexpected", "the time between two stimuli is written with at", "write at +"+m.Value.Span().Text()).edit(source.Span{File: p.file, Start: at.Start, End: m.Value.Span().Start}, "at +")
		}
	}
	if p.takes("at") {
		if s.At, err = p.value("at", "at +500ms"); err != nil {
			return nil, err
		}
		return s, p.mods(&s.Mods)
	}
	// Without `at`, repeats are those of the pair as well.
	s.Mods.Count, s.Mods.Every = s.Second.Mods.Count, s.Second.Mods.Every
	s.Second.Mods.Count, s.Second.Mods.Every = nil, nil
	return s, nil
}

// mods reads modifiers where no target and no parameters may stand.
func (p *parser) mods(m *ast.Mods) error {
	items, err := p.items(m)
	if err == nil && len(items) > 0 {
		at := items[0].Span()
		m := p.wrong(at, "unexpected", "here should be a modifier, not `"+at.Text()+"`", "write x10, every 30s or shuffled")
		if is(p.preceding(at.Start), "}") {
			m.Fix = "write x10, every 30s or shuffled, or ; before a new statement"
		}
		return m
	}
	return err
}

func (p *parser) scatter() (ast.Stmt, error) {
	p.next()
	s := &ast.Scatter{}
	open := *p.peek()
	if !is(&open, "[") {
		return nil, p.expected("[ and the stimuli", "write scatter [tone x15, shock tail x15] over 75min")
	}
	p.next()
	for !p.takes("]") {
		a, err := p.act("over")
		if err != nil {
			return nil, p.inside(&open, err)
		}
		s.Acts = append(s.Acts, a)
		if err := p.separated(&open); err != nil {
			return nil, err
		}
	}
	if !p.takes("over") {
		return nil, p.expected("`over` and a duration", "write over 75min")
	}
	var err error
	s.Over, err = p.value("over", "over 75min")
	return s, err
}

func (p *parser) omit() (ast.Stmt, error) {
	p.next()
	s := &ast.Omit{}
	var err error
	s.What, err = p.done("omit")
	return s, err
}

func (p *parser) peekAt() (ast.Stmt, error) {
	p.next()
	s := &ast.Peek{}
	var err error
	s.What, err = p.done("peek")
	return s, err
}

// deeds are the words that begin an action, other than verbs.
var deeds = map[string]func(*parser) (ast.Stmt, error){
	"pair": (*parser).pair, "scatter": (*parser).scatter, "inject": (*parser).inject, "clamp": (*parser).clamp, "fire": (*parser).fire,
}

// done reads what omit and peek are about.
func (p *parser) done(word string) (ast.Stmt, error) {
	if ends(p.peek()) {
		return nil, p.needs("what to "+word, "write "+word+" touch siphon")
	}
	return p.placed(p.deed)
}

// deed reads an action of any kind.
func (p *parser) deed() (ast.Stmt, error) {
	t := p.peek()
	if read := deeds[t.Value]; read != nil && t.Type == token.Name {
		return read(p)
	}
	if is(t, "{") {
		return p.compound()
	}
	return p.action()
}

func (p *parser) action() (ast.Stmt, error) {
	a, err := p.act()
	if err != nil {
		return nil, err
	}
	return a, nil
}

func (p *parser) compound() (ast.Stmt, error) {
	b, err := p.braces()
	if err != nil {
		return nil, err
	}
	s := &ast.Compound{Body: b}
	return s, p.mods(&s.Mods)
}

// aimed reads the target of a word such as apply, and its modifiers.
func (p *parser) aimed(m *ast.Mods, what, like string) (ast.Expr, error) {
	p.next()
	items, err := p.items(m)
	if err != nil {
		return nil, err
	}
	target, err := p.settle(items, m)
	if err == nil && target == nil && len(m.Params) == 1 {
		if e := p.nameless(m.Params[0], like); e != nil {
			return nil, e
		}
	}
	if err == nil && target == nil {
		e := p.expected(what, "write "+like)
		e.Code = "missing-value"
		return nil, e
	}
	return target, err
}

// nameless is the mistake of apply serotonin 10uM, which reads as a value by the name of the target.
func (p *parser) nameless(s ast.Setting, like string) *mistake {
	words := strings.Fields(like) // apply serotonin dose 10uM
	if params[words[2]] == "" || params[written(s.Path)] != "" {
		return nil
	}
	at := s.Value.Span()
	m := p.wrong(at, "nameless-value", fmt.Sprintf("%s has no name here", at.Text()), fmt.Sprintf("write %s %s %s %s", words[0], written(s.Path), words[2], at.Text()))
	return m.edit(source.Span{File: p.file, Start: at.Start, End: at.Start}, words[2]+" ")
}

func (p *parser) apply() (ast.Stmt, error) {
	s := &ast.Apply{}
	var err error
	s.Agent, err = p.aimed(&s.Mods, "the agent", "apply serotonin dose 10uM for 5min")
	return s, err
}

func (p *parser) inject() (ast.Stmt, error) {
	s := &ast.Inject{}
	var err error
	s.Cell, err = p.aimed(&s.Mods, "the cell", "inject L7 current 2nA for 100ms")
	return s, err
}

func (p *parser) fire() (ast.Stmt, error) {
	s := &ast.Fire{}
	var err error
	s.Cell, err = p.aimed(&s.Mods, "the cells", "fire LE x10 every 1s")
	return s, err
}

// clamp has its cell and value side by side: clamp L7 -70mV for 1s.
func (p *parser) clamp() (ast.Stmt, error) {
	p.next()
	s := &ast.Clamp{}
	items, err := p.items(&s.Mods)
	if err != nil {
		return nil, err
	}
	if len(items) < 2 {
		return nil, p.needs("the cell and its voltage", "write clamp L7 -70mV for 1s")
	}
	s.Cell, s.Value = items[0], items[1]
	extra, err := p.settle(items[2:], &s.Mods)
	if err == nil && extra != nil {
		return nil, p.wrong(extra.Span(), "unexpected", "clamp takes a cell and a voltage", "write clamp L7 -70mV for 1s")
	}
	return s, err
}

func (p *parser) wash() (ast.Stmt, error) {
	p.next()
	return &ast.Wash{}, nil
}

func (p *parser) remove() (ast.Stmt, error) {
	word := p.next().Value
	s := &ast.Remove{Sham: word == "sham"}
	if ends(p.peek()) {
		return nil, p.needs("the part of the animal", "write "+word+" abdominal_ganglion")
	}
	var err error
	s.Part, err = p.expr()
	if t := p.peek(); err == nil && t.Type == token.Name { // abdominal ganglion
		gap := source.Span{File: p.file, Start: s.Part.Span().End, End: p.start()}
		if w := s.Part.Span().Text(); slices.Contains([]string{"the", "cell", "part"}, w) {
			return nil, p.wrong(s.Part.Span(), "unexpected", "what is removed is one name", "write "+word+" "+t.Value).edit(gap.To(s.Part.Span()), "")
		}
		return nil, p.wrong(s.Part.Span().To(p.span(t)), "unexpected", "a name is one word", "write "+word+" "+s.Part.Span().Text()+"_"+t.Value).edit(gap, "_")
	}
	return s, err
}

func (p *parser) cut() (ast.Stmt, error) {
	s, err := head[ast.Cut](p)
	if err != nil {
		return nil, err
	}
	if b, ok := ast.Unparen(s.Synapse).(*ast.Binary); !ok || b.Op != "->" {
		m := p.wrong(s.Synapse.Span(), "no-synapse", "a synapse is named by the two cells it joins", "write cut LE -> L7")
		if t := p.peek(); t.Type == token.Name {
			at := p.span(t)
			if next := p.ahead(1); next.Type == token.Name { // LE to L7
				m.edit(at, "->")
				t = next
			} else {
				m.edit(source.Span{File: p.file, Start: at.Start, End: at.Start}, "-> ")
			}
			m.Fix = "write cut " + s.Synapse.Span().Text() + " -> " + t.Value
		}
		return nil, m
	}
	return s, nil
}

func (p *parser) record() (ast.Stmt, error) {
	p.next()
	s := &ast.Record{}
	if p.sees("off") && ends(p.ahead(1)) {
		p.next()
		s.Off = true
		return s, nil
	}
	var err error
	if s.Items, err = p.list("what to record", "record L7.v, LE.spikes"); err != nil {
		return nil, err
	}
	if p.takes("every") {
		s.Every, err = p.value("every", "every 10ms")
	}
	return s, err
}

// list reads expressions with commas between them.
func (p *parser) list(what, like string) ([]ast.Expr, error) {
	if ends(p.peek()) {
		return nil, p.needs(what, "write "+like)
	}
	var out []ast.Expr
	for {
		x, err := p.expr()
		if err != nil {
			return nil, err
		}
		out = append(out, x)
		if !p.takes(",") {
			return out, nil
		}
	}
}

// show reads print, plot and table.
func (p *parser) show() (ast.Stmt, error) {
	s := &ast.Show{Verb: p.next().Value}
	if p.peek().Type == token.Name && s.Verb == "plot" && p.ahead(1).Type == token.Name && !is(p.ahead(1), "over") {
		s.Kind = p.next().Value
	}
	var err error
	if s.Items, err = p.list("what to show", s.Verb+" train"); err != nil {
		return nil, err
	}
	if p.takes("over") {
		s.Over, err = p.list("what to spread it over", "plot heatmap habituation over u, tau")
	}
	return s, err
}

func (p *parser) checkpoint() (ast.Stmt, error) {
	p.next()
	if ends(p.peek()) {
		return nil, p.needs("the name of a file", `write checkpoint "after training.state"`)
	}
	x, err := p.unary()
	return &ast.Checkpoint{Path: x}, err
}

// why reads `why`, `why test` and `why test against train.first`.
func (p *parser) why() (ast.Stmt, error) {
	p.next()
	s := &ast.Why{}
	var err error
	if !ends(p.peek()) && !is(p.peek(), "against") {
		if s.Of, err = p.unary(); err != nil {
			return nil, err
		}
	}
	if p.takes("against") {
		if ends(p.peek()) {
			return nil, p.needs("the response to compare with", "write why test against train.first")
		}
		s.Against, err = p.unary()
	}
	return s, err
}
