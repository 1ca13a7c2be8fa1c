package repl

import (
	"slices"
	"strings"

	"protoexp/lang/source"
	"protoexp/lang/token"
)

// painter colours the line while it is typed. Its characters stay as they are, since readline counts them.
type painter struct{ p *Prompt }

// The inks of words.
const (
	inkWord    = "\x1b[1m"  // of the language
	inkVerb    = "\x1b[36m" // what the animal can be given
	inkName    = "\x1b[35m" // of something that is there: a site, a cell, a label
	inkValue   = "\x1b[33m"
	inkText    = "\x1b[32m"
	inkComment = "\x1b[2m"
	inkWrong   = "\x1b[31m"
	inkOff     = "\x1b[0m"
)

// Paint returns a line with its colours.
func (d *painter) Paint(line []rune, _ int) (painted []rune) {
	defer func() {
		if recover() != nil { // here a mistake of ours would end the program
			painted = visible(line)
		}
	}()
	text := string(line)
	if !d.p.options().Colour || len(text) > 10_000 {
		return visible(line)
	}
	out := ""
	if strings.HasPrefix(text, ":") {
		name, _, _ := strings.Cut(text[1:], " ")
		ink := inkWrong
		if c, _ := find(strings.TrimRight(name, "\n")); c != nil {
			ink = inkWord
		}
		out = ink + ":" + name + inkOff
		text = text[1+len(name):]
	}
	f := source.New("", text)
	tokens, _ := token.Scan(f)
	names := d.p.Session.Names()
	for i := range tokens {
		word := token.Span(f, tokens, i).Text()
		if ink := ink(&tokens[i], names); ink != "" {
			word = ink + word + inkOff
		}
		out += word
	}
	return visible([]rune(out))
}

// ink is the colour of a token. names are those of the session; of an action it is true.
func ink(t *token.Token, names map[string]bool) string {
	switch t.Type {
	case token.Comment:
		return inkComment
	case token.Text, token.BadText:
		return inkText
	case token.Number, token.Quantity, token.Repeat:
		return inkValue
	case token.Invalid:
		return inkWrong
	case token.Op:
		if t.Value >= "a" && t.Value < "{" {
			return inkWord
		}
	case token.Name:
		switch verb, known := names[t.Value]; {
		case verb:
			return inkVerb
		case known:
			return inkName
		case token.Reserved[t.Value]:
			return inkWord
		}
	}
	return ""
}

// visible replaces the signs of keys.
func visible(line []rune) []rune {
	if !slices.Contains(line, pastedLine) {
		return line
	}
	out := slices.Clone(line)
	for i, r := range out {
		if r == pastedLine {
			out[i] = ' '
		}
	}
	return out
}
