package critic

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// draft is an edit of the script that mends a fault, in the making. A draft that cannot be finished is given up: a fault
// without an edit is better than an edit that does not fit.
type draft struct {
	*Study
	edits []diag.Edit
	given bool // up
	cells int  // of the design when the edits are made; 0 where they add none
}

func (s *Study) draft() *draft { return &draft{Study: s} }

// done are the edits in the order of the script; none where the draft was given up.
func (d *draft) done() []diag.Edit {
	if d.given {
		return nil
	}
	d.reblock()
	slices.SortStableFunc(d.edits, func(a, b diag.Edit) int { return a.Span.Start - b.Span.Start })
	return d.edits
}

func (d *draft) giveUp() { d.given = true }

// grow says that the design has so many cells more.
func (d *draft) grow(more int) {
	if d.cells == 0 {
		d.cells = len(d.Design.Branches)
	}
	d.cells += more
}

// reblock lets blocks of animals hold as many of each new cell as of each old one.
func (d *draft) reblock() {
	if a, old := d.Design.Assign, len(d.Design.Branches); d.cells > old && a != nil && a.Blocks != nil {
		d.replace(a.Blocks.Span(), fmt.Sprint(max(1, d.Design.Block/old)*d.cells))
		d.cells = 0
	}
}

// replace puts a text in the place of a piece of the script. What is done twice is done once: conditions share lines.
func (d *draft) replace(at source.Span, text string) {
	if at.File == nil {
		d.giveUp()
		return
	}
	if e := (diag.Edit{Span: at, Text: text}); !slices.Contains(d.edits, e) {
		d.edits = append(d.edits, e)
	}
}

// insert puts a text in front of an offset.
func (d *draft) insert(in source.Span, offset int, text string) {
	in.Start, in.End = offset, offset
	d.replace(in, text)
}

// before puts a statement in front of another.
func (d *draft) before(st ast.Stmt, text string) {
	at := st.Span()
	d.insert(at, at.Start, text+separator(at))
}

// after puts a statement behind another: on the same line where that one stands among others, else on a line of its own.
func (d *draft) after(st ast.Stmt, text string) { d.behind(st.Span(), text) }

func (d *draft) behind(at source.Span, text string) {
	rest, _, _ := strings.Cut(at.File.Text[at.End:], "\n")
	if sep := separator(at); sep != "; " && (strings.TrimSpace(rest) == "" || strings.HasPrefix(strings.TrimSpace(rest), "#")) {
		d.insert(at, at.End+len(strings.TrimRight(rest, "\r")), sep+text)
		return
	}
	d.insert(at, at.End, "; "+text)
}

// separator is what stands between a statement and the next: a line break where it begins its line.
func separator(at source.Span) string {
	line := at.File.Text[:at.Start]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	if strings.TrimSpace(line) != "" {
		return "; "
	}
	return "\n" + line
}

// first puts a statement at the beginning of a block, last at its end.
func (d *draft) first(b *ast.Block, text string) {
	if b == nil || len(b.Stmts) == 0 {
		d.giveUp()
		return
	}
	d.before(b.Stmts[0], text)
}

func (d *draft) last(b *ast.Block, text string) {
	if b == nil || len(b.Stmts) == 0 {
		d.giveUp()
		return
	}
	d.after(b.Stmts[len(b.Stmts)-1], text)
}

// declare puts a statement at the head of the experiment.
func (d *draft) declare(text string) {
	for _, st := range d.Body {
		switch st.(type) {
		case *ast.Define, *ast.Use: // an animal comes first
		default:
			d.before(st, text)
			return
		}
	}
	d.giveUp()
}

// conclude puts a statement at the end of the experiment.
func (d *draft) conclude(text string) {
	if len(d.Body) == 0 {
		d.giveUp()
		return
	}
	d.after(d.Body[len(d.Body)-1], text)
}

// expect puts a hypothesis behind another.
func (d *draft) expect(claim *Claim, text string) { d.after(claim.Question.Stmt, "expect "+text) }

// animals writes how many there are of a condition.
func (d *draft) animals(c *Condition, n int) {
	n = d.full(n)
	if at := d.number(c); at.File != nil {
		d.replace(at, fmt.Sprint(n))
		return
	}
	switch x := d.owner(c).(type) {
	case *ast.Group:
		d.insert(x.Span(), x.Name.Span().End, fmt.Sprintf(" n=%d", n))
	case *ast.Each:
		d.insert(x.Span(), x.Span().Start+len("each"), fmt.Sprintf(" n=%d", n))
	default:
		d.giveUp()
	}
}

// full is the next number of animals in a cell that closes the orders, blocks and batches of a design.
func (s *Study) full(n int) int {
	parts := 1
	for _, f := range s.Design.Within() {
		parts = multiple(parts, sequences(f.Order, len(f.Levels)))
	}
	fits := func(n int) bool {
		return n%parts == 0 && (s.Design.Block == 0 || n*len(s.Design.Branches)%s.Design.Block == 0)
	}
	for k := n; k < n+1000; k++ {
		if fits(k) {
			return k
		}
	}
	return n
}

