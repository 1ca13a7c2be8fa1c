package critic

import (
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// missing is a handling that some conditions get and others, which they are compared with, do not.
type missing struct {
	act   Act
	has   *Condition
	lacks []*Condition
	label string // of the response that is compared
	text  string // what stands in its place
	edits []diag.Edit
}

// missing collects what the conditions of a claim lack, once for each action of the script, with the edit that puts a
// placebo in its place.
func (s *Study) missing(lacking func(has, lacks *Condition, c Contrast) []Act) (list []*missing) {
	found := map[int]*missing{}
	s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
		for _, a := range lacking(has, lacks, c) {
			m := found[a.At.Start]
			if m == nil {
				m = &missing{act: a, has: has, label: c.label(has)}
				found[a.At.Start] = m
				list = append(list, m)
			}
			if m.has == has {
				m.lacks = append(m.lacks, lacks)
			}
		}
	})
	for _, m := range list {
		d := s.draft()
		whole := d.session(m)
		m.text = d.placebo(whole, m.has.matching(func(a Act) bool { return a.class() == m.act.class() || !m.known(a.class()) }))
		for _, c := range m.lacks {
			d.standIn(c, m.has, m.act, whole, m.text)
		}
		m.edits = d.done()
		if m.text == "" {
			m.text = "the same without it"
		}
	}
	return list
}

// session is what stands in a placebo's place: the act, or the repeated block around it where the others get nothing of that.
func (d *draft) session(m *missing) source.Span {
	p, ok := d.outermost(m.has, m.act)
	if !ok {
		return m.act.At
	}
	st := p.stmt()
	if l, is := st.(*ast.Labelled); is {
		st = l.Stmt
	}
	if _, is := st.(*ast.Compound); !is {
		return m.act.At
	}
	at := p.stmt().Span()
	for _, c := range m.lacks {
		for _, t := range c.treatments(m.label) {
			if slices.ContainsFunc(m.has.Acts, func(a Act) bool { return a.within(at) && a.class() == t.Class }) {
				return m.act.At
			}
		}
	}
	return at
}

// known says whether the others get handling of a class too, be it in a test.
func (m *missing) known(class string) bool {
	return !slices.ContainsFunc(m.lacks, func(c *Condition) bool { return !slices.Contains(classes(c.until(m.label)), class) })
}

// within says whether an act stands in a piece of the script.
func (a Act) within(at source.Span) bool {
	return a.At.File == at.File && at.Start <= a.At.Start && a.At.End <= at.End
}

// names are those of the conditions that lack it.
func (m *missing) names() string { return named(m.lacks) }

// named names conditions: a, b and c.
func named(list []*Condition) (text string) {
	for i, c := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			text += " and "
		default:
			text += ", "
		}
		text += c.Name()
	}
	return text
}

// drawing shows what the one gets and the others do not.
func (m *missing) drawing() []string {
	strips := []strip{m.has.strip(m.has.to(m.label), pieceOf(m.act))}
	for _, c := range m.lacks {
		strips = append(strips, c.strip(c.to(m.label), none))
	}
	return draw("nothing here below", strips...)
}
