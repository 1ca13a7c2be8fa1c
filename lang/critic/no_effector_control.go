package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-effector-control", Family: "comparison", Severity: diag.Warning,
	Page: Page{
		Title:    "Nothing shows that the muscle still moves.",
		Looks:    "Lesions and drugs in which every response behind them is to one stimulus at one place. A drug that is washed out long before the test is let pass, and so is a claim about a difference of differences, in which what a drug does to the muscle cancels.",
		Why:      "When a response is gone, its reflex may be gone, or the muscle may be dead. A touch of the gill itself moves the gill without the nerve cells in question.",
		Example:  "experiment \"e\" {\n  group ablated n=12 { base: touch siphon; rest 30min; remove abdominal_ganglion; rest 24h; post: touch siphon }\n  group operated n=12 { base: touch siphon; rest 30min; sham abdominal_ganglion; rest 24h; post: touch siphon }\n  expect ablated.post < operated.post\n}",
		Repaired: "experiment \"e\" {\n  role post: direct\n  group ablated n=12 { base: touch siphon; rest 30min; remove abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  group operated n=12 { base: touch siphon; rest 30min; sham abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  expect ablated.post < operated.post\n}",
		Limits:   "It takes a response to any other site, or to an electrode, for a control of the muscle.",
		Reading:  []string{"Kupfermann, Pinsker, Castellucci & Kandel 1971 Science 174:1252 (a touch of the gill moves it without the ganglion)"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			a, ok := has.delivers(c.label(has), timeline.Remove, timeline.Cut, timeline.Apply)
			b, _ := lacks.delivers(c.label(lacks), timeline.Remove, timeline.Cut, timeline.Apply)
			if s.synaptic() || !ok || a.Text == b.Text || len(list) > 0 || !claim.Simple || !After(s.Role(c.LabelA)) || a.inert() || s.gone(has, a, has.response(c.label(has)).Onset) {
				return
			}
			read := map[string]bool{}
			for _, x := range has.Acts {
				if x.Onset >= a.Onset && x.First && x.Label != "" && x.Role != "train" {
					read[x.class()+x.Target] = true
				}
			}
			if len(read) > 1 {
				return
			}
			fix, edits := s.direct(c)
			list = append(list, Finding{At: a.At,
				Message: fmt.Sprintf("Behind this, %s is read in one way only. If the response changes, nobody knows whether it is the circuit or the muscle itself.", has.Name()),
				Open:    "The effector has changed, and not the circuit.",
				Fix:     fix,
				Edits:   edits})
		})
		return list
	},
})

// inert says whether an act only brings the solvent of a drug.
func (a Act) inert() bool { return a.Kind == timeline.Apply && (a.Target == solvent || a.Value == 0) }

// gone says whether a drug has left an animal long before a time.
func (s *Study) gone(c *Condition, drug Act, before int64) bool {
	if drug.Kind != timeline.Apply {
		return false
	}
	end := drug.Onset + drug.For
	for _, a := range c.delivered() {
		if a.Onset < drug.Onset || a.Onset >= before {
			continue
		}
		switch {
		case a.Kind == timeline.Apply && a.Target == drug.Target:
			end, drug = a.Onset+a.For, a
		case a.Kind == timeline.Wash && drug.For == 0:
			end, drug.For = a.Onset, 1
		}
	}
	return drug.For > 0 && s.rested(end, before)
}

// direct moves the effector without the circuit behind the compared responses: by a touch of the effector itself where it
// is a place to touch, else by a current into its motor neuron.
func (s *Study) direct(c Contrast) (fix string, edits []diag.Edit) {
	d := s.draft()
	test := c.A.response(c.LabelA)
	name := d.free("direct")
	if len(s.Design.Measures) == 0 {
		return "read the effector directly as well, in all groups", nil
	}
	effector, _, _ := strings.Cut(s.Design.Measures[0].Name, ".")
	text := ""
	for _, site := range s.Design.Circuit.Sites {
		if site == effector && site != test.Target && test.Kind == timeline.Present {
			text = test.Stimulus + " " + site
		}
	}
	for _, e := range s.Design.Circuit.Effectors {
		if text == "" && len(e.From) > 0 && e.Name == effector {
			text = "inject " + e.From[0] + " current 2nA for 1s"
		}
	}
	if text == "" {
		return "read the effector directly as well, in all groups", nil
	}
	text = name + ": " + text
	for _, x := range s.Conditions {
		if p, ok := d.statement(x.response(c.LabelA).At); ok {
			d.after(p.stmt(), "rest 10min; "+text)
		}
	}
	d.declare("role " + test.Role + ": " + name)
	return "read the effector directly as well, in all groups: " + text, d.done()
}
