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

func (s *scanner) report(start, end int, code, message, fix string) complaint {
	s.diags = append(s.diags, diag.Diagnostic{Code: code, Span: source.Span{File: s.file, Start: start, End: end}, Message: message, Fix: fix})
	return complaint{&s.diags[len(s.diags)-1]}
}

// foreign are signs of other languages and what they are here.
var foreign = map[rune]string{
	'&': "write and", '!': "write not, or != for \"differs from\"", '\'': "put texts in double quotes: \"like this\"",
	'’': "put texts in double quotes: \"like this\"", '‘': "put texts in double quotes: \"like this\"",
	'%': "write it behind its number: 20%", '$': "names are written as they are, without $", '\\': "a line goes on after a comma, an operator or inside ( )",
	'@': "write at +500ms", '·': "write *", '÷': "write /", '±': "write a range: 9..11", '°': "there are no degrees in the language", '—': "write - for minus",
	'?': "write if CONDITION { } else { }", '`': "names are written as they are",
}

// invalid takes a run of characters that the language does not have.
func (s *scanner) invalid() {
	start, end := s.at, s.at
	first, _ := s.rune(s.at)
	bytes := 0
	for end < len(s.text) {
		r, n := s.rune(end)
		if r < 0x80 && r >= ' ' && r != first || blank(r) || r == '\n' || r == '\r' || letter(r) || digit(r) || r == '"' || drawn[r] != "" {
			break
		}
		if r == utf8.RuneError && n == 1 || r < ' ' {
			bytes++
		} else if bytes > 0 {
			break
		}
		end += n
	}
	if end == start {
		_, n := s.rune(start)
		end += n
	}
	switch {
	case first == 0:
		s.report(start, end, "invalid-character", "there is a NUL byte here", "take it out; a script is plain text, saved as UTF-8")
	case bytes > 0:
		s.report(start, end, "invalid-character", fmt.Sprintf("the byte %#02x is no character", s.text[start]), "save the file as UTF-8 text")
	default:
		fix := foreign[first]
		if fix == "" {
			fix = "take it out, or put it into a text or a comment"
		}
		s.report(start, end, "invalid-character", fmt.Sprintf("the character %c has no meaning here", first), fix)
	}
	s.emit(Invalid, string(first), end)
}

func tooLarge(f *source.File) ([]lexer.Token, []diag.Diagnostic) {
	s := &scanner{file: f}
	s.report(0, 0, "file-too-large", fmt.Sprintf("this file has %d MB, and a script has at most %d MB", len(f.Text)>>20, Limit>>20),
		"is it a script? Data belong in files of their own")
	s.emit(Invalid, "", len(f.Text))
	s.emit(lexer.EOF, "", len(f.Text))
	return s.tokens, s.diags
}
