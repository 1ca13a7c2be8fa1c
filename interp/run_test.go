package interp_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
	"protoexp/runtime/record"
)

// result runs a script that must be valid.
func result(t *testing.T, text string) *record.Result {
	t.Helper()
	script, ds := interp.Load("test", text, interp.Options{})
	if diag.Failed(ds) {
		t.Fatalf("%s\n%v", text, ds)
	}
	r, ds, err := script.Run(context.Background())
	if err != nil || diag.Failed(ds) {
		t.Fatalf("%s\n%v %v", text, ds, err)
	}
	return r
}

// trials is the table of a run, as bytes.
func trials(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.CSV(&b, export.Trials(result(t, text))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSameBytes holds scripts against others that say the same: every bit of every response must agree.
func TestSameBytes(t *testing.T) {
	for _, pair := range [][2]string{
		{"touch siphon x3\nrest 2h\ntouch siphon", "touch siphon x3; rest 2h; touch siphon"},
		{"touch siphon; rest 1h; touch siphon", "touch siphon; rest 30min; rest 30min; touch siphon"},
		{"touch siphon x3 every 30s", "{ touch siphon; rest 29.5s } x3"},
		{"touch siphon x2; rest 10min; touch siphon", "touch siphon x2; rest until 10min30.5s; touch siphon"},
		{"let a = touch siphon force 4g; a x2; rest 1min; a", "touch siphon force 4g x2; rest 1min; touch siphon force 4g"},
		{"for n in 1..3 { touch siphon; rest 1min }", "touch siphon; rest 1min; touch siphon; rest 1min; touch siphon; rest 1min"},
		{"touch siphon x3; shock head; rest 1min; touch siphon", "record LE.spikes, (LE -> L7).depression.vesicles, L7.v every 50ms\ntouch siphon x3; shock head; rest 1min; touch siphon"},
		{"touch siphon x2", "touch siphon x2; print (LE -> L7).depression.vesicles, L7.v, serotonin"},
		{"touch siphon x2; rest 1min; touch siphon", "touch siphon x2; rest 1min; let p = 3; if p > 2 { touch siphon } else { touch mantle }"},
	} {
		if a, b := trials(t, pair[0]), trials(t, pair[1]); a != b {
			t.Errorf("%s\n%s\n%s\n%s", pair[0], a, pair[1], b)
		}
	}
}

// TestPeek: a peek shows what the response would be, and the animal does not notice.
func TestPeek(t *testing.T) {
	with := result(t, "touch siphon x3; rest 30s; a: peek touch siphon; b: touch siphon")
	without := result(t, "touch siphon x3; rest 30s; b: touch siphon")
	n := len(with.Trials)
	if a, b := with.Trials[n-2].Responses[0], with.Trials[n-1].Responses[0]; a != b {
		t.Errorf("peek %v, the touch itself %v", a, b)
	}
	if a, b := with.Trials[n-1].Responses[0], without.Trials[len(without.Trials)-1].Responses[0]; a != b {
		t.Errorf("after a peek %v, without it %v", a, b)
	}
}

// TestOmit keeps times and windows and delivers nothing.
func TestOmit(t *testing.T) {
	r := result(t, "a: omit touch siphon x3 every 30s; b: touch siphon")
	if len(r.Trials) != 4 || r.Trials[3].Onset != 60_500_000_000 {
		t.Fatalf("%+v", r.Trials)
	}
	for _, trial := range r.Trials[:3] {
		if !trial.Omitted || trial.Responses[0] != 0 {
			t.Errorf("%+v", trial)
		}
	}
	if fresh := result(t, "touch siphon").Trials[0].Responses[0]; r.Trials[3].Responses[0] != fresh {
		t.Errorf("after omitted touches %v, fresh %v", r.Trials[3].Responses[0], fresh)
	}
}

// TestVariability: the nominal animal is one of median parameters; others differ by seed, and only then.
func TestVariability(t *testing.T) {
	nominal := trials(t, "use aplysia; seed 1; touch siphon")
	if trials(t, "use aplysia; seed 2; touch siphon") != nominal {
		t.Error("a seed changes the nominal animal")
	}
	one := trials(t, "use aplysia; seed 1; variability 20%; touch siphon")
	if one == nominal || one == trials(t, "use aplysia; seed 2; variability 20%; touch siphon") {
		t.Error("animals do not differ")
	}
	if one != trials(t, "use aplysia; seed 1; variability 20%; touch siphon") {
		t.Error("the same seed gives another animal")
	}
	if trials(t, "use aplysia; seed 1; variability 0%; touch siphon") != nominal {
		t.Error("variability 0% is not the nominal animal")
	}
}

// TestInterrupted keeps what is complete.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	o := interp.Options{Trial: func(_ *record.Result, n int) {
		if n == 3 {
			stop()
		}
	}}
	script, ds := interp.Load("test", "touch siphon x10 every 30s", o)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	r, _, err := script.Run(ctx)
	if err != nil || !r.Partial || len(r.Trials) < 2 || len(r.Trials) > 3 {
		t.Fatalf("%v %+v", err, r)
	}
}

