package critic

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"protoexp/lang/timeline"
)

// class is what kind of handling an act is: what an onlooker sees who does not know whether anything was delivered.
func (a Act) class() string {
	switch a.Kind {
	case timeline.Present:
		return a.Stimulus
	case timeline.Apply:
		return "apply"
	case timeline.Remove, timeline.Sham, timeline.Cut:
		return "operation"
	case timeline.Inject, timeline.Clamp, timeline.Fire:
		return "electrode"
	}
	return ""
}

// said is a parameter of an act as its text has it, with its unit.
func (a Act) said(name string, value float64) string {
	words := strings.Fields(a.Text)
	for i, w := range words[:max(0, len(words)-1)] {
		if w == name {
			return words[i+1]
		}
	}
	return fmt.Sprint(value)
}

// until are the acts of a condition before the first response under a label; all of them where there is none.
func (c *Condition) until(label string) []Act {
	for i, a := range c.Acts {
		if a.Label == label {
			return c.Acts[:i]
		}
	}
	return c.Acts
}

// classes are the kinds of handling among acts, in order of the first.
func classes(acts []Act) (list []string) {
	for _, a := range acts {
		if k := a.class(); k != "" && !a.Peeked && !slices.Contains(list, k) {
			list = append(list, k)
		}
	}
	return list
}

// Treatment is what acts of one class do, apart from the responses that are read before and behind the treatment.
type Treatment struct {
	Class     string
	Delivered int
	Omitted   int
	Features  map[string]string // what was the same in all that were delivered: site, duration, interval, force, ...
	Intervals []int64           // ns: from one to the next, each once
	Schedule  []int64           // the same with what is left out
	First     Act
}

// treatments sums up what is done to a condition before a response, class by class.
func (c *Condition) treatments(label string) []Treatment {
	list, ok := c.before[label]
	if !ok {
		list = c.summary(label, nil)
		if c.before == nil {
			c.before = map[string][]Treatment{}
		}
		c.before[label] = list
	}
	return list
}

