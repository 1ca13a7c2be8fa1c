package parse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// TestGolden holds trees and messages: each archive has a script, its tree and, when something is wrong, its messages and
// the script after the edits that they carry. UPDATE=1 rewrites them.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, paths)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			script := string(a.Files[0].Data)
			f := source.New("a.proto-exp", script)
			file, ds := File(f)
			out := &txtar.Archive{Comment: a.Comment, Files: []txtar.File{a.Files[0], {Name: "tree", Data: []byte(ast.Outline(file.Body))}}}
			if len(ds) > 0 {
				var b strings.Builder
				diag.Write(&b, ds, diag.Style{})
				out.Files = append(out.Files, txtar.File{Name: "messages", Data: []byte(b.String())})
			}
			if mended := diag.Apply(script, ds); mended != script {
				out.Files = append(out.Files, txtar.File{Name: "mended", Data: []byte(mended)})
				checkMended(t, ds, mended)
			}
			compare(t, path, txtar.Format(a), txtar.Format(out))
		})
	}
}

// checkMended holds that edits mend what they belong to.
func checkMended(t *testing.T, ds []diag.Diagnostic, mended string) {
	left := map[string]int{}
	_, after := File(source.New("", mended))
	for _, d := range after {
		left[d.Code]++
	}
	for _, d := range ds {
		if len(d.Edits) == 0 {
			left[d.Code]--
		}
	}
	for _, d := range ds {
		if len(d.Edits) > 0 && left[d.Code] > 0 {
			t.Errorf("%s is still there after its edit:\n%s", d.Code, mended)
		}
	}
}

func compare(t *testing.T, path string, want, got []byte) {
	t.Helper()
	if string(want) == string(got) {
		return
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s (UPDATE=1 go test ./... rewrites it)\n%s", path, cmp.Diff(string(want), string(got)))
}
