package timeline

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"protoexp/lang/diag"
)

// raising finds the codes that a package raises.
var raising = regexp.MustCompile(`(?:Code: |[fF]ail\(|Unresolved\()"([a-z-]+)"`)

// raised lists the codes that this package and those below it raise, with a file each.
func raised(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, folder := range []string{".", "../check", "../eval"} {
		paths, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range raising.FindAllStringSubmatch(string(text), -1) {
				for _, code := range kinds(m[1]) {
					found[code] = path
				}
			}
		}
	}
	return found
}

func TestEveryCodeIsExplained(t *testing.T) {
	for code, path := range raised(t) {
		if _, ok := diag.Explain(code); !ok {
			t.Errorf("%s raises %s, which has no long form", path, code)
		}
	}
}

// kinds completes the code of a definition that is looked for by kind.
func kinds(code string) []string {
	if code == "unknown-" {
		return []string{"unknown-neuron", "unknown-rule", "unknown-circuit"}
	}
	return []string{code}
}

// silent are codes of mistakes that only a run can make.
var silent = map[string]bool{"cannot-build": true, "run-failed": true, "unwritten": true, "too-large": true}

func TestEveryEntryShowsItsMistake(t *testing.T) {
	for code := range raised(t) {
		e, _ := diag.Explain(code)
		if e.Wrong == "" && silent[code] {
			continue
		}
		found := false
		ds, _, _ := dry("wrong", e.Wrong)
		for _, d := range ds {
			found = found || d.Code == code
		}
		if mended := diag.Apply(e.Wrong, ds); mended != e.Wrong {
			if left, _, _ := dry("mended", mended); len(left) >= len(ds) {
				t.Errorf("%s: its edit does not mend it: %s%v", code, mended, left)
			}
		}
		if !found {
			t.Errorf("%s: the wrong example raises %v\n%s", code, ds, e.Wrong)
		}
	}
}

func TestEveryEntryShowsTheRightWay(t *testing.T) {
	for code := range raised(t) {
		e, _ := diag.Explain(code)
		if e.Title == "" || e.Why == "" {
			t.Errorf("%s says too little", code)
		}
		ds, _, _ := dry("instead", e.Instead)
		for _, d := range ds {
			t.Errorf("%s: the right example has a mistake\n%s%s", code, d, e.Instead)
		}
	}
}
