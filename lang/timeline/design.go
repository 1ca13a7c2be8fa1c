package timeline

import (
	"fmt"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// designState is what a walker knows of groups and factors. Experiments are walked dry here: every cell of the design
// once, so that names, units and times are checked and dated.
type designState struct {
	broken  bool // no preparation could be found, which was said
	inside  bool // of an experiment, a sweep or phases
	animal  bool // what is done here is done to one animal
	sweep   bool // of a sweep
	cell    Cell
	roles   []*ast.Role
	later   []func()                   // what needs the labels of every group
	labels  map[string]bool            // of every cell
	groups  map[string]map[string]bool // labels of each group
	factors []factor
	animals int
	longest int64 // ns, of the cells so far
}

// Cell is a place in a design: a group or a combination of levels.
type Cell struct {
	Experiment string
	Group      string
	Factors    []Level
}

// Level is a factor's level, as text.
type Level struct{ Factor, Level string }

type factor struct {
	name    string
	within  bool
	levels  []eval.Value
	washout ast.Expr
}

func (d *designState) factor(name string) *factor {
	for i := range d.factors {
		if d.factors[i].name == name {
			return &d.factors[i]
		}
	}
	return nil
}

// Animals is the number of animals that the walked designs ask for; 0 for a bare script.
func (w *Walker) Animals() int { return w.bodies.animals }

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
		if w.freeName(st.Name) {
			if w.bodies.groups[st.Name.Text] != nil {
				w.fail("defined-twice", st.Name.Span(), fmt.Sprintf("there are two groups called %s", st.Name.Text), "rename one of the two")
				return
			}
			w.animals(st.N, 1)
			w.walkCell(Cell{Group: st.Name.Text}, nil, st.Body)
		}
	case *ast.Factor:
		w.factor(st)
	case *ast.Each:
		w.each(st)
	case *ast.Within:
		w.within(st)
	case *ast.Allot:
		if st.Blocks != nil {
			w.repeats(st.Blocks)
		}
	case *ast.Batches:
		w.repeats(st.Count)
	case *ast.Explore:
		w.later(func() { w.explore(st) })
	case *ast.Predict:
		w.later(func() { w.predict(st) })
	case *ast.Plan:
		w.plan(st)
	case *ast.Allow:
	case *ast.Report:
		w.eval(st.Value)
	case *ast.Sweep:
		w.sweep(st)
	case *ast.Diagnose:
		if st.Reps != nil {
			w.repeats(st.Reps)
		}
	case *ast.Phases:
		w.phases(st)
	default:
		w.fail("misplaced", st.Span(), "this does not belong here", "neurons, rules and circuits are defined at the top of a file; their parts stand inside them")
	}
}

