package interp

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"protoexp/lang/diag"
)

var raising = regexp.MustCompile(`Code: +"([a-z-]+)"`)

func TestEveryCodeIsExplained(t *testing.T) {
	paths, _ := filepath.Glob("*.go")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range raising.FindAllStringSubmatch(string(text), -1) {
			if _, ok := diag.Explain(m[1]); !ok {
				t.Errorf("%s raises %s, which has no long form", path, m[1])
			}
		}
	}
}

func TestCodesOfARun(t *testing.T) {
	for _, code := range []string{"no-smallest-effect", "design-clash", "too-many-animals"} {
		e, _ := diag.Explain(code)
		wrong, ds := Load("wrong", e.Wrong, Options{})
		if ds = append(ds, wrong.Refused()...); len(ds) != 1 || ds[0].Code != code || ds[0].Fix == "" {
			t.Error(ds)
		}
		if _, ds := Load("instead", e.Instead, Options{}); len(ds) > 0 {
			t.Error(ds)
		}
	}
	if _, ds := NewSession(Options{}).Eval(context.Background(), "group a n=2 { touch siphon }"); len(ds) != 1 || ds[0].Code != "not-here" {
		t.Error(ds)
	}
	for value, code := range map[string]string{"30s": "", "touch siphon": "bad-set", "3x": "unknown-unit", "2g": "dimension", "": "missing-value"} {
		_, ds := Load("set", "let isi = 1min; touch siphon x3 every isi", Options{Set: []Setting{{"isi", value}}})
		switch {
		case code == "" && len(ds) > 0, code != "" && (len(ds) != 1 || ds[0].Code != code):
			t.Errorf("--set isi=%s: %v", value, ds)
		}
	}
	if _, ds := Load("set", "touch siphon", Options{Set: []Setting{{"isi", "3s"}}}); len(ds) != 1 || ds[0].Code != "unknown-name" {
		t.Error(ds)
	}
}
