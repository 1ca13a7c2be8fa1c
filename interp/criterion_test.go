package interp_test

import "testing"

// TestWhyBehindACriterion: how often the animal is trained to a criterion is not known before, so a script is not refused for it.
func TestWhyBehindACriterion(t *testing.T) {
	r := result(t, "repeat until train.last < 50% of train.first max 5 { train: touch siphon; rest 20s }\nwhy\n")
	if len(r.Whys) != 1 {
		t.Errorf("%d answers", len(r.Whys))
	}
}
