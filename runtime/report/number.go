package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number writes a response to three figures.
func Number(v float64) string {
	switch {
	case math.IsNaN(v):
		return "undefined"
	case v == 0:
		return "0"
	case math.Abs(v) >= 0.01 && math.Abs(v) < 1000:
		return strconv.FormatFloat(v, 'f', decimals(v), 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

func decimals(v float64) int {
	return max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
}

// Time writes nanoseconds in days, hours, minutes and seconds: 1h30min, 26d4h, 0.5s.
func Time(ns int64) string {
	if ns == 0 {
		return "0s"
	}
	var b strings.Builder
	for _, u := range []struct {
		name string
		ns   int64
	}{{"d", 86400e9}, {"h", 3600e9}, {"min", 60e9}} {
		if ns >= u.ns {
			fmt.Fprintf(&b, "%d%s", ns/u.ns, u.name)
			ns %= u.ns
		}
	}
	if ns > 0 {
		b.WriteString(strconv.FormatFloat(float64(ns)/1e9, 'f', -1, 64) + "s")
	}
	return b.String()
}

// Count writes a number of things: 1 neuron, 12,345 spikes.
func Count(n int64, what string) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	if n != 1 {
		what += "s"
	}
	return text + " " + what
}
