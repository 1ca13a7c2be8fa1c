package unit

import (
	"math"
	"testing"
)

// FuzzUnit holds that what Parse reads, Format writes so that Parse reads the same.
func FuzzUnit(f *testing.F) {
	for _, text := range []string{"2h", "1h30min", "-70mV", "20%", "10 Hz", "0.5s", "2g", "1e-3nA", "5m", "1h30", "", "1e999s", "0.1ns"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, problem := Parse(text)
		if problem != nil {
			if problem.Message == "" || problem.Fix == "" {
				t.Errorf("%q: %+v", text, problem)
			}
			return
		}
		if math.IsInf(q.Value, 0) || math.IsNaN(q.Value) {
			t.Errorf("%q is %v", text, q)
		}
		if q.Dim == None {
			return
		}
		written := Format(q)
		again, problem := Parse(written)
		if problem != nil || again != q {
			t.Errorf("%q is %v, written %q, read as %v %v", text, q, written, again, problem)
		}
	})
}
