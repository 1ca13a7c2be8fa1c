package parse

import (
	"testing"

	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// raised are the codes that a text raises.
func raised(text string) map[string]bool {
	_, ds := File(source.New("", text))
	m := map[string]bool{}
	for _, d := range ds {
		m[d.Code] = true
	}
	return m
}

func TestEveryEntryShowsItsMistake(t *testing.T) {
	for _, code := range diag.Codes() {
		e, _ := diag.Explain(code)
		if e.Wrong == "" {
			continue
		}
		if !raised(e.Wrong)[code] {
			t.Errorf("%s: %q raises %v", code, e.Wrong, raised(e.Wrong))
		}
		if got := raised(e.Instead); len(got) > 0 {
			t.Errorf("%s: %q raises %v", code, e.Instead, got)
		}
	}
}
