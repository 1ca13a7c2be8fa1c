package ide_test

import (
	"slices"
	"strings"
	"testing"

	"protoexp/interp/ide"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
)

// do takes the action with a title at a place, and returns the text after it.
func do(t *testing.T, d *ide.Document, at int, title string) string {
	t.Helper()
	var titles []string
	for _, a := range d.Actions(at, at) {
		if strings.Contains(a.Title, title) {
			return d.Apply(a.Edits)
		}
		titles = append(titles, a.Title)
	}
	t.Fatalf("no action %q among %q", title, titles)
	return ""
}

func TestOmit(t *testing.T) {
	for _, c := range [][3]string{
		{"train: touch siphon x10 every 30s\n", "siphon", "train: omit touch siphon x10 every 30s\n"},
		{"p: pair touch siphon with shock tail at +500ms\n", "tail", "p: omit pair touch siphon with shock tail at +500ms\n"},
		{"  train: touch siphon x10\n", "  train", "  train: omit touch siphon x10\n"},
		{"{ touch siphon; rest 1min } x3\n", "siphon", "{ omit touch siphon; rest 1min } x3\n"},
		{"scatter [touch siphon x5, shock tail x5] over 1h\n", "shock", "omit scatter [touch siphon x5, shock tail x5] over 1h\n"},
	} {
		d := ide.Open("a", c[0], nil)
		got := do(t, d, strings.Index(c[0], c[1]), "omit this")
		if got != c[2] {
			t.Errorf("%q, and not %q", got, c[2])
		}
		after := ide.Open("a", got, nil)
		if diag.Failed(after.Problems()) {
			t.Errorf("%q has mistakes: %v", got, after.Problems())
		}
		if back := do(t, after, strings.Index(got, c[1]), "take omit away"); back != c[0] {
			t.Errorf("back to %q, and not %q", back, c[0])
		}
	}
	d := ide.Open("a", "rest 2h\npeek touch siphon\n", nil)
	for _, at := range []int{1, 15} {
		for _, a := range d.Actions(at, at) {
			t.Errorf("at %d: %s", at, a.Title)
		}
	}
}

const pairing = `experiment "e" {
  group paired n=12 { pre: touch siphon for 500ms; rest 1h; train: pair touch siphon for 500ms with shock tail at +500ms x15 every 5min; rest 1d; post: touch siphon for 500ms }
  measure gill.amplitude blind
}
`

// TestControlGroups: a control group fits the group, brings no mistake, and has the text that a reader would write.
func TestControlGroups(t *testing.T) {
	d := ide.Open("a", pairing, nil)
	at := strings.Index(pairing, "rest 1h")
	for title, want := range map[string]string{
		"the two apart":           "group paired_unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min30s; shock tail } x15 every 5min; rest 1d;",
		"the two at random times": "group paired_at_random n=12 { pre: touch siphon for 500ms; rest 1h; train: scatter [touch siphon for 500ms x15, shock tail x15] over 1h15min; rest 1d;",
		"without pair":            "group paired_without_train n=12 { pre: touch siphon for 500ms; rest 1h; train: omit pair touch siphon for 500ms with shock tail at +500ms x15 every 5min; rest 1d;",
	} {
		got := do(t, d, at, title)
		if !strings.Contains(got, "\n  "+want) {
			t.Errorf("%s: %s", title, got)
		}
		if !strings.Contains(got, strings.Split(pairing, "\n")[1]) {
			t.Errorf("%s: the group itself is another: %s", title, got)
		}
		checked(t, got)
	}
	for text, titles := range map[string][]string{
		"group drug n=4 { apply serotonin dose 10uM; rest 5min; test: touch siphon }\n":  {"vehicle in the place of serotonin"},
		"group cutter n=4 { remove abdominal_ganglion; rest 24h; test: touch siphon }\n": {"the operation without the lesion"},
		"group a n=4 { test: touch siphon }\n":                                           {},
		"group a n=4 { train: touch siphon x10; s: shock head; test: touch siphon }\n":   {"without touch siphon x10", "without shock head"},
	} {
		d := ide.Open("a", text, nil)
		var got []string
		for _, a := range d.Actions(6, 6) {
			if title, ok := strings.CutPrefix(a.Title, "add a control group: "); ok {
				got = append(got, title)
				checked(t, d.Apply(a.Edits))
			}
		}
		if !slices.Equal(got, titles) && len(got)+len(titles) > 0 {
			t.Errorf("%s: %q, and not %q", text, got, titles)
		}
	}
}

