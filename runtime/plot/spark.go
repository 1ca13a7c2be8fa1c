// Package plot draws series and traces: sparklines and charts of characters for a terminal, and SVG for a file.
//
// It knows nothing of scripts or animals; it takes names, units and numbers.
//
//	plot.Spark([]float64{1, 0.7, 0.5})   // █▅▃
package plot

import (
	"math"
	"strings"
)

var bars = []rune("▁▂▃▄▅▆▇█")

// Spark draws values as a row of bars from 0 (or the smallest, if that is negative) to the largest.
func Spark(values []float64) string {
	low, high := 0.0, 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	var b strings.Builder
	for _, v := range values {
		switch {
		case math.IsNaN(v):
			b.WriteRune(' ')
		case high == low:
			b.WriteRune(bars[0])
		default:
			b.WriteRune(bars[int(math.Round((v-low)/(high-low)*float64(len(bars)-1)))])
		}
	}
	return b.String()
}
