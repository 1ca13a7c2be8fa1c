package report

import (
	"strings"

	"protoexp/runtime/record"
)

// byName lets A_1 come before AX_1.
var byName = strings.NewReplacer("_", " ")

// sequence puts labels into the order of time. One comes before another where it does in every animal that has both; labels
// that come in one order in this animal and in another in that are put by name, and those that no animal shares by when they
// come first.
func sequence(list []*label) []*label {
	firsts := make([]map[int]int64, len(list)) // of each label: when it comes first, animal by animal
	earliest := make([]int64, len(list))
	for i, l := range list {
		firsts[i], earliest[i] = map[int]int64{}, -1
		for _, c := range l.cells {
			for _, row := range c.rows {
				note(firsts[i], row[0])
				if t := row[0].Onset; earliest[i] < 0 || t < earliest[i] {
					earliest[i] = t
				}
			}
		}
	}
	before := func(a, b int) (n int) {
		for animal, at := range firsts[a] {
			if other, both := firsts[b][animal]; both && at < other {
				n++
			}
		}
		return n
	}
	wins := make([][]int, len(list))
	for a := range list {
		for b := range list {
			wins[a] = append(wins[a], before(a, b))
		}
	}
	rather := func(a, b int) bool { // of two that may both come next
		if wins[a][b] == 0 && wins[b][a] == 0 && earliest[a] != earliest[b] {
			return earliest[a] < earliest[b]
		}
		return wins[a][b]+wins[b][a] > 0 && byName.Replace(list[a].name) < byName.Replace(list[b].name)
	}
	var out []*label
	placed := make([]bool, len(list))
	for range list {
		next, free := -1, false
		for a := range list {
			if placed[a] {
				continue
			}
			first := true
			for b := range list {
				first = first && (placed[b] || wins[b][a] == 0 || wins[a][b] > 0)
			}
			if next < 0 || first && !free || first == free && rather(a, next) {
				next, free = a, first
			}
		}
		placed[next], out = true, append(out, list[next])
	}
	return out
}

// note keeps the earliest trial of an animal.
func note(first map[int]int64, t record.Trial) {
	if at, known := first[t.Animal]; !known || t.Onset < at {
		first[t.Animal] = t.Onset
	}
}
