package interp_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/runtime/record"
)

// The tests themselves agree with R (runtime/stat). Here it is held that the right numbers of the right animals reach them:
// each is computed again from the trials, by textbook formulas. The whole was compared with R on trials.csv as well.
const asked = `experiment "e" {
  seed 11
  factor isi between [10s, 30s, 1min]
  factor site within [siphon, mantle] order balanced washout 1h
  each n=4 per cell {
    within site { base: touch site; rest 5min; train: touch site x4 every isi; rest 20s; test: touch site }
  }
  measure gill.amplitude
  expect "two": test[isi=10s] < test[isi=1min] by t
  expect "pairs": test < 80% of base by t
  expect "within": test[site=siphon] > test[site=mantle] by t
  expect "both": train[isi=10s, site=siphon].last < train[isi=1min][site=siphon].last by t
  expect "changes": (test[isi=10s] - base[isi=10s]) < (test[isi=1min] - base[isi=1min]) by t
  expect "twice": 2 * test[isi=30s] > test[isi=10s] + test[isi=1min] by t
  expect "slope": trend(test, isi) > 0 by t
  expect "slope within ten": trend(test / base, isi) > 0.01 / 1s by t
  expect "constant": test > 10% by t
  expect "some": test < base when isi > 10s by t
  expect "change": interaction(isi, site) on test by anova
  expect "alike": test[isi=10s] ~ test[isi=1min] margin 90% by t
}`

// responses are the responses of a label, averaged over an animal's sessions, by the animal's interval.
func responses(r *record.Result, label, site string, last bool) map[string][]float64 {
	out := map[string][]float64{}
	for _, a := range r.Experiments[0].Animals {
		values, isi := map[string]float64{}, ""
		for _, t := range r.Trials {
			if t.Animal != a.Number || t.Label != label {
				continue
			}
			isi = t.Factors[0].Level
			if where := t.Factors[1].Level; site == "" || site == where {
				values[where] = t.Responses[0]
			}
		}
		sum := 0.0
		for _, v := range values {
			sum += v
		}
		out[isi] = append(out[isi], sum/float64(len(values)))
	}
	return out
}

func combined(a, b []float64, x, y float64) (out []float64) {
	for i := range a {
		out = append(out, x*a[i]+y*b[i])
	}
	return out
}

func all(m map[string][]float64) []float64 {
	return append(append(append([]float64{}, m["10s"]...), m["30s"]...), m["1min"]...)
}

// contrast is t of weighted means with a pooled variance, and the sum itself.
func contrast(constant float64, weights []float64, samples ...[]float64) (estimate, t float64) {
	var squares, df, spread float64
	for i, x := range samples {
		mean := 0.0
		for _, v := range x {
			mean += v / float64(len(x))
		}
		for _, v := range x {
			squares += (v - mean) * (v - mean)
		}
		df += float64(len(x) - 1)
		estimate += weights[i] * mean
		spread += weights[i] * weights[i] / float64(len(x))
	}
	return estimate, (estimate - constant) / math.Sqrt(squares/df*spread)
}

