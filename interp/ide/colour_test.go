package ide_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"protoexp/interp/ide"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/lang/token"
)

// scripts are the texts of the examples and of the library, by path.
func scripts(t testing.TB) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, root := range []string{"../../examples", "../../stdlib"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".proto-exp") {
				var text []byte
				text, err = os.ReadFile(path)
				texts[path] = string(text)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(texts) < 30 {
		t.Fatalf("only %d scripts were found", len(texts))
	}
	return texts
}

// open reads a script as an editor does.
func open(path, text string) *ide.Document {
	return ide.Open(filepath.Base(path), text, os.DirFS(filepath.Dir(path)))
}

// TestColours: in the scripts we ship nearly each name means something, and the words of the language are those of the tables
// that the editors' grammars are made of.
func TestColours(t *testing.T) {
	single := strings.Fields("d n x dt") // words of the language only where they stand
	names, unknown := 0, []string{}
	for path, text := range scripts(t) {
		d := open(path, text)
		kinds, end := map[int]ide.Kind{}, 0
		for _, c := range d.Colours() {
			word := c.At.Text()
			if c.At.Start < end || word == "" || strings.Contains(word, "\n") {
				t.Errorf("%s: %q is out of place", path, word)
			}
			kinds[c.At.Start], end = c.Kind, c.At.End
			if c.Kind == ide.Keyword && !token.Words[word] && !slices.Contains(single, word) && !slices.Contains(timeline.Roles(), word) {
				t.Errorf("%s: %q is a word of the language that is not in the lists of lang/token/words.go, which editors' grammars are made of", path, word)
			}
		}
		tokens, _ := token.Scan(source.New("", text))
		for _, x := range tokens {
			if x.Type != token.Name {
				continue
			}
			if names++; kinds[x.Pos.Offset] == ide.Plain {
				unknown = append(unknown, x.Value)
			}
		}
	}
	if len(unknown)*200 > names {
		t.Errorf("%d of %d names mean nothing: %q", len(unknown), names, unknown)
	}
}

// TestColoursOfNames: a name has the colour of what it stands for, also in a script that is being written.
func TestColoursOfNames(t *testing.T) {
	text := `let cs = touch siphon for 500ms # a touch
experiment "e" {
  factor isi between [10s, fast]
  group a n=4 { train: cs x10 every isi; apply serotonin dose 10uM; test: shock tail }
  expect a.test > 20% of exp(a.train.last)
  record (LE -> L7).weight, gill.contraction
  touch siphon for for
}
`
	d := ide.Open("a", text, nil)
	got := map[string]ide.Kind{}
	defines := map[string]bool{}
	for _, c := range d.Colours() {
		if _, seen := got[c.At.Text()]; !seen {
			got[c.At.Text()], defines[c.At.Text()] = c.Kind, c.Defines
		}
	}
	for word, want := range map[string]ide.Kind{"let": ide.Keyword, "cs": ide.Value, "touch": ide.Verb, "siphon": ide.Site, "for": ide.Keyword, "500ms": ide.Number,
		"# a touch": ide.Comment, `"e"`: ide.Text, "isi": ide.Factor, "between": ide.Keyword, "fast": ide.Site, "a": ide.Group, "train": ide.Label, "x10": ide.Number,
		"serotonin": ide.Agent, "dose": ide.Parameter, "shock": ide.Verb, ">": ide.Operator, "of": ide.Keyword, "exp": ide.Function, "last": ide.Field, "LE": ide.Cell, "gill": ide.Effector} {
		if got[word] != want && !(word == "serotonin" && got[word] == ide.Modulator) {
			t.Errorf("%s is %d, and not %d", word, got[word], want)
		}
	}
	for _, word := range []string{"cs", "isi", "a", "train"} {
		if !defines[word] {
			t.Errorf("%s is given its name here", word)
		}
	}
}
