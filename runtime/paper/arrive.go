package paper

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// Item is one question of the checklist with its answer.
type Item struct {
	Topic, Number, Question string
	Answer                  string
	Missing                 string // what the script does not say
}

// ARRIVE is the checklist of the ten essentials of ARRIVE 2.0 (Percie du Sert et al. 2020 PLoS Biol 18:e3000410), as far as
// the script answers it.
func ARRIVE(r *record.Result, a *record.Account, version string) []Item {
	x := account{r, a, version}
	return []Item{
		{"Study design", "1a", "groups that are compared, with controls", cmp.Or(x.design(), "One animal was described; there is no comparison between animals."), x.noControl()},
		{"Study design", "1b", "experimental unit", "The animal.", ""},
		{"Sample size", "2a", "number of animals in each group, and in total", x.sizes(), ""},
		{"Sample size", "2b", "how the number was decided", x.decided(), x.undecided()},
		{"Inclusion and exclusion", "3a", "criteria", cmp.Or(x.criteria(), "Every animal that was complete was analysed."), x.noCriteria()},
		{"Inclusion and exclusion", "3b", "what was excluded, and why", x.excluded(), ""},
		{"Inclusion and exclusion", "3c", "n of each analysis", x.analysed(), ""},
		{"Randomisation", "4a", "whether and how animals were allocated at random", cmp.Or(x.randomised(), "There was nothing to allocate: all animals were treated alike."), x.notRandomised()},
		{"Randomisation", "4b", "order of treatments, measurements and batches", x.orders(), x.noOrders()},
		{"Blinding", "5", "who was unaware of the allocation", x.blind(), x.notBlind()},
		{"Outcome measures", "6a", "what was measured", x.measures(), ""},
		{"Outcome measures", "6b", "the primary outcome", x.primary(), x.noPrimary()},
		{"Statistical methods", "7a", "tests and software", cmp.Or(x.analysis(), "Nothing was tested.") + " " + "protoexp " + x.version + ".", ""},
		{"Statistical methods", "7b", "whether the data met the assumptions of the tests", x.assumptions(), ""},
		{"Experimental animals", "8a", "species, strain, sex, age, weight", x.species() + " Strain, sex, age and weight do not apply to a simulated animal.", ""},
		{"Experimental animals", "8b", "provenance, health, genotype, earlier procedures", x.provenance(), ""},
		{"Experimental procedures", "9a", "what was done, how and with what", x.procedure(), ""},
		{"Experimental procedures", "9b", "when and how often", x.when(), ""},
		{"Experimental procedures", "9c", "where", "In simulated time; no housing and no handling.", ""},
		{"Experimental procedures", "9d", "why", x.comments(), x.noComments()},
		{"Results", "10a", "descriptive statistics with a measure of variability", cmp.Or(x.described(), "None."), ""},
		{"Results", "10b", "effect sizes with intervals", cmp.Or(x.found(), "None."), ""},
	}
}

// unless is what is missing where a text is empty.
func unless(text, missing string) string {
	if text != "" {
		return ""
	}
	return missing
}

func (x account) noControl() string {
	for _, e := range x.r.Experiments {
		if len(e.Cells) > 1 {
			return ""
		}
		for _, f := range e.Factors {
			if f.Within {
				return ""
			}
		}
	}
	return "which animals are the controls"
}

func (x account) sizes() string {
	var out []string
	for _, e := range x.r.Experiments {
		for _, c := range e.Cells {
			out = append(out, fmt.Sprintf("%s: %d", named(e, x, c.Name), c.Planned))
		}
	}
	out = append(out, fmt.Sprintf("%d in total", x.r.Animals))
	return strings.Join(out, "; ") + "."
}

func named(e record.Experiment, x account, cell string) string {
	if len(x.r.Experiments) > 1 && e.Title != "" {
		return e.Title + ", " + cell
	}
	return cell
}

