package timeline

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// Axis is what a sweep varies: a number from Low to High, in SI, or names.
type Axis struct {
	Name      string
	Low, High float64
	Dim       unit.Dimension
	Log       bool // in steps by a constant factor
	Names     bool
}

func axisOf(a ast.Axis, values []eval.Value) Axis {
	x := Axis{Name: a.Name.Text, Log: a.Log}
	for i, v := range values {
		if v.Kind != eval.Number {
			x.Names = true
			continue
		}
		if x.Dim = v.Dim; i == 0 {
			x.Low, x.High = v.Num, v.Num
		}
		x.Low, x.High = min(x.Low, v.Num), max(x.High, v.Num)
	}
	return x
}

func (d *Design) axis(name string) *Axis {
	for i, a := range d.Axes {
		if a.Name == name {
			return &d.Axes[i]
		}
	}
	return nil
}

// sweep makes a branch of every combination of the values of its axes.
func (w *Walker) sweep(st *ast.Sweep) {
	d := &Design{Kind: Sweep, At: st.Span(), Title: w.titled(sweepTitle(st))}
	c := w.child(d)
	axes := make([][]eval.Value, len(st.Axes))
	points := 1.0
	for i, a := range st.Axes {
		if d.axis(a.Name.Text) != nil {
			w.fail("defined-twice", a.Name.Span(), fmt.Sprintf("there are two axes called %s", a.Name.Text), "rename one of the two")
			return
		}
		axes[i] = c.axis(a)
		if slices.ContainsFunc(axes[i], boundless) {
			w.fail("bad-argument", a.In.Span(), fmt.Sprintf("a value of %s is infinite or no number", a.Name.Text), "look for a division by 0 or the logarithm of what is not above 0")
			return
		}
		axis := axisOf(a, axes[i])
		if x, held := w.Held[axis.Name]; held {
			axes[i] = []eval.Value{eval.Num(x, axis.Dim)}
		}
		if n := len(axes[i]); n > 0 {
			points *= float64(n)
		}
		d.Axes = append(d.Axes, axis)
	}
	reps := 1
	if st.Reps != nil {
		reps, _ = w.whole(st.Reps, "animals at each point")
		points *= float64(reps)
	}
	if points > MaxTrials {
		w.fail("too-many-cells", st.Span(), fmt.Sprintf("the sweep asks for %g animals, and the limit is %d", points, MaxTrials), "take fewer values or fewer reps")
		return
	}
	if st.Body == nil {
		return
	}
	d.Nominal = st.Reps == nil
	d.Points = int(points) / max(1, reps)
	head := st.Span()
	head.End = min(head.End, st.Body.Span().Start)
	c.points(st, axes, reps, head)
	c.conclude()
	if c.stopped == nil && len(d.outlines) > 0 && len(d.outlines[0].Reports) == 0 && !holds[*ast.Report](st.Body) {
		w.fail("no-value", head, "the sweep reports nothing, so nothing of it would be seen", "write in it report habituation = train.drop")
	}
	w.adopt(c)
}

// boundless says whether a number is infinite or none.
func boundless(v eval.Value) bool {
	return v.Kind == eval.Number && (math.IsNaN(v.Num) || math.IsInf(v.Num, 0))
}

func sweepTitle(st *ast.Sweep) string {
	var names []string
	for _, a := range st.Axes {
		names = append(names, a.Name.Text)
	}
	return "sweep " + strings.Join(names, ", ")
}

// points makes the branches, the last axis fastest.
func (w *Walker) points(st *ast.Sweep, axes [][]eval.Value, reps int, at span) {
	total := 1
	for _, values := range axes {
		total *= max(1, len(values))
	}
	for k := range total {
		levels := map[string]binding{}
		cell := Cell{Factors: make([]Level, len(axes))}
		for i := len(axes) - 1; i >= 0; i-- {
			v := eval.Value{}
			if n := len(axes[i]); n > 0 {
				v = axes[i][k%n]
				k /= n
			}
			levels[st.Axes[i].Name.Text] = binding{value: v}
			cell.Factors[i] = Level{st.Axes[i].Name.Text, LevelText(v)}
		}
		w.addBranch(cell, reps, false, at, levels, st.Body)
		if w.dry() && len(w.bodies.design.Branches) == maxChecked {
			break // the count is made up for
		}
	}
}

