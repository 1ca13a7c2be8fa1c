package timeline

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// maxPasses bounds a `repeat until` that states no maximum.
const maxPasses = 1000

// repeat trains to criterion, tested after each pass. A dry run cannot know how often: it walks the block once.
func (w *Walker) repeat(st *ast.Repeat) {
	limit := maxPasses
	if st.Max != nil {
		n, ok := w.whole(st.Max, "passes")
		if !ok {
			return
		}
		limit = n
	}
	if !w.need(st.Span()) {
		return
	}
	if w.stage.Dry() {
		before := len(w.trials)
		end := w.noting(fmt.Sprintf("up to %d times", limit))
		w.inner(st.Body)
		end()
		for _, t := range w.trials[before:] {
			w.open[t.Label] = true
		}
		w.uncertain = true
		w.truth(st.Until)
		return
	}
	before := len(w.trials)
	for pass := 1; ; pass++ {
		w.inner(st.Body)
		if w.stopped != nil {
			return
		}
		met, ok := w.truth(st.Until)
		if !ok || met {
			return
		}
		if pass == limit {
			w.Out.Note(fmt.Sprintf("the criterion %s was not met in %d passes", st.Until.Span().Text(), limit))
			for _, t := range w.trials[before:] {
				if !slices.Contains(w.unmet, t.Label) {
					w.unmet = append(slices.Clip(w.unmet), t.Label)
				}
			}
			return
		}
	}
}

// truth evaluates a condition.
func (w *Walker) truth(x ast.Expr) (holds, ok bool) {
	v := w.eval(x)
	if v.Kind == eval.Unknown {
		return false, false
	}
	if v.Kind != eval.Truth {
		w.fail("not-a-truth", x.Span(), fmt.Sprintf("a condition is a comparison, and this is %s", describe(v)), "compare it with something: a > b")
		return false, false
	}
	return v.True(), true
}

// branch walks one side; a dry run that cannot know which walks both.
func (w *Walker) branch(cond ast.Expr, then *ast.Block, other ast.Stmt) {
	v := w.eval(cond)
	if v.Kind == eval.Unknown && w.dry() || v.Kind == eval.Truth && w.guess(v) {
		w.both(then, other)
		return
	}
	if v.Kind != eval.Truth {
		w.fail("not-a-truth", cond.Span(), fmt.Sprintf("a condition is a comparison, and this is %s", describe(v)), "compare it with something: a > b")
		return
	}
	if v.True() {
		w.inner(then)
	} else if other != nil {
		w.statement(other)
	}
}

// both walks the two sides of a branch from the same time. It goes on at the later of their ends, and the labels in them
// have a number of trials that only a run knows.
func (w *Walker) both(then *ast.Block, other ast.Stmt) {
	before, start := len(w.trials), w.stage
	defer w.noting("perhaps")()
	if start != nil {
		w.stage = start.Fork()
	}
	w.inner(then)
	first := w.stage
	if start != nil {
		w.stage = start
	}
	if other != nil {
		w.statement(other)
	}
	if first != nil && (w.stage == nil || first.Now() > w.stage.Now()) {
		w.stage = first
	}
	for _, t := range w.trials[before:] {
		w.open[t.Label] = true
	}
	w.uncertain = true
}

