// Package paper writes what a paper needs of an experiment: the paragraphs of its Methods, and the checklist of ARRIVE 2.0.
//
// Everything is taken from the script, its plan and what was counted afterwards. What the script does not say is not made
// up: it is named.
//
//	paper.Methods(result, account)
package paper

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Span writes a time as prose does: 10 min, 1 h 30 min, 14 weeks.
func Span(ns int64) string {
	const week, day, hour, minute = 7 * 86400e9, 86400e9, 3600e9, 60e9
	if ns >= 2*week && ns%week == 0 {
		return fmt.Sprintf("%d weeks", ns/week)
	}
	var parts []string
	for _, u := range []struct {
		name string
		ns   int64
	}{{"d", day}, {"h", hour}, {"min", minute}} {
		if ns >= u.ns {
			parts = append(parts, fmt.Sprintf("%d %s", ns/u.ns, u.name))
			ns %= u.ns
		}
	}
	switch {
	case ns >= 1e9 || ns > 0 && len(parts) > 0:
		parts = append(parts, decimal(float64(ns)/1e9)+" s")
	case ns >= 1e6:
		parts = append(parts, decimal(float64(ns)/1e6)+" ms")
	case ns > 0 || len(parts) == 0:
		parts = append(parts, decimal(float64(ns)/1e9)+" s")
	}
	return strings.Join(parts, " ")
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Number writes a value with three figures.
func Number(x float64) string {
	if math.IsNaN(x) {
		return "undefined"
	}
	if a := math.Abs(x); x == 0 || a >= 0.001 && a < 1e5 {
		r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
		return strings.Replace(decimal(r), "-", "−", 1)
	}
	return strings.Replace(strconv.FormatFloat(x, 'g', 3, 64), "-", "−", 1)
}

// P writes a probability as the field does.
func P(p float64) string {
	switch {
	case math.IsNaN(p):
		return "p undefined"
	case p < 0.0001:
		return "p < 0.0001"
	}
	return "p = " + strconv.FormatFloat(p, 'g', 2, 64)
}

// Percent writes a share: 80 %.
func Percent(x float64) string { return Number(x*100) + " %" }

// List joins names: a, b and c.
func List(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

var small = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// Count writes a number of things: four groups, 48 animals.
func Count(n int, one, many string) string {
	what := many
	if n == 1 {
		what = one
	}
	if n >= 0 && n < len(small) {
		return small[n] + " " + what
	}
	return strconv.Itoa(n) + " " + what
}

func upper(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	s = upper(s)
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}
