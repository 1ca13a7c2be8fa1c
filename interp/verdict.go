package interp

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"protoexp/lang/eval"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// verdict says in one English sentence how a hypothesis came out: what was seen, how large it is, and how sure.
func verdict(d *timeline.Design, q *timeline.Question, c record.Check) string {
	name := c.Name
	if name == "" {
		name = c.Text
	}
	s := fmt.Sprintf("%q ", name)
	switch t := c.Test; {
	case t.Plain != "":
		return s + "could not be tested: " + strings.ToLower(t.Plain[:1]) + t.Plain[1:]
	case c.Pass:
		s += "holds: "
	case t.Adjusted <= t.Alpha && direction(q, t.Estimate) < 0:
		s += "does not hold: "
	default: // no evidence for it is none against it
		s += "is not shown: "
	}
	if q.Kind != timeline.Compare {
		return s + factorial(d, q, c) + "."
	}
	return s + comparison(d, q, c) + "."
}

// comparison puts both sides beside each other.
func comparison(d *timeline.Design, q *timeline.Question, c record.Check) string {
	u := scaleOfTest(d, q)
	l, r := side(q.Left, u), side(q.Right, u)
	what, ok := common(d, q)
	chance := c.Test.Adjusted > c.Test.Alpha && q.Op != "~"
	left, right := q.Left.Text+l, q.Right.Text+r
	if ok {
		left, right = q.Left.Samples[0].Name+l, q.Right.Samples[0].Name+r
	}
	var s string
	switch {
	case q.Op == "~" && ok:
		s = fmt.Sprintf("%s %s in %s and %s, within %s", what, alike("was", c.Pass), left, right, share(marginOf(q)))
	case q.Op == "~":
		s = fmt.Sprintf("%s and %s %s, within %s", left, right, alike("were", c.Pass), share(marginOf(q)))
	case chance && len(q.Right.Samples) > 0 && u.rounded(q.Left.Mean(), 3) == u.rounded(q.Right.Mean(), 3):
		same := "the same to three figures"
		if c.Test.Still {
			same = "the same"
		}
		s = fmt.Sprintf("%s and %s were %s", left, right, same)
		if ok {
			s = fmt.Sprintf("%s was %s in %s and %s", what, same, left, right)
		}
		return s + ": " + evidence(q, c, u) + unanswered(q)
	case ok:
		s = fmt.Sprintf("%s %s in %s than in %s", what, order(q, c), left, right)
	default:
		s = fmt.Sprintf("%s %s than %s", left, order(q, c), right)
	}
	if chance {
		s += ", not beyond chance"
	}
	return s + ": " + evidence(q, c, u) + unanswered(q)
}

func alike(was string, so bool) string {
	if so {
		return was + " alike"
	}
	return was + " not shown to be alike"
}

// order is which side was more.
func order(q *timeline.Question, c record.Check) string {
	seen, foretold := "was higher", "higher"
	if q.Op == "<" || q.Op == "<=" {
		foretold = "lower"
	}
	switch off := q.Left.Mean() - q.Right.Mean(); {
	case off < 0:
		seen = "was lower"
	case off == 0:
		seen = "was no " + foretold
	}
	if off := direction(q, c.Test.Estimate); off < 0 && !strings.HasSuffix(seen, foretold) {
		seen = "was not " + foretold + " but" + strings.TrimPrefix(seen, "was")
	}
	return seen
}

func marginOf(q *timeline.Question) float64 {
	if q.Margin < 0 {
		return eval.DefaultMargin
	}
	return q.Margin
}

// common is what both sides say of different animals: gill.amplitude at test, of hab_shock.test and hab_only.test.
func common(d *timeline.Design, q *timeline.Question) (what string, ok bool) {
	if len(q.Left.Samples) != 1 || len(q.Right.Samples) != 1 || q.Left.Samples[0].Name == q.Right.Samples[0].Name {
		return "", false
	}
	bare := func(o timeline.Operand) string {
		text := o.Text
		if from, to := strings.Index(text, "["), strings.Index(text, "]"); from >= 0 && to > from {
			text = text[:from] + text[to+1:]
		}
		if group := o.Samples[0].Name + "."; strings.HasPrefix(text, group) {
			text = text[len(group):]
		}
		return text
	}
	l, r := bare(q.Left), bare(q.Right)
	if l != r || strings.ContainsAny(l, " ()[]") || len(d.Measures) == 0 {
		return "", false
	}
	label, field, has := strings.Cut(l, ".")
	what = d.Measures[0].Name + " at " + label
	if field == "count" {
		what = "the number of trials of " + label
	} else if has {
		what = fmt.Sprintf("%s of %s at %s", field, d.Measures[0].Name, label)
	}
	return what, true
}

