package interp

import (
	"math"
	"slices"

	"protoexp/lang/timeline"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
	"protoexp/runtime/study"
)

// tested chooses the test of a hypothesis by the design and does it. Every p value is two-sided, also of a hypothesis with
// a direction: so it agrees with the interval, and an effect the other way is not taken for none.
func tested(d *timeline.Design, q *timeline.Question) stat.Result {
	key := study.Stream(d.Seed, d.Title, "test of "+q.Text, 0)
	switch {
	case q.Kind != timeline.Compare:
		return effect(q, key)
	case q.Op == "~":
		if q.Right.Mean() == 0 {
			return stat.Result{Name: "two one-sided tests", Plain: stat.NoMargin, P: 1}
		}
		lower, upper := contrast(q.Lower), contrast(q.Upper)
		if q.Right.Mean() < 0 {
			lower, upper = upper, lower
		}
		return stat.Equivalence(contrast(q.Difference), lower, upper, func(c stat.Contrast, side stat.Side) stat.Result {
			if q.By == "" && (lower.Reason() == stat.Still || upper.Reason() == stat.Still) {
				return c.Permutation(key, side) // which needs no spread
			}
			if q.By == "" {
				return c.Welch(side)
			}
			return by(q.By, c, side, key)
		})
	case q.By == "jonckheere" && q.Trend != "":
		var samples [][]float64
		for _, s := range q.Left.Samples {
			samples = append(samples, s.Values)
		}
		return stat.Jonckheere(stat.TwoSided, samples...)
	}
	return by(q.By, contrast(q.Difference), stat.TwoSided, key)
}

// by is a test of a contrast by its name; without one, permutation.
func by(name string, c stat.Contrast, side stat.Side, key random.Key) stat.Result {
	switch name {
	case "welch":
		return c.Welch(side)
	case "t":
		return c.Student(side)
	case "mannwhitney", "wilcoxon":
		r := c.Wilcoxon(side)
		if r.Plain == "" && c.Reason() == stat.Still { // ranks need no spread either
			r.Still, r.Low, r.High, r.Interval, r.Effects = true, 0, 0, "", nil
		}
		return r
	case "anova":
		return analysis(c, side)
	case "jonckheere":
		return stat.Result{Name: "Jonckheere-Terpstra", Plain: "This test is of a trend over the levels of a factor: trend(test, isi) < 0.", P: 1, Estimate: c.Estimate(), N: c.N()}
	}
	return c.Permutation(key, side)
}

// analysis is the analysis of variance of one contrast: its F is the square of t.
func analysis(c stat.Contrast, side stat.Side) stat.Result {
	r := c.Student(side)
	r.Name = "ANOVA contrast"
	switch len(c.Cells) {
	case 1:
		r.Name = "repeated-measures ANOVA"
	case 2:
		r.Name = "one-way ANOVA"
	}
	if r.Plain == "" {
		r.Statistic, r.Value, r.DF = "F", r.Value*r.Value, []float64{1, r.DF[0]}
		r.Effects = []stat.Effect{stat.PartialEtaSquared(r.Value, 1, r.DF[1])}
	}
	return r
}

// contrast is an operand whose mean is 0 where the null hypothesis is true. No animal is in two of its samples.
func contrast(o timeline.Operand) stat.Contrast {
	c := stat.Contrast{Constant: -o.Constant}
	for _, s := range o.Samples {
		c.Cells = append(c.Cells, stat.Cell{Weight: s.Weight, Values: s.Values})
	}
	return c
}

// effect tests a main effect or an interaction.
func effect(q *timeline.Question, key random.Key) stat.Result {
	t, e := responses(q, q.Among)
	switch q.By {
	case "", "permutation":
		return t.Permutation(key, e)
	case "anova":
		return t.Anova(e)
	}
	c, ok := t.Contrast(e)
	if !ok {
		return stat.Result{Name: q.By, Plain: "This test compares two means, and the effect is of more.", P: 1}
	}
	return by(q.By, c, stat.TwoSided, key)
}

// responses is the table of the animals that have an answer at all levels within them, and the effect that is asked for.
func responses(q *timeline.Question, among []*timeline.Factor) (t stat.Design, e stat.Factors) {
	wanted := map[*timeline.Factor]bool{}
	for _, f := range q.Factors {
		wanted[f] = true
	}
	columns := 1
	for _, f := range among {
		list, in := &t.Between, &e.Between
		if f.Within {
			list, in = &t.Within, &e.Within
			columns *= len(f.Levels)
		}
		if wanted[f] {
			*in = append(*in, len(*list))
		}
		*list = append(*list, len(f.Levels))
	}
	subject := -1
	var row []float64
	cell := 0
	finish := func() {
		if slices.ContainsFunc(row, math.IsNaN) {
			return
		}
		if row != nil {
			t.Cell, t.Values = append(t.Cell, cell), append(t.Values, row)
		}
	}
	for _, o := range q.Observations {
		if o.Subject != subject {
			finish()
			subject, row = o.Subject, make([]float64, columns)
			for k := range row {
				row[k] = math.NaN()
			}
		}
		column := 0
		cell = 0
		for k, f := range among {
			if f.Within {
				column = column*len(f.Levels) + o.Levels[k]
			} else {
				cell = cell*len(f.Levels) + o.Levels[k]
			}
		}
		row[column] = o.Value
	}
	finish()
	return t, e
}

// kept is a test as results keep it.
func kept(r stat.Result, alpha float64) *record.Test {
	t := &record.Test{Name: r.Name, Method: r.Method, Statistic: r.Statistic, Value: r.Value, DF: r.DF, Estimate: r.Estimate, Low: r.Low, High: r.High,
		IntervalBy: r.Interval, Bootstrap: r.Bootstrap, P: r.P, Adjusted: r.P, Alpha: alpha, Fewest: r.Fewest, Still: r.Still, N: r.N, Plain: string(r.Plain)}
	if r.Interval == "" {
		t.Low, t.High = math.NaN(), math.NaN()
		if r.Statistic == "F" {
			t.Estimate = math.NaN() // of several differences
		}
	}
	for _, e := range r.Effects {
		t.Effects = append(t.Effects, record.Effect(e))
	}
	return t
}
