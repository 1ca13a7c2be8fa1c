package ide

import (
	"sort"
	"unicode/utf8"
)

// Position is a place as editors count it: lines and UTF-16 units from 0.
type Position struct{ Line, Character int }

// Places turns byte offsets of a text into places and back.
type Places struct {
	text  string
	lines []int // byte offset of each line
}

// Lines finds the lines of a text, which end as the protocol says: with \n, \r\n or \r.
func Lines(text string) Places {
	p := Places{text, []int{0}}
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

// Position returns the place of a byte offset. One within a character is that of the character, and one within the end of a
// line is the end of the line.
func (p Places) Position(offset int) Position {
	offset = max(0, min(offset, len(p.text)))
	for k := 1; k < utf8.UTFMax && offset-k >= 0 && offset < len(p.text) && !utf8.RuneStart(p.text[offset]); k++ {
		if _, size := utf8.DecodeRuneInString(p.text[offset-k:]); size > k {
			offset -= k
			break
		}
	}
	line := sort.SearchInts(p.lines, offset+1) - 1
	if offset > 0 && p.lines[line] < offset && p.text[offset-1] == '\r' {
		offset--
	}
	units := 0
	for _, r := range p.text[p.lines[line]:offset] {
		units += width(r)
	}
	return Position{line, units}
}

// Offset returns the byte offset of a place; a place behind the end of a line is the end of the line.
func (p Places) Offset(at Position) int {
	if at.Line < 0 {
		return 0
	}
	if at.Line >= len(p.lines) {
		return len(p.text)
	}
	offset, end := p.lines[at.Line], len(p.text)
	if at.Line+1 < len(p.lines) {
		for end = p.lines[at.Line+1]; end > offset && (p.text[end-1] == '\n' || p.text[end-1] == '\r'); end-- {
		}
	}
	for units := 0; offset < end; {
		r, size := utf8.DecodeRuneInString(p.text[offset:])
		if units += width(r); units > at.Character {
			break
		}
		offset += size
	}
	return offset
}

// width is the number of UTF-16 units of a character.
func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
