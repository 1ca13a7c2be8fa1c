package parse

import (
	"strings"
	"testing"
	"time"

	"protoexp/lang/internal/spent"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// TestLimits holds that hostile scripts end soon, with a diagnostic.
func TestLimits(t *testing.T) {
	const n = 1 << 16
	valid := map[string]bool{"words": true, "one name": true, "docs": true, "indentation": true}
	for name, text := range map[string]string{
		"parentheses":          strings.Repeat("(", 1<<20),
		"parentheses in print": "print " + strings.Repeat("(", n),
		"closed parentheses":   "print " + strings.Repeat("(", n/2) + "1" + strings.Repeat(")", n/2),
		"brackets, crossed":    "print " + strings.Repeat("(", n/2) + strings.Repeat("]", n/2),
		"brackets, mixed":      "print " + strings.Repeat("([", n/2),
		"braces":               strings.Repeat("{", n),
		"closing braces":       strings.Repeat("}", n),
		"signs":                "print " + strings.Repeat("-", n) + "1",
		"not":                  "print " + strings.Repeat("not ", n/4) + "1",
		"sum":                  "print 1" + strings.Repeat("+1", n/2),
		"powers":               "print 1" + strings.Repeat("^1", n/2),
		"fields":               "print a" + strings.Repeat(".a", n/2),
		"calls":                "print a" + strings.Repeat("(", n),
		"calls, closed":        "print a" + strings.Repeat("()", n/2),
		"else if":              strings.Repeat("if a { } else ", n/14),
		"labels":               strings.Repeat("a:", n/2),
		"omit":                 strings.Repeat("omit ", n/5),
		"blocks":               strings.Repeat("group a { ", n/10),
		"let":                  strings.Repeat("let a = ", n/8),
		"NUL":                  strings.Repeat("\x00", n),
		"invalid UTF-8":        strings.Repeat("\xff", n),
		"one number":           "print " + strings.Repeat("9", n),
		"one quantity":         "print " + strings.Repeat("1h", n/2),
		"one unit":             "print 1" + strings.Repeat("h", n),
		"times":                "print " + strings.Repeat("1h ", n/3),
		"one name":             "print " + strings.Repeat("a", n),
		"one text":             `print "` + strings.Repeat("a", n),
		"single quote":         strings.Repeat("' ", n/2),
		"targets":              "touch " + strings.Repeat("a ", n/2),
		"repeats":              "touch siphon " + strings.Repeat("x3 ", n/3),
		"parameters":           "touch siphon " + strings.Repeat("force 2g ", n/9),
		"exponents":            "print 1e999999999999999999s + 1e-99999999999999999s",
		"words":                strings.Repeat("touch a\n", n/8),
		"broken lines":         strings.Repeat("every 3s\n", n/9),
		"broken expressions":   strings.Repeat("a ( b\n", n/6),
		"too large":            strings.Repeat("rest 1s\n", token.Limit/8+1),
		"rows":                 "phases { " + strings.Repeat("a | b\n", n/6),
		"docs":                 strings.Repeat("## a\n", n/5) + strings.Repeat("rule a { }\n", 100),
		"property":             "rule a { b " + strings.Repeat("c ", n/2),
		"indentation":          strings.Repeat("{\n", 150) + strings.Repeat(" ", n) + strings.Repeat("}\n", 150),
	} {
		began := spent.Time()
		_, ds := File(source.New("", text))
		Partial(text)
		if took := spent.Time() - began; took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if len(ds) == 0 && !valid[name] {
			t.Errorf("%s: nothing is said", name)
		}
	}
}
