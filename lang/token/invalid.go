package token

import (
	"fmt"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// complaint is the diagnostic that was reported last.
type complaint struct{ d *diag.Diagnostic }

func (c complaint) mend(text string) {
	c.d.Edits = []diag.Edit{{Span: c.d.Span, Text: text}}
}

// Most is the largest number of diagnostics that are kept of a file: nobody reads more.
const Most = 1000

func (s *scanner) report(start, end int, code, message, fix string) complaint {
	if len(s.diags) == Most {
		return complaint{&diag.Diagnostic{}}
	}
	s.diags = append(s.diags, diag.Diagnostic{Code: code, Span: source.Span{File: s.file, Start: start, End: end}, Message: message, Fix: fix})
	return complaint{&s.diags[len(s.diags)-1]}
}

// foreign are signs of other languages: what is said of them, and what to put there instead when that is certain.
var foreign = map[string]struct{ fix, text string }{
	"&": {"write and", "and"}, "&&": {"write and", "and"}, "!": {"write not, or != for \"differs from\"", ""},
	"$": {"names are written as they are, without $", ""}, "\\": {"a line goes on after a comma, an operator or inside ( )", ""},
	"@": {"write at +500ms", ""}, "·": {"write *", "*"}, "÷": {"write /", "/"}, "±": {"write a range, such as 9..11", ""},
	"°": {"there are no degrees in the language", ""}, "—": {"write - for minus", "-"}, "?": {"write if CONDITION { } else { }", ""},
	"`": {"names are written as they are", ""}, "%": {"write it behind a number, such as 20%", ""},
	"'": {"put texts in double quotes", ""}, "’": {"put texts in double quotes", ""}, "‘": {"put texts in double quotes", ""},
}

// invalid takes a run of characters that the language does not have.
func (s *scanner) invalid() {
	first, n := s.rune(s.at)
	if (first == '\'' || first == '’' || first == '‘') && s.singleQuoted(s.at+n) {
		return
	}
	end := s.at + n
	broken := first < ' ' || first == 0x7f || first == utf8.RuneError && n == 1
	for end < len(s.text) {
		r, n := s.rune(end)
		if r != first && !(broken && (r == utf8.RuneError && n == 1 || r < ' ' && !blank(r) && r != '\n' && r != '\r')) {
			break
		}
		end += n
	}
	text := s.text[s.at:end]
	known := foreign[text]
	switch {
	case first == 0:
		s.report(s.at, end, "invalid-character", "there is a NUL byte here", "take it out; a script is plain text, saved as UTF-8")
	case broken:
		s.report(s.at, end, "invalid-character", fmt.Sprintf("the byte %#02x is no character", s.text[s.at]), "save the file as plain text in UTF-8")
	case known.text != "":
		s.report(s.at, end, "invalid-character", fmt.Sprintf("%s has no meaning here", text), known.fix).mend(known.text)
	default:
		fix := foreign[string(first)].fix
		if fix == "" {
			fix = "take it out, or put it into a text or a comment"
		}
		s.report(s.at, end, "invalid-character", fmt.Sprintf("the character %c has no meaning here", first), fix)
	}
	s.emit(Invalid, string(first), end)
}

// singleQuoted reads 'text' as the text that was meant; i is behind the first quote.
func (s *scanner) singleQuoted(i int) bool {
	for end := i; ; {
		r, n := s.rune(end)
		switch r {
		case -1, '\n', '\r', '"', '#', '{', '}':
			return false
		case '\'', '’':
			text := `"` + s.clean(s.at, end) + `"`
			s.report(s.at, end+n, "single-quotes", "texts stand in double quotes", "write "+text).mend(text)
			s.emit(Text, text, end+n)
			return true
		}
		end += n
	}
}

// wide is a file that another program has saved in UTF-16, of which every second byte would be a mistake.
func wide(f *source.File) ([]lexer.Token, []diag.Diagnostic) {
	s := &scanner{file: f}
	s.report(0, 2, "invalid-character", "this file is saved in UTF-16", "save it as plain text in UTF-8")
	s.emit(Invalid, "", len(f.Text))
	s.emit(lexer.EOF, "", len(f.Text))
	return s.tokens, s.diags
}

func tooLarge(f *source.File) ([]lexer.Token, []diag.Diagnostic) {
	s := &scanner{file: f}
	s.report(0, 0, "file-too-large", fmt.Sprintf("this file has %d MB, and a script has at most %d MB", len(f.Text)>>20, Limit>>20),
		"is it a script? Data belong in files of their own")
	s.emit(Invalid, "", len(f.Text))
	s.emit(lexer.EOF, "", len(f.Text))
	return s.tokens, s.diags
}
