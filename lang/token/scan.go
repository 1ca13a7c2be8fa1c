package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// Limit is the size of the largest script that is read, in bytes.
const Limit = 8 << 20

// Scan cuts a file into tokens, the last of them EOF. Diagnostics tell what is Invalid.
func Scan(f *source.File) ([]lexer.Token, []diag.Diagnostic) {
	if len(f.Text) > Limit {
		return tooLarge(f)
	}
	if strings.HasPrefix(f.Text, "\xff\xfe") || strings.HasPrefix(f.Text, "\xfe\xff") {
		return wide(f)
	}
	s := &scanner{file: f, text: f.Text, tokens: make([]lexer.Token, 0, len(f.Text)/3+16)}
	for s.at < len(s.text) {
		s.next()
	}
	s.emit(lexer.EOF, "", s.at)
	s.join()
	return s.tokens, s.diags
}

type scanner struct {
	file   *source.File
	text   string
	at     int // byte offset of the next token
	tokens []lexer.Token
	diags  []diag.Diagnostic
}

// emit adds the token from s.at to end.
func (s *scanner) emit(kind lexer.TokenType, value string, end int) {
	s.tokens = append(s.tokens, lexer.Token{Type: kind, Value: value, Pos: lexer.Position{Filename: s.file.Name, Offset: s.at}})
	s.at = end
}

func (s *scanner) byteAt(i int) byte {
	if i < len(s.text) {
		return s.text[i]
	}
	return 0
}

// rune reads the character at i as the language sees it, and its size on disk.
func (s *scanner) rune(i int) (rune, int) {
	if i >= len(s.text) {
		return -1, 0
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	r, n := utf8.DecodeRuneInString(s.text[i:])
	if r == utf8.RuneError && n == 1 {
		return utf8.RuneError, 1
	}
	return plain(r), n
}

// plain turns what word processors make of a character back into the character.
func plain(r rune) rune {
	switch r {
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '−', '‐', '‑', '–':
		return '-'
	case 'µ':
		return 'μ'
	case 'Ω':
		return 'Ω'
	case '\ufeff', '\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\u2028', '\u2029', '\u0085':
		return ' '
	}
	if r > unicode.MaxASCII && unicode.IsSpace(r) {
		return ' '
	}
	return r
}

func (s *scanner) next() {
	r, n := s.rune(s.at)
	switch {
	case r == '\n', r == '\r':
		if r == '\r' && s.byteAt(s.at+1) == '\n' {
			n = 2
		}
		s.emit(Newline, "\n", s.at+n)
	case blank(r):
		s.blanks()
	case r == '#':
		s.comment()
	case r == '"':
		s.quoted()
	case digit(r):
		s.number()
	case r == '×' && digit(rune(s.byteAt(s.at+n))):
		s.repeat(s.at + n)
	case r == '×':
		s.emit(Name, "x", s.at+n)
	case letter(r):
		s.word()
	default:
		s.sign(r, n)
	}
}

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\v' || r == '\f' }
func digit(r rune) bool { return '0' <= r && r <= '9' }
func letter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' || r > unicode.MaxASCII && unicode.IsLetter(r)
}

func (s *scanner) blanks() {
	end := s.at
	for {
		r, n := s.rune(end)
		if !blank(r) {
			break
		}
		end += n
	}
	s.emit(Space, " ", end)
}

func (s *scanner) comment() {
	end := s.at + strings.IndexAny(s.text[s.at:], "\n\r")
	if end < s.at {
		end = len(s.text)
	}
	s.emit(Comment, strings.ToValidUTF8(s.text[s.at:end], "\ufffd"), end)
}

// quoted reads a text to its closing quote, which must stand on the same line.
func (s *scanner) quoted() {
	_, n := s.rune(s.at)
	for end := s.at + n; ; end += n {
		var r rune
		r, n = s.rune(end)
		switch {
		case r == '"':
			s.emit(Text, `"`+s.clean(s.at, end)+`"`, end+n)
			return
		case r == -1, r == '\n', r == '\r':
			s.emit(BadText, `"`+s.clean(s.at, end), end)
			return
		}
	}
}

// clean is the text of a quotation from the quote at start to end, without that quote.
func (s *scanner) clean(start, end int) string {
	_, n := s.rune(start)
	text := s.text[start+n : end]
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		s.report(start, end, "invalid-character", "this text holds bytes that are no characters", "save the file as UTF-8 text")
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
	}
	return text
}

func (s *scanner) word() {
	end := s.at
	for {
		r, n := s.rune(end)
		if !letter(r) && !digit(r) && !(end > s.at && unicode.IsMark(r)) {
			break
		}
		end += n
	}
	if s.text[s.at] == 'x' && end > s.at+1 && strings.Trim(s.text[s.at+1:end], "0123456789") == "" {
		s.repeat(s.at + 1)
		return
	}
	value := s.text[s.at:end]
	if strings.ContainsAny(value, "µΩ") {
		value = strings.NewReplacer("µ", "μ", "Ω", "Ω").Replace(value)
	}
	switch value {
	case "and", "or", "not", "of", "is":
		s.emit(Op, value, end)
	default:
		s.emit(Name, value, end)
	}
}

// repeat reads the digits of x10, which start at i; a point in them is for the parser to complain about.
func (s *scanner) repeat(i int) {
	end := i
	for digit(rune(s.byteAt(end))) || s.byteAt(end) == '.' && digit(rune(s.byteAt(end+1))) {
		end++
	}
	s.emit(Repeat, "x"+s.text[i:end], end)
}

// operators of several characters, longest first.
var operators = []string{"->", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", ".."}

// drawn are operators that word processors draw as one character.
var drawn = map[rune]string{'→': "->", '≤': "<=", '≥': ">=", '≠': "!=", '≈': "~", '…': ".."}

func (s *scanner) sign(r rune, n int) {
	if op, ok := drawn[r]; ok {
		s.emit(Op, op, s.at+n)
		return
	}
	second, m := s.rune(s.at + n)
	pair := string(r) + string(second)
	for _, op := range operators {
		if pair == op {
			s.emit(Op, op, s.at+n+m)
			return
		}
	}
	switch r {
	case ';':
		s.emit(Newline, ";", s.at+n)
	case '+', '-', '*', '/', '^', '<', '>', '=', '~':
		s.emit(Op, string(r), s.at+n)
	case '{', '}', ')', ']', ',', ':', '|':
		s.emit(Punct, string(r), s.at+n)
	case '(', '[', '.':
		switch {
		case s.touches():
			s.emit(Glued, string(r), s.at+n)
		case r == '.' && digit(second):
			s.number()
		default:
			s.emit(Punct, string(r), s.at+n)
		}
	default:
		s.invalid()
	}
}

// touches says whether the token before belongs to what comes now: f( a[ b. )( ].
func (s *scanner) touches() bool {
	if len(s.tokens) == 0 {
		return false
	}
	t := &s.tokens[len(s.tokens)-1]
	return t.Type == Name || t.Type == Punct && (t.Value == ")" || t.Value == "]")
}
