package timeline

import (
	"fmt"
	"math"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/format"
	"protoexp/lang/unit"
)

// Exploration is what is described and never tested: the values of each combination of some factors.
type Exploration struct {
	Stmt *ast.Explore
	Text string
	Dim  unit.Dimension
	By   []string
	Rows []Sample
}

// Prediction is a number that was foretold.
type Prediction struct {
	At        span
	Text      string
	Dim       unit.Dimension
	Value     Operand // what came out
	Low, High Operand // the foretold range; High equals Low where one number was foretold
	Range     bool
}

func (w *Walker) explore(st *ast.Explore) {
	d := w.bodies.design
	a := &asker{w: w, d: d}
	v := w.oneNumber(a, st.What, choose(st.What))
	known := true
	x := &Exploration{Stmt: st, Text: quoted(st.What), Dim: v.Dim}
	var factors []*Factor
	group := false
	for _, n := range st.By {
		x.By = append(x.By, n.Text)
		if n.Text == "group" {
			group = true
		} else if f := w.knownFactor(n); f != nil {
			factors = append(factors, f)
		} else {
			known = false
		}
	}
	if v.Kind != eval.Number || !known {
		return
	}
	of, ok := a.sumOf(st.What, w.Report)
	if !ok || len(of.terms) != 1 {
		if ok {
			w.fail("mixed-animals", st.What.Span(), "explore describes what each animal did, and this is a sum over groups", "write one response: explore test by group")
		}
		return
	}
	if !a.oneEach(of, choose(st.What)) {
		return
	}
	q := &Question{Among: factors, Stmt: &ast.Expect{}}
	for i, s := range d.Subjects {
		if s.Out != "" || !in(of.terms[0].branches, s.Branch.index) {
			continue
		}
		q.Observations = nil
		a.observe(q, i, st.What)
		for _, o := range q.Observations {
			var name []string
			if group || len(st.By) == 0 && s.Branch.Group != "" {
				name = append(name, s.Branch.Group)
			}
			for k, f := range factors {
				name = append(name, f.Name+"="+LevelText(f.Levels[o.Levels[k]]))
			}
			x.add(strings.Join(name, ", "), i, o.Value)
		}
	}
	d.Explorations = append(d.Explorations, x)
}

func (x *Exploration) add(name string, subject int, value float64) {
	if name == "" {
		name = "all animals"
	}
	for i := range x.Rows {
		if x.Rows[i].Name == name {
			x.Rows[i].Values, x.Rows[i].Subjects = append(x.Rows[i].Values, value), append(x.Rows[i].Subjects, subject)
			return
		}
	}
	x.Rows = append(x.Rows, Sample{Name: name, Values: []float64{value}, Subjects: []int{subject}})
}

func (w *Walker) predict(st *ast.Predict) {
	if len(st.Body.Stmts) == 0 {
		w.fail("nothing-predicted", st.Span(), "this predicts nothing", "write predict { shocked.test = 110%..250% of shocked.base }, or take it out")
	}
	for _, s := range st.Body.Stmts {
		a, ok := s.(*ast.Assign)
		switch {
		case ok && a.Value != nil && a.Op == "=":
			w.foretell(a)
		default:
			if _, bad := s.(*ast.Invalid); !bad {
				w.fail("misplaced", s.Span(), "a prediction gives a response its value", "write shocked.test = 110%..250% of shocked.base")
			}
		}
	}
}

// foretell takes the numbers of one prediction.
func (w *Walker) foretell(st *ast.Assign) {
	d := w.bodies.design
	a := &asker{w: w, d: d}
	v := a.checking().eval(&ast.Binary{Node: st.Node, Op: "=", X: st.Target, Y: st.Value}, w.Report)
	if v.Kind != eval.Truth {
		return
	}
	p := &Prediction{At: st.Span(), Text: format.Phrase(st.Span().Text()), Dim: single(a.checking().eval(st.Target, unheard)).Dim}
	low, high, isRange := ends(st.Value)
	p.Range = isRange
	if a, b := known(low), known(high); isRange && a > b {
		w.fail("backward-range", st.Value.Span(), "the range of this prediction runs backward, so nothing lies in it", "write the smaller number first")
		return
	}
	q := &Question{Stmt: &ast.Expect{}}
	for _, o := range []struct {
		x  ast.Expr
		to *Operand
	}{{st.Target, &p.Value}, {low, &p.Low}, {high, &p.High}} {
		s, ok := a.sumOf(o.x, w.Report)
		if !ok {
			return
		}
		*o.to = a.operand(q, quoted(o.x), s, nil)
	}
	d.Predictions = append(d.Predictions, p)
}

// known is the share or the number in front of what an animal decides: 1.1 of 110% of x. It is NaN where there is none.
func known(x ast.Expr) float64 {
	switch x := ast.Unparen(x).(type) {
	case *ast.Number:
		return x.Value
	case *ast.Quantity:
		return x.Value.Value
	case *ast.Binary:
		if x.Op == "of" || x.Op == "*" {
			return known(x.X)
		}
	}
	return math.NaN()
}

// ends takes a range apart: 110%..250% of x is 110% of x and 250% of x.
func ends(x ast.Expr) (low, high ast.Expr, isRange bool) {
	switch y := ast.Unparen(x).(type) {
	case *ast.Binary:
		if y.Op == ".." {
			return y.X, y.Y, true
		}
		if l, h, ok := ends(y.X); ok {
			a, b := *y, *y
			a.X, b.X = l, h
			return &a, &b, true
		}
		if l, h, ok := ends(y.Y); ok && y.Op != "/" {
			a, b := *y, *y
			a.Y, b.Y = l, h
			return &a, &b, true
		}
	}
	return x, x, false
}

// exclude marks the animals that the plan leaves out.
func (w *Walker) exclude(list []ast.Expr) {
	d := w.bodies.design
	for _, x := range list {
		a := &asker{w: w, d: d}
		v := a.checking().eval(x, w.Report)
		if v.Kind == eval.Unknown {
			continue
		}
		if v.Kind != eval.Truth {
			w.fail("not-a-truth", x.Span(), fmt.Sprintf("a condition is a comparison, and this is %s", describe(v)), "write exclude base < 1s")
			continue
		}
		sets := map[string][]int{}
		a.animals(x, sets)
		for _, s := range d.Subjects {
			for _, branches := range sets {
				if !s.Dry && s.Out == "" && in(branches, s.Branch.index) && a.holds(s, x) {
					s.Out = quoted(x)
				}
			}
		}
	}
}

// holds says whether a condition is true in a session of an animal.
func (a *asker) holds(s *Subject, x ast.Expr) bool {
	for _, session := range a.d.sessions() {
		one := asker{w: a.w, d: a.d, s: s, at: session}
		if v := one.eval(x, unheard); v.True() {
			return true
		}
	}
	return false
}

// Mean is the weighted mean of each sample, added up, with the constant.
func (o Operand) Mean() float64 {
	sum := o.Constant
	for _, s := range o.Samples {
		sum += float64(s.Weight * s.Mean())
	}
	return sum
}

// Mean is the mean of the values, or not a number where there is none.
func (s Sample) Mean() float64 {
	if len(s.Values) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, v := range s.Values {
		sum += v
	}
	return sum / float64(len(s.Values))
}
