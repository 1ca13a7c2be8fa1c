package stat

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"protoexp/runtime/random"
)

func fNumbers(r Result) []float64 { return append([]float64{r.Value}, append(r.DF, r.P)...) }

// factors are those that letters name, such as ab.
func factors(name, letters string) (in []int) {
	for i, l := range letters {
		if strings.ContainsRune(name, l) {
			in = append(in, i)
		}
	}
	return in
}

func ints(x []float64) (out []int) {
	for _, v := range x {
		out = append(out, int(v))
	}
	return out
}

func TestAnova(t *testing.T) {
	o := readOracle(t, "anova.csv")
	o.each(t, "one", func(t *testing.T, c map[string][]float64) {
		r := Groups(split(c["y"], c["n"])...).Anova(Factors{Between: []int{0}})
		agree(t, "F", fNumbers(r), c["F"])
		agree(t, "eta", effect(r.Effects[0]), c["eta"])
	})
	o.each(t, "factorial", func(t *testing.T, c map[string][]float64) {
		d := Design{Between: ints(c["levels"]), Cell: ints(c["cell"])}
		for _, v := range c["y"] {
			d.Values = append(d.Values, []float64{v})
		}
		for _, e := range []string{"a", "b", "c", "ab", "ac", "bc", "abc"} {
			if c[e] != nil {
				agree(t, e, fNumbers(d.Anova(Factors{Between: factors(e, "abc")})), c[e])
			}
		}
	})
	o.each(t, "within", func(t *testing.T, c map[string][]float64) {
		d := Design{Within: ints(c["levels"])}
		if len(c["n"]) > 1 {
			d.Between = []int{len(c["n"])}
		}
		rows := c["y"]
		for cell, n := range c["n"] {
			for range int(n) {
				k := product(d.Within)
				d.Cell, d.Values, rows = append(d.Cell, cell), append(d.Values, rows[:k]), rows[k:]
			}
		}
		for _, e := range []string{"g", "u", "v", "uv", "gu", "gv", "guv"} {
			if c[e] == nil {
				continue
			}
			f := Factors{Between: factors(e, "g"), Within: factors(e, "uv")}
			d.Sphericity = Spherical
			agree(t, e, fNumbers(d.Anova(f)), c[e])
			for s, name := range []string{"_gg", "_hf"} {
				if d.Sphericity = Sphericity(s); c[e+name] != nil {
					r := d.Anova(f)
					agree(t, e+name, []float64{r.DF[0] / c[e][1], r.P}, c[e+name])
				}
			}
		}
	})
	o.each(t, "permuted", func(t *testing.T, c map[string][]float64) {
		r := Groups(split(c["y"], c["n"])...).Permutation(key, Factors{Between: []int{0}})
		agree(t, "p", []float64{r.P}, c["p"][:1])
		if want := fmt.Sprintf("exact over %g permutations", c["p"][1]); r.Method != want {
			t.Errorf("%q, want %q", r.Method, want)
		}
	})
}

// An effect of one degree of freedom is a contrast: F is the square of its t, and both permutations are one.
func TestAnovaIsContrast(t *testing.T) {
	d := Design{Between: []int{2, 2}, Within: []int{2}}
	for i := range 14 {
		d.Cell = append(d.Cell, i%4)
		d.Values = append(d.Values, []float64{key.Normal(1, uint64(i), 0), float64(i%4) + key.Normal(1, uint64(i), 1)})
	}
	for _, e := range []Factors{{[]int{0}, nil}, {[]int{0, 1}, nil}, {[]int{1}, []int{0}}, {[]int{0, 1}, []int{0}}, {nil, []int{0}}} {
		c, ok := d.Contrast(e)
		if !ok {
			t.Fatalf("%v is no contrast", e)
		}
		r, s := d.Anova(e), c.Student(TwoSided)
		agree(t, fmt.Sprint(e), []float64{r.Value, r.P, r.Estimate, r.Low}, []float64{s.Value * s.Value, s.P, s.Estimate, s.Low})
		if a, b := d.Permutation(key, e).P, c.PermutationP(key, TwoSided, Draws).P; a != b || a != d.PermutationP(key, e, Draws).P {
			t.Errorf("%v: p %g as an effect, %g as a contrast", e, a, b)
		}
	}
}

// Permuted effects of many degrees of freedom come close to F on normal data.
func TestDrawnAnova(t *testing.T) {
	d := Design{Between: []int{3}, Within: []int{3}, Sphericity: Spherical}
	for i := range 36 {
		row := make([]float64, 3)
		random.Key{Seed: 8}.Normals(row, 1, uint64(i), 0)
		row[0] += 0.3 + 0.35*float64(i%3)
		d.Cell, d.Values = append(d.Cell, i%3), append(d.Values, row)
	}
	for _, e := range []Factors{{[]int{0}, nil}, {nil, []int{0}}, {[]int{0}, []int{0}}} {
		f, p := d.Anova(e), d.Permutation(key, e)
		if math.Abs(f.P-p.P) > 0.02 || f.Value != p.Value {
			t.Errorf("%v: p %g by F, %g by permutation (%s)", e, f.P, p.P, p.Method)
		}
	}
}
