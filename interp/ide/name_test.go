package ide_test

import (
	"strings"
	"testing"

	"protoexp/interp/ide"
)

// TestDefinition: each name is found where the script gives it first.
func TestDefinition(t *testing.T) {
	text := "sweep grams in [1g, 2g], rate in [1, 2] {\n  for k in 1..3 { train: touch siphon force grams }\n  let last = train.last * rate * k\n  report end = last\n}\nplot heatmap end over grams, rate\n"
	d := ide.Open("a.proto-exp", text, nil)
	for name, first := range map[string]string{"grams }": "grams in", "rate * k": "rate in", "k\n": "k in", "train.last": "train:", "last\n}": "last =", "end over": "end ="} {
		at, ok := d.Definition(strings.Index(text, name))
		if !ok || at.Start != strings.Index(text, first) {
			t.Errorf("%q is defined at %q", name, text[at.Start:])
		}
	}
	if at, ok := d.Definition(strings.Index(text, "siphon")); ok {
		t.Errorf("siphon is defined at %q", text[at.Start:])
	}
}
