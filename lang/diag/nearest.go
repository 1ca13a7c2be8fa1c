package diag

import "strings"

// Nearest returns the candidate that name was most likely meant to be, or "". A slip is a letter too many, too few, wrong
// or swapped with its neighbour; a third of the letters may be wrong, at most three.
func Nearest(name string, candidates []string) string {
	best, limit := "", min(3, max(1, (len([]rune(name))+1)/3))
	for _, c := range candidates {
		switch d := distance(name, c); {
		case c == name:
		case strings.EqualFold(c, name):
			return c
		case d <= limit && d < len([]rune(c)):
			best, limit = c, d-1
		}
	}
	return best
}

// distance is the number of slips between two words (Damerau and Levenshtein, neighbours swapped counted once).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 64
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			wrong := 1
			if x[i-1] == y[j-1] {
				wrong = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+wrong)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
