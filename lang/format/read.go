package format

import (
	"strings"
	"unicode/utf8"

	"protoexp/lang/token"
)

// read goes through the tokens and makes lines of pieces.
func (l *layout) read() {
	l.fresh = true
	for l.i = 0; l.i < len(l.tokens)-1; l.i++ { // without EOF
		t := &l.tokens[l.i]
		switch {
		case l.raw[t.Pos.Offset] > t.Pos.Offset:
			l.leave(l.raw[t.Pos.Offset])
		case l.empty && (t.Type == token.Newline || t.Type == token.Space):
			l.column += l.size(l.i)
		case t.Value == "\n" && (t.Type == token.Newline || t.Type == token.Space):
			l.fresh = l.fresh || t.Type == token.Newline
			l.breaks++
			l.now, l.semicolon = nil, false
			l.column = 0
		case t.Type == token.Space:
			l.column += l.size(l.i)
		case t.Type == token.Newline: // ;
			l.fresh = !l.rows[l.first] // in a row it stands between trial types
			l.separate()
			l.column += l.size(l.i)
			l.end = l.column
		default:
			l.add(t)
		}
	}
}

// size is the number of columns that a token has in the source.
func (l *layout) size(i int) int {
	return utf8.RuneCountInString(l.file.Text[l.tokens[i].Pos.Offset:l.tokens[i+1].Pos.Offset])
}

// separate keeps a ; for when another statement follows on its line. Behind a broken statement it stays in any case: its
// end may be all that keeps the damage in bounds.
func (l *layout) separate() {
	if l.now == nil || l.last == nil {
		if l.now != nil {
			p := l.now.pieces[len(l.now.pieces)-1]
			p.text = strings.TrimSuffix(p.text, ";") + ";"
		}
		return
	}
	l.semicolon = !isSign(l.last, "{")
}

// leave copies the text of a broken statement, which ends at an offset.
func (l *layout) leave(end int) {
	start := l.tokens[l.i].Pos.Offset
	whole := l.file.Text[start:end]
	text := strings.TrimRight(whole, " \t\r\n")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	l.begin(&l.tokens[l.i])
	l.put(&piece{text: text, gap: 1})
	if strings.Contains(text, "\n") {
		l.now.fixed = true
	}
	l.last = nil
	l.fresh = false
	for l.i+1 < len(l.tokens)-1 && l.tokens[l.i+1].Pos.Offset < end {
		l.i++
	}
	l.column += width(whole)
	l.end = l.column
}

// add appends a token to the line at hand, or begins a new one.
func (l *layout) add(t *token.Token) {
	l.fresh = l.fresh || l.rows[t.Pos.Offset] // behind a sign at the end of the row before
	multi := l.multi[l.i]
	if l.now != nil && (multi && isSign(t, "}") || l.opened && t.Type != token.Comment) {
		l.now = nil
		l.breaks = 1
	}
	if multi && isSign(t, "}") && l.depth > 0 {
		l.depth--
	}
	if l.fresh && t.Type != token.Comment {
		l.first, l.head, l.nth, l.brackets, l.fresh = t.Pos.Offset, t.Value, 0, nil, false
	} else if t.Type != token.Comment {
		l.nth++
	}
	text := t.Value
	if t.Type == token.Comment {
		text = strings.TrimRight(text, " \t\v\f\u00a0")
	}
	p := &piece{text: text, gap: l.space(t), comment: t.Type == token.Comment, kind: l.kind(t)}
	l.begin(t)
	l.put(p)
	l.column += l.size(l.i)
	l.end = l.column
	if t.Type == token.Comment {
		return
	}
	l.tight = p.gap == 0 && isSign(t, "=")
	l.sign = l.signs[t.Pos.Offset] && (t.Value == "-" || t.Value == "+")
	l.before, l.last = l.last, t
	l.opened = false
	l.empty = l.blank[l.i]
	switch {
	case isSign(t, "{"):
		l.fresh = true
		if multi {
			l.depth++
			l.opened = true
		}
	case isSign(t, "}"):
		l.fresh = true
	case isSign(t, "("), isSign(t, "["):
		l.brackets = append(l.brackets, t.Value)
	case (isSign(t, ")") || isSign(t, "]")) && len(l.brackets) > 0:
		l.brackets = l.brackets[:len(l.brackets)-1]
	}
}

// begin starts a line when none is at hand.
func (l *layout) begin(t *token.Token) {
	if l.now != nil {
		if l.semicolon && t.Type != token.Comment && !isSign(t, "}") {
			l.now.pieces[len(l.now.pieces)-1].text += ";"
		}
		l.semicolon = l.semicolon && t.Type == token.Comment
		return
	}
	l.semicolon = false
	l.now = &line{indent: 2 * (l.depth + l.continued(t)), gap: l.breaks > 1 && !l.opened && !isSign(t, "}") && !l.inside()}
	l.lines = append(l.lines, l.now)
	l.breaks = 0
	l.opened = false
}

// inside says whether a statement goes on over the line end.
func (l *layout) inside() bool { return l.nth > 0 && !l.fresh || len(l.brackets) > 0 }

// continued is how much further in a line stands that goes on with the statement above.
func (l *layout) continued(t *token.Token) int {
	if l.fresh || l.nth == 0 || l.last == nil || isSign(t, "}") {
		return 0
	}
	n := len(l.brackets)
	if n == 0 {
		return 1
	}
	for i := l.i; n > 0 && i < len(l.tokens) && (isSign(&l.tokens[i], ")") || isSign(&l.tokens[i], "]")); i++ {
		n--
	}
	return n
}

// put appends a piece to the line at hand.
func (l *layout) put(p *piece) {
	p.source = l.column
	if len(l.now.pieces) == 0 {
		p.gap = 0
	} else {
		p.wide = l.column-l.end >= 2
	}
	l.now.pieces = append(l.now.pieces, p)
}

func isSign(t *token.Token, value string) bool {
	return t != nil && t.Value == value && (t.Type == token.Punct || t.Type == token.Glued || t.Type == token.Op)
}
