package critic

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "wrong-stimulus-for-dishabituation", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "The response to one stimulus is compared with the response to another.",
		Looks:    "Expectations that compare responses to different verbs, such as those to a shock with those to a touch. And claims about a strong stimulus behind a training, in which the trained stimulus is read no more.",
		Why:      "A shock moves the gill more than a touch in any animal, habituated or not. Dishabituation is that the trained touch itself works again: it is read with the trained touch, behind the shock.",
		Example:  "experiment \"e\" {\n  role test: mantle_test\n  group hab_shock n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group hab_only n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group rest_shock n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group rest_only n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  expect dishabituation: hab_shock.s > hab_shock.train.last\n}",
		Repaired: "experiment \"e\" {\n  role test: mantle_test\n  group hab_shock n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group hab_only n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group rest_shock n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 30s; s: shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  group rest_only n=12 { base: touch siphon; rest 10min; train: omit touch siphon x10 every 30s; rest 30s; s: omit shock head; rest 90s; test: touch siphon; rest 5min; mantle_test: touch mantle }\n  expect dishabituation: hab_shock.test > hab_only.test\n  expect \"more than sensitization\": (hab_shock.test - hab_only.test) > (rest_shock.test - rest_only.test)\n}",
		Limits:   "Two stimuli may be compared on purpose, to show that one is stronger. Then say so with allow.",
		Reading:  []string{"Rankin et al. 2009 Neurobiol Learn Mem 92:135, characteristic 8", "Marcus, Nolen, Rankin & Carew 1988 Science 241:210"},
	},
	find: func(s *Study) (list []Finding) {
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				a, b := c.A.response(c.LabelA), c.B.response(c.LabelB)
				if !claim.Simple || c.RefA.Right == c.RefB.Right || a.Kind != timeline.Present || b.Kind != timeline.Present || a.Stimulus == b.Stimulus || a.Stimulus == "" || b.Stimulus == "" {
					continue
				}
				fix, edits := s.trained(c, a, b)
				list = append(list, Finding{At: claim.At,
					Message: fmt.Sprintf("%s reads the response to %s, and %s the response to %s. They differ in every animal, whatever it has learnt.", c.LabelA, a.Text, c.LabelB, b.Text),
					Open:    "The one stimulus is simply stronger than the other.",
					Fix:     fix,
					Edits:   edits,
					Rivals:  []string{"adaptation"}})
				break
			}
		}
		return append(list, s.elsewhereOnly()...)
	},
})

// elsewhereOnly are the claims about another stimulus that comes behind a training, and is followed by responses from another
// place only: whether the trained response works again is not read.
func (s *Study) elsewhereOnly() (list []Finding) {
	for _, claim := range s.Claims {
		for _, c := range claim.Contrasts {
			label := c.LabelA
			if c.Same() {
				label = c.later(s)
			}
			test := c.A.response(label)
			if !claim.Simple || !After(test.Role) || test.Kind != timeline.Present {
				continue
			}
			from, ok := c.strong(test)
			if !ok {
				continue
			}
			trained, ok := c.A.neglected(test, from)
			if ok && !c.Same() {
				_, ok = c.B.neglected(test, from)
			}
			if !ok {
				continue
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("The animals are trained with %s, and %s reads the response to %s. Whether the trained response comes back is read nowhere.", trained.Text, label, test.Text),
				Open:    "The other place responds as it always did, since it was never trained.",
				Fix:     "test with the stimulus of the training: " + label + ": " + s.bare(trained),
				Edits:   s.withOne(label, s.bare(trained)),
				Rivals:  []string{"adaptation"}})
			break
		}
	}
	return list
}

// strong is when a stimulus of another kind comes before a test: one that is all that tells two conditions apart, or of one
// condition the last before it.
func (c Contrast) strong(test Act) (onset int64, ok bool) {
	if c.Parallel() {
		d := c.differences()
		if len(d) != 1 || d[0].Feature != "" || d[0].First.Kind != timeline.Present || d[0].Class == test.class() {
			return 0, false
		}
		return d[0].First.Onset, true
	}
	for _, a := range c.A.delivered() {
		if a.Kind == timeline.Present && a.Stimulus != test.Stimulus && a.Onset < test.Onset {
			onset, ok = a.Onset, c.Same()
		}
	}
	return onset, ok
}

// neglected is a stimulus that a condition was trained to ignore before a time, of the same kind as a test at another place that
// was no part of the training, and which is read no more behind it.
func (c *Condition) neglected(test Act, from int64) (Act, bool) {
	tried := map[string]bool{}
	if slices.ContainsFunc(c.delivered(), func(a Act) bool { return a.like(test) && a.Onset < test.Onset && !Before(a.Role) && !After(a.Role) }) {
		return Act{}, false // it is part of the training too
	}
	for _, a := range c.delivered() {
		if a.Kind != timeline.Present || a.Stimulus != test.Stimulus || a.Target == test.Target || a.Onset >= from || tried[a.Target] {
			continue
		}
		if tried[a.Target] = true; c.repeated(a, from) < habituating {
			continue
		}
		if !slices.ContainsFunc(c.Acts, func(b Act) bool { return b.like(a) && b.Onset >= from && b.Label != "" }) {
			return a, true
		}
	}
	return Act{}, false
}

// trained reads the response to the stimulus of training behind the other one, under a label that is there or a new one.
func (s *Study) trained(c Contrast, a, b Act) (fix string, edits []diag.Edit) {
	d := s.draft()
	strong, touch, ref, in := a, b, c.RefA, c.A
	if c.A.repeated(a, c.A.End) >= c.B.repeated(b, c.B.End) {
		strong, touch, ref, in = b, a, c.RefB, c.B
	}
	name := ""
	for _, x := range in.Acts {
		if x.Onset > strong.Onset && x.like(touch) && x.Label != "" && x.Label != touch.Label && name == "" {
			name = x.Label
		}
	}
	at := written(ref)
	if name == "" {
		name = d.free("test")
		for _, x := range s.Conditions {
			if p, ok := s.statement(x.response(strong.Label).At); ok {
				d.after(p.stmt(), "rest 90s; "+name+": "+s.bare(touch))
			}
		}
	}
	text := levels(ref).Text()
	i := strings.LastIndex(strings.SplitN(text, "[", 2)[0], ref.Label)
	text = text[:i] + name + text[i+len(ref.Label):]
	d.replace(at, text)
	return "compare responses to " + touch.Text + ", before and behind the other one: " + text, d.done()
}
