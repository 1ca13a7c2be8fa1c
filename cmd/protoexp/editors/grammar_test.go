package editors_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/interp/ide"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// grammar reads the shipped grammar and tokenises as editors do: line by line, at each place the pattern that matches first,
// of those that match at the same place the first in the list.
type grammar struct {
	Patterns []struct {
		Name, Match string
		Captures    map[string]struct{ Name string }
		at, inside  *regexp.Regexp // at the beginning of a line, and behind it
	}
}

func read(t *testing.T) *grammar {
	t.Helper()
	text, err := os.ReadFile("vscode/syntaxes/protoexp.tmLanguage.json")
	if err != nil {
		t.Fatal(err)
	}
	g := &grammar{}
	if err := json.Unmarshal(text, g); err != nil {
		t.Fatal(err)
	}
	for i := range g.Patterns {
		p := &g.Patterns[i]
		p.at = regexp.MustCompile(p.Match)
		p.inside = regexp.MustCompile(strings.Replace(p.Match, "(^|", `([^\s\S]|`, 1))
	}
	return g
}

// scopes names each byte of a text.
func (g *grammar) scopes(text string) []string {
	out := make([]string, len(text))
	start := 0
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, "\r\n")
		for at := 0; at < len(bare); {
			var best []int
			var which int
			for i := range g.Patterns {
				p := &g.Patterns[i]
				r := p.inside
				if at == 0 {
					r = p.at
				}
				if m := r.FindStringSubmatchIndex(bare[at:]); m != nil && m[1] > m[0] && (best == nil || m[0] < best[0]) {
					best, which = m, i
				}
			}
			if best == nil {
				break
			}
			p := &g.Patterns[which]
			for k := best[0]; k < best[1]; k++ {
				out[start+at+k] = p.Name
			}
			for n, c := range p.Captures {
				i, _ := strconv.Atoi(n)
				for k := best[2*i]; k >= 0 && k < best[2*i+1]; k++ {
					out[start+at+k] = c.Name
				}
			}
			at += best[1]
		}
		start += len(line)
	}
	return out
}

// scripts are the texts of the examples and of the library, by path.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, root := range []string{"../../../examples", "../../../stdlib"} {
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

// TestGrammar: in all scripts we ship the grammar sees the comments, texts, numbers and signs that the scanner sees, no unit
// that is none, and nearly all words of the language where they are such.
func TestGrammar(t *testing.T) {
	g := read(t)
	hits, misses := map[string]int{}, map[string]int{}
	for path, text := range scripts(t) {
		scopes := g.scopes(text)
		f := source.New(path, text)
		tokens, _ := token.Scan(f)
		for i, x := range tokens {
			at := token.Span(f, tokens, i)
			want := map[lexer.TokenType]string{token.Comment: "comment.", token.Text: "string.", token.Number: "constant.numeric", token.Quantity: "constant.numeric", token.Repeat: "constant.numeric"}[x.Type]
			if want != "" && !strings.HasPrefix(scopes[at.Start], want) || strings.HasPrefix(scopes[min(at.Start, len(scopes)-1)], "invalid.") {
				p := f.Position(at.Start)
				t.Errorf("%s:%d:%d: %q is %q, and not %s", path, p.Line, p.Column, at.Text(), scopes[at.Start], want)
			}
			if x.Type == token.Quantity && !strings.HasPrefix(scopes[at.End-1], "keyword.other.unit") {
				t.Errorf("%s: the unit of %q is %q", path, at.Text(), scopes[at.End-1])
			}
		}
		for _, c := range ide.Open(filepath.Base(path), text, os.DirFS(filepath.Dir(path))).Colours() {
			want := map[ide.Kind]string{ide.Keyword: "keyword.", ide.Operator: "keyword.operator", ide.Label: "entity.name.label", ide.Verb: "support.function.verb"}[c.Kind]
			if want == "" || c.Kind == ide.Label && !c.Defines || c.Kind == ide.Verb && c.Defines || c.Kind == ide.Keyword && len(c.At.Text()) == 1 {
				continue
			}
			if strings.HasPrefix(scopes[c.At.Start], want) {
				hits[want]++
				continue
			}
			misses[want]++
			if testing.Verbose() {
				t.Logf("%s: %s is %s", path, c.At.Text(), scopes[c.At.Start])
			}
		}
	}
	for want, n := range hits {
		if share := float64(n) / float64(n+misses[want]); share < 0.9 {
			t.Errorf("%s: %.3f of %d", want, share, n+misses[want])
		}
	}
	if len(hits) != 4 {
		t.Errorf("%v", hits)
	}
}

// TestGrammarOfLines: what single words are.
func TestGrammarOfLines(t *testing.T) {
	g := read(t)
	for line, want := range map[string]map[string]string{
		`  rest 2h; test: pair touch siphon with shock tail at +500ms x10`: {"rest": "keyword.control", "2": "constant.numeric", "h;": "keyword.other.unit", "test": "entity.name.label", "pair": "keyword.control", "touch": "support.function.verb", "with": "keyword", "shock": "support.function.verb", "x10": "constant.numeric.repeat"},
		`touch siphon force 5m`:                       {"m": "invalid.illegal.unit"},
		`print train.first, exp(2) "a # b" # c`:       {"first": "variable.other.property", "exp": "support.function", `"a`: "string.quoted.double", "# b": "string.quoted.double", "# c": "comment.line"},
		`apply serotonin dose 10 uM for 1h30min`:      {"uM": "keyword.other.unit", "h30": "keyword.other.unit"},
		`dv/dt = (rest - v) / tau`:                    {"v/": "variable.other.property", "dt": "keyword.operator", "rest": "variable.other"},
		`experiment "e" { group a n=4 { train: x } }`: {"experiment": "keyword.control", "group": "keyword.control", "train": "entity.name.label"},
		`{ touch siphon ×10 } every 20%`:              {"×": "constant.numeric", "every": "keyword.", "%": "keyword.other.unit"},
	} {
		scopes := g.scopes(line)
		for word, scope := range want {
			if got := scopes[strings.Index(line, word)]; !strings.HasPrefix(got, scope) {
				t.Errorf("%s: %s is %q, and not %q", line, word, got, scope)
			}
		}
	}
}
