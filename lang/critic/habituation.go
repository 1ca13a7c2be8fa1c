package critic

import (
	"slices"

	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// habituating is the number of like presentations from which a series counts as training to ignore.
const habituating = 5

// Habituation is a claim that a response fell since its stimulus was repeated.
type Habituation struct {
	Claim     *Claim
	Condition *Condition
	Train     Act // the last of the series
	Test      Act // the response that is claimed to be lower
	Contrast  Contrast
	Field     string // of the test, as the claim reads it
}

// habituations are the claims that a repeated stimulus lowered its own response.
func (s *Study) habituations() (list []Habituation) {
	if s.Timeless() {
		return nil
	}
	for _, claim := range s.Claims {
		if claim.Equivalence() || !claim.Simple {
			continue
		}
		for _, c := range claim.Contrasts {
			if c.RefA.Right == c.RefB.Right && claim.twoSided() {
				continue // a share on one side
			}
			low, ref := c.A, c.RefA
			if up := claim.Question.Op == ">" || claim.Question.Op == ">="; up != c.RefA.Right {
				low, ref = c.B, c.RefB
			}
			label := ref.Label
			test := low.response(label)
			if !After(test.Role) || c.Factor != "" {
				continue
			}
			series := low.series(test, test.Onset)
			n := len(series)
			if n > 0 && slices.ContainsFunc(low.delivered(), func(a Act) bool {
				return (a.Kind == timeline.Remove || a.Kind == timeline.Cut) && a.Onset > series[n-1].Onset && a.Onset < test.Onset
			}) {
				continue // it is about the lesion
			}
			other := c.B
			if low == c.B {
				other = c.A
			}
			if n < habituating || !c.Same() && other.repeated(test, test.Onset) >= n || claim.signals(test) || s.checks(claim, low, test) {
				continue
			}
			list = append(list, Habituation{Claim: claim, Condition: low, Train: series[n-1], Test: test, Contrast: c, Field: ref.Field})
			break
		}
	}
	return list
}

// twoSided says whether responses stand on both sides of a claim.
func (c *Claim) twoSided() bool {
	return slices.ContainsFunc(c.Question.References, func(r timeline.Reference) bool { return r.Right }) &&
		slices.ContainsFunc(c.Question.References, func(r timeline.Reference) bool { return !r.Right })
}

// checks says whether a claim only checks that a training worked: beside a primary one, that its effect is gone later.
func (s *Study) checks(claim *Claim, c *Condition, test Act) bool {
	return !claim.Question.Stmt.Primary && slices.ContainsFunc(s.Claims, func(p *Claim) bool {
		return p.Question.Stmt.Primary && p.Equivalence() && slices.ContainsFunc(p.Contrasts, func(x Contrast) bool {
			later := c.response(x.label(c))
			return (x.A == c || x.B == c) && later.like(test) && later.Onset > test.Onset
		})
	})
}

// like says whether two acts present one stimulus at one place.
func (a Act) like(b Act) bool {
	return a.Kind == timeline.Present && a.Kind == b.Kind && a.Stimulus == b.Stimulus && a.Target == b.Target
}

// series are the presentations of a stimulus alone, at its place, that reach the animal before a time and are not read as
// tests: a label of its own makes a single presentation a test.
func (c *Condition) series(stimulus Act, before int64) (list []Act) {
	times := map[string]int{}
	for _, a := range c.Acts {
		times[a.Label]++
	}
	for _, a := range c.delivered() {
		lone := a.Role == "" && a.Label != "" && times[a.Label] == 1
		if a.like(stimulus) && a.Onset < before && !lone && !After(a.Role) && !Before(a.Role) && !c.paired(a) {
			list = append(list, a)
		}
	}
	return list
}

func (c *Condition) repeated(stimulus Act, before int64) int { return len(c.series(stimulus, before)) }

// paired says whether another stimulus belongs to the trial of an act.
func (c *Condition) paired(a Act) bool {
	for _, b := range c.Acts {
		if a.Trial > 0 && b.Trial == a.Trial && !b.like(a) {
			return true
		}
	}
	return false
}

// signals says whether some of the animals that a claim names get the stimulus with another: then its repetition is no
// training to ignore it, neither in them nor in the controls of the pairing.
func (c *Claim) signals(stimulus Act) bool {
	paired := func(x *Condition) bool {
		return slices.ContainsFunc(x.delivered(), func(a Act) bool { return a.like(stimulus) && x.paired(a) })
	}
	return slices.ContainsFunc(c.Contrasts, func(x Contrast) bool { return paired(x.A) || paired(x.B) })
}

// otherSite is a response behind the training to the same verb at another place.
func (h Habituation) otherSite(s *Study) (Act, bool) {
	times := map[string]int{}
	for _, a := range h.Condition.Whole {
		times[a.Label]++
	}
	for _, a := range h.Condition.Whole {
		if a.Onset > h.Train.Onset && a.First && !a.Peeked && !a.Omitted && a.Label != "" && a.Kind == timeline.Present && a.Stimulus == h.Test.Stimulus && a.Target != h.Test.Target && (After(a.Role) || Before(a.Role) || times[a.Label] == 1) {
			return a, true
		}
	}
	return Act{}, false
}

// dishabituated says whether animals with the same training, in this condition or another, get another, strong stimulus and
// then the trained one.
func (h Habituation) dishabituated(s *Study) bool {
	for _, c := range s.Conditions {
		series := c.series(h.Test, c.End)
		if len(series) < habituating {
			continue
		}
		strong := false
		for _, a := range c.delivered() {
			if a.Onset <= series[len(series)-1].Onset {
				continue
			}
			if a.Kind == timeline.Present && a.Stimulus != h.Test.Stimulus {
				strong = true
			}
			if strong && a.like(h.Test) && a.Label != "" {
				return true
			}
		}
	}
	return false
}

// later says whether the trained stimulus is read again behind the test.
func (h Habituation) later() bool {
	for _, a := range h.Condition.Acts {
		if a.Onset > h.Test.Onset && a.Label != h.Test.Label && a.like(h.Test) {
			return true
		}
	}
	return false
}

// elsewhere reads the response to the same verb at another place behind the test, in all animals that are tested, and says
// what is expected of it: a tired muscle would fail there too. With restored, the trained place is tested again behind a
// strong stimulus, if the animal has one: numb skin would stay numb.
func (s *Study) elsewhere(h Habituation, restored bool) (text string, edits []diag.Edit) {
	d := s.draft()
	site, strong := "", ""
	for _, x := range s.Design.Circuit.Sites {
		if x == h.Test.Target {
			continue
		}
		if site == "" {
			site = x
		}
	}
	if site == "" {
		return "give the animal a second site", nil
	}
	name := d.free(site + "_test")
	labels := name
	text = name + ": " + h.Test.Stimulus + " " + site
	for _, v := range s.Design.Circuit.Stimuli {
		if v.Name != h.Test.Stimulus && strong == "" && restored {
			strong = v.Name
		}
	}
	again := ""
	if strong != "" {
		if sites := s.Design.Circuit.Sites; s.Design.Circuit.Stimulus(strong).Site {
			strong += " " + other(sites, h.Test.Target, site)
		}
		again = d.free("restored")
		labels += ", " + again
		text += "; rest 1min; " + strong + "; rest 90s; " + again + ": " + s.bare(h.Test)
	}
	for _, c := range s.Conditions {
		var last Act
		for _, a := range c.Acts {
			if a.Label == h.Test.Label {
				last = a
			}
		}
		if p, ok := d.statement(last.At); ok {
			d.after(p.stmt(), "rest 1min; "+text)
		}
	}
	d.declare("role " + h.Test.Role + ": " + labels)
	c := h.Contrast
	if again != "" && decidable(h.Condition.Branch, s.alpha()) {
		d.expect(h.Claim, naming(h.Condition, again, "")+" > "+naming(h.Condition, h.Test.Label, h.Field))
	}
	if c.Same() && !decidable(h.Condition.Branch, s.alpha()) {
		return text, d.done()
	}
	if c.Same() {
		d.expect(h.Claim, naming(c.A, name, "")+" > "+naming(c.A, h.Test.Label, h.Field))
	} else {
		d.expect(h.Claim, naming(c.A, name, "")+" ~ "+naming(c.B, name, "")+" margin 20%")
	}
	return text, d.done()
}

// other is a site that is none of some, or the last of all.
func other(sites []string, but ...string) string {
	for _, x := range sites {
		if !slices.Contains(but, x) {
			return x
		}
	}
	return sites[len(sites)-1]
}

// trainings are the habituations, one of each training: what is missing behind it is missing in all claims about it.
func (s *Study) trainings() (list []Habituation) {
	seen := map[source.Span]bool{}
	for _, h := range s.habituations() {
		if !seen[h.Train.At] {
			seen[h.Train.At] = true
			list = append(list, h)
		}
	}
	return list
}
