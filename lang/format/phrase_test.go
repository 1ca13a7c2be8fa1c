package format

import "testing"

func TestPhrase(t *testing.T) {
	for _, c := range [][2]string{
		{"1<2", "1 < 2"},
		{"gill.amplitude( test )<10 ms*\n  2 # half", "gill.amplitude(test) < 10 ms * 2"},
		{"a\t~   b", "a ~ b"},
		{"gill.amplitude(test) = 5mV .. 7mV", "gill.amplitude(test) = 5mV..7mV"},
		{"", ""},
	} {
		if got := Phrase(c[0]); got != c[1] {
			t.Errorf("%q: %q, not %q", c[0], got, c[1])
		}
		if got := Phrase(Phrase(c[0])); got != c[1] {
			t.Errorf("%q: a second time %q", c[0], got)
		}
	}
}
