package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// arrangement writes the stimuli of a pairing in another order: instead of the whole training, or of the pair alone.
type arrangement func(s *Study, c *Condition, p Pairing, pair *ast.Pair, label string) (text string, whole bool)

// apart is a pair with its second stimulus half an interval later.
func apart(s *Study, c *Condition, p Pairing, pair *ast.Pair, label string) (string, bool) {
	pause := c.period(p) / 2
	if pause == 0 {
		pause = 120e9
	}
	if label != "" {
		label += ": "
	}
	text := label + pair.First.Span().Text() + "; rest " + timeline.Duration(pause/1e9*1e9) + "; " + pair.Second.Span().Text()
	if again := repeats(pair); again != "" {
		text = "{ " + text + " }" + again
	}
	return text, false
}

// scattering is as many of both stimuli, at random times within the time of the training.
func scattering(s *Study, c *Condition, p Pairing, pair *ast.Pair, label string) (string, bool) {
	n, last := 0, int64(0)
	for _, a := range c.delivered() {
		if a.Stimulus == p.CS.Stimulus && a.Target == p.CS.Target && c.paired(a) {
			n++
			last = a.Onset
		}
	}
	over := last - p.CS.Onset + max(c.period(p), 60e9)
	plain := func(a *ast.Act) string { return strings.TrimSuffix(a.Span().Text(), repeats(a)) }
	if label != "" {
		label += ": "
	}
	return label + fmt.Sprintf("scatter [%s x%d, %s x%d] over %s", plain(pair.First), n, plain(pair.Second), n, timeline.Duration(over)), true
}

// period is the time from one pairing to the next (ns); 0 where there is one.
func (c *Condition) period(p Pairing) int64 {
	for _, a := range c.Acts {
		if a.Onset > p.CS.Onset && a.like(p.CS) && c.paired(a) {
			return a.Onset - p.CS.Onset
		}
	}
	return 0
}

// arranged adds animals that get the stimuli of a claim's pairing in another arrangement, and the claim about them.
func (s *Study) arranged(claim *Claim, name string, write arrangement) (text string, edits []diag.Edit) {
	d := s.draft()
	var c *Condition
	var p Pairing
	for _, contrast := range claim.Contrasts {
		for _, x := range []*Condition{contrast.A, contrast.B} {
			if q, ok := x.pairing(); ok && c == nil {
				c, p = x, q
			}
		}
	}
	where, ok := d.statement(p.CS.At)
	label, pair := "", (*ast.Pair)(nil)
	if !ok {
		return "the two apart", nil
	}
	switch x := where.stmt().(type) {
	case *ast.Labelled:
		label = x.Label.Text
		pair, _ = x.Stmt.(*ast.Pair)
	case *ast.Pair:
		pair = x
	}
	if pair == nil {
		return "the two apart", nil
	}
	text, whole := write(s, c, p, pair, label)
	at := where.stmt().Span()
	if whole {
		if outer, ok := d.outermost(c, p.CS); ok {
			at = outer.stmt().Span()
		}
		for _, q := range d.path(p.CS.At) { // within a when
			if w, is := q.over.(*ast.When); is && w.Then == q.block {
				at = q.stmt().Span()
			}
		}
	}
	change := diag.Edit{Span: at, Text: text}
	if _, ok := d.owner(c).(*ast.Group); ok {
		twin := d.twin(c, "_"+name, []diag.Edit{change})
		if twin != nil {
			d.contrast(claim, s.against(claim, c, twin))
		}
		return text, d.done()
	}
	for _, q := range d.path(p.CS.At) {
		w, is := q.over.(*ast.When)
		if !is || w.Then != q.block {
			continue
		}
		f := d.decides(w)
		if f == nil {
			break
		}
		level := d.free(name)
		d.enlarge(f, level)
		block := rewritten(w.Then.Span(), []diag.Edit{change})
		if w.Else == nil {
			d.after(w, "when "+f.Name+" is "+level+" "+block)
		} else {
			d.insert(w.Then.Span(), w.Then.Span().End, " else when "+f.Name+" is "+level+" "+block)
		}
		other := *c
		other.Levels = nil
		for _, l := range c.Levels {
			if l.Factor == f.Name {
				l.Level = level
			}
			other.Levels = append(other.Levels, l)
		}
		d.contrast(claim, s.against(claim, c, &other))
		return text, d.done()
	}
	d.crossing(claim, c, name, change)
	return text, d.done()
}