// side is the mean of an operand with its standard deviation over animals, where it is of one sample.
func side(o timeline.Operand, u scale) string {
	switch {
	case len(o.Samples) == 0:
		return ""
	case len(o.Samples) > 1 || o.Constant != 0 || o.Samples[0].Weight != 1 || len(o.Samples[0].Values) < 2:
		return fmt.Sprintf(" (%s)", u.rounded(o.Mean(), 3))
	}
	return fmt.Sprintf(" (%s)", u.meanSD(o.Mean(), stat.SD(o.Samples[0].Values)))
}

// averaged is a mean over animals, for print.
func averaged(o timeline.Operand, dim unit.Dimension) string {
	var n []string
	for _, s := range o.Samples {
		n = append(n, strconv.Itoa(len(s.Values)))
	}
	return strings.Trim(side(o, scaleOf(dim, o.Mean())), " ()") + " (n = " + strings.Join(n, " + ") + ")"
}

// evidence is the difference with its interval, the test, the size of the effect and the number of animals.
func evidence(q *timeline.Question, c record.Check, u scale) string {
	t := c.Test
	word := "difference"
	switch {
	case t.Name == "Jonckheere-Terpstra":
		word, u = "rank correlation", scaleOf(unit.None)
	case len(q.Right.Samples) == 0 && strings.Contains(u.symbol, " per "):
		word = "slope"
	case len(q.Right.Samples) == 0:
		word = "mean"
	}
	list := []string{word + " " + u.rounded(t.Estimate, 3)}
	switch {
	case t.Still && t.P == 1:
		list[0] = "there is no difference in any animal"
	case t.Still && len(t.N) == 1:
		list[0] += " in every animal, so there is no interval and no effect size"
	case t.Still:
		list[0] += " without any spread within samples, so there is no interval and no effect size"
	case !math.IsNaN(t.Low):
		list = append(list, "95 % interval "+u.interval(t.Low, t.High))
	}
	return strings.Join(append(list, chance(t)...), ", ")
}

// chance is the test with its statistic, p value, effect size and numbers.
func chance(t *record.Test) (list []string) {
	if t.Statistic != "" {
		value := rounded(t.Value, unit.None, 3)
		var df []string
		for _, x := range t.DF {
			df = append(df, rounded(x, unit.None, 3))
		}
		if len(df) > 0 {
			list = append(list, fmt.Sprintf("%s(%s) = %s", t.Statistic, strings.Join(df, ", "), value))
		} else {
			list = append(list, fmt.Sprintf("%s = %s", t.Statistic, value))
		}
	}
	p := t.Name + " " + probability(t.P)
	if t.Correction != "" {
		p += fmt.Sprintf(" (%s after %s)", strings.TrimPrefix(probability(t.Adjusted), "p = "), corrections[t.Correction])
	}
	if t.Fewest > t.Alpha {
		p += fmt.Sprintf(" (of so few animals it cannot be less than %s, whatever they do)", strconv.FormatFloat(t.Fewest, 'g', 2, 64))
	}
	list = append(list, p)
	for _, e := range t.Effects {
		if name := effects[e.Name]; name != "" {
			list = append(list, fmt.Sprintf("%s %s", name, rounded(e.Value, unit.None, 2)))
		}
	}
	if len(t.N) == 0 {
		return list
	}
	return append(list, "n = "+animalsIn(t.N))
}

