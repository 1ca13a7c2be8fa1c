package token

import "testing"

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"touch siphon x10 every 30s":                        "touch siphon x10 every 30s",
		"expect “it\u00a0falls”: a\u00a0< b":                "expect \"it\u00a0falls\": a < b",
		"pair touch siphon with shock tail at –500ms":       "pair touch siphon with shock tail at -500ms",
		"cut LE → L7; expect a ≤ b\r\nrest 2h\r\n":          "cut LE -> L7; expect a <= b\nrest 2h\n",
		"touch\u202fsiphon ×10 # “as\u00a0it is” → there":   "touch siphon ×10 # “as\u00a0it is” → there",
		"apply serotonin dose 5µM for 5min":                 "apply serotonin dose 5µM for 5min",
		"print “never closed":                               "print \"never closed",
		"\ufeffprint \"\u201ca\", 5\u00a0min — 'x'\u200b\n": " print \"\"a\", 5 min — 'x' \n",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q is read as %q, not %q", text, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("touch “siphon” ×10 → –5s # …\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		once := Plain(text)
		if twice := Plain(once); twice != once {
			t.Errorf("%q is read as %q and then as %q", text, once, twice)
		}
	})
}