// TestSession: entries one after the other are the script in one piece, and undo takes the last one back.
func TestSession(t *testing.T) {
	ctx := context.Background()
	s := interp.NewSession(interp.Options{})
	entries := []string{"train: touch siphon x3 every 30s", "rest 10min", "let n = 2", "touch siphon x(n)"}
	for _, e := range entries {
		if _, ds := s.Eval(ctx, e); diag.Failed(ds) {
			t.Fatal(e, ds)
		}
	}
	whole := result(t, strings.Join(entries, "\n"))
	same := func(when string) {
		t.Helper()
		got := s.Result().Trials
		if len(got) != len(whole.Trials) {
			t.Fatalf("%s: %d trials, %d wanted", when, len(got), len(whole.Trials))
		}
		for i := range got {
			if got[i].Responses[0] != whole.Trials[i].Responses[0] || got[i].Onset != whole.Trials[i].Onset {
				t.Errorf("%s: trial %d: %+v, wanted %+v", when, i, got[i], whole.Trials[i])
			}
		}
	}
	same("entries")
	if r, ds := s.Eval(ctx, "shock head; touch siphon x2"); diag.Failed(ds) || len(r.Trials) != 3 {
		t.Fatal(r, ds)
	}
	if !s.Undo(ctx) {
		t.Fatal("nothing to take back")
	}
	same("after undo")
	if _, ds := s.Eval(ctx, "touch sifon; rest 3h"); !diag.Failed(ds) {
		t.Fatal("a mistake was accepted")
	}
	same("after a mistake")
	if r, ds := s.Eval(ctx, "print train.last < train.first, train.count"); diag.Failed(ds) || r.Shown[0].Text != "train.last < train.first = yes   train.count = 3" {
		t.Fatal(r, ds)
	}
	if got := trials(t, s.Script()); got == "" {
		t.Error("the history does not run")
	}
}

// TestPhenomena runs what learners are known for.
func TestPhenomena(t *testing.T) {
	files, _ := filepath.Glob("testdata/phenomena/*.proto-exp")
	if len(files) == 0 {
		t.Fatal("there are none")
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		runs(t, path, string(text))
	}
}

// TestLearner: a peek, a fork and a recording change nothing in a learner, and time nothing either.
func TestLearner(t *testing.T) {
	for _, pair := range [][2]string{
		{"use rescorla_wagner; reinforce A x3; rest 1h; a: test A", "use rescorla_wagner; record A.strength; reinforce A x3; rest 1h; print A.strength; a: test A"},
		{"use rescorla_wagner; reinforce AB x3; present A", "use rescorla_wagner; let cs = reinforce BA; cs x3; present A"},
		{"use rescorla_wagner; variability 20%; reinforce A x3", "use rescorla_wagner; variability 20% of salience; reinforce A x3"},
	} {
		if a, b := answers(t, pair[0]), answers(t, pair[1]); a != b {
			t.Errorf("%s\n%s\n%s\n%s", pair[0], a, pair[1], b)
		}
	}
	if a, b := answers(t, "use rescorla_wagner; reinforce A x3; peek reinforce B; test B"), "0 0.25 0.4375 0 0 "; a != b {
		t.Error(a)
	}
	if a, b := answers(t, "use rescorla_wagner; variability 50%; seed 4; reinforce A x3"), answers(t, "use rescorla_wagner; seed 4; reinforce A x3"); a == b {
		t.Error("all animals are alike")
	}
	if a := answers(t, "use rescorla_wagner; reinforce A; omit reinforce A x2; test A"); a != "0 0 0 0.25 " {
		t.Error(a)
	}
}

// answers are the responses of a run.
func answers(t *testing.T, text string) string {
	var b strings.Builder
	for _, trial := range result(t, text).Trials {
		fmt.Fprintf(&b, "%g ", trial.Responses[0])
	}
	return b.String()
}

// A session goes on recording from entry to entry, and takes back any number of entries in little memory.
func TestSessionRecordsAndForgets(t *testing.T) {
	ctx := context.Background()
	s := interp.NewSession(interp.Options{})
	entries := []string{"record L7.v, LE.spikes", "touch siphon", "rest 20s; touch siphon", "print L7.v.max, L7.v.peak_at, LE.spikes.count"}
	var last *record.Result
	for _, e := range entries {
		r, ds := s.Eval(ctx, e)
		if diag.Failed(ds) {
			t.Fatal(e, ds)
		}
		last = r
	}
	whole := result(t, strings.Join(entries, "\n"))
	if got, want := last.Shown[0].Text, whole.Shown[0].Text; got != want {
		t.Errorf("%s, and in one script %s", got, want)
	}
	tight := interp.NewSession(interp.Options{Memory: 200_000})
	for range 30 {
		if _, ds := tight.Eval(ctx, "touch siphon"); diag.Failed(ds) {
			t.Fatal(ds)
		}
	}
	n := 0
	for tight.Undo(ctx) {
		n++
	}
	if n != 30 {
		t.Errorf("%d of 30 entries can be taken back in 200 kB", n)
	}
}
