// Package format lays out scripts: one canonical text for each, with its comments. It works on tokens, so that it also
// works on a script with mistakes: the text of a statement that cannot be read is left as it is. It never changes what a
// script means, and formatting twice is formatting once.
//
// Two blanks for each block, a block on one line or with its braces at the ends of lines, single blanks between words,
// at most one empty line. Wider gaps stay where they align a column with the lines around.
//
//	format.Text("touch   siphon x10;rest 2h") // "touch siphon x10; rest 2h\n"
package format

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Text formats a script.
func Text(text string) string {
	f := source.New("", text)
	tokens, _ := token.Scan(f)
	if len(f.Text) > token.Limit {
		return text
	}
	file, _ := parse.File(f)
	l := &layout{file: f, tokens: tokens, signs: map[int]bool{}, rows: map[int]bool{}, rates: map[int]bool{}, raw: map[int]int{}}
	l.learn(file.Body)
	l.pair()
	l.read()
	align(l.lines)
	out := write(l.lines)
	after, _ := parse.File(source.New("", out))
	if ast.Outline(after.Body) != ast.Outline(file.Body) {
		return text // a script so broken that its line ends carry meaning
	}
	return out
}

// layout turns tokens into lines.
type layout struct {
	file   *source.File
	tokens []token.Token

	signs map[int]bool // offsets of + and - in front of a value
	rows  map[int]bool // offsets of rows of phases
	rates map[int]bool // offsets of dv/dt
	raw   map[int]int  // statements to leave alone: offset of their start and end
	multi map[int]bool // tokens that are braces of blocks over several lines
	blank map[int]bool // tokens that open a block with nothing in it

	lines     []*line
	now       *line        // nil: the next piece begins one
	i         int          // the token at hand
	last      *token.Token // the one before it, nil behind a broken statement
	before    *token.Token // and the one before that
	breaks    int          // line ends since the last piece
	column    int          // in the source
	end       int          // of the last piece, in the source
	depth     int          // blocks over several lines around
	brackets  []string     // open in this statement
	first     int          // offset of the statement at hand
	head      string       // its first word
	nth       int          // tokens of it so far
	fresh     bool         // the next token begins a statement
	semicolon bool         // a ; waits for a statement behind it
	opened    bool         // the last token opened a block over several lines
	empty     bool         // the last token opened a block with nothing in it
	sign      bool         // the last token is the sign of what follows
	tight     bool         // the last token is an = without blanks
}

// learn takes from the tree what tokens do not tell.
func (l *layout) learn(b *ast.Block) {
	ast.Inspect(b, func(n ast.Stmt) bool {
		at := n.Span()
		switch n.(type) {
		case *ast.Invalid:
			l.raw[at.Start] = at.End
			return false
		case *ast.Unary:
			l.signs[at.Start] = true
		case *ast.Row:
			l.rows[at.Start] = true
		case *ast.Deriv:
			l.rates[at.Start] = true
		}
		return true
	})
}

// pair finds the blocks that spread over several lines.
func (l *layout) pair() {
	l.multi, l.blank = map[int]bool{}, map[int]bool{}
	var open []int
	spread := []bool{false}
	for i := 0; i < len(l.tokens); i++ {
		t := &l.tokens[i]
		if end := l.raw[t.Pos.Offset]; end > t.Pos.Offset { // its braces are its own affair
			spread[len(spread)-1] = spread[len(spread)-1] || strings.ContainsAny(l.file.Text[t.Pos.Offset:end], "\r\n")
			i = token.At(l.tokens, end) - 1
			continue
		}
		switch {
		case t.Value == "\n" && (t.Type == token.Newline || t.Type == token.Space):
			spread[len(spread)-1] = true
		case t.Type == token.Punct && t.Value == "{":
			open = append(open, i)
			spread = append(spread, false)
		case t.Type == token.Punct && t.Value == "}" && len(open) > 0:
			last := len(open) - 1
			if l.blank[open[last]] = !l.holds(open[last], i); spread[last+1] && !l.blank[open[last]] {
				l.multi[open[last]], l.multi[i] = true, true
				spread[last] = true
			}
			open, spread = open[:last], spread[:last+1]
		}
	}
	for _, i := range open { // never closed
		l.multi[i] = true
	}
}

// holds says whether there is more than blanks between two tokens.
func (l *layout) holds(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if k := l.tokens[i].Type; k != token.Space && k != token.Newline {
			return true
		}
	}
	return false
}

// write joins the lines.
func write(lines []*line) string {
	var b strings.Builder
	for i, n := range lines {
		if n.gap && i > 0 {
			b.WriteByte('\n')
		}
		column := 0
		for _, p := range n.pieces {
			b.WriteString(strings.Repeat(" ", p.column-column))
			b.WriteString(p.text)
			column = p.column + width(p.text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
