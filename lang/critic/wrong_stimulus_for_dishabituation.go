package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "wrong-stimulus-for-dishabituation", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "The response to one stimulus is compared with the response to another.",
		Looks:    "Expectations that compare responses to different verbs, such as those to a shock with those to a touch.",
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
		return list
	},
})

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
