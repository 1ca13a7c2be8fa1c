package parse

import (
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// rewritten puts a script together from its tokens, with another text for every line end that separates; comments are left
// out, since they end with their line.
func rewritten(text, separator string) string {
	f := source.New("", text)
	tokens, _ := token.Scan(f)
	var b strings.Builder
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.Type == token.Comment:
		case t.Type == token.Newline && t.Value == "\n":
			b.WriteString(separator)
		case t.Type != lexer.EOF:
			b.WriteString(token.Span(f, tokens, i).Text())
		}
	}
	return b.String()
}

func outline(text string) (string, int) {
	f, ds := File(source.New("", text))
	return ast.Outline(f.Body), len(ds)
}

func TestNewlineIsSemicolon(t *testing.T) {
	for name, text := range scripts(t) {
		if strings.Contains(text, "phases") {
			continue // a row ends with its line
		}
		a, _ := outline(rewritten(text, "\n"))
		b, wrong := outline(rewritten(text, ";"))
		if a != b || wrong > 0 {
			t.Errorf("%s reads differently with ; for line ends", name)
		}
	}
}

// TestPlaces holds that names, statements and mistakes are found where they stand on disk, whatever stands around them.
func TestPlaces(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"as it is":          func(s string) string { return s },
		"CRLF":              func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CR":                func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"byte order mark":   func(s string) string { return "\ufeff" + s },
		"no-break spaces":   func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
		"wide blanks":       func(s string) string { return strings.ReplaceAll(s, " ", "\u3000") },
		"tabs":              func(s string) string { return strings.ReplaceAll(s, " ", "\t") },
		"curly quotes":      func(s string) string { return strings.ReplaceAll(s, `"`, "“") },
		"times and minus":   func(s string) string { return strings.NewReplacer("x10", "×10", "-70mV", "−70mV").Replace(s) },
		"a comment in each": func(s string) string { return strings.ReplaceAll(s, "\n", " # „µ×”\n") },
	} {
		text := change("train: touch siphon x10 every 30s\nclamp L7 -70mV\nprint \"a\", train.last\ngroup trained n=12 { touch sifon x 3 }\n")
		f := source.New("", text)
		file, ds := File(f)
		want := map[string]string{"train": "train", "touch": "touch", "siphon": "siphon", "every": "30s", "L7": "L7", "trained": "trained", "sifon": "sifon", "last": "last"}
		s := file.Body.Stmts
		if len(s) != 4 {
			t.Fatalf("%s: %d statements", name, len(s))
		}
		l := s[0].(*ast.Labelled)
		a := l.Stmt.(*ast.Act)
		g := s[3].(*ast.Group)
		got := map[string]string{"train": l.Label.Span().Text(), "touch": a.Verb.Span().Text(), "siphon": a.Target.Span().Text(), "every": a.Mods.Every.Span().Text(),
			"L7": s[1].(*ast.Clamp).Cell.Span().Text(), "trained": g.Name.Span().Text(), "sifon": g.Body.Stmts[0].(*ast.Act).Target.Span().Text(),
			"last": s[2].(*ast.Show).Items[1].(*ast.Field).Name.Span().Text()}
		for k, v := range want {
			if got[k] != v {
				t.Errorf("%s: %s stands at %q", name, k, got[k])
			}
		}
		if len(ds) != 1 || ds[0].Code != "detached-count" {
			t.Fatalf("%s: %v", name, ds)
		}
		at := f.Position(ds[0].Span.Start)
		if column := 34; at.Line != 4 || at.Column != column {
			t.Errorf("%s: the mistake is at %v, not at 4:%d", name, at, column)
		}
	}
}
