package token

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/diag"
	"protoexp/lang/internal/golden"
	"protoexp/lang/source"
)

func TestGolden(t *testing.T) {
	names := lexer.SymbolsByRune(Definition{})
	golden.Run(t, "testdata/*.txtar", []string{"tokens", "messages"}, func(t *testing.T, script string) map[string]string {
		f := source.New("a.proto-exp", script)
		tokens, ds := Scan(f)
		var list, messages strings.Builder
		for i := range tokens {
			if k := &tokens[i]; k.Type != Space || k.Value == "\n" {
				at := f.Position(k.Pos.Offset)
				fmt.Fprintf(&list, "%d:%d %s %q\n", at.Line, at.Column, names[k.Type], k.Value)
			}
		}
		diag.Write(&messages, ds, diag.Style{})
		return map[string]string{"tokens": list.String(), "messages": messages.String()}
	})
}

func TestTooLarge(t *testing.T) {
	tokens, ds := Scan(source.New("", strings.Repeat("#", 100<<20)))
	if len(tokens) != 2 || len(ds) != 1 || ds[0].Code != "file-too-large" {
		t.Error(tokens, ds)
	}
}

// TestWide: a file in UTF-16 is one mistake.
func TestWide(t *testing.T) {
	for _, text := range []string{"\xff\xfet\x00o\x00", "\xfe\xff\x00t\x00o"} {
		if _, ds := Scan(source.New("a.proto-exp", text)); len(ds) != 1 || !strings.Contains(ds[0].Message, "UTF-16") {
			t.Errorf("%q: %v", text, ds)
		}
	}
}

func TestReservedWords(t *testing.T) {
	for _, w := range append(strings.Fields("base pre train test post recovery max log cell level force n A x"), Properties...) {
		if Reserved[w] {
			t.Errorf("%s may be a name", w)
		}
	}
	for _, w := range strings.Fields("rest every touching of and group at") {
		if Reserved[w] != (w != "touching") {
			t.Errorf("%s: reserved is %v", w, Reserved[w])
		}
	}
}
