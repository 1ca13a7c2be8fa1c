package timeline

import (
	"fmt"
	"math"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

type span = source.Span

// tests are the names that `by` knows.
var tests = []string{"anova", "jonckheere", "mannwhitney", "permutation", "t", "welch", "wilcoxon"}

// corrections are the names that `correct` knows.
var corrections = []string{"bonferroni", "fdr", "holm", "none"}

// Question is a hypothesis with the numbers that answer it, animal by animal.
type Question struct {
	Stmt    *ast.Expect
	Text    string
	Kind    QuestionKind
	Op      string
	Dim     unit.Dimension
	Margin  float64 // of ~, a share of the right-hand side; -1 when none was written
	By      string
	Correct string

	// Compare: the operands, and their difference taken together by animals.
	Left, Right, Difference Operand
	Lower, Upper            Operand // of ~: what lies above 0 and below 0 if both sides are alike within the margin
	Trend                   string  // the factor, of a trend between animals against a constant; Left has its levels in order

	References []Reference // the labels that it names

	// Main and Interaction:
	Factors      []*Factor
	Among        []*Factor // all factors of the analysis, those of Factors too
	Observations []Observation
}

// QuestionKind is what is asked.
type QuestionKind uint8

// The kinds of questions.
const (
	Compare QuestionKind = iota
	Main
	Interaction
)

// Operand is one side of a comparison: weighted means of samples, added up, and a constant.
type Operand struct {
	Text     string
	Samples  []Sample
	Constant float64
}

// Sample is one value of each of some animals.
type Sample struct {
	Name     string // of the animals: hab_only; isi=10s
	Branches []int
	Weight   float64 // of its mean
	Level    float64 // of the factor, in a trend
	Values   []float64
	Subjects []int // whose values they are: indices into Design.Subjects
	Missing  int   // animals that have no answer
}

// Observation is the value of an animal at levels of Question.Among.
type Observation struct {
	Subject int
	Levels  []int
	Value   float64
}

// expectDesign keeps an expectation of a design for later, when every animal is done.
func (w *Walker) expectDesign(st *ast.Expect) bool {
	if w.bodies.design == nil {
		return false
	}
	if w.bodies.animal && !w.bodies.sweep() {
		w.fail("misplaced", st.Span(), "an expectation compares animals, and here stands what is done to one", "move it behind the group")
		return true
	}
	if w.bodies.sweep() {
		w.fail("misplaced", st.Span(), "a sweep reports numbers and tests nothing", "write report with a name, or put the expectation into an experiment")
		return true
	}
	w.later(func() { w.ask(st) })
	return true
}

// ask checks a hypothesis and takes the numbers that answer it.
func (w *Walker) ask(st *ast.Expect) {
	if st.By != nil && !isOne(tests, st.By.Text) {
		w.Report(eval.Unresolved("unknown-test", st.By.Span(), "test", st.By.Text, tests))
	}
	if st.Correct != nil && !isOne(corrections, st.Correct.Text) {
		w.Report(eval.Unresolved("unknown-correction", st.Correct.Span(), "correction", st.Correct.Text, corrections))
	}
	d := w.bodies.design
	q := &Question{Stmt: st, Text: quoted(st.Claim), Margin: -1}
	if st.Margin != nil {
		q.Margin, _ = w.margin(st)
	}
	if st.By != nil {
		q.By = st.By.Text
	}
	if st.Correct != nil {
		q.Correct = st.Correct.Text
	}
	a := &asker{w: w, d: d}
	if st.When != nil {
		if v := a.checking().eval(st.When, w.Report); v.Kind != eval.Truth {
			if v.Kind != eval.Unknown {
				w.fail("not-a-truth", st.When.Span(), fmt.Sprintf("a condition is a comparison, and this is %s", describe(v)), "write when history is trained")
			}
			return
		}
	}
	if st.On != nil && !d.labels()[st.On.Text] {
		w.Report(eval.Unresolved("unknown-label", st.On.Span(), "label", st.On.Text, sortedNames(d.labels())))
		return
	}
	var ok bool
	if c, isCall := effect(st.Claim); isCall {
		ok = w.askEffect(a, q, c)
	} else {
		ok = w.askComparison(a, q)
	}
	if ok {
		a.references(q)
		d.Questions = append(d.Questions, q)
	}
}

// effect recognises main(f) and interaction(f, g).
func effect(x ast.Expr) (*ast.Call, bool) {
	c, ok := ast.Unparen(x).(*ast.Call)
	if !ok {
		return nil, false
	}
	fn, ok := c.Fn.(*ast.Ident)
	return c, ok && (fn.Name == "interaction" || fn.Name == "main")
}

func (w *Walker) askEffect(a *asker, q *Question, c *ast.Call) bool {
	fn := c.Fn.(*ast.Ident).Name
	want := 1
	if q.Kind = Main; fn == "interaction" {
		q.Kind, want = Interaction, 2
	}
	bad := false
	for _, x := range c.Args {
		f := w.factorArgument(x.Value)
		bad = bad || f == nil
		q.Factors = append(q.Factors, f)
	}
	if bad {
		return false
	}
	if len(c.Args) != want || want == 2 && q.Factors[0] == q.Factors[1] {
		w.fail("argument-count", c.Span(), fmt.Sprintf("%s takes %s", fn, [2]string{"one factor", "two different factors"}[want-1]), [2]string{"write main(isi) on test", "write interaction(isi, site) on test"}[want-1])
		return false
	}
	if by := q.Stmt.By; by != nil && isOne(tests, by.Text) && by.Text != "anova" && by.Text != "permutation" {
		if by.Text == "jonckheere" || slices.ContainsFunc(q.Factors, func(f *Factor) bool { return len(f.Levels) > 2 }) {
			w.fail("unfit-test", by.Span(), fmt.Sprintf("%s compares two means, and %s is about more", by.Text, c.Span().Text()), "write by anova, or by permutation")
			return false
		}
	}
	on := q.Stmt.On
	if on == nil {
		w.fail("no-trials", c.Span(), fmt.Sprintf("%s needs the label of trials", fn), c.Span().Text()+" on test")
		return false
	}
	x := &ast.Ident{Node: ast.Node{At: on.Span()}, Name: on.Text}
	const labelIt = "give the trial that is meant a label of its own"
	v := w.oneNumber(a, x, labelIt)
	if v.Kind != eval.Number {
		return false
	}
	if s, ok := a.sumOf(x, w.Report); !ok || !a.oneEach(s, labelIt) {
		return false
	}
	q.Dim, q.Text, q.Among = v.Dim, q.Text+" on "+on.Text, q.Factors
	if q.Stmt.When == nil && a.d.everywhere(on.Text) {
		q.Among = a.d.Factors
	}
	for i, s := range a.d.Subjects {
		if s.Out == "" {
			a.observe(q, i, x)
		}
	}
	return true
}

// everywhere says whether every cell has a label, so that all factors belong into the analysis.
func (d *Design) everywhere(label string) bool {
	for _, b := range d.Branches {
		if !b.labels[label] || b.Group != "" {
			return false
		}
	}
	return true
}

// observe takes the values of an animal at each combination of the levels of the factors of a question.
func (a *asker) observe(q *Question, i int, x ast.Expr) {
	s := a.d.Subjects[i]
	spots := [][]int{nil}
	for _, f := range q.Among {
		var next [][]int
		for _, levels := range spots {
			for k, level := range f.Levels {
				if v, has := s.Branch.level(f.Name); f.Within || has && LevelText(v) == LevelText(level) {
					next = append(next, append(levels[:len(levels):len(levels)], k))
				}
			}
		}
		spots = next
	}
	for _, levels := range spots {
		at := map[string]string{}
		for k, f := range q.Among {
			if f.Within {
				at[f.Name] = LevelText(f.Levels[levels[k]])
			}
		}
		if v := a.value(s, []part{{coef: 1, x: x, at: at}}, q.Stmt.When); !math.IsNaN(v) {
			q.Observations = append(q.Observations, Observation{i, levels, v})
		}
	}
}

// oneNumber checks that an expression is one number for each animal.
func (w *Walker) oneNumber(a *asker, x ast.Expr, fix string) eval.Value {
	v := single(a.checking().eval(x, w.Report))
	if v.Kind == eval.Series && (v.Open || len(v.Nums) == 0) {
		return eval.Abstract(v.Dim)
	}
	if v.Kind == eval.Series {
		w.fail("several-responses", x.Span(), fmt.Sprintf("%s has %d responses in each animal, and one number is needed", x.Span().Text(), len(v.Nums)),
			fix)
		return eval.Value{}
	}
	if v.Kind != eval.Number && v.Kind != eval.Unknown {
		w.fail("not-a-number", x.Span(), fmt.Sprintf("one number of each animal is needed, and this is %s", describe(v)), "write the label of trials, such as test")
	}
	return v
}

// choose says how to take one number of several.
func choose(x ast.Expr) string {
	return fmt.Sprintf("write %s.first, .last, .mean or [3]", x.Span().Text())
}

// oneEach checks that the animals of every cell answer with one number; one cell may have had more trials than another.
func (a *asker) oneEach(s sum, fix string) bool {
	for _, t := range s.terms {
		for _, p := range t.parts {
			for _, o := range a.d.outlines {
				if !in(t.branches, o.Branch.index) {
					continue
				}
				one := *a.checking()
				one.s = o
				for k, v := range p.at {
					one.at[k] = v
				}
				if v := single(one.eval(p.x, unheard)); v.Kind == eval.Series && len(v.Nums) > 1 && !v.Open {
					text := p.x.Span().Text()
					a.w.fail("several-responses", p.x.Span(), fmt.Sprintf("%s has %d responses in each animal of %s, and one number is needed", text, len(v.Nums), o.Branch.Cell.Name()),
						fix)
					return false
				}
			}
		}
	}
	return true
}

func (w *Walker) askComparison(a *asker, q *Question) bool {
	claim := ast.Unparen(q.Stmt.Claim)
	report, failed := w.Report, false
	w.Report = func(d diag.Diagnostic) { failed = true; report(d) }
	defer func() { w.Report = report }()
	v := a.checking().eval(claim, w.Report)
	b, isBinary := claim.(*ast.Binary)
	if v.Kind == eval.Unknown {
		return false
	}
	if v.Kind != eval.Truth || !isBinary || b.Op == "and" || b.Op == "or" {
		w.fail("not-a-truth", q.Stmt.Claim.Span(), fmt.Sprintf("a hypothesis is one comparison, and this is %s", describe(v)), "write expect trained.test < control.test, or, for alike, trained.test ~ control.test margin 15%")
		return false
	}
	q.Op = b.Op
	left, ok1 := a.sumOf(b.X, w.Report)
	right, ok2 := a.sumOf(b.Y, w.Report)
	if !ok1 || !ok2 || failed || !a.oneEach(left, choose(b.X)) || !a.oneEach(right, choose(b.Y)) {
		return false
	}
	if q.Op == "!=" || q.Op == "==" || q.Op == "is" || q.Op == "=" {
		w.fail("no-direction", b.Span(), "a hypothesis says which is more, or that both are alike", "write <, > or, for alike, "+b.X.Span().Text()+" ~ "+b.Y.Span().Text()+" margin 15%")
		return false
	}
	if v := single(a.checking().eval(b.X, unheard)); v.Kind == eval.Number {
		q.Dim = v.Dim
	}
	whole := left.plus(-1, right)
	for i, t := range whole.terms {
		for _, u := range whole.terms[:i] {
			if !disjoint(t.branches, u.branches) {
				w.fail("shared-animals", b.Span(), "some animals stand on both sides, and others on one only", "compare the same animals, or animals that differ: name the levels on both sides")
				return false
			}
		}
	}
	if len(whole.terms) == 0 && len(left.terms) > 0 {
		w.fail("no-trials", b.Span(), "both sides say the same of the same animals, so nothing is compared", "name different labels or animals: trained.test < control.test")
		return false
	}
	if len(whole.terms) == 0 {
		w.fail("no-trials", b.Span(), "no animal answers this", "name the labels of trials: trained.test < control.test")
		return false
	}
	q.Difference = a.operand(q, "", whole, nil)
	w.unfit(q.Stmt, len(whole.terms))
	if q.Op == "~" {
		share := q.Margin
		if share < 0 {
			share = eval.DefaultMargin
		}
		q.Lower, q.Upper = a.operand(q, "", left.plus(share-1, right), nil), a.operand(q, "", left.plus(-share-1, right), nil)
	}
	var keep map[int]bool
	if len(whole.terms) == 1 { // both sides of the same animals
		keep = map[int]bool{}
		for _, s := range q.Difference.Samples[0].Subjects {
			keep[s] = true
		}
	}
	if c, ok := ast.Unparen(b.X).(*ast.Call); ok && len(left.terms) > 1 && len(right.terms) == 0 {
		if fn, ok := c.Fn.(*ast.Ident); ok && fn.Name == "trend" {
			q.Trend = quoted(c.Args[1].Value)
			of, _ := a.sumOf(c.Args[0].Value, unheard)
			for i := range left.terms {
				left.terms[i].parts = of.terms[0].parts
			}
		}
	}
	q.Left, q.Right = a.operand(q, quoted(b.X), left, keep), a.operand(q, quoted(b.Y), right, keep)
	if by := q.Stmt.By; by != nil && by.Text == "jonckheere" && q.Trend == "" {
		w.fail("unfit-test", by.Span(), "jonckheere is a test of a trend over the levels of a factor", "write trend(test, isi) < 0 by jonckheere, or take it out")
		return false
	}
	if q.Trend != "" {
		for i := range q.Left.Samples {
			q.Left.Samples[i].Weight = q.Difference.Samples[i].Weight
		}
	}
	return true
}

// unfit warns of a test that is not the one of this design, and says which is done in its place.
func (w *Walker) unfit(st *ast.Expect, samples int) {
	if st.By == nil || samples > 1 || !w.dry() {
		return
	}
	done := map[string]string{"mannwhitney": "wilcoxon", "welch": "t"}[st.By.Text]
	if done == "" {
		return
	}
	w.Report(diag.Diagnostic{Code: "unfit-test", Severity: diag.Warning, Span: st.By.Span(), Message: fmt.Sprintf("%s compares different animals, and these are the same ones: %s is done instead", st.By.Text, done),
		Fix: "write by " + done, Edits: []diag.Edit{{Span: st.By.Span(), Text: done}}})
}

// operand takes the numbers of a sum; of the animals in keep only, where it is not nil.
func (a *asker) operand(q *Question, text string, s sum, keep map[int]bool) Operand {
	o := Operand{Text: text, Constant: s.constant}
	for _, t := range s.terms {
		weight, parts := t.lead(len(s.terms))
		sample := Sample{Name: a.d.called(t.branches), Branches: t.branches, Weight: weight, Level: t.level}
		for i, subject := range a.d.Subjects {
			if subject.Out != "" || !in(t.branches, subject.Branch.index) || keep != nil && !keep[i] {
				continue
			}
			v := a.value(subject, parts, q.Stmt.When)
			if math.IsNaN(v) {
				sample.Missing++
				continue
			}
			sample.Values, sample.Subjects = append(sample.Values, v), append(sample.Subjects, i)
		}
		o.Samples = append(o.Samples, sample)
	}
	return o
}

// called names the animals of branches by what they have in common.
func (d *Design) called(branches []int) string {
	if len(branches) == 1 {
		return d.Branches[branches[0]].Cell.Name()
	}
	if len(branches) == len(d.Branches) || len(branches) == 0 {
		return "all animals"
	}
	var common Cell
	for _, l := range d.Branches[branches[0]].Factors {
		all := true
		for _, k := range branches {
			all = all && has(d.Branches[k].Factors, l)
		}
		if all {
			common.Factors = append(common.Factors, l)
		}
	}
	if len(common.Factors) == 0 {
		return fmt.Sprintf("%d of the cells", len(branches))
	}
	return common.Name()
}

func has(list []Level, l Level) bool {
	for _, x := range list {
		if x == l {
			return true
		}
	}
	return false
}

func isOne(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

func (w *Walker) factorArgument(x ast.Expr) *Factor {
	id, ok := x.(*ast.Ident)
	if !ok {
		w.fail("not-a-name", x.Span(), "the name of a factor is needed here", "write one of the factors, without quotes or signs")
		return nil
	}
	return w.knownFactor(ast.Name{Node: ast.Node{At: id.Span()}, Text: id.Name})
}