// multiple is the smallest that two numbers have in common.
func multiple(a, b int) int {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}

// naming is how an expectation names a response of a condition: shocked.test.last, or test[drug=vehicle].last.
func naming(c *Condition, label, field string) string {
	name := label
	levels := c.Levels
	if c.Branch.Group != "" {
		name = c.Branch.Group + "." + label
		levels = levels[len(c.Branch.Factors):]
	}
	var at []string
	for _, l := range levels {
		at = append(at, l.Factor+"="+l.Level)
	}
	if len(at) > 0 {
		name += "[" + strings.Join(at, ", ") + "]"
	}
	if field != "" {
		name += "." + field
	}
	return name
}

// narrow lets every expectation of the design name a level.
func (d *draft) narrow(level string) {
	for _, claim := range d.Claims {
		for _, r := range claim.Question.References {
			if r.Trend != "" && claim.Question.Kind != 0 || r.At.File == nil {
				d.giveUp()
				continue
			}
			e := atLevel(r, level)
			d.replace(e.Span, e.Text)
		}
	}
}

// atLevel lets a reference name a level besides those that it names.
func atLevel(r timeline.Reference, level string) diag.Edit {
	at := levels(r)
	if strings.HasSuffix(at.Text(), "]") {
		at.Start, at.End = at.End-1, at.End-1
		return diag.Edit{Span: at, Text: ", " + level}
	}
	at.Start = at.End
	return diag.Edit{Span: at, Text: "[" + level + "]"}
}

// levels is where a claim names a label, with the levels behind it.
func levels(r timeline.Reference) source.Span {
	at := r.At
	if rest := at.File.Text[at.End:]; strings.HasPrefix(rest, "[") {
		if in, _, ok := strings.Cut(rest, "]"); ok && strings.Contains(in, "=") {
			at.End += len(in) + 1
		}
	}
	return at
}

// rewritten is a piece of the script with edits made in it.
func rewritten(at source.Span, edits []diag.Edit) string {
	for i := range edits {
		edits[i].Span.Start -= at.Start
		edits[i].Span.End -= at.Start
	}
	return diag.Apply(at.Text(), []diag.Diagnostic{{Edits: edits}})
}

// written is where a claim names a response, with its field.
func written(r timeline.Reference) source.Span {
	at := levels(r)
	if field := "." + r.Field; r.Field != "" && strings.HasPrefix(at.File.Text[at.End:], field) {
		at.End += len(field)
	}
	return at
}

// part is the modifier of an action that gives a feature: number, interval, duration, or a parameter; nil where it has none.
func part(st ast.Stmt, feature string) (x ast.Expr) {
	ast.Inspect(st, func(n ast.Stmt) bool {
		var m ast.Mods
		switch n := n.(type) {
		case *ast.Act:
			m = n.Mods
		case *ast.Pair:
			m = n.Mods
		case *ast.Apply:
			m = n.Mods
		case *ast.Compound:
			m = n.Mods
		case *ast.Inject:
			m = n.Mods
		}
		found := m.Count
		switch feature {
		case "number":
		case "interval":
			found = m.Every
		case "duration":
			found = m.For
		default:
			found = nil
			for _, p := range m.Params {
				if len(p.Path) == 1 && p.Path[0].Text == feature {
					found = p.Value
				}
			}
		}
		if x == nil {
			x = found
		}
		return true
	})
	return x
}

// repeats is how an action is repeated, as it is written: " x10 every 30s", or "".
func repeats(st ast.Stmt) (text string) {
	count, every := part(st, "number"), part(st, "interval")
	if count != nil {
		n := count.Span().Text()
		if _, ok := count.(*ast.Number); !ok && !strings.HasPrefix(n, "(") {
			n = "(" + n + ")"
		}
		text += " x" + strings.TrimPrefix(n, "x")
	}
	if every != nil {
		text += " every " + every.Span().Text()
	}
	return text
}

// declared is the edit that puts a statement at the head of the experiment.
func (s *Study) declared(text string) []diag.Edit {
	d := s.draft()
	d.declare(text)
	return d.done()
}

// bare is an act as it would be written, without repeats.
func (s *Study) bare(a Act) string {
	p, ok := s.statement(a.At)
	if !ok {
		return a.Text
	}
	text := a.At.Text()
	for _, name := range []string{"number", "interval"} {
		if x := part(p.stmt(), name); x != nil {
			text = strings.Replace(text, repeats(p.stmt()), "", 1)
		}
	}
	return text
}

// ending puts a text at the end of what is done to the animals of every condition.
func (s *Study) ending(text string) []diag.Edit {
	d := s.draft()
	for _, c := range s.Conditions {
		d.last(s.body(c), text)
	}
	return d.done()
}
