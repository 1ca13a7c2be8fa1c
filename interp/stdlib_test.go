package interp_test

import (
	"context"
	"io/fs"
	"math"
	"regexp"
	"testing"

	"protoexp/interp"
	"protoexp/lang/ast"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/stdlib"
)

// sourced says where a number is from: a publication, (assumed) or (fitted to ...).
var sourced = regexp.MustCompile(`\((assumed|fitted to [^)]+|[^)]*\b(18|19|20)\d\d[^)]*|[^)]*et al\.[^)]*)\)`)

// TestLibraryIsDocumented: every definition of the library says what it is and where it is from, and every parameter what
// it means and where its value is from.
func TestLibraryIsDocumented(t *testing.T) {
	files, _ := fs.Glob(stdlib.Files, "*.proto-exp")
	for _, name := range files {
		text, err := fs.ReadFile(stdlib.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		file, ds := parse.File(source.New(name, string(text)))
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		documented(t, name, file.Body)
	}
}

func documented(t *testing.T, name string, body *ast.Block) {
	if body == nil {
		return
	}
	say := func(n ast.Name, doc, what string) {
		if doc == "" {
			p := n.Span().File.Position(n.Span().Start)
			t.Errorf("%s:%d: the %s %s has no documentation", name, p.Line, what, n.Text)
		}
	}
	for _, st := range body.Stmts {
		switch st := st.(type) {
		case *ast.Define:
			say(st.Name, st.Doc, st.Kind)
			documented(t, name, st.Body)
		case *ast.Effector:
			say(st.Name, st.Doc, "effector")
			documented(t, name, st.Body)
		case *ast.Population:
			say(st.Name, st.Doc, "population")
		case *ast.Stimulus:
			say(st.Name, st.Doc, "stimulus")
		case *ast.Param:
			for _, p := range st.Items {
				say(*p.Name, st.Doc, "parameter")
			}
			if !sourced.MatchString(st.Doc) {
				t.Errorf("%s: param %s: %q does not say where the value is from", name, st.Items[0].Name.Text, st.Doc)
			}
		}
	}
}

// TestRivals: rested, a rival responds as aplysia does, within a tenth; and it has its sites, parts, drugs and measures.
func TestRivals(t *testing.T) {
	first := func(name string) (out []float64) {
		r := run(t, context.Background(), "use "+name+`
measure gill.amplitude, siphon.duration
touch siphon; rest 3h
apply serotonin dose 10uM for 5min; apply methysergide dose 1uM for 1min; rest 1h; shock tail; rest 1d; touch gill; sham abdominal_ganglion; rest 1h
record (LE -> L7).depression.vesicles every 1min
remove abdominal_ganglion; touch siphon`, interp.Options{})
		for _, trial := range r.Trials {
			out = append(out, trial.Responses...)
		}
		return out
	}
	want := first("aplysia")
	for _, name := range interp.Rivals() {
		got := first(name)
		for i := range 2 {
			if tenth := math.Abs(want[i]) / 10; math.Abs(got[i]-want[i]) > tenth && name != "unsteady" {
				t.Errorf("%s: rested, the response is %.3g, and that of aplysia %.3g", name, got[i], want[i])
			}
		}
		if last := got[len(got)-2]; last != 0 {
			t.Errorf("%s: without the ganglion the gill moves by %.3g", name, last)
		}
	}
}
