// Package source holds the text of a script and says where things stand in it.
//
// It is the ground that every other package of lang stands on: a Span names a stretch of a File by byte offsets of the
// file as it is on disk, whatever the scanner normalised on the way. It knows nothing of tokens.
//
//	f := source.New("a.proto-exp", "touch siphon")
//	f.Position(6) // line 1, column 7
package source

import (
	"sort"
	"unicode/utf8"
)

// File is a script's name and text, as they are on disk.
type File struct {
	Name string
	Text string

	lines []int // byte offset of each line's first character
}

// New makes a file of its name and text.
func New(name, text string) *File {
	f := &File{Name: name, Text: text, lines: []int{0}}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n', text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Position is a place for people: lines and columns count from 1, columns in characters.
type Position struct{ Line, Column int }

// Position returns the line and column of a byte offset.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Text)))
	line := sort.SearchInts(f.lines, offset+1) - 1
	return Position{line + 1, utf8.RuneCountInString(f.Text[f.lines[line]:offset]) + 1}
}

// Begin returns the offset of a line's first character (from 1), or of the end of the text.
func (f *File) Begin(n int) int {
	if n > len(f.lines) {
		return len(f.Text)
	}
	return f.lines[max(n, 1)-1]
}

// Line returns the text of a line (from 1) without its line break.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	text := f.Text[f.lines[n-1]:end]
	for text != "" && (text[len(text)-1] == '\n' || text[len(text)-1] == '\r') {
		text = text[:len(text)-1]
	}
	return text
}

// Span is the stretch [Start, End) of a file, in bytes.
type Span struct {
	File       *File
	Start, End int
}

// To joins two spans of one file.
func (s Span) To(t Span) Span {
	if s.File == nil {
		return t
	}
	if t.File != s.File {
		return s
	}
	return Span{s.File, min(s.Start, t.Start), max(s.End, t.End)}
}

// Text returns the text that a span covers.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Text[s.Start:s.End]
}
