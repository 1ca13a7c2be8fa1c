package timeline

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/eval"
	"protoexp/lang/source"
)

// Design is several animals: an experiment, the groups of a bare script, a sweep or a table of phases. A walk collects its
// branches; the World then has every animal walked (dry: one of each branch), and what the design asks is answered.
type Design struct {
	Kind     DesignKind
	Title    string
	At       source.Span
	Seed     uint64
	Circuit  *check.Circuit
	Measures []Reading // what its trials are read with; the first is the response
	Readings []Reading // all that a trial can be asked
	Factors  []*Factor
	Branches []*Branch
	Assign   *ast.Allot // nil when nothing was said
	Block    int        // of Assign
	Batches  int
	Batching source.Span // of Batches
	Plan     Plan
	Diagnose *Diagnosis        // nil when the script asks for none
	Axes     []Axis            // of a sweep
	Points   int               // of a sweep: combinations of its axes
	Nominal  bool              // animals do not differ unless the script says how: one at each place
	Seeded   bool              // the script or the command line gives the seed
	Body     []ast.Stmt        // as it was written; nil for the groups of a bare script
	Roles    map[string]string // of labels that the script gives one
	Recovery int64             // ns: after which the preparation says that short-term changes are gone; 0 where it does not

	// When it was run:
	Subjects     []*Subject
	Questions    []*Question
	Predictions  []*Prediction
	Explorations []*Exploration

	walker   *Walker
	later    []func()        // what is asked when all animals are done
	known    map[string]bool // labels; nil before they are asked for
	outlines []*Subject      // a dry walk of each branch: what can be asked, whoever was done
}

// DesignKind is what kind of design it is.
type DesignKind uint8

// The kinds of designs.
const (
	Experiment DesignKind = iota
	Sweep
	Phases
)

// Cell is a place in a design: a group or a combination of levels.
type Cell struct {
	Experiment string
	Group      string
	Factors    []Level
}

// Level is a factor's level, as text.
type Level struct{ Factor, Level string }

// Branch is a cell of a design with what is done to its animals.
type Branch struct {
	Cell
	Stream string // part of the name of its animals' random numbers
	N      int
	Auto   bool // n=auto: the plan decides
	At     source.Span

	design *Design
	index  int
	vars   *frame // names where it stands
	body   *ast.Block
	labels map[string]bool
}

// Name is a branch's own in its design: hab_only, or isi=10s, site=siphon.
func (c Cell) Name() string {
	name := c.Group
	for _, l := range c.Factors {
		if name != "" {
			name += ", "
		}
		name += l.Factor + "=" + l.Level
	}
	if name == "" {
		name = "all"
	}
	return name
}

// Within lists the factors of which an animal gets every level.
func (d *Design) Within() (list []*Factor) {
	for _, f := range d.Factors {
		if f.Within {
			list = append(list, f)
		}
	}
	return list
}

// designState is what a walker knows of designs.
type designState struct {
	broken  bool    // no preparation could be found, which was said
	animal  bool    // what is done here is done to one animal
	cell    Cell    // of this animal
	within  []Level // the session that is under way
	design  *Design // that is being collected, or whose animal this is
	orders  map[string][]int
	reports []Value
	roles   []*ast.Role
	done    []*Design // in this script so far
	longest int64     // ns, of the cells so far
}

// Value is a computed outcome by its name.
type Value struct {
	Name  string
	Value eval.Value
}

// sweep says whether this animal belongs to a sweep.
func (d *designState) sweep() bool { return d.animal && d.design != nil && d.design.Kind == Sweep }

