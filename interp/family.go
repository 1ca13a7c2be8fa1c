package interp

import (
	"math"

	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// correct adjusts p values for the number of hypotheses. The primary ones are a family of their own, so that a single
// primary hypothesis is tested at alpha itself; the others are a second family. A hypothesis with a `correct` of its own is
// adjusted by that method, among all of its family. One that could not be tested counts as p = 1, and has none afterwards.
func correct(questions []*timeline.Question, checks []record.Check, usual string) {
	for _, primary := range []bool{true, false} {
		var family []int
		var p []float64
		for i, c := range checks {
			if c.Primary == primary {
				family, p = append(family, i), append(p, c.Test.P)
			}
		}
		if len(family) < 2 {
			continue
		}
		for k, i := range family {
			method := questions[i].Correct
			if method == "" {
				method = usual
			}
			t := checks[i].Test
			switch method {
			case "holm":
				t.Adjusted = stat.Holm(p)[k]
			case "bonferroni":
				t.Adjusted = stat.Bonferroni(p)[k]
			case "fdr":
				t.Adjusted = stat.BenjaminiHochberg(p)[k]
			default:
				continue
			}
			t.Correction = method
		}
	}
	for _, c := range checks {
		if c.Test.Plain != "" {
			c.Test.P, c.Test.Adjusted, c.Test.Correction = math.NaN(), math.NaN(), ""
		}
	}
}