func TestHypothesesReadTheRightAnimals(t *testing.T) {
	r := run(t, context.Background(), asked, interp.Options{})
	base, test := responses(r, "base", "", true), responses(r, "test", "", true)
	siphon, mantle := responses(r, "test", "siphon", true), responses(r, "test", "mantle", true)
	last := responses(r, "train", "siphon", true)
	change := map[string][]float64{}
	ratio := map[string][]float64{}
	for isi := range test {
		change[isi] = combined(test[isi], base[isi], 1, -1)
	}
	want := map[string][2]float64{}
	put := func(name string, constant float64, weights []float64, samples ...[]float64) {
		e, v := contrast(constant, weights, samples...)
		want[name] = [2]float64{e, v}
	}
	put("two", 0, []float64{1, -1}, test["10s"], test["1min"])
	put("pairs", 0, []float64{1}, combined(all(test), all(base), 1, -0.8))
	put("within", 0, []float64{1}, combined(all(siphon), all(mantle), 1, -1))
	put("both", 0, []float64{1, -1}, last["10s"], last["1min"])
	put("changes", 0, []float64{1, -1}, change["10s"], change["1min"])
	put("twice", 0, []float64{2, -1, -1}, test["30s"], test["10s"], test["1min"])
	mean := 100.0 / 3
	square := (10-mean)*(10-mean) + (30-mean)*(30-mean) + (60-mean)*(60-mean)
	slope := []float64{(10 - mean) / square, (30 - mean) / square, (60 - mean) / square}
	put("slope", 0, slope, test["10s"], test["30s"], test["1min"])
	put("constant", 0.1, []float64{1}, all(test))
	put("some", 0, []float64{1}, append(append([]float64{}, change["30s"]...), change["1min"]...))
	// A ratio is of each session, and then the mean over sessions.
	one, other := responses(r, "base", "siphon", true), responses(r, "base", "mantle", true)
	for isi := range test {
		for i := range test[isi] {
			ratio[isi] = append(ratio[isi], (siphon[isi][i]/one[isi][i]+mantle[isi][i]/other[isi][i])/2)
		}
	}
	put("slope within ten", 0.01, slope, ratio["10s"], ratio["30s"], ratio["1min"])
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b), 1e-6) }
	for _, c := range r.Checks {
		w, ok := want[c.Name]
		if !ok {
			continue
		}
		delete(want, c.Name)
		if !near(c.Test.Estimate, w[0]) || !near(c.Test.Value, w[1]) {
			t.Errorf("%s: estimate %g and t %g, and not %g and %g", c.Name, c.Test.Estimate, c.Test.Value, w[0], w[1])
		}
		if foretold := map[bool]string{true: "<", false: ">"}[strings.Contains(c.Text, "<")]; c.Pass && (foretold == "<") != (c.Test.Value < 0) {
			t.Errorf("%s passes against its direction", c.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not asked: %v", want)
	}
	for _, c := range r.Checks {
		switch c.Name {
		case "change":
			if c.Test.Name != "mixed ANOVA" || c.Test.DF[0] != 2 || c.Test.DF[1] != 9 || len(c.Samples) != 6 {
				t.Errorf("%s: %+v", c.Name, c.Test)
			}
		case "alike":
			if !c.Pass || c.Test.Name != "two one-sided Student t" {
				t.Errorf("%s: %+v", c.Name, c.Test)
			}
		}
	}
}

// TestCorrections: a single primary hypothesis stands alone; the others are a family, each by its method.
func TestCorrections(t *testing.T) {
	r := run(t, context.Background(), `experiment "e" {
  group a n=5 { base: touch siphon; rest 1h; test: touch siphon force 8g }
  group b n=5 { base: touch siphon; rest 1h; test: touch siphon }
  measure gill.amplitude
  primary expect a.test > b.test by t
  expect "1": a.test > b.test by t
  expect "2": a.base > b.base by t
  expect "3": a.base < b.base correct bonferroni by t
  plan { correct holm }
}`, interp.Options{})
	p := func(i int) float64 { return r.Checks[i].Test.P }
	adjusted := func(i int) float64 { return r.Checks[i].Test.Adjusted }
	if adjusted(0) != p(0) || r.Checks[0].Test.Correction != "" || !r.Checks[0].Pass {
		t.Errorf("primary: %+v", r.Checks[0].Test)
	}
	if adjusted(1) != 3*p(1) || adjusted(2) != min(1, max(3*p(1), 2*p(2))) || adjusted(3) != min(1, 3*p(3)) {
		t.Errorf("others: %g %g, %g %g, %g %g", p(1), adjusted(1), p(2), adjusted(2), p(3), adjusted(3))
	}
	if r.Checks[2].Pass && r.Checks[3].Pass || p(2) != p(3) {
		t.Error("two directions at once")
	}
}

// TestPlain: what cannot be tested fails, and a sentence says why.
func TestPlain(t *testing.T) {
	for text, why := range map[string]string{
		"group a n=1 { test: touch siphon }; group b n=1 { test: touch siphon }; expect a.test > b.test":                                                             "a sample of one value",
		"variability 0%; group a n=3 { test: touch siphon }; group b n=3 { test: omit touch siphon }; expect a.test > b.test":                                        "copies of one another",
		"group a n=3 { test: touch siphon }; expect a.test > 0.1; plan { exclude test > 0 }":                                                                         "no values",
		"group a n=3 { test: touch siphon }; group b n=3 { test: touch siphon }; expect a.test ~ b.test - b.test margin 10%":                                         "margin",
		"group a n=3 { test: touch siphon }; group b n=3 { test: touch siphon }; group c n=3 { test: touch siphon }; expect a.test - b.test > c.test by mannwhitney": "rank",
	} {
		r := run(t, context.Background(), text, interp.Options{})
		if c := r.Checks[0]; c.Pass || !strings.Contains(c.Sentence, why) || strings.Contains(c.Sentence, "NaN") {
			t.Errorf("%s\n%s", text, c.Sentence)
		}
	}
}
