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

// Habits of speech and of other languages: what is meant is plain, so the fix is an edit.

// repeat reads repeat until CONDITION { }. A number behind it is what other languages write.
func (p *parser) repeat() (ast.Stmt, error) {
	if n := p.ahead(1); n.Type == token.Number || n.Type == token.Repeat {
		return nil, p.counted()
	}
	return withBody(func(s *ast.Repeat) **ast.Block { return &s.Body })(p)
}

// counted is the mistake of repeat 10 { touch siphon } and repeat 10 touch siphon.
func (p *parser) counted() error {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	start := p.start()
	p.next()
	n := *p.next()
	count := n.Value
	if n.Type == token.Number {
		count = "x" + count
	}
	if t := p.peek(); is(t, "times") || is(t, "x") {
		p.next()
	}
	head := source.Span{File: p.file, Start: start, End: p.start()}
	m := p.wrong(p.since(start), "unexpected", "the number of repeats stands behind what is repeated", "")
	if p.sees("{") {
		m.Fix = "write { ... } " + count
		if end := p.closing(); end > 0 {
			m.edit(head, "").edit(source.Span{File: p.file, Start: end, End: end}, " "+count)
		}
		return m
	}
	what := p.restOfLine(p.start())
	if what == "" {
		m.Fix = "write touch siphon " + count
		return m
	}
	m.Fix = "write " + what + " " + count
	end := p.start() + len(what)
	return m.edit(head, "").edit(source.Span{File: p.file, Start: end, End: end}, " "+count)
}

// closing is the offset behind the brace that closes the one that comes next, or 0.
func (p *parser) closing() int {
	for depth, i := 0, token.At(p.tokens, p.start()); i < len(p.tokens); i++ {
		switch t := &p.tokens[i]; {
		case is(t, "{"):
			depth++
		case is(t, "}"):
			if depth--; depth == 0 {
				return t.Pos.Offset + 1
			}
		}
	}
	return 0
}

// assigning is the mistake of for i = 1 to 10 { }.
func (p *parser) assigning() error {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	start := p.start()
	p.next()
	name := p.next().Value
	p.next()
	m := p.wrong(p.since(start), "unexpected", "a loop goes over a list or a range", fmt.Sprintf("write for %s in 1..10 { ... }", name))
	from := *p.next()
	if from.Type != token.Number || !is(p.peek(), "to") {
		return m
	}
	p.next()
	if to := *p.next(); to.Type == token.Number {
		m.Span = p.since(start)
		text := fmt.Sprintf("for %s in %s..%s", name, from.Value, to.Value)
		m.Fix = "write " + text + " { ... }"
		m.replace(text)
	}
	return m
}

// whileLoop says whether the statement is while CONDITION { }.
func (p *parser) whileLoop() bool {
	c := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(c)
	for t := p.next(); is(t, "while"); {
		switch t := p.peek(); {
		case is(t, "{"):
			return true
		case ends(t):
			return false
		}
		p.next()
	}
	return false
}

// joining is the mistake of `and` between two things that are done; stop holds `with` in a pair.
func (p *parser) joining(t *lexer.Token, stop []string) *mistake {
	at, verb := p.span(t), p.head
	for _, word := range stop {
		if word == "with" {
			return p.wrong(at, "unexpected", "the two stimuli of a pair are joined by with", "write with").replace("with")
		}
	}
	next, behind := p.ahead(1), p.ahead(2)
	if next.Type != token.Name || readers[verb] != nil {
		return p.wrong(at, "bare-arithmetic", "`and` joins conditions, and not what is done", "write ; or begin a new line")
	}
	if behind.Type == token.Name && !is(behind, "for") && !is(behind, "every") && params[behind.Value] == "" {
		return p.wrong(at, "bare-arithmetic", "`and` joins conditions, and not what is done", "write ; or begin a new line").replace(";")
	}
	text := "; " + verb
	return p.wrong(at, "bare-arithmetic", "an action has one target", "write "+trim(p.file.Text[p.from:t.Pos.Offset])+text+" "+next.Value).edit(p.withBlankBefore(at), text)
}

