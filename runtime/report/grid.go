package report

import (
	"strings"
	"unicode/utf8"
)

// Grid is a table whose cells are texts that wrap in their columns.
type Grid struct{ widths []int }

// NewGrid makes a table of so many characters for columns that hold short words, 0 where a column shares what is left.
func NewGrid(width int, columns ...int) Grid {
	left, open := width, 0
	for _, c := range columns {
		left -= c + 2
		if c == 0 {
			open++
		}
	}
	g := Grid{}
	for _, c := range columns {
		if c == 0 {
			c = max(10, left/max(1, open))
		}
		g.widths = append(g.widths, c)
	}
	return g
}

// Row writes a row of as many lines as its longest cell needs. A cell may have several lines.
func (g Grid) Row(cells ...string) string {
	columns, lines := make([][]string, len(g.widths)), 0
	for i, w := range g.widths {
		columns[i] = fold(cells[i], w)
		lines = max(lines, len(columns[i]))
	}
	var b strings.Builder
	for k := range lines {
		line := ""
		for i, w := range g.widths {
			cell := ""
			if k < len(columns[i]) {
				cell = columns[i][k]
			}
			line += cell + strings.Repeat(" ", max(0, w-utf8.RuneCountInString(cell))+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// fold breaks a text into lines of a width, also within a word that is longer.
func fold(text string, width int) (lines []string) {
	for _, part := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(part) {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width {
				line += " " + word
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			letters := []rune(word)
			for len(letters) > width {
				lines, letters = append(lines, string(letters[:width])), letters[width:]
			}
			line = string(letters)
		}
		lines = append(lines, line)
	}
	return lines
}
