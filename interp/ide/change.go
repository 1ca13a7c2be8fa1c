package ide

import (
	"sort"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/format"
	"protoexp/lang/source"
)

// Format are the edits that lay the whole text out.
func (d *Document) Format() []diag.Edit { return d.FormatRange(0, len(d.Text)) }

// FormatRange are the edits that lay out the lines which a stretch touches.
func (d *Document) FormatRange(from, to int) (list []diag.Edit) {
	for _, e := range d.edits(format.Text(d.Text)) {
		if e.Span.Start <= to && e.Span.End >= from {
			list = append(list, e)
		}
	}
	return list
}

// edits turn the text into another, line by line. Lines that differ in blanks alone are the same line, so that each has an edit
// of its own, and cursors and folds stay.
func (d *Document) edits(to string) (list []diag.Edit) {
	if to == d.Text {
		return nil
	}
	a, b := strings.SplitAfter(d.Text, "\n"), strings.SplitAfter(to, "\n")
	offset := make([]int, len(a)+1)
	for i, line := range a {
		offset[i+1] = offset[i] + len(line)
	}
	put := func(i, j, k, l int) {
		if text := strings.Join(b[k:l], ""); text != d.Text[offset[i]:offset[j]] {
			list = append(list, diag.Edit{Span: source.Span{File: d.file, Start: offset[i], End: offset[j]}, Text: text})
		}
	}
	i, k := 0, 0
	for _, p := range common(squeezed(a), squeezed(b)) {
		put(i, p[0], k, p[1])
		put(p[0], p[0]+1, p[1], p[1]+1)
		i, k = p[0]+1, p[1]+1
	}
	put(i, len(a), k, len(b))
	return list
}

// squeezed are lines without their blanks.
func squeezed(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.Join(strings.Fields(line), "")
	}
	return out
}

// common pairs lines that two texts have in common, in order: those at the beginning and at the end, then those that stand
// once in what is left of each and do not cross (patience), and the same between them.
func common(a, b []string) (pairs [][2]int) {
	top, end := 0, 0
	for ; top < len(a) && top < len(b) && a[top] == b[top]; top++ {
		pairs = append(pairs, [2]int{top, top})
	}
	for end < len(a)-top && end < len(b)-top && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	i, k := top, top
	gap := func(j, l int) {
		if i < j && k < l && (i > top || j < len(a)-end) { // else nothing stands once
			for _, p := range common(a[i:j], b[k:l]) {
				pairs = append(pairs, [2]int{p[0] + i, p[1] + k})
			}
		}
	}
	for _, p := range unique(a[top:len(a)-end], b[top:len(b)-end]) {
		gap(p[0]+top, p[1]+top)
		i, k = p[0]+top+1, p[1]+top+1
		pairs = append(pairs, [2]int{i - 1, k - 1})
	}
	gap(len(a)-end, len(b)-end)
	for ; end > 0; end-- {
		pairs = append(pairs, [2]int{len(a) - end, len(b) - end})
	}
	return pairs
}

// unique pairs the lines that stand once in both texts: the longest row of them that rises in both.
func unique(a, b []string) [][2]int {
	count, place := map[string][2]int{}, map[string]int{}
	for _, line := range a {
		c := count[line]
		count[line] = [2]int{c[0] + 1, c[1]}
	}
	for k, line := range b {
		c := count[line]
		count[line], place[line] = [2]int{c[0], c[1] + 1}, k
	}
	var tails, before []int // the last pair of the best row of each length, and the pair before each
	var all [][2]int
	for i, line := range a {
		if count[line] != [2]int{1, 1} {
			continue
		}
		k := place[line]
		at := sort.Search(len(tails), func(n int) bool { return all[tails[n]][1] >= k })
		previous := -1
		if at > 0 {
			previous = tails[at-1]
		}
		all, before = append(all, [2]int{i, k}), append(before, previous)
		tails = append(tails[:at], append([]int{len(all) - 1}, tails[min(at+1, len(tails)):]...)...)
	}
	if len(tails) == 0 {
		return nil
	}
	row := make([][2]int, len(tails))
	for n, i := len(tails)-1, tails[len(tails)-1]; i >= 0; n, i = n-1, before[i] {
		row[n] = all[i]
	}
	return row
}

// Apply makes edits in the text; of edits that overlap the first is made.
func (d *Document) Apply(edits []diag.Edit) string {
	return diag.Apply(d.Text, []diag.Diagnostic{{Edits: edits}})
}
