// Package token cuts a script into tokens. It is total: every byte of every file belongs to exactly one token, and nothing
// that a file holds makes it fail. It knows words and signs, not statements.
//
// A token's Pos.Offset is its place in the file as it is on disk; its Value is normalised (curly quotes, no-break spaces,
// minus signs, µ and × that word processors leave behind). A token ends where the next one starts.
//
//	touch siphon x10   →   Name "touch", Space, Name "siphon", Space, Repeat "x10", EOF
package token

import (
	"io"
	"sort"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/source"
)

// Token is participle's token. Packages that look at tokens need not know participle.
type Token = lexer.Token

// EOF is the kind of the last token.
const EOF = lexer.EOF

// The kinds of token.
const (
	Comment  lexer.TokenType = lexer.EOF - 1 - iota // # to the end of the line
	Space                                           // blanks, and line ends that do not separate
	Newline                                         // what separates statements: "\n" or ";"
	Name                                            // letters, digits, _; words of the language are names, too
	Number                                          // 12, 0.5, 1e-3
	Quantity                                        // 2h, 10 Hz, 20%
	Repeat                                          // x10
	Text                                            // "..." with its quotes
	BadText                                         // a text that is never closed
	Op                                              // operators, and the words and or not of is
	Punct                                           // { } ( ) [ ] , : | .
	Glued                                           // a ( [ or . that touches what it belongs to
	Invalid                                         // what the language has no use for; a diagnostic says so
)

var symbols = map[string]lexer.TokenType{
	"EOF": lexer.EOF, "Comment": Comment, "Space": Space, "Newline": Newline, "Name": Name, "Number": Number, "Quantity": Quantity,
	"Repeat": Repeat, "Text": Text, "BadText": BadText, "Op": Op, "Punct": Punct, "Glued": Glued, "Invalid": Invalid,
}

// Definition is the scanner as participle wants it.
type Definition struct{}

// Symbols names the kinds of token for participle's grammar.
func (Definition) Symbols() map[string]lexer.TokenType { return symbols }

// Lex scans a reader's text.
func (d Definition) Lex(name string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return d.LexString(name, string(text))
}

// LexString scans a text.
func (Definition) LexString(name, text string) (lexer.Lexer, error) {
	tokens, _ := Scan(source.New(name, text))
	return &Replay{Tokens: tokens}, nil
}

// Replay hands out tokens that were scanned before.
type Replay struct{ Tokens []lexer.Token }

// Next returns the next token; the last one is EOF and stays.
func (r *Replay) Next() (lexer.Token, error) {
	t := r.Tokens[0]
	if len(r.Tokens) > 1 {
		r.Tokens = r.Tokens[1:]
	}
	return t, nil
}

// Is says whether a token is this sign or word of the language (and not, say, a text that reads the same).
func Is(t *lexer.Token, value string) bool {
	return t.Value == value && t.Type != Comment && t.Type != lexer.EOF
}

// At returns the index of the token that starts at offset.
func At(tokens []lexer.Token, offset int) int {
	return min(sort.Search(len(tokens), func(i int) bool { return tokens[i].Pos.Offset >= offset }), len(tokens)-1)
}

// Span is the place of the i-th token.
func Span(f *source.File, tokens []lexer.Token, i int) source.Span {
	start := tokens[i].Pos.Offset
	if i+1 < len(tokens) {
		return source.Span{File: f, Start: start, End: tokens[i+1].Pos.Offset}
	}
	return source.Span{File: f, Start: start, End: start}
}
