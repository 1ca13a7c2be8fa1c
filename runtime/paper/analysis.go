package paper

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/runtime/record"
)

// analysis says how hypotheses were tested.
func (x account) analysis() string {
	var out []string
	if len(x.tested()) > 0 {
		out = append(out, "The animal was the unit of analysis.")
	}
	out = append(out, x.plan()...)
	for _, c := range x.r.Checks {
		out = append(out, hypothesis(c))
	}
	out = append(out, x.late()...)
	for _, e := range x.r.Experiments {
		for _, p := range e.Predictions {
			out = append(out, fmt.Sprintf("Predicted before the run: %s.", flat(p.Text)))
		}
		for _, v := range e.Explorations {
			out = append(out, fmt.Sprintf("Described and not tested: %s.", flat(v.Text)))
		}
	}
	out = append(out, x.sides()...)
	if names := x.effects(); len(names) > 0 {
		out = append(out, fmt.Sprintf("Effect sizes are %s.", List(names)))
	}
	if names := x.intervals(); len(names) > 0 {
		out = append(out, fmt.Sprintf("Intervals cover 95 %%; those of differences are by %s.", List(names)))
	}
	for _, a := range x.a.Allowed {
		out = append(out, sentence(fmt.Sprintf("The rule %s of the critic was set aside: %s", a.Rule, a.Reason)))
	}
	return strings.Join(out, " ")
}

// late names what was written after its animals had been run.
func (x account) late() (out []string) {
	var names []string
	for _, c := range x.r.Checks {
		if c.PostHoc && c.Name != "" {
			names = append(names, fmt.Sprintf("%q", c.Name))
		} else if c.PostHoc {
			names = append(names, flat(c.Text))
		}
	}
	if len(names) > 0 {
		out = append(out, fmt.Sprintf("Post hoc, which is written after these animals had been run: %s.", List(names)))
	}
	return out
}

// tested are the hypotheses over animals.
func (x account) tested() (list []record.Check) {
	for _, c := range x.r.Checks {
		if c.Test != nil {
			list = append(list, c)
		}
	}
	return list
}

// sides says what p values count.
func (x account) sides() (out []string) {
	var two, equivalence bool
	for _, c := range x.tested() {
		if c.Test.Plain == "" {
			one := strings.HasPrefix(c.Test.Name, "two one-sided")
			two, equivalence = two || !one, equivalence || one
		}
	}
	if two {
		out = append(out, "P values are two-sided, also of hypotheses with a direction.")
	}
	if equivalence {
		out = append(out, "P of an equivalence is the larger of two one-sided tests.")
	}
	return out
}

var intervalNames = map[string]string{"permutation": "the same permutations, inverted", "ranks": "ranks (Hodges and Lehmann)", "t": "the t distribution"}

// intervals are the ways in which intervals of differences were found.
func (x account) intervals() (names []string) {
	for _, c := range x.tested() {
		if n := intervalNames[c.Test.IntervalBy]; n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// plan says what was decided before the first animal.
func (x account) plan() (out []string) {
	for _, e := range x.r.Experiments {
		p := e.Plan
		if !p.Declared {
			continue
		}
		text := fmt.Sprintf("The plan was written before the first animal: alpha = %s", Number(p.Alpha))
		if p.Power > 0 {
			text += fmt.Sprintf(", power %s", Percent(p.Power))
			if p.Smallest > 0 {
				text += fmt.Sprintf(" for a standardised difference of %s", Number(p.Smallest))
			}
		}
		out = append(out, text+".")
		if c := correction(p.Correct); c != "" {
			out = append(out, "P values were corrected for several hypotheses after "+c+".")
		}
		if p.StopAtN {
			out = append(out, "The number of animals was fixed in advance.")
		}
		if len(p.Exclude) > 0 {
			out = append(out, fmt.Sprintf("Animals were left out when %s.", List(p.Exclude)))
		}
	}
	return out
}

func correction(name string) string {
	switch name {
	case "", "none":
		return ""
	case "holm":
		return "Holm"
	case "bonferroni":
		return "Bonferroni"
	case "fdr", "bh":
		return "Benjamini and Hochberg"
	}
	return name
}

func hypothesis(c record.Check) string {
	text := "Hypothesis"
	if c.Primary {
		text = "Primary hypothesis"
	}
	if c.Name != "" {
		text += fmt.Sprintf(" “%s”", c.Name)
	}
	text += ": " + flat(c.Text)
	switch t := c.Test; {
	case t == nil:
		text += ", compared without a test"
	case t.Plain != "":
		text += ", not tested"
	default:
		text += ", tested by " + t.Name
		if t.Method != "" {
			text += " (" + t.Method + ")"
		}
	}
	return text + "."
}

var effectNames = map[string]string{"hedges_g": "Hedges' g", "partial_eta_squared": "partial eta squared", "rank_biserial": "the rank-biserial correlation"}

// EffectName is the name of an effect size in prose.
func EffectName(name string) string {
	if n := effectNames[name]; n != "" {
		return n
	}
	return strings.ReplaceAll(name, "_", " ")
}

func (x account) effects() (names []string) {
	for _, c := range x.tested() {
		for _, e := range c.Test.Effects {
			if n := EffectName(e.Name); !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// flat is a text of the script in one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
