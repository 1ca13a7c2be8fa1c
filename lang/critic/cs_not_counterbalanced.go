package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/diag"
)

var _ = rule(Rule{Name: "cs-not-counterbalanced", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "One and the same stimulus is the signal in every animal.",
		Looks:    "Designs in which animals get a paired and an unpaired stimulus of one kind (two sites), and the paired one is the same in all of them, where a claim reads both.",
		Why:      "If the siphon is always the signal and the mantle never, a difference between them may be a difference between siphon and mantle. Let half of the animals have it the other way round.",
		Example:  "experiment \"e\" {\n  role pre: pre_plus, pre_minus\n  role post: post_plus, post_minus\n  group paired n=12 { pre_plus: touch siphon for 500ms; rest 5min; pre_minus: touch mantle for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms; rest 148.5s; touch mantle for 500ms } x15 every 5min; rest 1d; post_plus: touch siphon for 500ms; rest 5min; post_minus: touch mantle for 500ms }\n  expect paired.post_plus > paired.post_minus\n}",
		Repaired: "experiment \"e\" {\n  role pre: pre_plus, pre_minus\n  role post: post_plus, post_minus\n  factor signal between [siphon, mantle]\n  each n=6 per cell {\n    let plus = touch signal for 500ms\n    let minus = touch mantle for 500ms\n    when signal is mantle { minus = touch siphon for 500ms }\n    pre_plus: plus; rest 5min; pre_minus: minus; rest 1h\n    { train: pair plus with shock tail at +500ms; rest 148.5s; minus } x15 every 5min\n    rest 1d; post_plus: plus; rest 5min; post_minus: minus\n  }\n  expect post_plus > post_minus\n}",
		Limits:   "A single signal, without a second one to compare it with, needs no counterbalancing.",
		NoEdit:   "The groups have to be written anew: every place where the site stands becomes a name that a factor sets. The repaired design above shows how.",
		Reading:  []string{"Carew, Hawkins & Kandel 1983 Science 219:397 (siphon and mantle were balanced)"},
	},
	find: func(s *Study) (list []Finding) {
		var at, alone Act
		paired := map[string]bool{}
		for _, c := range s.Conditions {
			p, ok := c.pairing()
			if !ok {
				continue
			}
			for _, a := range c.delivered() {
				if a.Stimulus == p.CS.Stimulus && a.Target != p.CS.Target && !c.paired(a) && !Before(a.Role) && !After(a.Role) {
					at, alone = p.CS, a
					paired[p.CS.Target] = true
				}
			}
		}
		if len(paired) != 1 || s.Timeless() || !slices.ContainsFunc(s.Claims, func(c *Claim) bool { return c.reads(at) }) {
			return nil
		}
		return []Finding{{At: at.At,
			Message: fmt.Sprintf("%s is the signal in every animal, and %s never is. A difference between the two may be one between the sites.", at.Target, alone.Target),
			Open:    fmt.Sprintf("%s responds otherwise than %s, whatever was paired.", at.Target, alone.Target),
			Fix:     fmt.Sprintf("let the site be a factor, so that half of the animals have it the other way round: factor signal between [%s, %s]", at.Target, alone.Target),
			Rivals:  []string{"uneven"}}}
	},
})

// reads says whether a claim compares responses to a stimulus with those to the same at another place.
func (c *Claim) reads(cs Act) bool {
	own, other := false, false
	for _, x := range c.Contrasts {
		for _, a := range []Act{x.A.response(x.LabelA), x.B.response(x.LabelB)} {
			if a.Stimulus == cs.Stimulus {
				own, other = own || a.Target == cs.Target, other || a.Target != cs.Target
			}
		}
	}
	return own && other
}