func (w *Walker) loop(st *ast.For) {
	v := w.eval(st.In)
	var items []eval.Value
	switch v.Kind {
	case eval.Unknown:
		return
	case eval.List:
		items = v.List
	case eval.Range:
		a, b := v.List[0], v.List[1]
		if v.Dim != unit.None || a.Num != math.Trunc(a.Num) || b.Num != math.Trunc(b.Num) || math.Abs(a.Num) > 1e9 || math.Abs(b.Num) > 1e9 {
			w.fail("not-a-list", st.In.Span(), "a loop over a range needs whole numbers", "write a list: for v in [1s, 2s, 4s]")
			return
		}
		if a.Num > b.Num && !w.guess(a) && !w.guess(b) {
			w.fail("backward-range", st.In.Span(), fmt.Sprintf("the range %s runs backward, so it holds nothing", st.In.Span().Text()), "write the smaller number first")
			return
		}
		if b.Num-a.Num > MaxTrials {
			w.fail("count", st.In.Span(), fmt.Sprintf("this loop has more than %d passes, which is the limit", MaxTrials), "write a shorter range")
			return
		}
		for n := a.Num; n <= b.Num; n++ {
			items = append(items, eval.Num(n, unit.None))
		}
	default:
		w.fail("not-a-list", st.In.Span(), fmt.Sprintf("a loop needs a list, and this is %s", describe(v)), "write for v in [0.5g, 1g, 2g] { ... }")
		return
	}
	if !w.freeName(st.Var) {
		return
	}
	for _, item := range items {
		if w.stopped != nil || w.tired(st.Span()) {
			return
		}
		w.vars = &frame{names: map[string]binding{st.Var.Text: {value: item}}, outer: w.vars}
		w.inner(st.Body)
		w.leave()
	}
}

// freeName reports a name that is taken by a label.
func (w *Walker) freeName(n ast.Name) bool {
	if _, taken := w.labels[n.Text]; taken {
		w.fail("defined-twice", n.Span(), fmt.Sprintf("%s is a label already", n.Text), "choose another name")
		return false
	}
	return true
}

func (w *Walker) let(st *ast.Let) {
	if !w.freeName(st.Name) {
		return
	}
	x, act := st.Value, st.Act
	if set := w.Set[st.Name.Text]; set != nil && w.vars.outer == nil {
		w.Used[st.Name.Text] = true
		if act == nil {
			quiet := &eval.Evaluator{Env: w, Report: func(diag.Diagnostic) {}}
			if was, is := quiet.Eval(x), w.eval(set); was.Kind == eval.Number && is.Kind == eval.Number && was.Dim != is.Dim {
				w.fail("dimension", set.Span(), fmt.Sprintf("%s is %s in the script, and this is %s", st.Name.Text, was.Dim.Describe(), is.Dim.Describe()), "give a value such as "+x.Span().Text())
				w.vars.names[st.Name.Text] = binding{}
				return
			}
		}
		x, act = set, nil
	}
	w.vars.names[st.Name.Text] = w.bind(x, act)
}

// bind evaluates the right side of let and =.
func (w *Walker) bind(x ast.Expr, act ast.Stmt) binding {
	if act == nil {
		if id, ok := x.(*ast.Ident); ok && w.isAction(id) {
			act = &ast.Act{Node: ast.Node{At: id.Span()}, Verb: ast.Name{Node: ast.Node{At: id.Span()}, Text: id.Name}}
		}
	}
	if act == nil {
		v := w.eval(x)
		if v.Kind == eval.Series { // a copy of what it is now
			v.Nums = append([]float64{}, v.Nums...)
		}
		return binding{value: v}
	}
	if a, ok := act.(*ast.Act); ok {
		act = w.base(a)
		if act == nil {
			return binding{}
		}
		if a, ok = act.(*ast.Act); ok {
			w.resolve(a)
		}
	}
	return binding{act: act}
}

// isAction says whether a bare name is a verb or an action of a let.
func (w *Walker) isAction(id *ast.Ident) bool {
	if b, f := w.vars.find(id.Name); f != nil {
		return b.act != nil
	}
	if _, isLabel := w.labels[id.Name]; isLabel {
		return false
	}
	if !w.needCircuit(id.Span()) {
		return false
	}
	return w.circuit.Stimulus(id.Name) != nil
}

