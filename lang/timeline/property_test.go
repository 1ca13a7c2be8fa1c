package timeline

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
)

// lines draws statements of a script about one animal, some with a mistake.
func lines(t *rapid.T, label string) []string {
	one := rapid.OneOf(
		rapid.SampledFrom([]string{"touch siphon", "train: touch siphon x3 every 30s", "omit touch mantle x2", "pair touch siphon with shock tail at -1s x2",
			"test: peek touch siphon", "apply serotonin dose 1uM for 5min", "wash", "{ a: touch siphon; rest 1min } x2 every 5min", "let isi = 40s", "touch siphon x2 every isi",
			"scatter [touch siphon x3] over 10min", "fire LE x2 every 1s", "print train.last", "touch sifon", "rest until 2h", "expect train.last < 1",
			"if train.last > 1 { b: touch mantle } else { rest 1min }", "for g in [1g, 2g] { touch siphon force g; rest 1min }", "sham cns"}),
		rapid.Map(rapid.IntRange(1, 7200), func(s int) string { return fmt.Sprintf("rest %ds", s) }),
	)
	return rapid.SliceOfN(one, 1, 8).Draw(t, label)
}

// dated is what a script comes to: its codes, its events and its time.
func dated(text string) string {
	ds, rows, w := dry("script", text)
	var b strings.Builder
	for _, d := range ds {
		b.WriteString(d.Code + " " + d.Message + "\n")
	}
	for _, r := range rows {
		b.WriteString(r.line())
	}
	return b.String() + Duration(w.Now())
}

func TestNewlineIsSemicolon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := lines(t, "lines")
		if a, b := dated(strings.Join(list, "\n")), dated(strings.Join(list, "; ")); a != b {
			t.Fatalf("%s\n\n%s", a, b)
		}
	})
}

func TestARestIsTwoHalves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := strings.Join(lines(t, "before"), "\n"), strings.Join(lines(t, "after"), "\n")
		half := rapid.Int64Range(1, 1e15).Draw(t, "half")
		whole := dated(fmt.Sprintf("%s\nrest %dns\n%s", before, 2*half, after))
		if parts := dated(fmt.Sprintf("%s\nrest %dns; rest %dns\n%s", before, half, half, after)); whole != parts {
			t.Fatalf("%s\n\n%s", whole, parts)
		}
	})
}

// TestOmitKeepsTime holds that a time-matched control takes the same times.
func TestOmitKeepsTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		act := rapid.SampledFrom([]string{"touch siphon x3", "pair touch siphon with shock tail at -1s x2 every 1min", "{ touch siphon; rest 1min } x2",
			"scatter [touch siphon x3, shock tail] over 10min", "fire LE x2 every 1s", "inject L7 current 1nA for 1s"}).Draw(t, "action")
		after := strings.Join(lines(t, "after"), "\n")
		after = "rest 1ms\n" + after // a cell that fired cannot fire again in the same step; one that was left alone can
		given, control := dated("x: "+act+"\n"+after), dated("x: omit "+act+"\n"+after)
		if strings.ReplaceAll(control, "omit ", "") != strings.ReplaceAll(given, "omit ", "") {
			t.Fatalf("%s\n\n%s", given, control)
		}
	})
}

// TestALoneBlockIsItsLines holds that braces alone change no time.
func TestALoneBlockIsItsLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := lines(t, "lines")
		for _, l := range list {
			if strings.HasPrefix(l, "let") {
				return // the name would be that of the block
			}
		}
		text := strings.Join(list, "\n")
		if a, b := dated(text), dated("{ "+text+"\n}"); a != b {
			t.Fatalf("%s\n\n%s", a, b)
		}
	})
}

// realWorld has animals whose responses are real, as far as the walk can tell: each response is 1 / its number.
type realWorld struct{}

type realStage struct{ dryStage }

func (realWorld) Open(Setup) (Stage, error)       { return &realStage{}, nil }
func (realWorld) Run(*Design) ([]*Subject, error) { return nil, nil }
func (realWorld) Random(_ uint64, _ string, n uint64) float64 {
	return 0.9 / float64(n+1)
}
func (r *realStage) Dry() bool                                  { return false }
func (r *realStage) Response(id int, _ string) (float64, error) { return 1 / float64(id+1), nil }
func (r *realStage) Fork() Stage                                { c := *r; return &c }
func (r *realStage) Read(check.Probe) (float64, error)          { return 1, nil }

// TestAWalkForReal holds that what a dry walk leaves open is decided.
func TestAWalkForReal(t *testing.T) {
	for text, want := range map[string]int{
		"if uniform(0, 1) > 0.5 { touch siphon } else { touch siphon x3 }":                   1,
		"let x = uniform(0, 1); let y = uniform(0, 1); if x > y { touch siphon x2 }":         2,
		"touch siphon; if uniform(0, 1) > 0.6 { touch siphon } else { touch siphon x3 }":     4,
		"repeat until a.last < 30% of a.first max 9 { a: touch siphon; rest 30s }":           4,
		"a: touch siphon x2; b: touch siphon x(round(a.count))":                              4,
		"a: touch siphon; if a > 2 { touch siphon } else { if a > 0.5 { touch siphon x2 } }": 3,
		"{ touch siphon; rest 1min } x2 every 5min; omit { touch siphon x2; rest 1min } x2":  6,
	} {
		var ds []diag.Diagnostic
		report := func(d diag.Diagnostic) { ds = append(ds, d) }
		file, _ := parse.File(source.New("script", text))
		w := New(check.NewScope(stdlib(), report), realWorld{}, Silent{}, report)
		w.Walk(file.Body.Stmts)
		if len(ds) > 0 || len(w.Trials()) != want {
			t.Errorf("%s: %d trials, and not %d: %v", text, len(w.Trials()), want, ds)
		}
	}
}
