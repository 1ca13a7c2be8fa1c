package parse

import (
	"strings"
	"testing"

	"protoexp/lang/source"
)

func TestPartial(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                   false,
		"touch siphon":                       false,
		"group a n=12 {":                     true,
		"group a n=12 {\n  touch siphon\n":   true,
		"group a n=12 { touch siphon }":      false,
		"group a n=12 { touch siphon x 3":    false, // wrong whatever follows
		"if a { b } else {":                  true,
		"let x =":                            true,
		"let x = 1 +":                        true,
		"let x = # comment":                  true,
		"print a,":                           true,
		"print (a +":                         true,
		"print (a\n+ b\n":                    true,
		"print (a\n+ b)":                     false,
		"scatter [tone x15,\nshock x15\n":    true,
		"print f(a, [b":                      true,
		"print (a; b":                        false,
		"print \"never closed":               false,
		"print a)":                           false,
		"touch":                              false,
		"rest":                               false,
		"}":                                  false,
		"a: b: c":                            false,
		"{":                                  true,
		"{ { }":                              true,
		"plan { alpha 0.05":                  true,
		"expect a <":                         true,
		"expect a < b":                       false,
		"touch siphon every":                 false,
		"phases \"p\" {\n a | 10 A+":         true,
		"phases \"p\" {\n a | 10 A":          false,
		"neuron lif {\n dv/dt = (rest -\n v": true,
	} {
		if got := Partial(text); got != want {
			_, ds := File(source.New("", text))
			t.Errorf("%q: %v, %v", text, got, ds)
		}
	}
}

// TestShapes holds that what fixes suggest can be read.
func TestShapes(t *testing.T) {
	for word, shape := range shapes {
		if _, wrong := outline(strings.ReplaceAll(shape, "...", "")); wrong > 0 {
			t.Errorf("%s: %s", word, shape)
		}
	}
	for word, shape := range params {
		if _, wrong := outline("touch siphon " + shape); wrong > 0 {
			t.Errorf("%s: %s", word, shape)
		}
	}
}
