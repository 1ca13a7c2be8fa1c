package editors_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"protoexp/interp"
	"protoexp/lang/timeline"
	"protoexp/lang/token"
	"protoexp/lang/unit"
)

// words are the lists that the grammars of editors are made of, from the tables of the language. Verbs, sites and other names of
// preparations are not among them: grammars tell them by their place, and the server by what they mean.
var words = func() map[string][]string {
	details := slices.Concat(token.Modifiers, token.Details)
	m := map[string][]string{
		"statements": token.Statements, "properties": token.Properties, "operators": token.Operators,
		"modifiers": slices.DeleteFunc(details, func(w string) bool {
			return slices.Contains(timeline.Roles(), w) || slices.Contains(interp.Names("function"), w)
		}),
		"functions": slices.Concat(interp.Names("function"), interp.Names("reading")),
	}
	for _, u := range unit.Units {
		if u.Name != "%" {
			m["units"] = append(m["units"], u.Name)
		}
	}
	for name, list := range m {
		list = slices.Clone(list)
		slices.SortFunc(list, func(a, b string) int { // longer ones first: min before m
			if len(a) != len(b) {
				return len(b) - len(a)
			}
			return strings.Compare(a, b)
		})
		m[name] = slices.Compact(list)
	}
	return m
}()

// region is what stands between two marks in a file. The first says which list, how it is joined, and the line with %s for it:
// `" words: agents joined by blanks, syn keyword protoexpAgent %s`.
var region = regexp.MustCompile(`(?m)^([";]+) words: (\w+) joined by (\w+), (.*)\n(?s:.*?)^[";]+ end\n`)

var joints = map[string]string{"blanks": " ", "bars": "|", "quotes": `" "`}

// TestWords: the lists of words in the files of editors are those of the language. UPDATE=1 writes them.
func TestWords(t *testing.T) {
	hold(t, "vscode/syntaxes/protoexp.tmLanguage.json", func(string) string { return textmate() })
	for _, path := range []string{"vim/syntax/protoexp.vim", "emacs/protoexp-mode.el"} {
		hold(t, path, func(text string) string {
			n := 0
			text = region.ReplaceAllStringFunc(text, func(old string) string {
				n++
				m := region.FindStringSubmatch(old)
				list, joint := words[m[2]], joints[m[3]]
				if list == nil || joint == "" {
					t.Fatalf("%s: there is no list %s, or it cannot be joined by %s", path, m[2], m[3])
				}
				return strings.SplitAfter(old, "\n")[0] + strings.ReplaceAll(m[4], "%s", strings.Join(list, joint)) + "\n" + m[1] + " end\n"
			})
			if n < 6 {
				t.Errorf("%s has %d lists of words", path, n)
			}
			return text
		})
	}
}

// hold holds a file to what it should be.
func hold(t *testing.T, path string, want func(old string) string) {
	t.Helper()
	old, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil && os.Getenv("UPDATE") == "" {
		t.Fatal(err)
	}
	text := want(string(old))
	if text == string(old) {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("%s does not have the words of the language; UPDATE=1 go test ./cmd/protoexp/editors writes it (- there, + due):\n%s", path, cmp.Diff(string(old), text))
	}
	if err := os.WriteFile(filepath.FromSlash(path), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
