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
	l, r := side(q.Left, q.Dim), side(q.Right, q.Dim)
	what, ok := common(d, q)
	var s string
	switch {
	case q.Op == "~" && ok:
		s = fmt.Sprintf("%s %s in %s%s and %s%s, within %s", what, alike("was", c.Pass), q.Left.Samples[0].Name, l, q.Right.Samples[0].Name, r, share(marginOf(q)))
	case q.Op == "~":
		s = fmt.Sprintf("%s%s and %s%s %s, within %s", q.Left.Text, l, q.Right.Text, r, alike("were", c.Pass), share(marginOf(q)))
	case ok:
		s = fmt.Sprintf("%s %s in %s%s than in %s%s", what, order(q, c), q.Left.Samples[0].Name, l, q.Right.Samples[0].Name, r)
	default:
		s = fmt.Sprintf("%s%s %s than %s%s", q.Left.Text, l, order(q, c), q.Right.Text, r)
	}
	if c.Test.Adjusted > c.Test.Alpha && q.Op != "~" {
		s += ", not beyond chance"
	}
	return s + ": " + evidence(q, c) + unanswered(q)
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
func side(o timeline.Operand, dim unit.Dimension) string {
	switch {
	case len(o.Samples) == 0:
		return ""
	case len(o.Samples) > 1 || o.Constant != 0 || o.Samples[0].Weight != 1:
		return fmt.Sprintf(" (%s)", rounded(o.Mean(), dim, 3))
	case len(o.Samples[0].Values) < 2:
		return fmt.Sprintf(" (%s)", rounded(o.Mean(), dim, 3))
	}
	return fmt.Sprintf(" (%s)", meanSD(o.Mean(), stat.SD(o.Samples[0].Values), dim))
}

// averaged is a mean over animals, for print.
func averaged(o timeline.Operand, dim unit.Dimension) string {
	var n []string
	for _, s := range o.Samples {
		n = append(n, strconv.Itoa(len(s.Values)))
	}
	return strings.Trim(side(o, dim), " ()") + " (n = " + strings.Join(n, " + ") + ")"
}

// inUnitOf writes a deviation in the unit of its mean, where that has one: 3.59s ± 0.28s.
func inUnitOf(text string, mean, sd float64, dim unit.Dimension) string {
	digits := strings.TrimLeft(text, "-+.0123456789")
	x, err := strconv.ParseFloat(strings.TrimSuffix(text, digits), 64)
	if err != nil || x == 0 || sd == 0 || digits == "" || strings.ContainsAny(digits, "0123456789 ") {
		return rounded(sd, dim, 2)
	}
	return rounded(sd*x/mean, unit.None, 2) + digits
}

// meanSD writes a mean with its standard deviation, both to the place of the second figure of the deviation.
func meanSD(mean, sd float64, dim unit.Dimension) string {
	if dim != unit.None || sd == 0 {
		text := rounded(mean, dim, 3)
		return text + " ± " + inUnitOf(text, mean, sd, dim)
	}
	places := max(0, 1-int(math.Floor(math.Log10(sd))))
	return strconv.FormatFloat(mean, 'f', min(places, 6), 64) + " ± " + strconv.FormatFloat(sd, 'f', min(places, 6), 64)
}

// rounded is a quantity to so many figures.
func rounded(x float64, dim unit.Dimension, figures int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "undefined"
	}
	if r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', figures, 64), 64); err == nil {
		x = r
	}
	if dim == unit.None.Div(unit.Time) {
		return quantity(x, unit.None) + " per s"
	}
	return quantity(x, dim)
}

// evidence is the difference with its interval, the test, the size of the effect and the number of animals.
func evidence(q *timeline.Question, c record.Check) string {
	t := c.Test
	dim := q.Dim
	word := "difference"
	switch {
	case t.Name == "Jonckheere-Terpstra":
		word, dim = "rank correlation", unit.None
	case len(q.Right.Samples) == 0 && len(q.Left.Samples) > 0 && q.Trend != "":
		word = "slope"
	case len(q.Right.Samples) == 0:
		word = "mean"
	}
	list := []string{word + " " + rounded(t.Estimate, dim, 3)}
	if !math.IsNaN(t.Low) {
		list = append(list, fmt.Sprintf("95 %% interval %s to %s", rounded(t.Low, dim, 3), rounded(t.High, dim, 3)))
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
	list = append(list, p)
	for _, e := range t.Effects {
		if name := effects[e.Name]; name != "" {
			list = append(list, fmt.Sprintf("%s %s", name, rounded(e.Value, unit.None, 2)))
		}
	}
	var n []string
	for _, k := range t.N {
		n = append(n, strconv.Itoa(k))
	}
	if len(n) > 6 || len(n) == 0 {
		return list
	}
	return append(list, "n = "+strings.Join(n, " + "))
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
	return s + levelMeans(q) + ": " + strings.Join(chance(c.Test), ", ") + unanswered(q)
}

// levelMeans are the means at the levels of the factors that are asked about: (siphon 0.19, mantle 0.17). Where they would be
// too many to read, the tables and figures have them.
func levelMeans(q *timeline.Question) string {
	var names []string
	sum, n := map[string]float64{}, map[string]float64{}
	for _, o := range q.Observations {
		var levels []string
		for k, f := range q.Among {
			if slices.Contains(q.Factors, f) {
				levels = append(levels, timeline.LevelText(f.Levels[o.Levels[k]]))
			}
		}
		name := strings.Join(levels, " and ")
		if n[name] == 0 {
			names = append(names, name)
		}
		sum[name], n[name] = sum[name]+o.Value, n[name]+1
	}
	if len(names) > 6 {
		return ""
	}
	for i, name := range names {
		names[i] += " " + rounded(sum[name]/n[name], q.Dim, 3)
	}
	return " (" + strings.Join(names, ", ") + ")"
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
