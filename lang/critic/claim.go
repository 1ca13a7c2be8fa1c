package critic

import (
	"fmt"
	"slices"

	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// Claim is a hypothesis with what it compares.
type Claim struct {
	Question  *timeline.Question
	At        source.Span
	Contrasts []Contrast
	Simple    bool // the animals of one kind on each side: a contrast is the whole claim
}

// Contrast is a pair of what a claim compares: responses of two conditions, or two labels of one.
type Contrast struct {
	A, B   *Condition
	LabelA string
	LabelB string
	Factor string // over which a trend or an effect goes, or ""
	RefA   timeline.Reference
	RefB   timeline.Reference
}

// Parallel says whether a contrast compares the same response of two conditions.
func (c Contrast) Parallel() bool { return !c.Same() && c.LabelA == c.LabelB }

// Same says whether a contrast is within one condition: a change.
func (c Contrast) Same() bool { return c.A == c.B }

// Equivalence says whether a claim is that two things are alike.
func (c *Claim) Equivalence() bool { return c.Question.Op == "~" }

// Labels are those that a claim names, once each.
func (c *Claim) Labels() (list []string) {
	for _, r := range c.Question.References {
		if !slices.Contains(list, r.Label) {
			list = append(list, r.Label)
		}
	}
	return list
}

func (s *Study) claim(q *timeline.Question) *Claim {
	c := &Claim{Question: q, At: q.Stmt.Claim.Span()}
	refs := q.References
	sides := [2]map[string]bool{{}, {}}
	for _, r := range refs {
		side := 0
		if r.Right {
			side = 1
		}
		sides[side][fmt.Sprint(r.Branches, r.Within)] = true
		if r.Trend != "" {
			c.Contrasts = append(c.Contrasts, s.along(r)...)
		}
	}
	c.Simple = len(sides[0]) == 1 && len(sides[1]) <= 1
	for i, a := range refs {
		for _, b := range refs[i+1:] {
			if a.Trend == "" && b.Trend == "" {
				c.Contrasts = append(c.Contrasts, s.between(a, b)...)
			}
		}
	}
	return c
}

// named are the conditions whose responses a reference reads.
func (s *Study) named(r timeline.Reference) (list []*Condition) {
	for _, c := range s.Conditions {
		ok := slices.Contains(r.Branches, c.Index)
		for f, level := range r.Within {
			if l := c.Level(f); l != "" && l != level {
				ok = false
			}
		}
		if ok {
			list = append(list, c)
		}
	}
	return list
}

// along are the contrasts between neighbouring levels of a factor, all else equal.
func (s *Study) along(r timeline.Reference) (list []Contrast) {
	var levels []string
	for _, f := range s.Design.Factors {
		if f.Name == r.Trend {
			for _, v := range f.Levels {
				levels = append(levels, timeline.LevelText(v))
			}
		}
	}
	conditions := s.named(r)
	for i := 1; i < len(levels); i++ {
		for _, a := range conditions {
			for _, b := range conditions {
				if a.Level(r.Trend) == levels[i-1] && b.Level(r.Trend) == levels[i] && a.alike(b, []string{r.Trend}) {
					list = append(list, Contrast{A: a, B: b, LabelA: r.Label, LabelB: r.Label, Factor: r.Trend, RefA: r, RefB: r})
				}
			}
		}
	}
	return list
}

// between pairs the conditions of two references: those that agree on every factor that does not tell the two sides apart.
func (s *Study) between(a, b timeline.Reference) (list []Contrast) {
	left, right := s.named(a), s.named(b)
	var apart []string
	for _, f := range s.Design.Factors {
		if disjoint(left, right, f.Name) {
			apart = append(apart, f.Name)
		}
	}
	for _, x := range left {
		for _, y := range right {
			if x.alike(y, apart) && (x == y) == (len(apart) == 0 && slices.Equal(a.Branches, b.Branches)) {
				list = append(list, Contrast{A: x, B: y, LabelA: a.Label, LabelB: b.Label, RefA: a, RefB: b})
			}
		}
	}
	return list
}

// disjoint says whether two sets of conditions share no level of a factor.
func disjoint(left, right []*Condition, factor string) bool {
	seen := map[string]bool{}
	for _, c := range left {
		if l := c.Level(factor); l != "" {
			seen[l] = true
		}
	}
	for _, c := range right {
		if l := c.Level(factor); l == "" || seen[l] {
			return false
		}
	}
	return len(seen) > 0
}

// alike says whether two conditions have the same levels of every factor but some.
func (c *Condition) alike(o *Condition, but []string) bool {
	for _, l := range c.Levels {
		if !slices.Contains(but, l.Factor) && o.Level(l.Factor) != l.Level {
			return false
		}
	}
	return true
}
