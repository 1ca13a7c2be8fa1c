package timeline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
)

// shelf is the standard library for tests, read from its folder.
type shelf map[string]*ast.Define

var stdlib = sync.OnceValue(func() shelf {
	s := shelf{}
	paths, err := filepath.Glob("../../stdlib/*.proto-exp")
	if err != nil {
		panic(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		file, ds := parse.File(source.New(path, string(text)))
		if diag.Failed(ds) {
			panic(ds[0].String())
		}
		s.put(file)
	}
	return s
})

func (s shelf) put(file *ast.File) {
	for _, st := range file.Body.Stmts {
		if d, ok := st.(*ast.Define); ok {
			s[d.Kind+" "+d.Name.Text] = d
		}
	}
}

func (s shelf) Define(kind, name string) *ast.Define { return s[kind+" "+name] }

func (s shelf) Names(kind string) (names []string) {
	for key := range s {
		if name, ok := strings.CutPrefix(key, kind+" "); ok {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// used are the files that a test script may use.
var used = map[string]string{
	"circle.proto-exp": `use "other.proto-exp"`,
	"other.proto-exp":  `use "circle.proto-exp"`,
	"rule.proto-exp":   "rule mine { param use = 0.1 }",
	"left.proto-exp":   `use "rule.proto-exp"`,
	"right.proto-exp":  `use "rule.proto-exp"`,
	"broken.proto-exp": "rule broken { param x = }\nrule wrong { var x = 0; dx/dt = 1s }",
}

// File reads one of the used files.
func (s shelf) File(path string) (*ast.File, []diag.Diagnostic, error) {
	text, ok := used[path]
	if !ok {
		return nil, nil, errors.New("file does not exist")
	}
	f, ds := parse.File(source.New(path, text))
	return f, ds, nil
}

func TestUseOfFiles(t *testing.T) {
	for text, want := range map[string]string{
		`use "left.proto-exp"; use "right.proto-exp"; use "rule.proto-exp"`: "",
		`use "circle.proto-exp"`:                              "circular-use",
		`use "broken.proto-exp"`:                              "missing-value dimension",
		`use "none.proto-exp"`:                                "missing-file",
		`use "rule.proto-exp"; rule mine { param use = 0.2 }`: "defined-twice",
	} {
		var codes []string
		ds, _, _ := dry("script", text)
		for _, d := range ds {
			codes = append(codes, d.Code)
		}
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%s: %q, and not %q: %v", text, got, want, ds)
		}
	}
}

// saved is the one animal that a test script can go on from.
func saved(_ *check.Circuit, name string) (*Start, error) {
	if name != "trained.state" {
		return nil, errors.New("file does not exist")
	}
	return &Start{Now: 3600e9, Seed: 42}, nil
}

// dry is the dry walk of a script: every diagnostic, in order, the rows and the walker at its end.
func dry(name, text string) ([]diag.Diagnostic, []Row, *Walker) {
	var ds []diag.Diagnostic
	report := check.Once(func(d diag.Diagnostic) { ds = append(ds, d) })
	file, parsed := parse.File(source.New(name, text))
	for _, d := range parsed {
		report(d)
	}
	scope := check.NewScope(stdlib(), report)
	body := scope.Add(file.Body.Stmts)
	w := New(scope, DryWorld{}, Silent{}, report)
	w.Saved = saved
	var rows []Row
	w.Rows(&rows)
	w.Walk(body)
	w.Finish()
	ds = check.Causes(file, ds)
	diag.Sort(ds)
	return ds, rows, w
}

// scripts are the acceptance scripts, by path.
func scripts(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"../parse/testdata/scripts/*.proto-exp", "../parse/testdata/scripts/*/*.proto-exp", "../../examples/*.proto-exp"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out[path] = string(text)
		}
	}
	if len(out) < 60 {
		t.Fatalf("only %d scripts were found", len(out))
	}
	return out
}

func TestAcceptanceScriptsAreClean(t *testing.T) {
	for name, text := range scripts(t) {
		ds, _, _ := dry(name, text)
		for _, d := range ds {
			t.Error(d)
		}
	}
}

// line writes a row as goldens keep it.
func (r Row) line() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s", Duration(r.Onset))
	if r.Cell.Group != "" {
		fmt.Fprintf(&b, " [%s]", r.Cell.Group)
	}
	for _, l := range r.Cell.Factors {
		fmt.Fprintf(&b, " [%s=%s]", l.Factor, l.Level)
	}
	switch t := r.Trial; {
	case t == nil && r.Omitted:
		b.WriteString(" omit " + r.Event.Text)
	case t == nil:
		b.WriteString(" " + r.Event.Text)
	default:
		if t.Label != "" {
			fmt.Fprintf(&b, " %s[%d]", t.Label, t.N)
		}
		if r.Omitted {
			b.WriteString(" omit")
		}
		if t.Peeked {
			b.WriteString(" peek")
		}
		b.WriteString(" " + t.Action)
	}
	if r.Note != "" {
		fmt.Fprintf(&b, " (%s)", r.Note)
	}
	return b.String() + "\n"
}