func (w *Walker) assign(st *ast.Assign) {
	id, ok := st.Target.(*ast.Ident)
	if !ok {
		w.fail("not-assignable", st.Target.Span(), "only a name made by let can be given another value", "to change a parameter, write use aplysia with "+st.Span().Text())
		return
	}
	old, f := w.vars.find(id.Name)
	if f == nil {
		d := eval.Unresolved("unknown-name", id.Span(), "name made by let", id.Name, w.letNames())
		switch {
		case id.Name == "n" && w.bodies.design != nil:
			d.Message, d.Fix, d.Edits = "n belongs to a group", "write it there: group trained "+strings.ReplaceAll(st.Span().Text(), " ", "")+" { ... }", nil
		case st.Act != nil && isOne(roles, id.Name):
			gap := source.Span{File: id.Span().File, Start: id.Span().End, End: st.Act.Span().Start}
			d.Message, d.Fix = fmt.Sprintf("%s is to be the label of what is done, which stands before a :", id.Name), "write "+id.Name+": "+st.Act.Span().Text()
			d.Edits = []diag.Edit{{Span: gap, Text: ": "}}
		case d.Edits == nil:
			d.Fix = "write let " + st.Span().Text()
		}
		w.Report(d)
		return
	}
	value := st.Value
	if st.Op != "=" {
		if st.Act != nil {
			w.fail("not-a-number", st.Act.Span(), fmt.Sprintf("%s needs a number, and this is an action", st.Op), "write = to name the action")
			return
		}
		value = &ast.Binary{Node: st.Node, Op: st.Op[:1], X: st.Target, Y: st.Value}
	}
	next := w.bind(value, st.Act)
	if old.value.Kind == eval.Number && next.value.Kind == eval.Number && old.value.Dim != next.value.Dim {
		w.fail("dimension", st.Span(), fmt.Sprintf("%s is %s, and this is %s", id.Name, old.value.Dim.Describe(), next.value.Dim.Describe()), "keep its kind of unit, or make a new name with let")
		return
	}
	f.names[id.Name] = next
}

func (w *Walker) letNames() (names []string) {
	for f := w.vars; f != nil; f = f.outer {
		for name := range f.names {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// roles are the labels' roles that the critic knows.
var roles = []string{"base", "pre", "train", "test", "post", "recovery"}

// Roles lists the roles that a label can have.
func Roles() []string { return append([]string{}, roles...) }

func (w *Walker) role(st *ast.Role) {
	known := false
	for _, r := range roles {
		known = known || r == st.Role.Text
	}
	if !known {
		w.Report(eval.Unresolved("unknown-role", st.Role.Span(), "role", st.Role.Text, roles))
	}
	w.bodies.roles = append(w.bodies.roles, st)
}

func (d *Design) setRole(label, role string) {
	if d.Roles == nil {
		d.Roles = map[string]string{}
	}
	d.Roles[label] = role
}

// checkRoles is done when all labels are known.
func (w *Walker) checkRoles() {
	known := map[string]bool{}
	for name := range w.labels {
		known[name] = true
	}
	if d := w.bodies.design; d != nil {
		for _, s := range d.Subjects {
			w.bodies.roles = append(w.bodies.roles, s.roles...)
		}
		for name := range d.labels() {
			known[name] = true
		}
	}
	for _, st := range w.bodies.roles {
		for _, l := range st.Labels {
			if d := w.bodies.design; d != nil {
				d.setRole(l.Text, st.Role.Text)
			}
			if !known[l.Text] {
				w.Report(eval.Unresolved("unknown-label", l.Span(), "label", l.Text, sortedNames(known)))
			}
		}
	}
	w.bodies.roles = nil
}

// Finish does what can only be done when the whole script was walked.
func (w *Walker) Finish() {
	w.conclude()
	w.checkRoles()
	for _, name := range slices.Sorted(maps.Keys(w.Set)) {
		if x := w.Set[name]; !w.Used[name] {
			w.fail("unknown-name", x.Span(), fmt.Sprintf("--set %s: the script has no `let %s` at its top", name, name), "give the name of a let")
		}
	}
}
