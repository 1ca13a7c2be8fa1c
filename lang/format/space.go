package format

import (
	"protoexp/lang/token"
)

// space is the number of blanks between the last token and t on one line.
func (l *layout) space(t *token.Token) int {
	p := l.last
	switch {
	case t.Type == token.Comment:
		return 2
	case p == nil:
		return 1
	case t.Type == token.Glued, p.Type == token.Glued, isSign(p, "("), isSign(p, "["):
		return 0
	case isSign(t, ")"), isSign(t, "]"), isSign(t, ","), isSign(t, ":"):
		return 0
	case l.nth == 0:
		return 1
	case l.rates[l.first] && l.nth <= 2: // dv/dt
		return 0
	case l.rows[l.first]: // 10 A+ | test B
		return boolean(p.Type != token.Name || !isSign(t, "+") && !isSign(t, "-"))
	case l.head == "allow":
		return boolean(!isSign(t, "-") && !isSign(p, "-"))
	case l.sign, l.tight, isSign(t, ".."), isSign(p, ".."), isSign(t, "^"), isSign(p, "^"):
		return 0
	case isSign(t, "="):
		n := len(l.brackets)
		return boolean(!(n > 0 && l.brackets[n-1] == "[" || n == 0 && l.brief(p)))
	}
	return 1
}

// brief says whether p is one of the names whose = has no blanks: n=12, d=0.8.
func (l *layout) brief(p *token.Token) bool {
	return p.Value == "n" && (l.head == "group" || l.head == "each" || l.head == "phases") || p.Value == "d" && l.head == "smallest"
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// kind says what a column is made of: only places of one kind are aligned with each other.
func (l *layout) kind(t *token.Token) string {
	switch {
	case t.Type == token.Comment:
		return "#"
	case l.semicolon:
		return ";"
	case isSign(l.last, ":"), isSign(l.last, ","), isSign(l.last, "|"), isSign(l.last, "="):
		return l.last.Value
	case t.Type == token.Op || t.Type == token.Punct:
		return t.Value
	}
	return "in " + l.head
}
