package token

import (
	"regexp"
	"strings"

	"protoexp/lang/source"
)

// lineEnd is the end of a line as other systems write it, also where one was made of another.
var lineEnd = regexp.MustCompile(`\r+\n`)

// Plain is a text with what word processors make of quotes, dashes, arrows, blanks and line ends turned back into what can
// be typed, as the language reads it. Comments stay as they are, and so do µ and ×, which can be meant.
func Plain(text string) string {
	f := source.New("", lineEnd.ReplaceAllString(text, "\n"))
	tokens, _ := Scan(f)
	var b strings.Builder
	for i := range tokens {
		was, t := Span(f, tokens, i).Text(), &tokens[i]
		switch {
		case t.Type == Comment || t.Type == Invalid:
			b.WriteString(was)
		case t.Type == Newline || t.Type == Text || t.Type == Op && drawn[[]rune(was)[0]] != "":
			b.WriteString(t.Value)
		default:
			b.WriteString(strings.Map(typed, was))
		}
	}
	return b.String()
}

// typed is a character as it can be typed.
func typed(r rune) rune {
	switch p := plain(r); p {
	case '"', '-', ' ':
		return p
	}
	return r
}
