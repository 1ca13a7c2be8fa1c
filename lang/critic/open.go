package critic

import (
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/timeline"
)

// Open are the rival preparations that a design leaves open: in which its claims might come true by another cause. They
// follow from what is claimed, and from what the rules find.
func Open(d *timeline.Design, script []ast.Stmt) (list []string) {
	s := NewStudy(d, script)
	add := func(names ...string) {
		for _, n := range names {
			if !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	if len(s.Claims) == 0 || s.Timeless() {
		return nil
	}
	if len(s.habituations()) > 0 {
		add("fatigue", "adaptation")
	}
	for _, claim := range s.Claims {
		for _, c := range claim.Contrasts {
			if s.aroused(c) {
				add("sensitization")
			}
			if c.Same() {
				add("drift")
			}
		}
	}
	add("unteachable")
	for _, rule := range Rules() {
		if s.allows[rule.Name] == nil && !rule.NeedsRun() {
			for _, f := range rule.find(s) {
				add(f.Rivals...)
			}
		}
	}
	return list
}

// aroused says whether animals of a contrast get another stimulus before the response that is compared.
func (s *Study) aroused(c Contrast) bool {
	for k, x := range []*Condition{c.A, c.B} {
		label := []string{c.LabelA, c.LabelB}[k]
		test := x.response(label)
		for _, a := range Delivered(x.until(label)) {
			if a.Kind == timeline.Present && test.Kind == timeline.Present && a.Stimulus != test.Stimulus {
				return true
			}
		}
	}
	return false
}