// animalsIn is how many animals each cell has: 10 + 12, and of many cells 10 in each of 8.
func animalsIn(n []int) string {
	var each []string
	for _, k := range n {
		each = append(each, strconv.Itoa(k))
	}
	switch {
	case len(n) <= 6:
		return strings.Join(each, " + ")
	case slices.Min(n) == slices.Max(n):
		return fmt.Sprintf("%d in each of %d cells", n[0], len(n))
	}
	return fmt.Sprintf("%d to %d in each of %d cells", slices.Min(n), slices.Max(n), len(n))
}

var corrections = map[string]string{"holm": "Holm's correction", "bonferroni": "Bonferroni's correction", "fdr": "Benjamini and Hochberg's correction"}

var effects = map[string]string{"hedges_g": "Hedges' g", "partial_eta_squared": "partial η²", "rank_biserial": "rank-biserial r"}

// probability writes p to two figures, and no smaller than anybody can judge.
func probability(p float64) string {
	if p < 0.0001 {
		return "p < 0.0001"
	}
	return "p = " + strconv.FormatFloat(p, 'g', 2, 64)
}

// factorial says whether an effect was found.
func factorial(d *timeline.Design, q *timeline.Question, c record.Check) string {
	what := q.Stmt.On.Text
	if len(d.Measures) > 0 {
		what = d.Measures[0].Name + " at " + what
	}
	s := fmt.Sprintf("%s differed between the levels of %s", what, q.Factors[0].Name)
	if q.Kind == timeline.Interaction {
		s = fmt.Sprintf("the effect of %s on %s depended on %s", q.Factors[0].Name, what, q.Factors[1].Name)
	}
	if !c.Pass {
		s = strings.Replace(s, "differed", "was not found to differ", 1)
		s = strings.Replace(s, "depended", "was not found to depend", 1)
	}
	s += levelMeans(q) + ": "
	if c.Test.Still {
		s += "nothing varies within cells, "
	}
	return s + strings.Join(chance(c.Test), ", ") + unanswered(q)
}

// levelMeans are the means at the levels of the factors that are asked about: (siphon 0.19, mantle 0.17). Of many cells of an
// interaction it is the simple effects of the factor that has two levels: (trained less rested: 0.31 at 1h, 0.02 at 1d).
// Where that would be too much to read as well, the tables and figures have it.
func levelMeans(q *timeline.Question) string {
	var names []string
	var all []float64
	levels := make([][]string, len(q.Factors)) // of each factor, as they come
	sum, n := map[string]float64{}, map[string]float64{}
	for _, o := range q.Observations {
		at := make([]string, len(q.Factors))
		for k, f := range q.Among {
			if i := slices.Index(q.Factors, f); i >= 0 {
				at[i] = timeline.LevelText(f.Levels[o.Levels[k]])
			}
		}
		for i, level := range at {
			if !slices.Contains(levels[i], level) {
				levels[i] = append(levels[i], level)
			}
		}
		name := strings.Join(at, " and ")
		if n[name] == 0 {
			names = append(names, name)
		}
		sum[name], n[name], all = sum[name]+o.Value, n[name]+1, append(all, o.Value)
	}
	u := scaleOf(q.Dim, stat.Mean(all))
	if len(names) <= 6 {
		for i, name := range names {
			names[i] += " " + u.rounded(sum[name]/n[name], 3)
		}
		return " (" + strings.Join(names, ", ") + ")"
	}
	for i := range levels {
		if q.Kind != timeline.Interaction || len(levels[i]) != 2 {
			continue
		}
		var list []string
		for _, other := range levels[1-i] {
			var means []float64
			for _, level := range levels[i] {
				at := []string{level, other}
				if i == 1 {
					at = []string{other, level}
				}
				name := strings.Join(at, " and ")
				means = append(means, sum[name]/n[name])
			}
			list = append(list, u.rounded(means[0]-means[1], 3)+" at "+other)
		}
		return fmt.Sprintf(" (%s less %s: %s)", levels[i][0], levels[i][1], strings.Join(list, ", "))
	}
	return ""
}

// unanswered says how many animals could not be asked.
func unanswered(q *timeline.Question) string {
	missing := 0
	for _, s := range q.Difference.Samples {
		missing += s.Missing
	}
	switch missing {
	case 0:
		return ""
	case 1:
		return "; 1 animal has no answer"
	}
	return fmt.Sprintf("; %d animals have no answer", missing)
}