// withBlankBefore stretches a span over the blanks before it.
func (p *parser) withBlankBefore(at source.Span) source.Span {
	for at.Start > 0 && (p.file.Text[at.Start-1] == ' ' || p.file.Text[at.Start-1] == '\t') {
		at.Start--
	}
	return at
}

// comma is the mistake of a comma where a statement could end: of a decimal, a list without brackets, or a pause in speech.
func (p *parser) comma() *mistake {
	t, next := *p.peek(), p.ahead(1)
	at := p.span(&t)
	i := at.Start
	if digit := func(i int) bool {
		return i >= 0 && i < len(p.file.Text) && p.file.Text[i] >= '0' && p.file.Text[i] <= '9'
	}; digit(i-1) && digit(i+1) {
		from, to := i, token.Span(p.file, p.tokens, token.At(p.tokens, next.Pos.Offset)).End
		for digit(from - 1) {
			from--
		}
		number := p.file.Text[from:i] + "." + p.file.Text[i+1:to]
		return p.wrong(source.Span{File: p.file, Start: from, End: to}, "unexpected", "a number has a point and not a comma", "write "+number).replace(number)
	}
	action := readers[p.head] == nil
	switch {
	case p.head == "factor":
		first := p.preceding(i).Pos.Offset
		levels := p.restOfLine(first)
		m := p.wrong(at, "unexpected", "the levels of a factor stand in brackets", "write "+shapes["factor"])
		if strings.Contains(levels, "order") || strings.Contains(levels, "washout") {
			return m
		}
		end := first + len(levels)
		m.Fix = "write " + p.file.Text[p.from:first] + "[" + levels + "]"
		return m.edit(source.Span{File: p.file, Start: first, End: first}, "[").edit(source.Span{File: p.file, Start: end, End: end}, "]")
	case is(next, "for"), is(next, "every"), next.Type == token.Repeat, is(next, "max"), is(next, "at"), action && params[next.Value] != "":
		return p.wrong(at, "unexpected", "the parts of a statement stand side by side, without commas", "take the comma out").replace("")
	case action && next.Type == token.Name && ends(p.ahead(2)):
		text := "; " + p.head
		return p.wrong(at, "unexpected", "an action has one target", "write "+trim(p.file.Text[p.from:i])+text+" "+next.Value).replace(text)
	}
	return p.wrong(at, "unexpected", "a comma does not separate statements", "write ; or begin a new line").replace(";")
}

// preceding is the token before an offset, blanks left out.
func (p *parser) preceding(offset int) *lexer.Token {
	i := token.At(p.tokens, offset) - 1
	for i > 0 && (p.tokens[i].Type == token.Space || p.tokens[i].Type == token.Comment) {
		i--
	}
	return &p.tokens[max(i, 0)]
}

// compared are words of speech for comparisons.
var compared = map[string]string{"less": "<", "lower": "<", "smaller": "<", "fewer": "<", "below": "<", "under": "<", "more": ">", "greater": ">", "higher": ">", "larger": ">", "bigger": ">", "above": ">", "over": ">"}

// wordy is the mistake of a share without `of`, or of a comparison in words, before the next token; nil if there is none.
func (p *parser) wordy() *mistake {
	t := p.peek()
	if t.Type != token.Name {
		return nil
	}
	last := p.preceding(t.Pos.Offset)
	if is(t, "the") && !ends(p.ahead(1)) {
		return p.leftOut(t)
	}
	if is(last, "the") && last.Pos.Offset >= p.from {
		return p.leftOut(last)
	}
	if t.Value == last.Value && last.Pos.Offset >= p.from {
		m := p.leftOut(t)
		m.Diagnostic.Message = fmt.Sprintf("`%s` stands twice", t.Value)
		return m
	}
	if last.Type == token.Quantity && strings.HasSuffix(last.Value, "%") { // 30% train.first
		whole := p.span(last).Text() + " of " + p.restOfLine(t.Pos.Offset)
		return p.wrong(p.span(last), "unexpected", "this is a share, and it does not say of what", "write "+whole).edit(source.Span{File: p.file, Start: t.Pos.Offset, End: t.Pos.Offset}, "of ")
	}
	word, at := t, p.span(t)
	if is(t, "than") {
		word = last
		at = p.span(last).To(at)
	} else if n := p.ahead(1); is(n, "than") {
		at = at.To(p.span(n))
	}
	sign := compared[word.Value]
	if sign == "" {
		return nil
	}
	if before := p.preceding(at.Start); is(before, "is") {
		at = p.span(before).To(at)
	}
	return p.wrong(at, "unexpected", "a comparison is written with its sign", "write "+sign).replace(sign)
}

