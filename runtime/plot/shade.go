package plot

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// chart draws a heat map as a table, each value with a shade.
func (g *Grid) chart(f Figure, width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %s\n", f.Title)
	s := g.span()
	left, wide := 0, 5
	for _, name := range g.Up {
		left = max(left, utf8.RuneCountInString(name))
	}
	for k, name := range g.Across {
		wide = max(wide, utf8.RuneCountInString(name))
		for _, row := range g.Values {
			wide = max(wide, len(brief(row[k]))+1)
		}
	}
	each := max(1, (width-left-3)/(wide+1))
	for from := 0; from < len(g.Across); from += each {
		to := min(from+each, len(g.Across))
		for i := len(g.Up) - 1; i >= 0; i-- {
			fmt.Fprintf(&b, "  %*s", left, g.Up[i])
			for _, v := range g.Values[i][from:to] {
				cell := "–"
				if finite(v) {
					cell = string(shades[s.place(v, len(shades))]) + brief(v)
				}
				fmt.Fprintf(&b, " %*s", wide, cell)
			}
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "  %*s", left, "")
		for _, name := range g.Across[from:to] {
			fmt.Fprintf(&b, " %*s", wide, name)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "  %s; %s upwards, %s across\n", g.Label, f.YLabel, f.XLabel)
	return b.String()
}

var shades = []rune(" ░▒▓█")