func (d *Design) factor(name string) *Factor {
	if d == nil {
		return nil
	}
	for _, f := range d.Factors {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Designs are those of the script so far, in order.
func (w *Walker) Designs() []*Design { return w.bodies.done }

// Longest is the time that the longest cell of the walked designs takes, in ns.
func (w *Walker) Longest() int64 { return w.bodies.longest }

// IsDesign says whether a statement belongs to language.md, section 3: experiments, sweeps, phases and their parts.
func IsDesign(st ast.Stmt) bool {
	switch st.(type) {
	case *ast.Experiment, *ast.Group, *ast.Factor, *ast.Each, *ast.Within, *ast.Allot, *ast.Batches, *ast.Explore, *ast.Predict,
		*ast.Plan, *ast.Allow, *ast.Sweep, *ast.Report, *ast.Diagnose, *ast.Phases, *ast.Row:
		return true
	}
	return false
}

// design walks the statements of experiments.
func (w *Walker) design(st ast.Stmt) {
	if !w.fits(st) {
		return
	}
	switch st := st.(type) {
	case *ast.Experiment:
		w.experiment(st)
	case *ast.Group:
		w.group(st)
	case *ast.Factor:
		w.factor(st)
	case *ast.Each:
		w.each(st)
	case *ast.Within:
		w.within(st)
	case *ast.Allot:
		w.assignment(st)
	case *ast.Batches:
		if n, ok := w.whole(st.Count, "batches"); ok {
			d := w.collecting(st.Span())
			d.Batches, d.Batching = n, st.Span()
		}
	case *ast.Explore:
		w.later(func() { w.explore(st) })
	case *ast.Predict:
		w.later(func() { w.predict(st) })
	case *ast.Plan:
		w.plan(st)
	case *ast.Allow:
	case *ast.Report:
		w.outcome(st)
	case *ast.Sweep:
		w.sweep(st)
	case *ast.Diagnose:
		w.diagnose(st)
	case *ast.Phases:
		w.phases(st)
	default:
		fix := "neurons, rules and circuits are defined at the top of a file; their parts stand inside them"
		switch st.(type) {
		case *ast.Synapse, *ast.Connect, *ast.Effector, *ast.Population:
			fix = "put it into a circuit: circuit mine of aplysia { " + firstLine(st.Span().Text()) + " }, and write use mine"
		}
		w.fail("misplaced", st.Span(), "this does not belong here", fix)
	}
}

// fits says whether a statement of a design may stand here; an animal's own script holds only what is done to it.
func (w *Walker) fits(st ast.Stmt) bool {
	switch st.(type) {
	case *ast.Within:
		return true
	case *ast.Report:
		if !w.bodies.sweep() {
			w.fail("misplaced", st.Span(), "report belongs to a sweep", "to show a value, write print")
		}
		return w.bodies.sweep()
	case *ast.Explore, *ast.Predict:
		if w.bodies.design == nil {
			w.fail("needs-experiment", st.Span(), "this describes several animals, and no group stands before it", "put it behind the groups; to show a value of one animal, write print")
			return false
		}
		if !w.bodies.animal {
			return true
		}
	case *ast.Allow, *ast.Diagnose:
		if !w.bodies.animal || w.bodies.sweep() {
			return true
		}
	default:
		if !w.bodies.animal || !IsDesign(st) {
			return true
		}
	}
	w.fail("misplaced", st.Span(), "this is about all animals, and here stands what is done to one", "move it out of this block")
	return false
}

// titled tells designs that have no title of their own apart: sweep u, sweep u (2).
func (w *Walker) titled(title string) string {
	n := 1
	for _, d := range w.bodies.done {
		if d.Title == title || strings.HasPrefix(d.Title, title+" (") {
			n++
		}
	}
	if n > 1 {
		title += fmt.Sprintf(" (%d)", n)
	}
	return title
}

// collecting is the design that statements here belong to. Groups of a bare script make one without a title.
func (w *Walker) collecting(at source.Span) *Design {
	if w.bodies.design == nil {
		w.bodies.design = &Design{At: at}
	}
	return w.bodies.design
}

// later puts off what needs the animals of the design that is being collected.
func (w *Walker) later(do func()) { w.bodies.design.later = append(w.bodies.design.later, do) }

// child is a walker for a design inside this script.
func (w *Walker) child(d *Design) *Walker {
	c := New(w.Scope, w.World, notesOnly{w.Out}, w.Report)
	c.Seed, c.seeded, c.circuit, c.measures, c.declared, c.Instead = w.Seed, w.seeded, w.circuit, w.measures, w.declared, w.Instead
	c.vars = &frame{names: map[string]binding{}, outer: w.vars.clone()}
	c.lent = c.circuit != nil
	c.setup, c.rows, c.steps, c.Set, c.Used, c.noted = w.setup, w.rows, w.steps, w.Set, w.Used, w.noted
	c.bodies.design, c.bodies.broken = d, w.bodies.broken
	return c
}

// notesOnly passes on notes, what is shown, and designs.
type notesOnly struct{ Output }

func (notesOnly) Trial(*Trial) {}

// Claim does nothing.
func (notesOnly) Claim(Claim) {}

func (w *Walker) experiment(st *ast.Experiment) {
	if w.bodies.cell.Experiment != "" {
		w.fail("misplaced", st.Span(), fmt.Sprintf("an experiment stands in another, %q, and its animals would belong to both", w.bodies.cell.Experiment), "end the other one first: move this behind its closing brace")
		return
	}
	for _, d := range w.bodies.done {
		if d.Title == st.Title && d.Kind == Experiment {
			w.fail("defined-twice", st.Span(), fmt.Sprintf("there are two experiments called %q, so their animals would be the same ones", st.Title), "give one of the two another title")
			return
		}
	}
	c := w.child(&Design{Title: st.Title, At: st.Span(), Body: st.Body.Stmts})
	c.bodies.cell.Experiment = st.Title
	c.Walk(st.Body.Stmts)
	c.conclude()
	w.adopt(c)
}

// adopt takes over what a child learned.
func (w *Walker) adopt(c *Walker) {
	w.bodies.done = append(w.bodies.done, c.bodies.done...)
	w.bodies.longest = max(w.bodies.longest, c.bodies.longest)
	if w.stopped == nil {
		w.stopped = c.stopped
	}
}

func (w *Walker) group(st *ast.Group) {
	d := w.collecting(st.Span())
	if !w.freeName(st.Name) {
		return
	}
	for _, b := range d.Branches {
		if b.Group == st.Name.Text {
			w.fail("defined-twice", st.Name.Span(), fmt.Sprintf("there are two groups called %s", st.Name.Text), "rename one of the two")
			return
		}
	}
	n, _ := w.whole(st.N, "animals")
	if st.N == nil && !st.Auto {
		w.say(fmt.Sprintf("%s has one animal (no number is written)", st.Name.Text))
	}
	if st.Body != nil {
		w.addBranch(Cell{Group: st.Name.Text}, n, st.Auto, st.Name.Span(), nil, st.Body)
	}
}

// addBranch adds a cell to the design.
func (w *Walker) addBranch(cell Cell, n int, auto bool, at source.Span, levels map[string]binding, body *ast.Block) {
	d := w.bodies.design
	cell.Experiment = d.Title
	vars := &frame{names: map[string]binding{}, outer: w.vars.clone()}
	own := Cell{Group: cell.Group}
	for _, l := range cell.Factors {
		own.Factors = append(own.Factors, Level{l.Factor, canonical(levels[l.Factor].value)})
	}
	for name, b := range levels {
		vars.names[name] = b
	}
	d.Branches = append(d.Branches, &Branch{Cell: cell, Stream: own.Name(), N: n, Auto: auto, At: at, design: d, index: len(d.Branches), vars: vars, body: body, labels: map[string]bool{}})
}

func (w *Walker) assignment(st *ast.Allot) {
	d := w.collecting(st.Span())
	if d.Assign != nil {
		w.fail("defined-twice", st.Span(), "the assignment is declared twice", "keep one of the two")
	}
	d.Assign = st
	if st.Blocks != nil {
		d.Block, _ = w.whole(st.Blocks, "animals in a block")
	}
}

// firstLine is a statement as a sentence can quote it.
func firstLine(text string) string {
	line, _, more := strings.Cut(text, "\n")
	if line = strings.TrimSpace(line); more {
		line += " ..."
	}
	return line
}
