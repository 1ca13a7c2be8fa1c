package repl

import (
	"io"
	"strings"
	"testing"
)

// typist hands out pieces one by one.
type typist struct{ pieces []string }

func (f *typist) Read(p []byte) (int, error) {
	if len(f.pieces) == 0 {
		return 0, io.EOF
	}
	n := copy(p, f.pieces[0])
	if f.pieces[0] = f.pieces[0][n:]; f.pieces[0] == "" {
		f.pieces = f.pieces[1:]
	}
	return n, nil
}
func (*typist) Close() error { return nil }

func typedAs(t *testing.T, pieces ...string) string {
	t.Helper()
	all, err := io.ReadAll(&keys{in: &typist{pieces}})
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestKeys(t *testing.T) {
	mark := string(pastedLine)
	for in, want := range map[string]string{
		"touch\r":                                    "touch\r",
		"a\x1b[3~b\x1b[1~\x1b[4~":                    "a" + string(deleteKey) + "b\x01\x05",
		"\x1b[1;5D\x1b[A\x1b[D":                      "\x1bb\x1b[A\x1b[D",
		"\x1b[200~a\r\n\tb\n\nc\x1b[201~":            "a" + mark + "\r    b" + mark + "\rc",
		"\x1b[200~\x03\x1b[3~\x04x\x7f\x1b[201~\x03": "x\x03",
		"\x1b[200~日本\x1b[201~":                       "日本",
		"\x1b":                                       "\x1b",
	} {
		if got := typedAs(t, in); got != want {
			t.Errorf("%q is read as %q, not %q", in, got, want)
		}
		for i := 2; i < len(in); i++ { // sequences come in pieces; a lone Escape is a key
			if in[i-1] != '\x1b' {
				if got := typedAs(t, in[:i], in[i:]); got != want {
					t.Errorf("%q and %q are read as %q, not %q", in[:i], in[i:], got, want)
				}
			}
		}
	}
}

// FuzzKeys: of what is pasted nothing steers the terminal, and nothing that is typed is lost.
func FuzzKeys(f *testing.F) {
	f.Add("touch siphon\x1b[200~x\r\n\ty\x1b[201~\r", 5)
	f.Fuzz(func(t *testing.T, text string, at int) {
		inside := strings.ReplaceAll(text, "\x1b", "")
		got := strings.ReplaceAll(typedAs(t, "\x1b[200~"+inside+"\x1b[201~"), string(pastedLine)+"\r", "")
		if strings.ContainsFunc(got, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%q is pasted as %q", inside, got)
		}
		if plain := strings.ReplaceAll(text, "\x1b", "e"); typedAs(t, plain) != plain {
			t.Errorf("%q is changed", plain)
		}
		at = max(0, min(at, len(text)))
		typedAs(t, text[:at], text[at:])
	})
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"{ a: touch siphon\n  rest 10s # a comment\n} x3":     "{ a: touch siphon; rest 10s } x3",
		"print \"a ;  b\" ; ; \n\n print 2":                   "print \"a ;  b\"; print 2",
		"scatter [touch siphon x2,\n shock tail] over 1h\r\n": "scatter [touch siphon x2, shock tail] over 1h",
		"": "", "\n;": "", "# only": "",
	} {
		if got := oneLine(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}