// summary are the treatments before a response. A verb that is done at several places for several purposes counts at each of
// them by itself.
func (c *Condition) summary(label string, apart []string) (list []Treatment) {
	acts := c.until(label)
	kind := func(a Act) string {
		if k := a.class(); !slices.Contains(apart, k) {
			return k
		}
		return a.class() + " " + a.Target
	}
	var kinds []string
	for _, a := range acts {
		if k := kind(a); k != "" && !a.Peeked && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	for _, k := range kinds {
		t := Treatment{Class: k, Features: map[string]string{}}
		seen := map[string][]string{}
		add := func(name, value string) {
			if !slices.Contains(seen[name], value) {
				seen[name] = append(seen[name], value)
			}
		}
		last, before, texts := int64(-1), int64(0), []string(nil)
		for _, a := range acts {
			if kind(a) != k || a.Peeked || Before(a.Role) || After(a.Role) {
				continue
			}
			if t.Delivered+t.Omitted == 0 {
				t.First = a
			} else if gap := a.Onset - before; !a.Drawn && !slices.ContainsFunc(t.Schedule, func(x int64) bool { return even(x, gap) }) {
				t.Schedule = append(t.Schedule, gap)
			}
			before = a.Onset
			if a.Omitted || a.Kind == timeline.Sham {
				t.Omitted++
				continue
			}
			t.Delivered++
			if !slices.Contains(texts, a.Text) { // what is said in the same words is the same
				texts = append(texts, a.Text)
				add("site", a.Target)
				if a.For > 0 {
					add("duration", timeline.Duration(a.For))
				}
				for _, p := range a.Params {
					add(p.Name, a.said(p.Name, p.Value))
				}
				if a.Value != 0 {
					add("dose", a.said("dose", a.Value))
				}
			}
			if gap := a.Onset - last; last >= 0 && !a.Drawn && !slices.ContainsFunc(t.Intervals, func(x int64) bool { return even(x, gap) }) {
				t.Intervals = append(t.Intervals, gap)
				add("interval", timeline.Duration(gap))
			}
			last = a.Onset
		}
		if t.Delivered+t.Omitted == 0 {
			continue
		}
		for name, values := range seen {
			slices.Sort(values)
			t.Features[name] = strings.Join(values, ", ")
		}
		t.Features["number"] = fmt.Sprint(t.Delivered)
		list = append(list, t)
	}
	return list
}

// Difference is a way in which the treatments of two conditions differ.
type Difference struct {
	Class, Feature string
	A, B           string
	First          Act
}

func (d Difference) String() string {
	if d.Feature == "" {
		return "whether there is " + article(d.Class)
	}
	return fmt.Sprintf("the %s of %s (%s and %s)", d.Feature, d.Class, d.A, d.B)
}

func article(class string) string {
	switch class {
	case "apply":
		return "a drug"
	case "operation":
		return "a lesion"
	case "electrode":
		return "an electrode"
	}
	return "a " + class
}

// differences are the ways in which what is done before two compared responses differs.
func (c Contrast) differences() (list []Difference) {
	a, b := c.A.treatments(c.LabelA), c.B.treatments(c.LabelB)
	if apart := append(c.A.places(c.LabelA), c.B.places(c.LabelB)...); len(apart) > 0 {
		a, b = c.A.summary(c.LabelA, apart), c.B.summary(c.LabelB, apart)
	}
	find := func(list []Treatment, class string) Treatment {
		for _, t := range list {
			if t.Class == class {
				return t
			}
		}
		return Treatment{Class: class}
	}
	var names []string
	for _, t := range append(slices.Clip(a), b...) {
		if !slices.Contains(names, t.Class) {
			names = append(names, t.Class)
		}
	}
	for _, k := range names {
		x, y := find(a, k), find(b, k)
		drugs := k == "apply" && x.Features["site"] != y.Features["site"] // whose doses are no second thing
		first := x.First
		if x.Delivered == 0 {
			first = y.First
		}
		if (x.Delivered == 0) != (y.Delivered == 0) {
			list = append(list, Difference{Class: k, First: first})
			continue
		}
		if x.Delivered == 0 {
			continue
		}
		var features []string
		for f := range x.Features {
			features = append(features, f)
		}
		for f := range y.Features {
			if !slices.Contains(features, f) {
				features = append(features, f)
			}
		}
		slices.Sort(features)
		for _, f := range features {
			if x.Features[f] == y.Features[f] || drugs && f == "dose" || f == "interval" && (alike(x.Intervals, y.Intervals) || alike(x.Schedule, y.Schedule)) {
				continue
			}
			d := Difference{Class: k, Feature: f, A: x.Features[f], B: y.Features[f], First: first}
			if n := slices.IndexFunc(list, func(o Difference) bool { return o.together(d) }); n >= 0 {
				list[n].Class += " and " + k
				continue
			}
			list = append(list, d)
		}
	}
	return list
}

// is says whether an act belongs to a class, or to one at its place.
func (a Act) is(class string) bool {
	return a.class() != "" && (a.class() == class || a.class()+" "+a.Target == class)
}

// places are the verbs that are done to an animal at more than one place before a response, tests aside.
func (c *Condition) places(label string) (verbs []string) {
	place := map[string]string{}
	for _, a := range c.until(label) {
		if a.Kind != timeline.Present || a.Peeked || Before(a.Role) || After(a.Role) {
			continue
		}
		if p, ok := place[a.Stimulus]; ok && p != a.Target && !slices.Contains(verbs, a.Stimulus) {
			verbs = append(verbs, a.Stimulus)
		}
		place[a.Stimulus] = a.Target
	}
	return verbs
}

// alike says whether two treatments have the same intervals, or one of them has none.
func alike(a, b []int64) bool {
	within := func(a, b []int64) bool {
		return !slices.ContainsFunc(a, func(x int64) bool { return !slices.ContainsFunc(b, func(y int64) bool { return even(x, y) }) })
	}
	return len(a) == 0 || len(b) == 0 || within(a, b) && within(b, a)
}

// together says whether two differences are one: stimuli that come together come as many times more often, or further apart.
func (d Difference) together(o Difference) bool {
	if d.Feature != o.Feature {
		return false
	}
	return d.Feature == "number" && inStep(d, o) || d.Feature == "interval" && d.A == o.A && d.B == o.B
}

// inStep says whether two numbers grow by the same factor from one condition to the other: more trials of the same kind.
func inStep(x, y Difference) bool {
	a, _ := strconv.Atoi(x.A)
	b, _ := strconv.Atoi(x.B)
	c, _ := strconv.Atoi(y.A)
	d, _ := strconv.Atoi(y.B)
	return a*d == b*c
}
