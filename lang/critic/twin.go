package critic

import (
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// twin adds a group like that of a condition, with edits made in it. It returns the new condition's name for naming
// responses in it; "" where the design has no groups.
func (d *draft) twin(c *Condition, suffix string, edits []diag.Edit) *Condition {
	g, ok := d.owner(c).(*ast.Group)
	if !ok {
		d.giveUp()
		return nil
	}
	name := d.free(c.Branch.Group + suffix)
	edits = append(edits, diag.Edit{Span: g.Name.Span(), Text: name})
	d.after(g, rewritten(g.Span(), edits))
	d.grow(1)
	twin, branch := *c, *c.Branch
	branch.Group = name
	twin.Branch = &branch
	return &twin
}

// free is a name that nothing in the script has.
func (d *draft) free(name string) string {
	taken := words(d.Design.At.File.Text)
	for taken[name] {
		name += "_2"
	}
	return name
}

// cross crosses the design with a new factor of two levels: what a condition's acts do is done to animals of the first
// level and withheld from those of the second. It returns the conditions of both. In a design of groups each gets a twin.
func (d *draft) cross(name, given, withheld string, conditions []*Condition, acts func(Act) bool) (with, without []*Condition) {
	if _, ok := d.owner(conditions[0]).(*ast.Group); ok {
		for _, c := range conditions {
			edits, ok := d.withhold(d.owner(c), c.matching(acts))
			if !ok || len(edits) == 0 {
				d.giveUp()
				return nil, nil
			}
			without = append(without, d.twin(c, "_"+withheld, edits))
		}
		return conditions, without
	}
	owner, ok := d.owner(conditions[0]).(*ast.Each)
	if !ok {
		d.giveUp()
		return nil, nil
	}
	name = d.free(name)
	d.before(owner, "factor "+name+" between ["+given+", "+withheld+"]")
	d.grow(len(d.Design.Branches))
	d.narrow(name + "=" + given)
	done := map[int]bool{}
	for _, c := range conditions {
		for _, a := range c.Acts {
			p, ok := d.outermost(c, a)
			if !ok || !acts(a) || done[p.stmt().Span().Start] {
				continue
			}
			at := p.stmt().Span()
			done[at.Start] = true
			edits, ok := d.withhold(p.stmt(), c.matching(acts))
			if !ok || len(edits) == 0 {
				d.giveUp()
				return nil, nil
			}
			d.replace(at, "when "+name+" is "+given+" { "+at.Text()+" } else { "+rewritten(at, edits)+" }")
		}
		with, without = append(with, c.at(name, given)), append(without, c.at(name, withheld))
	}
	return with, without
}

// matching says of a piece of the script whether acts of a condition stand there that are meant.
func (c *Condition) matching(acts func(Act) bool) func(source.Span) bool {
	return func(at source.Span) bool {
		for _, a := range c.Acts {
			if acts(a) && a.within(at) {
				return true
			}
		}
		return false
	}
}

// outermost is the statement of a condition's body in which an act stands.
func (d *draft) outermost(c *Condition, a Act) (place, bool) {
	body := d.body(c)
	for _, p := range d.path(a.At) {
		if p.block == body && body != nil {
			return p, true
		}
	}
	return place{}, false
}

// swapped is a claim as it is written, with another group in the place of its own.
func swapped(text string, from, to *Condition) string {
	if from.Branch.Group != "" {
		return strings.ReplaceAll(text, from.Branch.Group+".", to.Branch.Group+".")
	}
	return text
}

// at is a condition at a level of one more factor.
func (c *Condition) at(factor, name string) *Condition {
	twin := *c
	twin.Levels = append(slices.Clone(c.Levels), timeline.Level{Factor: factor, Level: name})
	return &twin
}

// decides is the factor whose level a `when` asks for; nil where it asks something else.
func (s *Study) decides(w *ast.When) *timeline.Factor {
	for _, f := range s.Design.Factors {
		if words(w.Cond.Span().Text())[f.Name] {
			return f
		}
	}
	return nil
}

// enlarge gives a factor one more level.
func (d *draft) enlarge(f *timeline.Factor, level string) {
	end := strings.LastIndexByte(f.At.Text(), ']')
	if end < 0 {
		d.giveUp()
		return
	}
	d.insert(f.At, f.At.Start+end, ", "+level)
	if !f.Within {
		d.grow(len(d.Design.Branches) / len(f.Levels))
	}
}
