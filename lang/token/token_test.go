package token

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// TestGolden holds the tokens of scripts. UPDATE=1 rewrites them.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, paths)
	}
	names := lexer.SymbolsByRune(Definition{})
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f := source.New("a.proto-exp", string(a.Files[0].Data))
		tokens, ds := Scan(f)
		var b strings.Builder
		for i := range tokens {
			k := &tokens[i]
			at := f.Position(k.Pos.Offset)
			if k.Type != Space || k.Value == "\n" {
				fmt.Fprintf(&b, "%d:%d %s %q\n", at.Line, at.Column, names[k.Type], k.Value)
			}
		}
		out := &txtar.Archive{Comment: a.Comment, Files: []txtar.File{a.Files[0], {Name: "tokens", Data: []byte(b.String())}}}
		if len(ds) > 0 {
			var b strings.Builder
			diag.Write(&b, ds, diag.Style{})
			out.Files = append(out.Files, txtar.File{Name: "messages", Data: []byte(b.String())})
		}
		want, got := string(txtar.Format(a)), string(txtar.Format(out))
		if want == got {
			continue
		}
		if os.Getenv("UPDATE") == "" {
			t.Errorf("%s (UPDATE=1 go test ./... rewrites it)\n%s", path, cmp.Diff(want, got))
		} else if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	tokens, ds := Scan(source.New("", strings.Repeat("#", 100<<20)))
	if len(tokens) != 2 || len(ds) != 1 || ds[0].Code != "file-too-large" {
		t.Error(tokens, ds)
	}
}

func TestReservedWordsAreWhole(t *testing.T) {
	for _, w := range Properties {
		if Reserved[w] {
			t.Errorf("%s is a property, and labels may be called so", w)
		}
	}
	for _, w := range strings.Fields("base pre train test post recovery max log cell level force n A x") {
		if Reserved[w] {
			t.Errorf("%s may be a name", w)
		}
	}
}
