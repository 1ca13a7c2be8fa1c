package critic

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

// simultaneous lets two conditions be read at the same time behind their training, or behind the start: the one that is
// read later rests less, or the other more, or its training begins later, which comes first where later is asked for. waits
// are the times now (ns).
func (s *Study) simultaneous(c Contrast, trained, later bool, waitA, waitB int64) (fix string, edits []diag.Edit) {
	fix = "give both the same times: write omit before what one of them does not get, and the same rests"
	d := s.draft()
	short, long, label, longLabel, diff := c.A, c.B, c.LabelA, c.LabelB, waitB-waitA
	if diff < 0 {
		short, long, label, longLabel, diff = c.B, c.A, c.LabelB, c.LabelA, -diff
	}
	rests := func(c, other *Condition, label string, by int64) (string, bool) {
		rest, length := d.privateRest(c, other, label, trained)
		if rest == nil || length+by <= 0 {
			return "", false
		}
		text := "rest "
		if rest.Until != nil {
			text = "rest until "
		}
		text += timeline.Duration(length + by)
		d.replace(rest.Span(), text)
		return "Write in " + c.Name() + ": " + text, true
	}
	if later {
		if text, ok := d.later(short, long, diff); ok {
			return text, d.done()
		}
	}
	if !trained && len(short.delivered()) < len(long.delivered()) { // the control follows the others
		if text, ok := rests(short, long, label, diff); ok {
			return text, d.done()
		}
	}
	if text, ok := rests(long, short, longLabel, -diff); ok {
		return text, d.done()
	}
	if text, ok := rests(short, long, label, diff); ok {
		return text, d.done()
	}
	if trained && !later { // the time of the test is fixed for both
		if text, ok := d.later(short, long, diff); ok {
			return text, d.done()
		}
	}
	return fix, nil
}

// later lets the training of a condition begin later, in lines that the other does not go through.
func (d *draft) later(short, long *Condition, diff int64) (fix string, ok bool) {
	for _, q := range d.path(long.firstTrain().At) {
		if q.over == nil || short.passes(q.block.Span()) || len(q.block.Stmts) == 0 {
			continue
		}
		if _, ok := q.over.(*ast.Compound); ok {
			return "", false
		}
		for i := q.n - 1; i >= 0; i-- {
			rest, ok := q.block.Stmts[i].(*ast.Rest)
			if !ok || rest.Until == nil {
				continue
			}
			if until, ok := quantity(rest.Until); ok {
				text := "rest until " + timeline.Duration(until+diff)
				d.replace(rest.Span(), text)
				return "Write in " + long.Name() + ": " + text, true
			}
		}
		if q.n > 0 && d.waits(q.block.Stmts[q.n:]) {
			if rest, ok := q.block.Stmts[q.n-1].(*ast.Rest); ok && rest.For != nil {
				if length, ok := quantity(rest.For); ok {
					text := "rest " + timeline.Duration(length+diff)
					d.replace(rest.Span(), text)
					return "Write in " + long.Name() + ": " + text, true
				}
			}
		}
		if _, when := q.over.(*ast.When); !when && !d.waits(q.block.Stmts[q.n:]) {
			return "", false // the test would come later as well
		}
		text := "rest " + timeline.Duration(diff)
		d.before(q.stmt(), text)
		return "Write in " + long.Name() + ", before the training: " + text, true
	}
	return "", false
}

// waits says whether one of some statements waits for a time of the clock.
func (d *draft) waits(list []ast.Stmt) bool {
	for _, st := range list {
		if rest, ok := st.(*ast.Rest); ok && rest.Until != nil {
			return true
		}
	}
	return false
}

// privateRest is the last rest before a response that one condition has and the other has not, with its length.
func (d *draft) privateRest(c, other *Condition, label string, trained bool) (found *ast.Rest, length int64) {
	body := d.body(c)
	if body == nil {
		return nil, 0
	}
	test, from := c.response(label), 0
	for _, a := range c.until(label) {
		if trained && a.Role == "train" {
			from = a.At.End
		}
	}
	var look func(b *ast.Block, private bool)
	look = func(b *ast.Block, private bool) {
		private = private || !other.passes(b.Span())
		for _, st := range b.Stmts {
			at := st.Span()
			if at.Start > test.At.Start && at.Start < from {
				continue
			}
			switch x := st.(type) {
			case *ast.Rest:
				value := x.For
				if value == nil {
					value = x.Until
				}
				if n, ok := quantity(value); ok && private && at.Start >= from && at.End <= test.At.Start {
					found, length = x, n
				}
			case *ast.When:
				for _, branch := range []ast.Stmt{x.Then, x.Else} {
					if inner, ok := branch.(*ast.Block); ok && inner != nil && c.passes(inner.Span()) {
						look(inner, private)
					}
				}
			}
		}
	}
	look(body, false)
	return found, length
}
