package page_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"protoexp/runtime/internal/overlap"
	"protoexp/runtime/internal/specimen"
	"protoexp/runtime/page"
	"protoexp/runtime/record"
)

func html(t *testing.T, r *record.Result, a *record.Account) string {
	t.Helper()
	var b, again bytes.Buffer
	if err := page.HTML(&b, r, a, "0.1.0"); err != nil {
		t.Fatal(err)
	}
	if err := page.HTML(&again, r, a, "0.1.0"); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("two pages differ", err)
	}
	return b.String()
}

var cells = []string{"hab_shock", "hab_only", "rest_shock", "rest_only"}

// TestAlone: a page asks for nothing from anywhere, and runs nothing.
func TestAlone(t *testing.T) {
	text := html(t, specimen.Groups(4), specimen.Account("dishabituation", cells...))
	text = strings.NewReplacer(`"http://www.w3.org/2000/svg"`, "", `"http://www.w3.org/1999/xlink"`, "").Replace(text)
	if found := regexp.MustCompile(`(?i)https?:|<script|<link|<img|<iframe|src=|href=|url\(|@import`).FindAllString(text, -1); found != nil {
		t.Error(found)
	}
}

// TestPage: what a reader must find.
func TestPage(t *testing.T) {
	text := html(t, specimen.Groups(4), specimen.Account("dishabituation", cells...))
	for _, want := range []string{"<h1>dishabituation</h1>", "protoexp 0.1.0", "assigned at random", "n = 4, analysed 3", "×10 every 30 s", "(omitted)", "Hedges&#39; g = 3.2 (95 % interval 1.9 to 4.4)",
		"p = 0.0002; after correction (holm) p = 0.0004", `class="failed"`, "potential at which it fires", "not stated", "&lt;groups&gt;", "<h2>Methods</h2>", "batch 2", "the groups are small Small groups", "The rule no-baseline is set aside"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(text, "<groups>") {
		t.Error("the script is not escaped")
	}
	if n := strings.Count(text, `<svg class="figure"`); n != 5 {
		t.Errorf("%d figures", n)
	}
	if n := strings.Count(text, `<svg class="drawing"`); n != 2 {
		t.Errorf("%d drawings", n)
	}
}

// TestKinds: designs within animals, sweeps, one animal, and nothing at all.
func TestKinds(t *testing.T) {
	within := html(t, specimen.Within(6), specimen.Account("two pathways", "all"))
	if !strings.Contains(within, "siphon, then mantle") {
		t.Error("the counts of orders are missing")
	}
	sweep := specimen.Account("", "")
	if text := html(t, specimen.Sweep(3, 2, 2), sweep); !strings.Contains(text, "each combination") {
		t.Error("a sweep has no diagram")
	}
	one := &record.Result{Preparation: "aplysia", Partial: true, Measures: []record.Measure{{Name: "gill.amplitude", Unit: "1"}}, Shown: []record.Shown{{Verb: "print", Text: "base = 0.4"}},
		Trials: []record.Trial{{Animal: 1, Label: "base", N: 1, Action: "touch siphon", Responses: []float64{0.4}}}}
	text := html(t, one, specimen.Account("", ""))
	for _, want := range []string{"was interrupted", "base = 0.4", "<caption>Responses</caption>", "one animal"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	html(t, &record.Result{}, &record.Account{})
}

var drawings = regexp.MustCompile(`(?s)<svg class="drawing".*?</svg>`)

// TestNoOverlap: no text of a diagram or a timeline hides another.
func TestNoOverlap(t *testing.T) {
	days := specimen.Account("long-term habituation", cells...)
	for k, e := range days.Schedule { // five days, with long names
		for day := range int64(4) {
			again := e
			again.Onset += (day + 1) * 86400e9
			if e.Label == "train" {
				days.Schedule = append(days.Schedule, again)
			}
		}
		days.Schedule[k].Cell += ", retention=14w"
	}
	end := specimen.Account("dishabituation", cells...) // two long names at the end of the timeline
	for _, e := range end.Schedule {
		if e.Label == "test" {
			e.Label, e.Onset = "recovery_after_a_day", e.Onset+60e9
			end.Schedule = append(end.Schedule, e)
		}
	}
	for name, text := range map[string]string{
		"end":    html(t, specimen.Groups(4), end),
		"groups": html(t, specimen.Groups(4), specimen.Account("dishabituation", cells...)),
		"days":   html(t, specimen.Groups(4), days),
		"within": html(t, specimen.Within(4), specimen.Account("two pathways", "all")),
	} {
		for _, svg := range drawings.FindAllString(text, -1) {
			pairs, err := overlap.Texts(svg, map[string]float64{"t": 12, "small": 10})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pairs {
				t.Errorf("%s: %s", name, p)
			}
		}
	}
}
