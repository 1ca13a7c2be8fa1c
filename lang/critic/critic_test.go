package critic_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// shelf is the standard library for tests, read from its folder.
type shelf map[string]*ast.Define

var stdlib = sync.OnceValue(func() shelf {
	s := shelf{}
	paths, _ := filepath.Glob("../../stdlib/*.proto-exp")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		file, _ := parse.File(source.New(path, string(text)))
		for _, st := range file.Body.Stmts {
			if d, ok := st.(*ast.Define); ok {
				s[d.Kind+" "+d.Name.Text] = d
			}
		}
	}
	return s
})

func (s shelf) Define(kind, name string) *ast.Define { return s[kind+" "+name] }

func (s shelf) Names(kind string) (names []string) {
	for key := range s {
		if name, ok := strings.CutPrefix(key, kind+" "); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (s shelf) File(string) (*ast.File, []diag.Diagnostic, error) { return nil, nil, os.ErrNotExist }

// review criticises a script; mistakes are what other stages find.
func review(name, text string) (r critic.Report, mistakes []diag.Diagnostic) {
	designs, body, mistakes := walk(name, text)
	return critic.Review(designs, body), mistakes
}

// walk reads a script and walks its designs dry.
func walk(name, text string) (designs []*timeline.Design, body []ast.Stmt, mistakes []diag.Diagnostic) {
	report := check.Once(func(d diag.Diagnostic) { mistakes = append(mistakes, d) })
	file, parsed := parse.File(source.New(name, text))
	for _, d := range parsed {
		report(d)
	}
	scope := check.NewScope(stdlib(), report)
	body = scope.Add(file.Body.Stmts)
	w := timeline.New(scope, timeline.DryWorld{}, timeline.Silent{}, report)
	w.Walk(body)
	w.Finish()
	return w.Designs(), body, mistakes
}

// TestHarkingEdit: the edit of harking takes other animals, whether the script has a seed or not.
func TestHarkingEdit(t *testing.T) {
	for _, seed := range []string{"  seed 41\n", ""} {
		text := "experiment \"e\" {\n" + seed + "  group a n=12 { test: touch siphon }\n  group b n=12 { test: touch siphon force 4g }\n  expect a.test < b.test\n}\n"
		designs, body, _ := walk("h", text)
		found := critic.Observe(designs[0], body, critic.Observation{Memory: []critic.Recalled{{PostHoc: true}}})
		if len(found) != 1 || found[0].Code != "harking" {
			t.Fatal(found)
		}
		after, _, mistakes := walk("h", diag.Apply(text, found))
		if len(mistakes) > 0 || after[0].Seed != designs[0].Seed+1 {
			t.Errorf("seed %d, then %d: %v", designs[0].Seed, after[0].Seed, mistakes)
		}
	}
}

// codes are the rules that fired, once each, in order; those that are errors too.
func codes(r critic.Report) (all, errors []string) {
	for _, d := range r.Findings {
		if !slices.Contains(all, d.Code) {
			all = append(all, d.Code)
		}
		if d.Severity == diag.Error && !slices.Contains(errors, d.Code) {
			errors = append(errors, d.Code)
		}
	}
	slices.Sort(all)
	return all, errors
}

// TestPages: the example of every rule has the fault, the repaired one has not, and both are otherwise without mistakes.
func TestPages(t *testing.T) {
	for _, r := range critic.Rules() {
		p := r.Page
		for what, text := range map[string]string{"title": p.Title, "looks": p.Looks, "why": p.Why, "limits": p.Limits, "example": p.Example, "repaired": p.Repaired, "reading": strings.Join(p.Reading, "")} {
			if text == "" {
				t.Errorf("%s: the page has no %s", r.Name, what)
			}
		}
		if r.NeedsRun() { // interp holds these
			continue
		}
		found, mistakes := review(r.Name, p.Example)
		if all, _ := codes(found); !slices.Contains(all, r.Name) || len(mistakes) > 0 {
			t.Errorf("%s: its example gives %v, %v", r.Name, all, mistakes)
		}
		found, mistakes = review(r.Name, p.Repaired)
		if all, _ := codes(found); slices.Contains(all, r.Name) || len(mistakes) > 0 {
			t.Errorf("%s: its repaired example gives %v, %v", r.Name, all, mistakes)
		}
	}
}

// unedited are the rules that propose no edit of the script; their pages say why. All others do, wherever they fire.
var unedited = []string{"cs-not-counterbalanced", "floor-or-ceiling", "optional-stopping", "tuned-to-fit", "vague"}

// TestEdits: every finding proposes an edit that fits the script. Made, it takes the finding away, the script has no mistake,
// and no error comes that was not there.
func TestEdits(t *testing.T) {
	edited := map[string]bool{}
	try := func(name, text string) {
		before, _ := review(name, text)
		_, had := codes(before)
		for _, d := range before.Findings {
			if slices.Contains(unedited, d.Code) {
				if len(d.Edits) > 0 {
					t.Errorf("%s: %s has an edit, and is said to have none", name, d.Code)
				}
				continue
			}
			if len(d.Edits) == 0 {
				t.Errorf("%s: %s proposes no edit: %s", name, d.Code, d.Fix)
				continue
			}
			edited[d.Code] = true
			mended := diag.Apply(text, []diag.Diagnostic{d})
			after, mistakes := review(name, mended)
			if len(mistakes) > 0 {
				t.Errorf("%s: the edit of %s breaks the script: %v\n%s", name, d.Code, mistakes[0], mended)
				continue
			}
			all, has := codes(after)
			for _, code := range has {
				if !slices.Contains(had, code) {
					t.Errorf("%s: the edit of %s brings %s: %v\n%s", name, d.Code, code, after.Findings, mended)
				}
			}
			count := func(r critic.Report) (n int) {
				for _, f := range r.Findings {
					if f.Code == d.Code {
						n++
					}
				}
				return n
			}
			if count(after) >= count(before) {
				t.Errorf("%s: the edit of %s does not mend it (%v):\n%s", name, d.Code, all, mended)
			}
		}
	}
	for _, r := range critic.Rules() {
		try(r.Name, r.Page.Example)
	}
	for path, text := range scripts(t) {
		try(path, text)
	}
	for _, r := range critic.Rules() {
		if none := slices.Contains(unedited, r.Name); none != (r.Page.NoEdit != "") {
			t.Errorf("%s: its page says of an edit: %q", r.Name, r.Page.NoEdit)
		} else if !edited[r.Name] && !none && !r.NeedsRun() {
			t.Errorf("no script has a fault that %s finds, so its edit was not tried", r.Name)
		}
	}
}

// scripts are the acceptance scripts, the lessons and those of the critic alone, by path.
func scripts(t testing.TB) map[string]string {
	out := map[string]string{}
	for _, pattern := range []string{"../parse/testdata/scripts/*.proto-exp", "../parse/testdata/scripts/*/*.proto-exp", "../../examples/*.proto-exp", "../../examples/*/*.proto-exp", "testdata/*/*.proto-exp"} {
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

// TestScripts: a script may name what the critic finds in it: `# critic: no-control`; `# also:` names what it may find besides.
// There are no other errors, and in scripts of the critic alone no other findings.
func TestScripts(t *testing.T) {
	for path, text := range scripts(t) {
		var want, also []string
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if list, ok := strings.CutPrefix(line, "# critic: "); ok && list != "none" {
				want = strings.Split(list, ", ")
			}
			if list, ok := strings.CutPrefix(line, "# also: "); ok {
				also = strings.Split(list, ", ")
			}
		}
		found, mistakes := review(path, text)
		if diag.Failed(mistakes) {
			t.Errorf("%s: %v", path, mistakes[0])
		}
		all, errors := codes(found)
		for _, code := range want {
			if _, known := critic.Named(code); known && !slices.Contains(all, code) {
				t.Errorf("%s: %s is not found; found: %v", path, code, all)
			}
		}
		if strings.HasPrefix(path, "testdata") {
			errors = all
		}
		for _, code := range errors {
			if !slices.Contains(want, code) && !slices.Contains(also, code) {
				t.Errorf("%s: %s is found: %v", path, code, found.Findings)
			}
		}
	}
}

// TestReplications: a published design has no fault that the critic finds, or says with the paper's own reason why it is so.
func TestReplications(t *testing.T) {
	paths, _ := filepath.Glob("../../stdlib/replications/*.proto-exp")
	if len(paths) < 30 {
		t.Fatalf("only %d replications were found", len(paths))
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found, mistakes := review(path, string(text))
		list := slices.DeleteFunc(found.Findings, func(d diag.Diagnostic) bool {
			return d.Code == "many-tests" // a row is reproduced when all come true, so more of them make it harder
		})
		if diag.Failed(mistakes) || len(list) > 0 {
			t.Errorf("%s: %v %v", path, mistakes, list)
		}
	}
}
