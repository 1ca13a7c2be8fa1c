package animal_test

import (
	"testing"

	"protoexp/runtime/animal"
)

// What is left of a contraction is read as long as it can be told from nothing; then the reading is 0, whoever asks and
// when, and a response that was never large is one.
func TestResidue(t *testing.T) {
	a := grow(t, reflex())
	before := a.Begin([]string{"gill"})
	rest(t, a, 10*s)
	touch := a.Begin(a.Reach("touch", "siphon"))
	must(t, a.Present("touch", "siphon", nil, 500*ms))
	responses := func(a *animal.Animal, tr animal.Trial) []float64 {
		t.Helper()
		v, err := a.Responses(tr)
		must(t, err)
		return v
	}
	trials := []animal.Trial{before, touch}
	var early [][]float64
	for range 12 {
		rest(t, a, 2*s)
		tr := a.Begin([]string{"gill"})
		trials, early = append(trials, tr), append(early, responses(a.Copy(), tr))
	}
	rest(t, a, 100*s)
	first := responses(a, touch)[0]
	if first < 0.1 {
		t.Fatalf("the touch gave %g", first)
	}
	gone := false
	for i, tr := range trials[2:] {
		v := responses(a, tr)[0]
		switch {
		case early[i][0] != v:
			t.Errorf("%d s after the touch: %g when it was asked for early, then %g", 2*i+2, early[i][0], v)
		case v == 0:
			gone = true
		case gone || v < first/1000:
			t.Errorf("%d s after the touch a residue of %g of %g", 2*i+2, v, first)
		}
	}
	if !gone || responses(a, trials[2])[0] == 0 {
		t.Error("a residue is never gone, or at once")
	}
	if v := responses(a, before)[0]; v != 0 {
		t.Errorf("nothing happened yet, and the gill read %g", v)
	}
}
