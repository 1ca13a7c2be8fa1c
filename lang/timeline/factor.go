package timeline

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// Factor is what differs between animals or, within them, between sessions.
type Factor struct {
	Name    string
	Within  bool
	Levels  []eval.Value
	Order   string // of a factor within animals: balanced, latin, random or fixed
	Washout ast.Expr
	Pause   int64 // ns, of the washout
	At      source.Span
}

// orders are the names that `order` knows.
var orders = []string{"balanced", "fixed", "latin", "random"}

// maxCells bounds the cells of a crossed design.
const maxCells = 4096

func (w *Walker) factor(st *ast.Factor) {
	d := w.collecting(st.Span())
	if !w.freeName(st.Name) {
		return
	}
	if d.factor(st.Name.Text) != nil {
		w.fail("defined-twice", st.Name.Span(), fmt.Sprintf("there are two factors called %s", st.Name.Text), "rename one of the two")
		return
	}
	list, ok := ast.Unparen(st.Levels).(*ast.List)
	if !ok {
		w.fail("not-a-list", st.Levels.Span(), "a factor needs a list of levels", "write factor isi between [10s, 30s, 3min]")
		return
	}
	f := &Factor{Name: st.Name.Text, Within: st.Within, Washout: st.Washout, At: st.Span()}
	for _, x := range list.Items {
		v := eval.Value{Kind: eval.Word}
		if id, isName := x.(*ast.Ident); isName {
			v.Text = id.Name
		} else if v = w.eval(x); v.Kind == eval.Unknown {
			continue
		} else if q, isQuantity := x.(*ast.Quantity); isQuantity {
			v.Text = q.Text
		}
		if boundless(v) {
			w.fail("bad-argument", x.Span(), fmt.Sprintf("a level of %s is infinite or no number", f.Name), "look for a division by 0 or the logarithm of what is not above 0")
			continue
		}
		if len(f.Levels) > 0 && (f.Levels[0].Kind != v.Kind || f.Levels[0].Dim != v.Dim) {
			w.fail("dimension", x.Span(), fmt.Sprintf("the levels of %s are not of one kind: this is %s, and the first is %s", f.Name, describe(v), describe(f.Levels[0])), "give all levels one kind of unit, or make names of them all")
			continue
		}
		for _, old := range f.Levels {
			if same(old, v) {
				w.fail("defined-twice", x.Span(), fmt.Sprintf("the level %s stands twice", LevelText(v)), "take one out")
			}
		}
		f.Levels = append(f.Levels, v)
	}
	if written, isList := st.Levels.(*ast.List); len(f.Levels) < 2 && (!isList || len(written.Items) < 2) {
		w.fail("few-levels", st.Levels.Span(), "a factor needs two levels or more", "write factor isi between [10s, 30s]")
	}
	w.ordering(st, f)
	if st.Washout != nil {
		f.Pause, _ = w.duration(st.Washout, "washout", true)
	}
	d.Factors = append(d.Factors, f)
}

// ordering says in which order the sessions of a factor within animals come.
func (w *Walker) ordering(st *ast.Factor, f *Factor) {
	f.Order = "fixed"
	switch {
	case st.Order == nil:
	case !st.Within:
		w.fail("misplaced", st.Order.Span(), fmt.Sprintf("%s differs between animals, so its levels have no order", f.Name), fmt.Sprintf("take order out, or write factor %s within [...]", f.Name))
	case !isOne(orders, st.Order.Text):
		w.Report(eval.Unresolved("unknown-order", st.Order.Span(), "order", st.Order.Text, orders))
	default:
		f.Order = st.Order.Text
	}
}

// LevelText is a level as the script writes it.
func LevelText(v eval.Value) string {
	if v.Text != "" {
		return v.Text
	}
	return canonical(v)
}

// canonical is a level in one way of writing, whatever the script's: 21d and 3w are the same animals.
func canonical(v eval.Value) string {
	if v.Kind == eval.Word || v.Kind == eval.Text {
		return v.Text
	}
	return unit.Format(unit.Quantity{Value: v.Num, Dim: v.Dim})
}

