package critic

import (
	"slices"

	"protoexp/lang/timeline"
)

// pairs visits every pair of conditions whose same responses a claim compares, once in each direction. Of a claim about
// differences of differences these are the conditions that one factor alone tells apart.
func (s *Study) pairs(visit func(claim *Claim, c Contrast, has, lacks *Condition)) {
	if s.Timeless() {
		return
	}
	seen := map[[2]*Condition]bool{}
	for _, claim := range s.Claims {
		for _, c := range claim.Contrasts {
			if !c.Parallel() || !claim.Simple && c.apart() != 1 {
				continue
			}
			for _, p := range [][2]*Condition{{c.A, c.B}, {c.B, c.A}} {
				if !seen[p] {
					seen[p] = true
					visit(claim, c, p[0], p[1])
				}
			}
		}
	}
}

// delivers is the first act of some kinds that reaches the animal before a response.
func (c *Condition) delivers(label string, kinds ...timeline.Kind) (Act, bool) {
	for _, a := range c.until(label) {
		if slices.Contains(kinds, a.Kind) && !a.Omitted && !a.Peeked {
			return a, true
		}
	}
	return Act{}, false
}

// does says whether an act of a class of handling stands before a response, delivered or not.
func (c *Condition) does(label, class string) bool {
	return slices.ContainsFunc(c.until(label), func(a Act) bool { return a.class() == class && !a.Peeked })
}

// apart is in how many factors the conditions of a contrast differ.
func (c Contrast) apart() (n int) {
	for _, l := range c.A.Levels {
		if c.B.Level(l.Factor) != l.Level {
			n++
		}
	}
	return n
}
