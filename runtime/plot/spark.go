// Package plot draws series and traces: sparklines and charts of characters for a terminal, and SVG for a file.
//
// It knows nothing of scripts or animals; it takes names, units and numbers.
//
//	plot.Spark([]float64{1, 0.7, 0.5}, 40)   // █▅▃
package plot

import "strings"

var bars = []rune("▁▂▃▄▅▆▇█")

// Spark draws values as a row of at most width bars, from 0 (or the smallest, if that is negative) to the largest. Where
// there are more values than bars, a bar is the mean of its values.
func Spark(values []float64, width int) string {
	values = squeeze(values, max(1, width))
	s := span{}
	for _, v := range values {
		if finite(v) {
			s = s.with(v)
		}
	}
	var b strings.Builder
	for _, v := range values {
		switch {
		case !finite(v):
			b.WriteRune(' ')
		case s.high == s.low:
			b.WriteRune(bars[0])
		default:
			b.WriteRune(bars[s.place(v, len(bars))])
		}
	}
	return b.String()
}

// squeeze makes at most n values of many.
func squeeze(values []float64, n int) []float64 {
	if len(values) <= n {
		return values
	}
	out := make([]float64, n)
	for i := range out {
		from, to := i*len(values)/n, (i+1)*len(values)/n
		n := 0
		for _, v := range values[from:to] {
			if finite(v) {
				out[i] += v
				n++
			}
		}
		out[i] /= float64(n) // no number where there is none
	}
	return out
}