func same(a, b eval.Value) bool {
	return a.Kind == b.Kind && a.Dim == b.Dim && canonical(a) == canonical(b)
}

// each makes a branch of every combination of the levels of the factors between animals.
func (w *Walker) each(st *ast.Each) {
	d := w.collecting(st.Span())
	combos := []map[string]binding{{}}
	cells := []Cell{{}}
	for _, f := range d.Factors {
		if f.Within || len(f.Levels) == 0 {
			continue
		}
		var next []map[string]binding
		var nextCells []Cell
		for i, c := range combos {
			for _, level := range f.Levels {
				m := map[string]binding{f.Name: {value: level}}
				for k, v := range c {
					m[k] = v
				}
				next = append(next, m)
				nextCells = append(nextCells, Cell{Factors: append(append([]Level{}, cells[i].Factors...), Level{f.Name, LevelText(level)})})
			}
		}
		combos, cells = next, nextCells
		if len(combos) > maxCells {
			w.fail("too-many-cells", st.Span(), fmt.Sprintf("the factors cross to more than %d cells, which is the limit", maxCells), "take a factor or some levels out")
			return
		}
	}
	n, _ := w.whole(st.N, "animals")
	if st.N == nil && !st.Auto {
		w.say("each has one animal in a cell (no number is written)")
	}
	if st.Body == nil {
		return
	}
	before := d.Branches
	head := st.Span()
	head.End = min(head.End, st.Body.Span().Start)
	for i, c := range combos {
		for _, b := range before {
			if b.Cell.Name() == cells[i].Name() {
				w.fail("defined-twice", head, "there is an `each` for these cells already", "put all that is done to an animal into one each")
				return
			}
		}
		w.addBranch(cells[i], n, st.Auto, head, c, st.Body)
	}
}

// within does every level in one animal, in this animal's order, with the washout between them.
func (w *Walker) within(st *ast.Within) {
	f := w.bodies.design.factor(st.Factor.Text)
	if f == nil || !f.Within {
		w.knownFactor(st.Factor)
		if f != nil {
			w.fail("misplaced", st.Factor.Span(), fmt.Sprintf("%s differs between animals, so one animal has one level", f.Name), fmt.Sprintf("write factor %s within [...]", f.Name))
		}
		return
	}
	outer := w.bodies.within
	before := w.labels
	sum := copiedLabels(before)
	for i := range f.Levels {
		level := f.Levels[i]
		if order := w.bodies.orders[f.Name]; order != nil {
			level = f.Levels[order[i]]
		}
		if w.stopped != nil {
			return
		}
		if i > 0 && f.Washout != nil && w.need(st.Span()) {
			if d, ok := w.duration(f.Washout, "washout", true); ok {
				w.advance(w.stage.Now()+d, st.Span())
			}
		}
		w.bodies.within = append(outer[:len(outer):len(outer)], Level{f.Name, LevelText(level)})
		w.labels = copiedLabels(before) // in a session, a label names this session's trials
		w.vars = &frame{names: map[string]binding{f.Name: {value: level}}, outer: w.vars}
		w.inner(st.Body)
		w.vars = w.vars.outer
		for name, list := range w.labels {
			sum[name] = append(sum[name], list[len(before[name]):]...)
		}
	}
	w.bodies.within, w.labels = outer, sum
}

func copiedLabels(m map[string][]*Trial) map[string][]*Trial {
	c := map[string][]*Trial{}
	for k, v := range m {
		c[k] = v[:len(v):len(v)]
	}
	return c
}

func (w *Walker) knownFactor(n ast.Name) *Factor {
	if f := w.bodies.design.factor(n.Text); f != nil {
		return f
	}
	w.Report(eval.Unresolved("unknown-factor", n.Span(), "factor", n.Text, w.factorNames()))
	return nil
}

func (w *Walker) factorNames() (names []string) {
	if w.bodies.design == nil {
		return nil
	}
	for _, f := range w.bodies.design.Factors {
		names = append(names, f.Name)
	}
	return names
}
