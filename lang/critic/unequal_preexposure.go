package critic

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/source"
)

var _ = rule(Rule{Name: "unequal-preexposure", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "One group knows the signal already.",
		Looks:    "Designs with paired stimuli, in which compared conditions got a different number of the first stimulus before the training. Where nothing else differs, the exposure is what is studied.",
		Why:      "A signal that was met alone ten times is learnt more slowly (latent inhibition), and the response to it has habituated. The groups then differ before the training begins.",
		Example:  "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; touch siphon for 500ms x10 every 5min; rest until 4h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; rest until 4h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Repaired: "experiment \"e\" {\n  group paired n=12 { pre: touch siphon for 500ms; rest 1h; { train: pair touch siphon for 500ms with shock tail at +500ms } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  group unpaired n=12 { pre: touch siphon for 500ms; rest 1h; { train: touch siphon for 500ms; rest 2min; shock tail } x15 every 5min; rest 1d; post: touch siphon for 500ms }\n  expect paired.post / paired.pre > unpaired.post / unpaired.pre\n}",
		Limits:   "Tests before the training count as well: they are presentations.",
		Reading:  []string{"Lubow & Moore 1959 J Comp Physiol Psychol 52:415 (latent inhibition)"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			p, ok := has.pairing()
			if !ok {
				p, ok = lacks.pairing()
			}
			if !ok || c.studied(p.CS.class()) {
				return
			}
			x, first := has.known(p.CS)
			y, _ := lacks.known(p.CS)
			if x > y+1 {
				list = append(list, Finding{At: first.At,
					Message: fmt.Sprintf("Before the training %s got %d of %s, and %s got %d. A signal that is known already is learnt more slowly, and responded to less.", has.Name(), x, p.CS.Text, lacks.Name(), y),
					Open:    "The groups differed before the training began.",
					Fix:     "give all groups the same number before the training: omit " + first.At.Text() + " in " + has.Name(),
					Edits:   s.unexposed(first),
					Drawing: draw("not in both", has.strip(has.to(c.label(has)), pieceOf(first)), lacks.strip(lacks.to(c.label(lacks)), none))})
			}
		})
		return list
	},
})

// known counts the presentations of a signal alone that come before the training; most of them are at most.
func (c *Condition) known(signal Act) (n int, most Act) {
	count := map[source.Span]int{}
	for _, a := range c.delivered() {
		if a.Role == "train" || After(a.Role) || c.paired(a) {
			break
		}
		if a.like(signal) && !a.Drawn {
			n++
			if count[a.At]++; count[a.At] > count[most.At] {
				most = a
			}
		}
	}
	return n, most
}

// unexposed keeps a signal from a condition before the training, at its times.
func (s *Study) unexposed(a Act) []diag.Edit {
	d := s.draft()
	if p, ok := s.statement(a.At); ok {
		edits, _ := s.withhold(p.stmt(), func(source.Span) bool { return true })
		for _, e := range edits {
			d.replace(e.Span, e.Text)
		}
	}
	return d.done()
}

// studied says whether all that tells two conditions apart is what they got of one class before the training: the training
// is the same.
func (c Contrast) studied(class string) bool {
	trained := func(x *Condition, label string) []Act {
		return slices.DeleteFunc(Delivered(x.until(label)), func(a Act) bool { return a.Role != "train" })
	}
	a, b := trained(c.A, c.LabelA), trained(c.B, c.LabelB)
	return len(a) > 0 && same(a, b) && !slices.ContainsFunc(c.differences(), func(d Difference) bool { return !strings.HasPrefix(d.Class, class) })
}

// preexposed says whether the one condition of a contrast knows a signal better than the other, before it is trained.
func (c Contrast) preexposed() bool {
	for _, x := range []*Condition{c.A, c.B} {
		if p, ok := x.pairing(); ok {
			a, _ := c.A.known(p.CS)
			b, _ := c.B.known(p.CS)
			return a > b+1 || b > a+1
		}
	}
	return false
}
