package format

import (
	"sort"
	"unicode/utf8"
)

// line is a line of the result.
type line struct {
	indent int
	gap    bool // an empty line stands before it
	fixed  bool // it holds text over several lines and is left alone
	pieces []*piece
}

// piece is a token on a line, or the text of a broken statement.
type piece struct {
	text    string
	gap     int    // blanks before it
	wide    bool   // there were more in the source
	source  int    // column in the source
	column  int    // column in the result
	kind    string // of the column
	comment bool
}

// group is a column: places on several lines that stood below each other.
type group struct {
	source  int
	members []member
}

type member struct {
	line  *line
	index int
}

func (m member) piece() *piece { return m.line.pieces[m.index] }

// far is how far to the right others are taken along to align them.
const far = 160

// align gives every piece its column. Places that stood in one column of the source, with at least one wider gap to get
// there, do so again, as far to the left as they can. Comments come last, since they stand behind everything else.
func align(lines []*line) {
	groups := columns(lines)
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].source < groups[j].source })
	for _, g := range groups {
		at := 0
		for _, m := range g.members {
			if n := m.line.natural(m.index); n <= far {
				at = max(at, n)
			}
		}
		for _, m := range g.members {
			m.piece().column = max(at, m.line.natural(m.index))
		}
	}
	for _, n := range lines {
		at := n.indent
		for i, p := range n.pieces {
			if i > 0 {
				at += p.gap
			}
			p.column = max(p.column, at)
			at = p.column + width(p.text)
		}
	}
	for i := 0; i < len(lines); {
		run := comments(lines[i:])
		alignComments(run)
		i += max(1, len(run))
	}
}

// natural is the column that a piece has without an aligned gap before it, the pieces before it being placed.
func (n *line) natural(index int) int {
	at := n.indent
	for i, p := range n.pieces[:index+1] {
		if i > 0 {
			at += p.gap
		}
		if i == index {
			break
		}
		at = max(at, p.column) + width(p.text)
	}
	return at
}

// columns groups pieces that stood in one column. What follows a label or a ; has columns all over the file; for the rest
// a column ends with an empty line or a line further out.
func columns(lines []*line) []*group {
	type place struct {
		section, source int
		kind            string
	}
	var order []place
	at := map[place][]member{}
	sections := map[int]int{} // by indent
	next := 0
	for _, n := range lines {
		for indent := range sections {
			if n.gap || indent > n.indent {
				delete(sections, indent)
			}
		}
		if _, ok := sections[n.indent]; !ok {
			next++
			sections[n.indent] = next
		}
		for i, p := range n.pieces {
			if i == 0 || p.gap == 0 || p.comment || n.fixed {
				continue
			}
			k := place{sections[n.indent], p.source, p.kind}
			if p.kind == ":" || p.kind == ";" {
				k.section = 0
			}
			if at[k] == nil {
				order = append(order, k)
			}
			at[k] = append(at[k], member{n, i})
		}
	}
	var groups []*group
	for _, k := range order {
		if members := at[k]; len(members) > 1 && anyWide(members) {
			groups = append(groups, &group{k.source, members})
		}
	}
	return groups
}

func anyWide(members []member) bool {
	for _, m := range members {
		if m.piece().wide {
			return true
		}
	}
	return false
}

// comments is the run of neighbouring lines, from the first on, that have a comment behind them.
func comments(lines []*line) []*line {
	for i, n := range lines {
		last := len(n.pieces) - 1
		if last == 0 || !n.pieces[last].comment || n.fixed || i > 0 && n.gap {
			return lines[:i]
		}
	}
	return lines
}

// alignComments puts the comments of a run into one column: the one where most of them stood, if they stood further out
// than they had to, or else the first where all have room. A line that is too long for it keeps its comment behind it.
func alignComments(run []*line) {
	votes := map[int]int{}
	at, longest := 0, 0
	for _, n := range run {
		p := n.pieces[len(n.pieces)-1]
		longest = max(longest, p.column)
		if p.wide && p.source > p.column {
			votes[p.source]++
			if v := votes[p.source]; v > votes[at] || v == votes[at] && p.source > at {
				at = p.source
			}
		}
	}
	if at == 0 && longest <= far {
		at = longest
	}
	for _, n := range run {
		p := n.pieces[len(n.pieces)-1]
		p.column = max(p.column, at)
	}
}

func width(text string) int { return utf8.RuneCountInString(text) }