// maxChecked is how many points of a sweep a dry walk looks at.
const maxChecked = 100

// checkPoints walks the points of a sweep behind the first one dry, for their mistakes alone, as long as that costs little.
func (d *Design) checkPoints() {
	w := d.walker
	if !w.dry() || w.steps == nil {
		return
	}
	rows := w.rows
	w.rows = nil
	used := MaxSteps - *w.steps
	for _, b := range d.Branches[1:] {
		if *w.steps < 2*used {
			break
		}
		if _, err := b.Walk(DryWorld{}, Silent{}, nil, w.Report); err != nil {
			break
		}
	}
	w.rows = rows
}

// axis lists the values of one axis.
func (w *Walker) axis(a ast.Axis) []eval.Value {
	if list, ok := ast.Unparen(a.In).(*ast.List); ok && a.Steps == nil {
		return w.places(a, list)
	}
	v := w.eval(a.In)
	switch {
	case v.Kind == eval.List && len(v.List) > 0:
		if a.Steps != nil {
			w.fail("misplaced", a.Steps.Span(), "a list has its values already", "take the number of steps out, or write a range: 0.1..0.4 steps 4")
		}
		return v.List
	case v.Kind == eval.Range:
		if a.Steps == nil {
			w.fail("no-value", a.In.Span(), "a range needs a number of steps", "write "+a.In.Span().Text()+" log 12")
			return v.List[:1]
		}
		n, ok := w.whole(a.Steps, "steps")
		if !ok {
			return v.List[:1]
		}
		if float64(n) > MaxTrials {
			n = 1
		}
		return w.stepsOf(a, v, n)
	case v.Kind == eval.Unknown:
	case v.Kind == eval.Number && w.guess(v):
		return []eval.Value{v}
	default:
		w.fail("not-a-list", a.In.Span(), fmt.Sprintf("a sweep needs a list or a range, and this is %s", describe(v)), "write sweep u in [0.1, 0.2, 0.4] { ... }")
	}
	return nil
}

