package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "handling-mismatch", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title: "One condition is handled and the other is left alone.",
		Looks: "Kinds of handling (a stimulus, a drug, an operation, an electrode) that come in one of two compared conditions and not at all in the other. What is written with omit, sham or as a vehicle counts as handling.",
		Why: "To be taken out of the tank, held and wired is an event for an animal. A control that stays in its tank differs in all of that. " +
			"omit keeps every time and every handling and leaves out the stimulus alone.",
		Example:  "experiment \"e\" {\n  group shocked n=12 { base: touch siphon; rest 20min; shock tail x4 every 2s; rest until 1h; test: touch siphon }\n  group control n=12 { base: touch siphon; rest until 1h; test: touch siphon }\n  expect shocked.test > control.test\n}",
		Repaired: "experiment \"e\" {\n  group shocked n=12 { base: touch siphon; rest 20min; shock tail x4 every 2s; rest until 1h; test: touch siphon }\n  group control n=12 { base: touch siphon; rest 20min; omit shock tail x4 every 2s; rest until 1h; test: touch siphon }\n  expect shocked.test > control.test\n}",
		Limits:   "It cannot see handling that the script does not write. An animal that is left alone on purpose is a fair second control beside a handled one.",
		Reading:  []string{"Rescorla 1988 Annu Rev Neurosci 11:329 (what a control for learning must keep alike)", "Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, m := range s.missing(func(has, lacks *Condition, c Contrast) (list []Act) {
			lacking := classes(lacks.until(c.label(lacks)))
			for _, k := range classes(has.until(c.label(has))) {
				if !slices.Contains(lacking, k) && !has.partner(k, lacking) {
					list = append(list, first(has.Acts, k))
				}
			}
			return list
		}) {
			if m.act.Kind == timeline.Remove || m.act.Kind == timeline.Cut || m.act.Kind == timeline.Apply && !m.act.Omitted {
				continue // no-sham and no-vehicle say it
			}
			list = append(list, Finding{At: m.act.At,
				Message: fmt.Sprintf("%s gets this, and %s gets nothing in its place. The two differ in all the handling that goes with it.", m.has.Name(), m.names()),
				Open:    "To be handled is an event too, and may change the response by itself.",
				Fix:     fmt.Sprintf("give %s the same handling at the same time: %s", m.names(), m.text),
				Edits:   m.edits,
				Drawing: m.drawing()})
		}
		return list
	},
})

// partner says whether a class of handling comes in pairs with one that others have: what a pairing lacks is another
// rule's.
func (c *Condition) partner(class string, theirs []string) bool {
	p, ok := c.pairing()
	return ok && (p.CS.class() == class && slices.Contains(theirs, p.US.class()) || p.US.class() == class && slices.Contains(theirs, p.CS.class()))
}

// label is that under which a contrast reads one of its conditions.
func (c Contrast) label(of *Condition) string {
	if of == c.A {
		return c.LabelA
	}
	return c.LabelB
}

// first is the first act of a class.
func first(acts []Act, class string) Act {
	for _, a := range acts {
		if a.class() == class && !a.Peeked {
			return a
		}
	}
	return Act{}
}
