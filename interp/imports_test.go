package interp_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// imports is the whole table of packages: what each may import of this module. An arrow that is not here is a mistake.
var imports = map[string]string{
	"lang":                        "",
	"lang/source":                 "",
	"lang/unit":                   "",
	"lang/diag":                   "lang/source",
	"lang/token":                  "lang/source lang/diag lang/unit",
	"lang/ast":                    "lang/source lang/unit",
	"lang/parse":                  "lang/source lang/diag lang/unit lang/token lang/ast",
	"lang/format":                 "lang/source lang/diag lang/unit lang/token lang/ast lang/parse",
	"lang/eval":                   "lang/source lang/diag lang/unit lang/ast",
	"lang/check":                  "lang/source lang/diag lang/unit lang/ast lang/eval",
	"lang/timeline":               "lang/source lang/diag lang/unit lang/ast lang/eval lang/check lang/format",
	"lang/critic":                 "lang/source lang/diag lang/ast lang/timeline lang/eval lang/unit lang/check",
	"runtime/random":              "runtime/equation/elementary",
	"runtime/equation/elementary": "",
	"runtime/equation/vector":     "runtime/equation/elementary",
	"runtime/equation":            "runtime/equation/elementary runtime/equation/vector runtime/random",
	"runtime/circuit":             "runtime/equation",
	"runtime/network":             "runtime/equation runtime/circuit runtime/random",
	"runtime/engine":              "runtime/equation runtime/circuit runtime/random runtime/network",
	"runtime/checkpoint":          "",
	"runtime/animal":              "runtime/equation runtime/circuit runtime/random runtime/network runtime/engine runtime/checkpoint",
	"runtime/learner":             "runtime/equation runtime/random",
	"runtime/parallel":            "",
	"runtime/study":               "runtime/random runtime/parallel",
	"runtime/stat":                "runtime/random",
	"runtime/fit":                 "runtime/random runtime/parallel",
	"runtime/record":              "",

	"runtime/plot":              "runtime/record runtime/stat",
	"runtime/report":            "runtime/record runtime/plot",
	"runtime/export":            "runtime/record",
	"runtime/paper":             "runtime/record runtime/stat",
	"runtime/page":              "runtime/record runtime/stat runtime/plot runtime/report runtime/paper",
	"runtime/internal/overlap":  "",
	"runtime/internal/specimen": "runtime/record",
	"stdlib":                    "",
	"examples":                  "",
	"interp":                    "lang runtime stdlib examples",
	"interp/ide":                "interp lang",
	"interp/lsp":                "interp lang",
	"interp/manual":             "interp lang examples runtime/record",
	"interp/repl":               "interp lang runtime",
	"cmd/protoexp":              "cmd/protoexp/editors interp lang runtime stdlib",
	"cmd/protoexp/editors":      "",
	"cmd/bench":                 "",
	"lang/internal/golden":      "",
	"lang/internal/spent":       "",

	"runtime/equation/vector/generate": "", // a module of its own
}

// forbidden lists what only some folders may import.
var forbidden = []struct {
	path  string
	only  []string // folders that may
	below string   // the folder that the rule is about; "" is everywhere
}{
	{"github.com/alecthomas/participle/v2", []string{"lang/token", "lang/parse"}, ""},
	{"github.com/chzyer/readline", []string{"interp/repl"}, ""},
	{"github.com/vbauerster/mpb/v8", []string{"cmd/protoexp"}, ""},
	{"github.com/yuin/goldmark", []string{"interp/manual"}, ""},
	{"github.com/spf13/cobra", []string{"cmd/protoexp"}, ""},
	{"gonum.org/v1/plot", []string{"runtime/plot"}, ""},
	{"github.com/parquet-go/parquet-go", []string{"runtime/export"}, ""},
	{"os", nil, "runtime"},
	{"time", nil, "runtime"},
	{"math/rand", nil, ""},
	{"math/rand/v2", nil, "runtime"},
	{"time", []string{"lang/internal/spent"}, "lang"},
	{"os", []string{"lang/internal/golden"}, "lang"},
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		folder := filepath.ToSlash(filepath.Dir(path))[len("../"):]
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.Contains(string(text), "//go:build ignore") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		allowed, known := imports[folder]
		if !known {
			t.Errorf("%s: the package is not in the table", folder)
		}
		seen[folder] = true
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			own, mine := strings.CutPrefix(name, "protoexp/")
			if mine && !allows(allowed, own) {
				t.Errorf("%s imports %s, which is no arrow of the architecture", path, name)
			}
			for _, rule := range forbidden {
				if (name == rule.path || strings.HasPrefix(name, rule.path+"/")) && strings.HasPrefix(folder, rule.below) && !allows(strings.Join(rule.only, " "), folder) {
					t.Errorf("%s imports %s, which only %v may", path, name, rule.only)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var gone []string
	for folder := range imports {
		if !seen[folder] {
			gone = append(gone, folder)
		}
	}
	sort.Strings(gone)
	if len(gone) > 0 {
		t.Errorf("in the table, but not in the tree: %v", gone)
	}
}

// allows says whether a list of folders holds one, or a folder above it.
func allows(list, folder string) bool {
	for _, f := range strings.Fields(list) {
		if folder == f || strings.HasPrefix(folder, f+"/") {
			return true
		}
	}
	return false
}