// fits says whether a statement of a design may stand here; an animal's own script holds only what is done to it.
func (w *Walker) fits(st ast.Stmt) bool {
	switch st.(type) {
	case *ast.Within:
		return true
	case *ast.Report:
		if !w.bodies.sweep {
			w.fail("misplaced", st.Span(), "report belongs to a sweep", "to show a value, write print")
		}
		return w.bodies.sweep
	case *ast.Explore, *ast.Predict, *ast.Plan, *ast.Allow, *ast.Diagnose:
		if !w.bodies.animal || w.bodies.sweep {
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

// later puts off what needs the labels of every group.
func (w *Walker) later(do func()) { w.bodies.later = append(w.bodies.later, do) }

func (w *Walker) explore(st *ast.Explore) {
	w.eval(st.What)
	for _, n := range st.By {
		if n.Text != "group" {
			w.knownFactor(n)
		}
	}
}

func (w *Walker) predict(st *ast.Predict) {
	for _, s := range st.Body.Stmts {
		a, ok := s.(*ast.Assign)
		switch {
		case ok && a.Value != nil && a.Op == "=":
			w.eval(&ast.Binary{Node: a.Node, Op: "=", X: a.Target, Y: a.Value})
		default:
			if _, bad := s.(*ast.Invalid); !bad {
				w.fail("misplaced", s.Span(), "a prediction gives a response its value", "write shocked.test = 110%..250% of shocked.base")
			}
		}
	}
}

// child is a walker for a design inside this script.
func (w *Walker) child() *Walker {
	c := New(w.Scope, DryWorld{}, Silent{}, w.Report)
	c.Seed, c.seeded, c.circuit, c.measures, c.declared = w.Seed, w.seeded, w.circuit, w.measures, w.declared
	c.vars = &frame{names: map[string]binding{}, outer: w.vars.clone()}
	c.setup, c.rows, c.bodies, c.steps = w.setup, w.rows, w.bodies, w.steps
	c.bodies.later, c.bodies.roles = nil, nil
	c.Out = notesOnly{w.Out}
	return c
}

// notesOnly passes notes on and keeps nothing else.
type notesOnly struct{ Output }

func (notesOnly) Trial(*Trial) {}

// Show does nothing.
func (notesOnly) Show(string, string, []Item, span) {}

// Claim does nothing.
func (notesOnly) Claim(Claim) {}

func (w *Walker) experiment(st *ast.Experiment) {
	c := w.child()
	c.bodies = designState{inside: true, cell: Cell{Experiment: st.Title}, labels: map[string]bool{}, groups: map[string]map[string]bool{}}
	c.Walk(st.Body.Stmts)
	c.late()
	w.bodies.animals += c.bodies.animals
	w.bodies.longest = max(w.bodies.longest, c.bodies.longest)
}

// late does what was put off until every label is known.
func (w *Walker) late() {
	list := w.bodies.later
	w.bodies.later = nil
	for _, do := range list {
		do()
	}
	w.checkRoles()
}

// animals counts n animals in each of k cells.
func (w *Walker) animals(n ast.Expr, k int) {
	if n == nil {
		w.bodies.animals += k
		return
	}
	if v, ok := w.repeats(n); ok {
		w.bodies.animals += v * k
	}
}

// walkCell walks what is done to an animal of one cell, on a stage of its own.
func (w *Walker) walkCell(cell Cell, levels map[string]binding, body *ast.Block) {
	if body == nil {
		return
	}
	if w.bodies.labels == nil {
		w.bodies.labels, w.bodies.groups = map[string]bool{}, map[string]map[string]bool{}
	}
	c := w.child()
	cell.Experiment = w.bodies.cell.Experiment
	c.bodies.cell, c.bodies.animal = cell, true
	for name, b := range levels {
		c.vars.names[name] = b
	}
	c.inner(body)
	w.bodies.roles = append(w.bodies.roles, c.bodies.roles...)
	w.bodies.longest = max(w.bodies.longest, c.Now())
	if c.circuit != nil && w.circuit == nil {
		w.setCircuit(c.circuit)
	}
	if cell.Group != "" && w.bodies.groups[cell.Group] == nil {
		w.bodies.groups[cell.Group] = map[string]bool{}
	}
	for name := range c.labels {
		w.bodies.labels[name] = true
		if cell.Group != "" {
			w.bodies.groups[cell.Group][name] = true
		}
	}
}

func (w *Walker) factor(st *ast.Factor) {
	if !w.freeName(st.Name) {
		return
	}
	if w.bodies.factor(st.Name.Text) != nil {
		w.fail("defined-twice", st.Name.Span(), fmt.Sprintf("there are two factors called %s", st.Name.Text), "rename one of the two")
		return
	}
	list, ok := ast.Unparen(st.Levels).(*ast.List)
	if !ok {
		w.fail("not-a-list", st.Levels.Span(), "a factor needs a list of levels", "write factor isi between [10s, 30s, 3min]")
		return
	}
	f := factor{name: st.Name.Text, within: st.Within, washout: st.Washout}
	for _, x := range list.Items {
		v := eval.Value{Kind: eval.Word}
		if id, isName := x.(*ast.Ident); isName {
			v.Text = id.Name
		} else if v = w.eval(x); v.Kind == eval.Unknown {
			continue
		}
		if len(f.levels) > 0 && (f.levels[0].Kind != v.Kind || f.levels[0].Dim != v.Dim) {
			w.fail("dimension", x.Span(), fmt.Sprintf("the levels of %s are not of one kind: this is %s, and the first is %s", f.name, describe(v), describe(f.levels[0])), "give all levels one kind of unit, or make names of them all")
			continue
		}
		for _, old := range f.levels {
			if levelText(old) == levelText(v) {
				w.fail("defined-twice", x.Span(), fmt.Sprintf("the level %s stands twice", levelText(v)), "take one out")
			}
		}
		f.levels = append(f.levels, v)
	}
	if len(f.levels) < 2 {
		w.fail("few-levels", st.Levels.Span(), "a factor needs two levels or more", "write factor isi between [10s, 30s]")
	}
	if st.Washout != nil {
		w.duration(st.Washout, "washout", true)
	}
	w.bodies.factors = append(w.bodies.factors, f)
}

func levelText(v eval.Value) string {
	if v.Kind == eval.Word || v.Kind == eval.Text {
		return v.Text
	}
	return unit.Format(unit.Quantity{Value: v.Num, Dim: v.Dim})
}

// each walks every combination of the levels of the factors between animals.
func (w *Walker) each(st *ast.Each) {
	combos := []map[string]binding{{}}
	cells := []Cell{{}}
	for _, f := range w.bodies.factors {
		if f.within || len(f.levels) == 0 {
			continue
		}
		var next []map[string]binding
		var nextCells []Cell
		for i, c := range combos {
			for _, level := range f.levels {
				m := map[string]binding{f.name: {value: level}}
				for k, v := range c {
					m[k] = v
				}
				next = append(next, m)
				nextCells = append(nextCells, Cell{Factors: append(append([]Level{}, cells[i].Factors...), Level{f.name, levelText(level)})})
			}
		}
		combos, cells = next, nextCells
		if len(combos) > 4096 {
			w.fail("too-many-cells", st.Span(), "the factors cross to more than 4096 cells, which is the limit", "take a factor or some levels out")
			return
		}
	}
	w.animals(st.N, len(combos))
	for i, c := range combos {
		w.walkCell(cells[i], c, st.Body)
	}
}

// within walks every level in one animal, with the washout between them.
func (w *Walker) within(st *ast.Within) {
	f := w.bodies.factor(st.Factor.Text)
	if f == nil || !f.within {
		w.knownFactor(st.Factor)
		if f != nil {
			w.fail("misplaced", st.Factor.Span(), fmt.Sprintf("%s differs between animals, so one animal has one level", f.name), fmt.Sprintf("write factor %s within [...]", f.name))
		}
		return
	}
	for i, level := range f.levels {
		if w.stopped != nil {
			return
		}
		if i > 0 && f.washout != nil && w.need(st.Span()) {
			if d, ok := w.duration(f.washout, "washout", true); ok {
				w.advance(w.stage.Now()+d, st.Span())
			}
		}
		w.vars = &frame{names: map[string]binding{f.name: {value: level}}, outer: w.vars}
		w.inner(st.Body)
		w.vars = w.vars.outer
	}
}

func (w *Walker) knownFactor(n ast.Name) *factor {
	if f := w.bodies.factor(n.Text); f != nil {
		return f
	}
	w.Report(eval.Unresolved("unknown-factor", n.Span(), "factor", n.Text, w.factorNames()))
	return nil
}

func (w *Walker) factorNames() (names []string) {
	for _, f := range w.bodies.factors {
		names = append(names, f.name)
	}
	return names
}

func (w *Walker) plan(st *ast.Plan) {
	for _, p := range []struct {
		x    ast.Expr
		name string
	}{{st.Alpha, "alpha"}, {st.Power, "power"}} {
		if p.x == nil {
			continue
		}
		if v, ok := w.number(p.x, unit.None, p.name); ok && (v <= 0 || v >= 1) {
			w.fail("bad-probability", p.x.Span(), fmt.Sprintf("%s lies between 0 and 1", p.name), "write alpha 0.05 and power 80%")
		}
	}
	if st.Smallest != nil {
		w.number(st.Smallest, unit.None, "the smallest effect")
	}
	if st.Correct != nil && !isOne(corrections, st.Correct.Text) {
		w.Report(eval.Unresolved("unknown-correction", st.Correct.Span(), "correction", st.Correct.Text, corrections))
	}
	for _, x := range st.Exclude {
		w.later(func() { w.designClaim(&ast.Expect{Node: ast.Node{At: x.Span()}, Claim: x}) })
	}
}

func sortedNames(m map[string]bool) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