func (x account) decided() string {
	var out []string
	for _, e := range x.r.Experiments {
		if p := e.Plan; p.Declared && p.Power > 0 && p.Smallest > 0 {
			out = append(out, fmt.Sprintf("The plan asks for a power of %s at alpha = %s for a standardised difference of %s.", Percent(p.Power), Number(p.Alpha), Number(p.Smallest)))
		}
		if e.Plan.StopAtN {
			out = append(out, "It was fixed before the first animal.")
		}
	}
	return strings.Join(out, " ")
}

func (x account) undecided() string { return unless(x.decided(), "why so many animals were taken") }

func (x account) criteria() string {
	var out []string
	for _, e := range x.r.Experiments {
		if len(e.Plan.Exclude) > 0 {
			out = append(out, fmt.Sprintf("An animal was left out when %s; decided before the run.", List(e.Plan.Exclude)))
		}
	}
	return strings.Join(out, " ")
}

func (x account) noCriteria() string {
	return unless(x.criteria(), "criteria of exclusion (write: plan { exclude ... })")
}

func (x account) excluded() string {
	var out []string
	incomplete := 0
	for _, e := range x.r.Experiments {
		for _, a := range e.Animals {
			if !a.Complete {
				incomplete++
			}
			if a.Excluded != "" {
				out = append(out, fmt.Sprintf("animal %d of %s (%s)", a.Number, named(e, x, e.Cells[a.Cell].Name), a.Excluded))
			}
		}
	}
	text := "No animal was excluded."
	if len(out) > 0 {
		text = sentence(fmt.Sprintf("%s excluded: %s", Count(len(out), "animal was", "animals were"), strings.Join(out, "; ")))
	}
	if incomplete > 0 {
		text += " " + sentence(fmt.Sprintf("%s not complete, since the run was interrupted", Count(incomplete, "animal was", "animals were")))
	}
	return text
}

func (x account) analysed() string {
	var out []string
	for _, c := range x.r.Checks {
		if c.Test == nil {
			continue
		}
		var words []string
		for _, s := range c.Samples {
			words = append(words, fmt.Sprintf("%s %d", s.Name, len(s.Values)))
		}
		if len(words) == 0 {
			for _, n := range c.Test.N {
				words = append(words, fmt.Sprint(n))
			}
		}
		out = append(out, fmt.Sprintf("%s: %s", cmp.Or(c.Name, flat(c.Text)), strings.Join(words, ", ")))
	}
	return cmp.Or(strings.Join(out, "; "), "Nothing was tested over animals.")
}

func (x account) randomised() string {
	var out []string
	for _, e := range x.r.Experiments {
		switch {
		case len(e.Cells) < 2:
		case !strings.HasPrefix(e.Assignment.Rule, "at random"):
			out = append(out, fmt.Sprintf("Animals were not allocated at random; they were assigned %s.", e.Assignment.Rule))
		default:
			out = append(out, fmt.Sprintf("Animals were assigned to cells %s, by a generator with seed %d.", e.Assignment.Rule, e.Seed))
		}
	}
	return strings.Join(out, " ")
}

func (x account) notRandomised() string {
	for _, e := range x.r.Experiments {
		if len(e.Cells) > 1 && !strings.HasPrefix(e.Assignment.Rule, "at random") {
			return "why animals were not allocated at random"
		}
	}
	return ""
}

func (x account) orders() string {
	var out []string
	for _, e := range x.r.Experiments {
		for _, f := range e.Factors {
			if f.Within {
				out = append(out, sentence(withinOf(f, f.Name)))
			}
		}
		if n := len(e.Assignment.Batches); n > 1 {
			out = append(out, sentence(fmt.Sprintf("animals came in %s; the counts of each cell are in the table of the assignment", Count(n, "batch", "batches"))))
		}
	}
	for _, e := range x.a.Schedule {
		if strings.HasPrefix(e.Note, "drawn") {
			out = append(out, "Some trials were in an order or at times drawn for each animal.")
			break
		}
	}
	return strings.Join(out, " ")
}

func (x account) noOrders() string {
	return unless(x.orders(), "how the order of treatments and measurements was balanced; it is the same in every animal of a cell")
}

func (x account) blind() string {
	if x.a.Blind {
		return "Measures were declared blind: what reads a response does not know the animal's group."
	}
	return "Responses were read by a program that treats all animals alike."
}

