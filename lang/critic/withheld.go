package critic

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// withhold keeps from an animal what a piece of the script does to it, and leaves its times as they are: omit before a
// stimulus, the vehicle instead of a drug, a sham operation. ok is false where nothing can stand in its place.
func (s *Study) withhold(st ast.Stmt, which func(source.Span) bool) (edits []diag.Edit, ok bool) {
	ok = true
	add := func(at source.Span, text string) { edits = append(edits, diag.Edit{Span: at, Text: text}) }
	ast.Inspect(st, func(n ast.Stmt) bool {
		at := n.Span()
		switch n := n.(type) {
		case *ast.Omit, *ast.Peek, *ast.Let, *ast.Assign:
			return false
		case *ast.Act, *ast.Pair, *ast.Inject, *ast.Clamp, *ast.Fire, *ast.Scatter:
			if which(at) {
				at.End = at.Start
				add(at, "omit ")
			}
			return false
		case *ast.Apply, *ast.Remove, *ast.Cut:
			if r, is := n.(*ast.Remove); which(at) && !(is && r.Sham) {
				text := s.placebo(n)
				ok = ok && text != ""
				add(at, text)
			}
			return false
		}
		return true
	})
	return edits, ok
}

// solvent is the agent of a preparation that stands for what a drug is dissolved in.
const solvent = "vehicle"

// placebo is what takes the place of a drug or a lesion; "" where the animal has nothing of the kind.
func (s *Study) placebo(n ast.Stmt) string {
	at := n.Span()
	switch n := n.(type) {
	case *ast.Apply:
		for _, a := range s.Design.Circuit.Agents {
			if a.Name == solvent {
				edit := diag.Edit{Span: n.Agent.Span(), Text: a.Name}
				return rewritten(at, []diag.Edit{edit})
			}
		}
	case *ast.Remove:
		return "sham " + n.Part.Span().Text()
	case *ast.Cut:
		if parts := s.Design.Circuit.Parts; len(parts) > 0 {
			return "sham " + parts[0]
		}
	}
	return ""
}

// placebo is what takes the place of a statement in a control, as text to paste, with its label; "" where nothing can.
func (d *draft) placebo(at source.Span, which func(source.Span) bool) string {
	p, ok := d.statement(at)
	if !ok || at.File == nil {
		return ""
	}
	edits, ok := d.withhold(p.stmt(), which)
	if !ok {
		return ""
	}
	return rewritten(p.stmt().Span(), edits)
}

// standIn puts a text into a condition where an act of another would be, at its time, or a whole statement with that act.
func (d *draft) standIn(lacks, has *Condition, a Act, whole source.Span, text string) {
	body := d.body(lacks)
	if body == nil || text == "" {
		d.giveUp()
		return
	}
	path := d.path(a.At)
	for _, p := range path {
		if w, ok := p.over.(*ast.When); ok && d.body(has) == body && !lacks.passes(p.block.Span()) {
			d.otherwise(w, p.block, lacks, text)
			return
		}
	}
	onset, end := a.Onset, a.Onset
	for _, x := range has.Acts {
		if x.within(whole) {
			onset, end = min(onset, x.Onset), max(end, x.Onset+x.For)
		}
	}
	onset, end = onset-has.Start, end-has.Start
	block, from, to, now := d.gap(lacks, body, onset)
	for _, st := range block.Stmts[from:to] {
		rest, ok := st.(*ast.Rest)
		if !ok {
			continue
		}
		if rest.Until != nil {
			d.replace(rest.Span(), "rest until "+timeline.Duration(onset+lacks.Start)+"; "+text+"; "+rest.Span().Text())
			return
		}
		length, ok := quantity(rest.For)
		if !ok || now+length < onset {
			now += length
			continue
		}
		parts := []string{text}
		if onset > now {
			parts = []string{"rest " + timeline.Duration(onset-now), text}
		}
		if now+length > end {
			parts = append(parts, "rest "+timeline.Duration(now+length-end))
		}
		d.replace(rest.Span(), strings.Join(parts, "; "))
		return
	}
	switch {
	case from > 0:
		d.after(block.Stmts[from-1], text)
	default:
		d.first(block, text)
	}
}

// gap are the statements of a block between which something is done at a time: those behind what is done before, up to
// what comes next; now is when they begin.
func (d *draft) gap(c *Condition, body *ast.Block, onset int64) (block *ast.Block, from, to int, now int64) {
	var last, next *Act
	for i, a := range c.Acts {
		if a.Onset-c.Start <= onset {
			last = &c.Acts[i]
			now = max(now, a.Onset+a.For-c.Start)
		} else if next == nil {
			next = &c.Acts[i]
		}
	}
	block, to = body, len(body.Stmts)
	if last == nil {
		if next != nil {
			to = index(body, d.path(next.At))
		}
		return block, 0, to, 0
	}
	before := d.path(last.At)
	from = index(body, before) + 1
	if next != nil {
		if x, y, ok := common(before, d.path(next.At)); ok && y.block.Span().Start >= body.Span().Start {
			block, from, to = x.block, x.n+1, y.n
			if to < from { // the block is repeated
				to = len(block.Stmts)
			}
		}
	}
	return block, from, to, now
}

// index is which statement of a block a path leads through.
func index(b *ast.Block, path []place) int {
	for _, p := range path {
		if p.block == b {
			return p.n
		}
	}
	return 0
}

// quantity is a literal time (ns).
func quantity(x ast.Expr) (ns int64, ok bool) {
	q, ok := ast.Unparen(x).(*ast.Quantity)
	if !ok {
		return 0, false
	}
	return int64(q.Value.Value*1e9 + 0.5), true
}

// passes says whether acts of a condition stand in a piece of the script.
func (c *Condition) passes(at source.Span) bool {
	for _, a := range c.Acts {
		if a.within(at) {
			return true
		}
	}
	return false
}

// otherwise lets the animals for which `when` decides otherwise go through the same as those of a block, without what it gives.
func (d *draft) otherwise(w *ast.When, has *ast.Block, lacks *Condition, text string) {
	edits, ok := d.withhold(has, func(source.Span) bool { return true })
	if !ok {
		d.giveUp()
		return
	}
	twin := rewritten(has.Span(), edits)
	other, block := w.Else, (*ast.Block)(nil)
	if w.Then != has {
		other = w.Then
	}
	for other != nil && block == nil {
		switch x := other.(type) {
		case *ast.Block:
			block = x
		case *ast.When:
			if lacks.passes(x.Then.Span()) || x.Else == nil {
				block = x.Then
			}
			other = x.Else
		}
	}
	switch {
	case block == nil:
		if name := d.level(w, lacks); name != "" {
			d.after(w, "when "+name+" "+twin)
			return
		}
		d.insert(w.Then.Span(), w.Then.Span().End, " else "+twin)
	case rests(block):
		d.replace(block.Span(), twin)
	default:
		d.first(block, text)
	}
}

// level is the condition of a `when` for animals of another level, where its factor has more than two; "" otherwise.
func (d *draft) level(w *ast.When, c *Condition) string {
	for _, f := range d.Design.Factors {
		if l := c.Level(f.Name); l != "" && len(f.Levels) > 2 && words(w.Cond.Span().Text())[f.Name] {
			return f.Name + " is " + l
		}
	}
	return ""
}

// rests says whether nothing is done in a block.
func rests(b *ast.Block) bool {
	for _, st := range b.Stmts {
		if _, ok := st.(*ast.Rest); !ok {
			return false
		}
	}
	return true
}
