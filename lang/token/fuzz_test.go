package token

import (
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/source"
)

// FuzzScan holds what scanning promises of any text.
func FuzzScan(f *testing.F) {
	for _, text := range []string{
		"touch siphon x10 every 30s; rest 2h", "\ufeff\"a\r\n“b” 10\u00a0Hz ×3 x(n) 1..5 .5 5. 1h30min 20 % 'c' -> → && \x00\xff", "a.b(c)[d] (e) {\n[f,\ng] | 10 A+\n}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { scanned(t, text) })
}

func scanned(t *testing.T, text string) []lexer.Token {
	t.Helper()
	file := source.New("", text)
	tokens, ds := Scan(file)
	at := 0
	for i, k := range tokens {
		if k.Pos.Offset != at {
			t.Fatalf("%q: token %d begins at %d, not at %d", text, i, k.Pos.Offset, at)
		}
		if at = Span(file, tokens, i).End; at == k.Pos.Offset && k.Type != lexer.EOF {
			t.Fatalf("%q: token %d is empty", text, i)
		}
		if !utf8.ValidString(k.Value) {
			t.Fatalf("%q: token %d is no text: %q", text, i, k.Value)
		}
	}
	if at != len(text) || tokens[len(tokens)-1].Type != lexer.EOF {
		t.Fatalf("%q: the tokens end at %d", text, at)
	}
	invalid := false
	for _, k := range tokens {
		invalid = invalid || k.Type == Invalid
	}
	if invalid && len(ds) == 0 {
		t.Fatalf("%q: invalid, and nothing is said", text)
	}
	for _, d := range ds {
		if d.Span.Start < 0 || d.Span.End > len(text) || d.Span.Start > d.Span.End {
			t.Fatalf("%q: %v", text, d)
		}
		_ = d.String()
	}
	return tokens
}