func (x account) notBlind() string {
	if x.a.Blind {
		return ""
	}
	return "whether measures are read blind (write: measure ... blind)"
}

func (x account) primary() string {
	for _, c := range x.r.Checks {
		if c.Primary {
			return sentence(strings.TrimPrefix(hypothesis(c), "Primary hypothesis "))
		}
	}
	return ""
}

func (x account) noPrimary() string {
	return unless(x.primary(), "which hypothesis is the primary one (write: primary expect ...)")
}

func (x account) assumptions() string {
	const (
		exchange = "Permutation tests assume only that animals could be exchanged under the null hypothesis, which holds by the random allocation."
		flip     = "Sign flips assume that a difference within an animal is as likely up as down under the null hypothesis."
		ranks    = "Tests of ranks assume no distribution."
		normal   = "Tests by t and F assume that values vary about normally within cells; every value is in trials.csv and in the figures."
	)
	var out []string
	for _, c := range x.tested() {
		what := normal
		switch name := c.Test.Name; {
		case c.Test.Plain != "":
			continue
		case strings.Contains(name, "sign-flip"):
			what = flip
		case strings.Contains(name, "permutation"):
			what = exchange
		case strings.Contains(name, "Wilcoxon"), strings.Contains(name, "Mann-Whitney"), strings.Contains(name, "Jonckheere"):
			what = ranks
		}
		if !slices.Contains(out, what) {
			out = append(out, what)
		}
	}
	if len(out) == 0 {
		return "Nothing was tested over animals."
	}
	return strings.Join(out, " ")
}

func (x account) species() string {
	var out []string
	for _, p := range x.a.Preparations {
		out = append(out, sentence(fmt.Sprintf("preparation %s: %s", p.Name, p.Doc)))
	}
	return strings.Join(out, " ")
}

func (x account) provenance() string {
	return fmt.Sprintf("Built by protoexp %s from the parameters that the report lists with their sources; every animal is naive when its script begins.", x.version)
}

func (x account) when() string {
	last := int64(0)
	for _, e := range x.a.Schedule {
		last = max(last, e.Onset+e.For)
	}
	return fmt.Sprintf("The longest sequence lasts %s; every onset is listed by protoexp timeline.", Span(last))
}

// comments are those at the head of the script.
func (x account) comments() string {
	var words []string
	for _, line := range strings.Split(x.a.Source, "\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "#") {
			break
		}
		words = append(words, strings.TrimSpace(strings.TrimLeft(line, "#")))
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

func (x account) noComments() string {
	return unless(x.comments(), "the reason for the procedures (write it as a comment on top of the script)")
}

func (x account) described() string {
	var out []string
	seen := map[string]bool{}
	for _, c := range x.r.Checks {
		for _, s := range c.Samples {
			text := fmt.Sprintf("%s, %s", flat(c.Text), s.Name)
			if seen[text] || len(s.Values) == 0 {
				continue
			}
			seen[text] = true
			out = append(out, fmt.Sprintf("%s: mean %s, SD %s, n = %d", text, Number(stat.Mean(s.Values)), spread(s.Values), len(s.Values)))
		}
	}
	for _, e := range x.r.Experiments {
		for _, v := range e.Explorations {
			for _, s := range v.Samples {
				out = append(out, fmt.Sprintf("%s, %s: mean %s, SD %s, n = %d", flat(v.Text), s.Name, Number(stat.Mean(s.Values)), spread(s.Values), len(s.Values)))
			}
		}
	}
	return strings.Join(out, "; ")
}

func spread(values []float64) string {
	if len(values) < 2 {
		return "undefined"
	}
	return Number(stat.SD(values))
}

func (x account) found() string {
	var out []string
	for _, c := range x.r.Checks {
		text := c.Sentence
		if c.Test != nil {
			for _, e := range c.Test.Effects {
				text += fmt.Sprintf(" %s = %s", upper(EffectName(e.Name)), Number(e.Value))
				if low, high, ok := e.Interval(); ok {
					text += fmt.Sprintf(", 95 %% interval %s to %s", Number(low), Number(high))
				}
				text += "."
			}
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}