// places are the values of a list: names stand for themselves, as the levels of a factor do, unless a let has the name.
func (w *Walker) places(a ast.Axis, list *ast.List) (out []eval.Value) {
	for _, x := range list.Items {
		v := eval.Value{Kind: eval.Word}
		id, isName := x.(*ast.Ident)
		if isName {
			_, known := w.vars.find(id.Name)
			isName = known == nil
		}
		if isName {
			v.Text = id.Name
		} else if v = w.eval(x); v.Kind == eval.Unknown {
			return nil
		}
		if len(out) > 0 && (out[0].Kind != v.Kind || out[0].Dim != v.Dim) {
			w.fail("dimension", x.Span(), fmt.Sprintf("the values of %s are not of one kind: this is %s, and the first is %s", a.Name.Text, describe(v), describe(out[0])),
				"give all values one kind of unit, or make names of them all")
			return nil
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		w.fail("not-a-list", a.In.Span(), fmt.Sprintf("the list of %s is empty", a.Name.Text), "write sweep u in [0.1, 0.2, 0.4] { ... }")
	}
	return out
}

// stepsOf divides a range evenly or, on a logarithmic axis, by a constant factor; both ends belong to it.
func (w *Walker) stepsOf(a ast.Axis, v eval.Value, n int) (list []eval.Value) {
	from, to := v.List[0].Num, v.List[1].Num
	if a.Log && !(from > 0 && to > 0) {
		w.fail("bad-argument", a.In.Span(), "a logarithmic range lies above 0", "write steps for even steps, or begin above 0")
		return nil
	}
	for i := range n {
		share := 0.0
		if n > 1 {
			share = float64(i) / float64(n-1)
		}
		x := from + float64(share*(to-from))
		if a.Log {
			x = from * eval.Power(to/from, share)
		}
		if i == n-1 && n > 1 {
			x = to
		}
		if r := handy(x, v.Dim, a.Log); i > 0 && i < n-1 && r > list[i-1].Num == (to > from) && r != list[i-1].Num {
			x = r
		}
		list = append(list, eval.Num(x, v.Dim))
	}
	return list
}

// Handy is a value with so few digits that a script can be given it: four, or whole seconds of long times.
func Handy(x float64, dim unit.Dimension) float64 { return handy(x, dim, true) }

// handy is a value with so few digits that it can be read: a step between the ends of an axis need not be exact, and the one
// that is written is the one that is used.
func handy(x float64, dim unit.Dimension, log bool) float64 {
	if dim == unit.Time && log && x >= 100 {
		return math.Round(x)
	}
	digits := 6
	if log {
		digits = 4
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if err != nil {
		return x
	}
	return r
}

// outcome keeps a number that a sweep reports.
func (w *Walker) outcome(st *ast.Report) {
	for _, r := range w.bodies.reports {
		if r.Name == st.Name.Text {
			w.fail("defined-twice", st.Name.Span(), fmt.Sprintf("%s is reported twice", st.Name.Text), "rename one of the two")
			return
		}
	}
	v := single(w.eval(st.Value))
	switch {
	case v.Kind == eval.Unknown:
		return
	case v.Kind == eval.Series && (v.Open || len(v.Nums) == 0):
		v = eval.Abstract(v.Dim)
	case v.Kind == eval.Series:
		w.fail("several-responses", st.Value.Span(), fmt.Sprintf("%s has %d values, and a report is one number", st.Value.Span().Text(), len(v.Nums)),
			"write .first, .last, .mean or [3] behind it")
		return
	case v.Kind == eval.Truth:
		v = eval.Num(v.Num, unit.None) // how often it holds
	case v.Kind != eval.Number:
		w.fail("not-a-number", st.Value.Span(), fmt.Sprintf("a report is a number, and this is %s", describe(v)), "write report habituation = train.drop")
		return
	}
	w.bodies.reports = append(w.bodies.reports, Value{st.Name.Text, v})
}

// figures are the kinds of figures of what a sweep reports.
var figures = []string{"curve", "heatmap"}

// figure checks that a map or a curve shows reports of a sweep over its axes.
func (w *Walker) figure(st *ast.Show) {
	reports, axes := map[string]bool{}, map[string]bool{}
	for _, d := range w.bodies.done {
		if d.Kind != Sweep {
			continue
		}
		for _, a := range d.Axes {
			axes[a.Name] = true
		}
		for _, s := range d.outlines {
			for _, r := range s.Reports {
				reports[r.Name] = true
			}
		}
	}
	kind := st.Kind
	if kind == "" {
		kind = "curve"
	}
	ok := isOne(figures, kind)
	if !ok {
		w.Report(eval.Unresolved("unknown-name", st.Span(), "kind of figure", kind, figures))
	}
	check := func(x ast.Expr, kind string, known map[string]bool) (name string) {
		id, isName := x.(*ast.Ident)
		if isName && known[id.Name] {
			return id.Name
		}
		w.Report(eval.Unresolved("unknown-name", x.Span(), kind+" of a sweep", x.Span().Text(), sortedNames(known)))
		ok = false
		return ""
	}
	var items []Item
	for _, x := range st.Items {
		items = append(items, Item{Name: check(x, "report", reports)})
	}
	for _, x := range st.Over {
		items = append(items, Item{Name: check(x, "axis", axes), Axis: true})
	}
	if ok {
		w.Out.Show(st.Verb, kind, items, st.Span())
	}
}

// holds says whether a block has a statement of a kind.
func holds[T ast.Stmt](b *ast.Block) (found bool) {
	ast.Inspect(b, func(s ast.Stmt) bool {
		_, is := s.(T)
		found = found || is
		return !found
	})
	return found
}