// checked holds that a text has no mistakes; the critic may have its say.
func checked(t *testing.T, text string) {
	t.Helper()
	for _, x := range ide.Open("a", text, nil).Problems() {
		if _, ofCritic := critic.Named(x.Code); !ofCritic {
			t.Errorf("%s\n%v", text, x)
		}
	}
}

// TestRemedies: where the critic misses a control, the group that it misses is offered as the fix of its finding.
func TestRemedies(t *testing.T) {
	for _, code := range []string{"no-control", "no-sensitization-control", "no-unpaired-control", "no-random-control", "no-vehicle", "no-sham"} {
		rule, ok := critic.Named(code)
		if !ok {
			t.Fatalf("no rule %s", code)
		}
		d := ide.Open("a", rule.Page.Example, nil)
		offered := false
		for _, x := range d.Problems() {
			for _, a := range d.Actions(x.Span.Start, x.Span.End) {
				if a.Of != nil && a.Of.Code == code && x.Code == code {
					offered = true
					after := ide.Open("a", d.Apply(a.Edits), nil)
					if slices.ContainsFunc(after.Problems(), func(y diag.Diagnostic) bool { return y.Code == code }) {
						t.Errorf("%s: %s does not settle it", code, a.Title)
					}
				}
			}
		}
		if !offered {
			t.Errorf("%s: no control group is offered for\n%s\n%v", code, rule.Page.Example, d.Problems())
		}
	}
}

// TestEveryFix: all certain fixes at once mend what they can, and are the same as one after the other.
func TestEveryFix(t *testing.T) {
	text := "train: touch sifon x 10\nrest 2 h\ntest: touch siphn\nprint train.frist\n"
	want := "train: touch siphon x10\nrest 2h\ntest: touch siphon\nprint train.first\n"
	if got := do(t, ide.Open("a", text, nil), 0, "every certain fix"); got != want {
		t.Errorf("%q", got)
	}
	for range 10 {
		d := ide.Open("a", text, nil)
		list := d.Actions(0, len(text))
		if i := slices.IndexFunc(list, func(a ide.Action) bool { return a.Kind == "quickfix" }); i >= 0 {
			text = d.Apply(list[i].Edits)
		}
	}
	if text != want {
		t.Errorf("one after the other: %q", text)
	}
}

// TestWholeLine: the mends of a line are offered wherever in it the place is, those at the place first, and what changes more than
// the problem behind them.
func TestWholeLine(t *testing.T) {
	text := "rest 1h\ntrain: touch sifon x 10 every 30 s\ntest: touch siphn\n"
	d := ide.Open("a", text, nil)
	titles := func(at int) (list []string) {
		for _, a := range d.Actions(at, at) {
			list = append(list, a.Title)
		}
		return list
	}
	all, omit := "make every certain fix", "omit this: keep its time, deliver nothing"
	for word, want := range map[string][]string{
		"rest":   {all},
		"train":  {"did you mean siphon?", "write x10", "write 30s", all, omit},
		"30 s":   {"write 30s", "did you mean siphon?", "write x10", all, omit},
		"siphn":  {"did you mean siphon?", all, omit},
		"rest 1": {all},
	} {
		if got := titles(strings.Index(text, word)); !slices.Equal(got, want) {
			t.Errorf("at %q: %q, and not %q", word, got, want)
		}
	}
	if got := do(t, d, len(text)-1, "mean siphon"); !strings.Contains(got, "test: touch siphon\n") {
		t.Error(got)
	}
}
