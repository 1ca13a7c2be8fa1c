package critic

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"protoexp/lang/ast"
)

// twoPhases finds rows of a table of phases that are compared and differ in more than one of their phases.
func (s *Study) twoPhases() (list []Finding) {
	seen := map[[2]int]bool{}
	for _, claim := range s.Claims {
		for _, c := range claim.Contrasts {
			key := [2]int{min(c.A.Index, c.B.Index), max(c.A.Index, c.B.Index)}
			if !c.Parallel() || !claim.Simple || seen[key] {
				continue
			}
			a, b := c.A.phases(), c.B.phases()
			var apart []int
			for i := range max(len(a), len(b)) {
				if at(a, i) != at(b, i) {
					apart = append(apart, i)
				}
			}
			if len(apart) < 2 || s.told(c, apart) || renamed(a, b, apart) {
				continue
			}
			seen[key] = true
			i, j := apart[0], apart[1]
			what := func(i int) string {
				return fmt.Sprintf("phase %d (%s and %s)", i+1, orNothing(at(a, i)), orNothing(at(b, i)))
			}
			d := s.draft()
			for _, k := range apart[1:] {
				d.samePhase(c, k)
			}
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s and %s differ in two things: %s, and %s. The result may belong to either.", c.A.Name(), c.B.Name(), what(i), what(j)),
				Open:    fmt.Sprintf("The difference comes from phase %d alone, or from phase %d alone.", i+1, j+1),
				Fix:     fmt.Sprintf("let them differ in phase %d only, and give both %s in phase %d", i+1, orNothing(at(a, j)), j+1),
				Edits:   d.done()})
		}
	}
	return list
}

// renamed says whether two rows differ by one cue that stands for another, the same in all phases that are not alike.
func renamed(a, b []string, apart []int) bool {
	names := func(phases []string) (list []string) {
		for _, i := range apart {
			for _, w := range strings.FieldsFunc(at(phases, i), func(r rune) bool { return strings.ContainsRune(" /+-0123456789", r) }) {
				for _, cue := range ast.Cues(w) {
					if !slices.Contains(list, cue) {
						list = append(list, cue)
					}
				}
			}
		}
		return list
	}
	for _, x := range names(a) {
		for _, y := range names(b) {
			if !slices.ContainsFunc(apart, func(i int) bool { return strings.ReplaceAll(at(a, i), x, y) != at(b, i) }) {
				return true
			}
		}
	}
	return false
}

// samePhase gives the second row of a contrast the phase of the first.
func (d *draft) samePhase(c Contrast, phase int) {
	var from, to *ast.Row
	for _, st := range d.Body {
		if row, ok := st.(*ast.Row); ok && row.Name.Text == c.A.Branch.Group {
			from = row
		} else if ok && row.Name.Text == c.B.Branch.Group {
			to = row
		}
	}
	if from == nil || to == nil || phase >= len(from.Cells) || phase >= len(to.Cells) {
		d.giveUp()
		return
	}
	text := strings.TrimSpace(from.Cells[phase].Span().Text())
	d.replace(to.Cells[phase].Span(), text)
}

// told says whether another row goes through the one phase as the first of a contrast and through the other as the second,
// so that the two can be told apart.
func (s *Study) told(c Contrast, apart []int) bool {
	a, b := c.A.phases(), c.B.phases()
	for _, o := range s.Conditions {
		p := o.phases()
		like := func(x, y []string) bool {
			return at(p, apart[0]) == at(x, apart[0]) && at(p, apart[1]) == at(y, apart[1])
		}
		if o != c.A && o != c.B && (like(a, b) || like(b, a)) {
			return true
		}
	}
	return false
}

// phases are the trainings of a row, phase by phase: how often each trial comes, whatever the order.
func (c *Condition) phases() (list []string) {
	counts := map[int]map[string]int{}
	for _, a := range c.Acts {
		if a.Value < 0 { // a test
			continue
		}
		for len(list) < a.Phase {
			list = append(list, "")
		}
		if counts[a.Phase] == nil {
			counts[a.Phase] = map[string]int{}
		}
		counts[a.Phase][strings.TrimSpace(a.Text)]++
	}
	for i := range list {
		var trials []string
		for text, n := range counts[i+1] {
			trials = append(trials, fmt.Sprintf("%d %s", n, text))
		}
		sort.Strings(trials)
		list[i] = strings.Join(slices.Compact(trials), " / ")
	}
	return list
}

func at(phases []string, i int) string {
	if i < len(phases) {
		return phases[i]
	}
	return ""
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}
