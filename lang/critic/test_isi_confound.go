package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "test-isi-confound", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "The groups are tested at different intervals.",
		Looks:    "Compared responses in a test of several trials, whose interval differs between the conditions.",
		Why:      "What is done in a test works on the response itself: at ten seconds each touch weakens the next one. Whoever tests each group at its own interval measures the test and not the memory. Train at different intervals, and test at one.",
		Example:  "experiment \"e\" {\n  role base: mantle_base\n  role test: mantle_test\n  factor isi between [10s, 3min]\n  each n=10 per cell {\n    base: touch siphon; rest 5min; mantle_base: touch mantle\n    rest until 1h - 9 * isi\n    train: touch siphon x10 every isi\n    rest until 1h30min; test: touch siphon x6 every isi; rest 15min; mantle_test: touch mantle; rest 2h; recovery: touch siphon\n  }\n  expect test[isi=10s].mean < test[isi=3min].mean\n}",
		Repaired: "experiment \"e\" {\n  role base: mantle_base\n  role test: mantle_test\n  factor isi between [10s, 3min]\n  each n=10 per cell {\n    base: touch siphon; rest 5min; mantle_base: touch mantle\n    rest until 1h - 9 * isi\n    train: touch siphon x10 every isi\n    rest until 1h30min; test: touch siphon x6 every 1min; rest 15min; mantle_test: touch mantle; rest 2h; recovery: touch siphon\n  }\n  expect test[isi=10s].mean < test[isi=3min].mean\n}",
		Limits:   "A test of one touch has no interval.",
		Reading:  []string{"Davis 1970 J Comp Physiol Psychol 72:177 (training and test intervals must be separated)"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			if !After(s.Role(c.LabelA)) || has != c.A {
				return
			}
			x, ok1 := has.interval(c.LabelA)
			y, ok2 := lacks.interval(c.LabelA)
			if !ok1 || !ok2 || even(x, y) || len(list) > 0 && list[len(list)-1].At == claim.At {
				return
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s is tested every %s in %s, and every %s in %s. The test itself may weaken the response, more so at the shorter interval.", c.LabelA, about(x), has.Name(), about(y), lacks.Name()),
				Open:    "The response is lower since the trials of the test follow faster.",
				Fix:     "test all of them at one interval: every " + timeline.Duration(max(x, y)),
				Drawing: draw("at another interval", has.strip(has.through(c.LabelA), has.under(c.LabelA)), lacks.strip(lacks.through(c.LabelA), lacks.under(c.LabelA))),
				Edits:   s.atOne(c.LabelA, max(x, y)),
				Rivals:  []string{"unteachable", "depression"}})
		})
		return list
	},
})

// interval is the time between the trials of a label, where there are several and it is one.
func (c *Condition) interval(label string) (ns int64, ok bool) {
	last := int64(-1)
	for _, a := range c.Acts {
		if a.Label != label || !a.First || a.Drawn {
			continue
		}
		if last >= 0 {
			if ok && a.Onset-last != ns {
				return 0, false
			}
			ns, ok = a.Onset-last, true
		}
		last = a.Onset
	}
	return ns, ok
}

// atOne lets the trials of a label follow at one interval in all conditions.
func (s *Study) atOne(label string, ns int64) []diag.Edit {
	d := s.draft()
	for _, c := range s.Conditions {
		p, ok := s.statement(c.response(label).At)
		if !ok {
			continue
		}
		every := part(p.stmt(), "interval")
		if every == nil {
			d.giveUp()
			continue
		}
		d.replace(every.Span(), timeline.Duration(ns))
	}
	return d.done()
}

// under marks the trials of a label.
func (c *Condition) under(label string) func(piece) bool { return pieceOf(c.response(label)) }
