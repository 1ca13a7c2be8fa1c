package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"protoexp/runtime/record"
)

// table is text in columns. The first columns, its keys, are written again where a table does not fit on the page.
type table struct {
	head []string
	rows [][]string
	keys int
	left int // columns that begin at the left edge of their place
}

// A long table shows its first and last rows.
const (
	longTable = 60
	firstRows = 40
	lastRows  = 10
)

// write lays a table out with right-aligned columns, in as many parts as a page of so many characters needs; 0 is no limit.
func (t table) write(b *strings.Builder, width int) {
	if len(t.head) == 0 {
		return
	}
	lines := append([][]string{t.head}, t.rows...)
	left := 0
	if len(t.rows) > longTable {
		left = len(t.rows) - firstRows - lastRows
		lines = append(lines[:1+firstRows:1+firstRows], lines[1+len(t.rows)-lastRows:]...)
	}
	widths := make([]int, len(t.head))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], 2+utf8.RuneCountInString(cell))
		}
	}
	keys := 0
	for _, w := range widths[:t.keys] {
		keys += w
	}
	for from := t.keys; from < len(widths) || from == t.keys; {
		to, room := from, keys
		for to < len(widths) && (to == from || width == 0 || room+widths[to] <= width) {
			room += widths[to]
			to++
		}
		for k, line := range lines {
			if left > 0 && k == 1+firstRows {
				fmt.Fprintf(b, "  … %d more; --out and --json have them all\n", left)
			}
			var text strings.Builder
			for i, cell := range line {
				space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
				switch {
				case i >= t.keys && (i < from || i >= to):
				case i < t.left:
					text.WriteString("  " + cell + space[2:])
				default:
					text.WriteString(space + cell)
				}
			}
			b.WriteString(strings.TrimRight(text.String(), " ") + "\n")
		}
		if to == from {
			break
		}
		from = to
	}
}

// seriesTable has a column for each series.
func seriesTable(list []record.Series) table {
	if len(list) == 0 {
		return table{}
	}
	t := table{keys: 1, head: []string{"n"}}
	longest := 0
	for _, s := range list {
		t.head = append(t.head, head(s.Name, s.Unit))
		longest = max(longest, len(s.Values))
	}
	for i := range longest {
		row := []string{strconv.Itoa(i + 1)}
		for _, s := range list {
			cell := ""
			if i < len(s.Values) {
				cell = Number(s.Values[i])
			}
			row = append(row, cell)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// head names a column with its unit.
func head(name, unit string) string {
	if unit == "1" || unit == "" {
		return name
	}
	return fmt.Sprintf("%s [%s]", name, unit)
}
