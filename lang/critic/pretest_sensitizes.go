package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "pretest-sensitizes", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title:    "The groups were tested differently before the training.",
		Looks:    "Compared conditions with a different number of stimuli before the training, apart from the training itself.",
		Why:      "A pretest is a stimulus as well: it may wake the animal up, or begin to habituate it. If one group has more of it, the training is not the only difference.",
		Example:  "experiment \"e\" {\n  group trained n=12 { base: touch siphon x8 every 30s; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  group handled n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 1min; test: touch siphon }\n  expect trained.test < handled.test\n}",
		Limits:   "That all groups have the same pretest does not make it harmless. Groups without any pretest would show what it does.",
		Reading:  []string{"Solomon 1949 Psychol Bull 46:137 (the four-group design)"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			x, first := has.pretests(c.label(has))
			y, _ := lacks.pretests(c.label(lacks))
			if x <= y || c.preexposed() || c.studied(first.class()) || !has.trained(c.label(has)) && !lacks.trained(c.label(lacks)) {
				return
			}
			if p, ok := s.draft().outermost(has, first); ok && slices.ContainsFunc(has.Acts, func(a Act) bool { return a.Role == "train" && a.within(p.stmt().Span()) }) {
				return // it belongs to the training
			}
			list = append(list, Finding{At: first.At,
				Message: fmt.Sprintf("Before the training %s gets %d stimuli, and %s gets %d. A test is a stimulus too, and may change the response by itself.", has.Name(), x, lacks.Name(), y),
				Open:    "The pretest made the difference, and not the training.",
				Fix:     "give all groups the same tests before the training: " + first.At.Text() + " in " + lacks.Name() + " too",
				Edits:   s.shared(has, lacks, first),
				Drawing: draw("not in both", has.strip(has.to(c.label(has)), pieceOf(first)), lacks.strip(lacks.to(c.label(lacks)), none))})
		})
		return list
	},
})

// pretests counts the stimuli that reach the animals before the training and its stand-in.
func (c *Condition) pretests(label string) (n int, last Act) {
	for _, a := range c.until(label) {
		if a.Role == "train" {
			break
		}
		if a.Kind == timeline.Present && !a.Omitted && !a.Peeked && !a.Drawn && !c.paired(a) {
			n++
			last = a
		}
	}
	return n, last
}

// trained says whether something in the role train comes before a response.
func (c *Condition) trained(label string) bool {
	for _, a := range c.until(label) {
		if a.Role == "train" {
			return true
		}
	}
	return false
}

// shared gives a condition what another gets, at the same time.
func (s *Study) shared(has, lacks *Condition, a Act) []diag.Edit {
	d := s.draft()
	p, ok := s.statement(a.At)
	begin := a.Onset
	for _, x := range has.Acts {
		if x.At == a.At {
			begin = min(begin, x.Onset)
		}
	}
	for _, x := range lacks.Acts { // the same begins there, and is shorter
		if x.like(a) && !x.Omitted && x.Onset-lacks.Start == begin-has.Start {
			d.replace(x.At, a.At.Text())
			return d.done()
		}
	}
	if ok {
		d.standIn(lacks, has, a, a.At, p.stmt().Span().Text())
	}
	return d.done()
}
