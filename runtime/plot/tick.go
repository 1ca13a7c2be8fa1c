package plot

import (
	"math"
	"strconv"
)

// tick is a round place on an axis.
type tick struct {
	at   float64
	text string
}

// ticks are about n round places on a span: 1, 2 or 5 times a power of ten apart.
func ticks(s span, n int, whole bool) (out []tick) {
	step := round((s.high - s.low) / float64(max(n, 1)))
	if whole {
		step = math.Max(1, step)
	}
	first, last := math.Ceil(s.low/step-1e-9), math.Floor(s.high/step+1e-9)
	if last-first > 1000 { // the span is too narrow for its distance from 0
		return nil
	}
	for k := first; k <= last; k++ {
		at := k * step
		out = append(out, tick{at, write(at, step)})
	}
	return out
}

// round is the smallest of 1, 2, 5, 10, ... that is not below a step.
func round(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= step*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// write shows a tick with as many decimals as its step needs.
func write(at, step float64) string {
	if at == 0 {
		return "0"
	}
	if a := math.Abs(at); a >= 1e6 || step < 1e-4 {
		return strconv.FormatFloat(at, 'g', 4, 64)
	}
	return strconv.FormatFloat(at, 'f', max(0, -int(math.Floor(math.Log10(step)+1e-9))), 64)
}

// around widens a span to the ticks outside of it, so that its ends are labelled.
func around(s span, n int) span {
	step := round((s.high - s.low) / float64(max(n, 1)))
	return span{math.Floor(s.low/step+1e-9) * step, math.Ceil(s.high/step-1e-9) * step}
}
