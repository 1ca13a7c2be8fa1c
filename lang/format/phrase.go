package format

import (
	"strings"

	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Phrase is an expression on one line, laid out and without its comments. Sentences quote it, so that they say the same
// before and after the script is formatted.
//
//	format.Phrase("a<2 *\n  b  # half") // "a < 2 * b"
func Phrase(text string) string {
	f := source.New("", text)
	tokens, _ := token.Scan(f)
	var b strings.Builder
	for _, t := range tokens {
		switch t.Type {
		case token.EOF, token.Comment:
		case token.Space, token.Newline:
			b.WriteByte(' ')
		default:
			b.WriteString(t.Value)
		}
	}
	const head = "expect" // a statement that takes any expression
	line := Text(head + " " + strings.Join(strings.Fields(b.String()), " "))
	return strings.TrimSpace(strings.TrimPrefix(line, head))
}