// numbered is the mistake of x10 as a name.
func (p *parser) numbered(what string) *mistake {
	t := p.peek()
	for t.Type != token.Repeat && !ends(t) {
		p.next()
		t = p.peek()
	}
	name := "x_" + t.Value[1:]
	return p.wrong(p.span(t), "reserved-word", fmt.Sprintf("`%s` is a number of repeats, so no %s can have this name", p.span(t).Text(), what), "rename it, for instance "+name).replace(name)
}

// leftOut is the mistake of a word that means nothing to the language.
func (p *parser) leftOut(t *lexer.Token) *mistake {
	at := p.span(t)
	m := p.wrong(at, "unexpected", fmt.Sprintf("`%s` means nothing here", t.Value), "take it out")
	at.End = token.Span(p.file, p.tokens, token.At(p.tokens, at.End)).Start
	for at.End < len(p.file.Text) && p.file.Text[at.End] == ' ' {
		at.End++
	}
	return m.edit(at, "")
}

// spoken are words of speech that begin a statement of some people.
var spoken = []string{"the", "then", "please", "now"}

// filler says whether a statement begins with a word of speech, or with its first word twice.
func (p *parser) filler() bool {
	t, next := p.peek(), p.ahead(1)
	if next.Type != token.Name {
		return false
	}
	return slices.Contains(spoken, t.Value) || next.Value == t.Value && slices.Contains(token.Statements, t.Value) && p.ahead(2).Type != lexer.EOF && t.Value != "group" && t.Value != "factor"
}

// planned is the mistake of a part of the plan by itself, and of animals that no group holds.
func (p *parser) planned() *mistake {
	t, next := p.peek(), p.ahead(1)
	at := p.span(t)
	switch value := next.Type == token.Number || next.Type == token.Quantity; {
	case (is(t, "alpha") || is(t, "power")) && value, (is(t, "smallest") || is(t, "exclude")) && next.Type == token.Name && !ends(p.ahead(2)):
		whole := p.restOfLine(at.Start)
		end := source.Span{File: p.file, Start: at.Start + len(whole), End: at.Start + len(whole)}
		return p.wrong(at, "unexpected", t.Value+" belongs to the plan", "write plan { "+whole+" }").edit(source.Span{File: p.file, Start: at.Start, End: at.Start}, "plan { ").edit(end, " }")
	case is(next, "n") && is(p.ahead(2), "="): // control n=12 { }
		return p.wrong(at, "unexpected", "animals that are treated alike are a group", "write group "+p.restOfLine(at.Start)+" { ... }").edit(source.Span{File: p.file, Start: at.Start, End: at.Start}, "group ")
	}
	return nil
}

// punctuated is the mistake of a sign between the head of a block and its brace: group a, n=3 { } or my-group.
func (p *parser) punctuated() *mistake {
	t, next := p.peek(), p.ahead(1)
	at := p.span(t)
	last := p.preceding(at.Start)
	switch {
	case is(t, "-") && last.Type == token.Name && next.Type == token.Name && p.span(last).End == at.Start && at.End == next.Pos.Offset:
		return p.wrong(p.span(last).To(p.span(next)), "unexpected", "a name has letters, digits and _", "write "+last.Value+"_"+next.Value).edit(at, "_")
	case is(t, ":") && (is(next, "{") || is(next, "n")), is(t, ",") && is(next, "n"):
		return p.wrong(at, "unexpected", fmt.Sprintf("%s does not stand here", t.Value), "take it out").edit(at, "")
	}
	return nil
}
