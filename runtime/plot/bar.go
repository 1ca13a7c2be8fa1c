package plot

import (
	"math"
	"strings"
)

var eighths = []rune(" ▏▎▍▌▋▊▉")

// Bar draws a value as a bar, in which a number fills so many columns. A value that is larger ends in an arrow.
func Bar(value, full float64, width int) string {
	switch {
	case !finite(value) || !(full > 0) || value <= 0:
		return ""
	case value > full*(1+1e-9):
		return strings.Repeat("█", max(0, width-1)) + "▶"
	}
	n := int(math.Round(math.Min(1, value/full) * float64(width) * 8))
	text := strings.Repeat("█", n/8)
	if n%8 > 0 {
		text += string(eighths[n%8])
	}
	return text
}

// Ceiling is a round number above a value: 1, 2 or 5 times a power of ten. Of what is not above zero it is 1.
func Ceiling(value float64) float64 {
	if !finite(value) || value <= 0 {
		return 1
	}
	return round(value)
}