// contrast puts a hypothesis behind another that compares two sides; a main effect or an interaction has none to compare.
func (d *draft) contrast(claim *Claim, text string) {
	if claim.Question.Kind == timeline.Compare {
		d.expect(claim, text)
	}
}

// crossing crosses the design with whether the stimuli come in pairs or in another arrangement, and compares the two.
func (d *draft) crossing(claim *Claim, c *Condition, name string, change diag.Edit) {
	owner, ok := d.owner(c).(*ast.Each)
	var outer place
	for _, p := range d.path(change.Span) {
		if p.block == d.body(c) {
			outer = p
		}
	}
	if !ok || outer.block == nil || len(claim.Contrasts) == 0 {
		d.giveUp()
		return
	}
	factor := d.free("contingency")
	d.before(owner, "factor "+factor+" between [paired, "+name+"]")
	d.grow(len(d.Design.Branches))
	d.narrow(factor + "=paired")
	at := outer.stmt().Span()
	d.replace(at, "when "+factor+" is paired { "+at.Text()+" } else { "+rewritten(at, []diag.Edit{change})+" }")
	_, op := d.change(claim)
	contrast := claim.Contrasts[0]
	if x, ok := ast.Unparen(claim.Question.Stmt.Claim).(*ast.Binary); ok && !contrast.Same() {
		op = strings.TrimSuffix(x.Op, "=")
		side := x.X.Span()
		d.expect(claim, d.levelled(claim, side, factor+"=paired")+" "+op+" "+d.levelled(claim, side, factor+"="+name))
		return
	}
	share := func(level string) string {
		x := c.at(factor, level)
		before, after := contrast.RefA, contrast.RefB
		if !Before(d.Role(before.Label)) {
			before, after = after, before
		}
		return naming(x, after.Label, after.Field) + " / " + naming(x, before.Label, before.Field)
	}
	d.expect(claim, share("paired")+" "+op+" "+share(name))
}

// levelled is one side of a claim, with a level at each of its labels.
func (d *draft) levelled(claim *Claim, side source.Span, level string) string {
	var edits []diag.Edit
	for _, r := range claim.Question.References {
		if r.At.Start < side.Start || r.At.End > side.End {
			continue
		}
		edits = append(edits, atLevel(r, level))
	}
	return rewritten(side, edits)
}

// against is a claim with another condition in the place of the one that it compares a condition with.
func (s *Study) against(claim *Claim, c, other *Condition) string {
	contrast := claim.Contrasts[0]
	if contrast.Same() {
		_, op := s.change(claim)
		before, after := contrast.RefA, contrast.RefB
		if !Before(s.Role(before.Label)) {
			before, after = after, before
		}
		share := func(x *Condition) string {
			return naming(x, after.Label, after.Field) + " / " + naming(x, before.Label, before.Field)
		}
		return share(c) + " " + op + " " + share(other)
	}
	from := contrast.A
	if from == c || from.Branch == c.Branch {
		from = contrast.B
	}
	if from.Branch.Group != "" {
		return swapped(claim.At.Text(), from, other)
	}
	text := claim.At.Text()
	for i, l := range from.Levels {
		if i < len(other.Levels) && c.Level(l.Factor) != l.Level {
			text = strings.ReplaceAll(text, l.Factor+"="+l.Level, l.Factor+"="+other.Level(l.Factor))
		}
	}
	return text
}
