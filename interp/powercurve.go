package interp

import (
	"context"
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/stat/combin"

	"protoexp/lang/timeline"
	"protoexp/runtime/parallel"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
	"protoexp/runtime/study"
)

// simulated is a design of one replication.
type simulated struct {
	design   *timeline.Design // nil when it was not kept
	subjects []*timeline.Subject
	answers  map[int]*answers // by the number of animals
}

// answers are those to the questions of a design with one number of animals.
type answers struct {
	held, untested       []bool
	estimates, variances []float64 // of comparisons: less what the null hypothesis says, and within cells
}

// at asks the first animals of each cell.
func (x *simulated) at(p point) {
	if x.answers[p.n] != nil || x.design == nil {
		return
	}
	var subjects []*timeline.Subject
	for _, s := range x.subjects {
		if s.Index < p.cells[slices.Index(x.design.Branches, s.Branch)] {
			subjects = append(subjects, s)
		}
	}
	x.ask(p, subjects)
}

// powerDraws is how many permutations are drawn for a p value. The test keeps its error rate with any number of them, and
// loses less than 1 % of its power with these (Davison & Hinkley 1997, Bootstrap Methods, section 4.2.5).
const powerDraws = 999

// ask tests the questions of a design as a run would, with fewer permutations.
func (x *simulated) ask(p point, subjects []*timeline.Subject) {
	d := x.design
	d.Ask(subjects)
	checks := judged(d, func(q *timeline.Question) stat.Result { return untested(d, q, quickly(d, q, powerDraws)) })
	a := &answers{}
	for i, q := range d.Questions {
		t := checks[i].Test
		a.held, a.untested = append(a.held, checks[i].Pass), append(a.untested, t.Plain != "")
		estimate, variance := math.NaN(), math.NaN()
		if q.Kind == timeline.Compare && t.Plain == "" {
			c := contrast(q.Difference).Scaled()
			estimate = c.Estimate() - c.Constant
			if variance, _ = c.Pooled(); t.Still {
				variance = 0 // but for rounding
			}
		}
		a.estimates, a.variances = append(a.estimates, estimate), append(a.variances, variance)
	}
	x.answers[p.n] = a
}

// summary counts what came out of replications; i is the place of the plan.
func (c *counting) summary(ctx context.Context, i int, p *powerPlan, whole []*replication, planned int) record.Power {
	out := record.Power{Experiment: p.title, Seed: p.seed, Alpha: p.alpha, Wanted: p.wanted, Planned: planned, Written: p.written(), Notes: p.notes}
	for _, cell := range p.base.Cells {
		out.Cells = append(out.Cells, cell.Name)
	}
	var list []*simulated
	for _, r := range whole {
		if r.designs[i] != nil {
			list = append(list, r.designs[i])
		}
	}
	out.Done = len(list)
	for q, asked := range p.questions {
		v := &powerOf{counting: c, plan: p, list: list, q: q}
		out.Curves = append(out.Curves, v.curve(ctx, asked))
	}
	return out
}

// powerOf is the power of one question.
type powerOf struct {
	*counting
	plan *powerPlan
	list []*simulated
	q    int
}

// point counts the replications in which the expectation came out with so many animals.
func (v *powerOf) point(ctx context.Context, x point) record.PowerPoint {
	parallel.Do(ctx, len(v.list), v.jobs, func(k int) { v.list[k].at(x) })
	one := record.PowerPoint{N: x.n, Animals: v.plan.design(x).Animals(), Closed: math.NaN()}
	for _, r := range v.list {
		if a := r.answers[x.n]; a != nil && v.q < len(a.held) {
			one.Of++
			if a.held[v.q] {
				one.Held++
			}
			if a.untested[v.q] {
				one.Untested++
			}
		}
	}
	one.Never = v.never(x)
	one.Power = float64(one.Held) / float64(one.Of)
	one.Low, one.High = stat.Wilson(one.Held, one.Of, stat.Level)
	return one
}

// never says whether a permutation test has too few permutations for a p value below alpha: all values of one side above all
// of the other, and the reverse, or all differences of one sign, are two of them.
func (v *powerOf) never(x point) bool {
	q := v.plan.questions[v.q]
	if testName(q) != "permutation" || q.Kind != timeline.Compare {
		return false
	}
	switch n := v.sizes(x); len(n) {
	case 1:
		return 2/math.Exp2(float64(n[0])) > v.plan.alpha
	case 2:
		return 2/combin.GeneralizedBinomial(float64(n[0]+n[1]), float64(n[0])) > v.plan.alpha
	}
	return false
}

// sizes is how many animals are in each sample of a comparison.
func (v *powerOf) sizes(x point) (n []int) {
	for _, s := range v.plan.questions[v.q].Difference.Samples {
		sum := 0
		for _, b := range s.Branches {
			sum += x.cells[b]
		}
		n = append(n, sum)
	}
	return n
}

func (v *powerOf) curve(ctx context.Context, q *timeline.Question) record.PowerCurve {
	p := v.plan
	c := record.PowerCurve{Name: q.Stmt.Title, Text: q.Text, Primary: q.Stmt.Primary, Line: line(q.Stmt.Span()), Effect: math.NaN(), Test: testName(q)}
	if len(v.list) == 0 {
		return c
	}
	for _, x := range p.points {
		one := v.point(ctx, x)
		one.Listed = true
		c.Points = append(c.Points, one)
	}
	v.smallest(ctx, &c)
	if p.plain[v.q] && q.Kind == timeline.Compare && q.Op != "~" {
		v.closedForm(&c, q)
	}
	return c
}

// smallest finds the number of animals from which on the power reaches what is wanted. Between the numbers that are listed it
// looks where it is needed.
func (v *powerOf) smallest(ctx context.Context, c *record.PowerCurve) {
	first := len(c.Points)
	for first > 0 && c.Points[first-1].Power >= v.plan.wanted {
		first--
	}
	if first == len(c.Points) {
		return
	}
	c.Smallest = c.Points[first].N
	low := 1
	if first > 0 {
		low = c.Points[first-1].N
	}
	if v.plan.batches || v.plan.heavy {
		return
	}
	list := v.plan.between(low, c.Smallest)
	seen := map[int]record.PowerPoint{}
	k := sort.Search(len(list), func(i int) bool {
		seen[i] = v.point(ctx, list[i])
		return seen[i].Power >= v.plan.wanted
	})
	if k < len(list) && ctx.Err() == nil {
		c.Smallest = list[k].n
	}
	for _, one := range seen {
		c.Points = append(c.Points, one)
	}
	slices.SortFunc(c.Points, func(a, b record.PowerPoint) int { return a.N - b.N })
}

// closedForm adds the power that Student's t test would have, if the values of animals were normal: with the effect over all
// replications, in standard deviations within cells. An expectation with a direction comes out on one side only.
func (v *powerOf) closedForm(c *record.PowerCurve, q *timeline.Question) {
	var estimates, variances []float64
	top := v.plan.points[len(v.plan.points)-1].n
	for _, r := range v.list {
		if a := r.answers[top]; a != nil && !math.IsNaN(a.estimates[v.q]) {
			estimates, variances = append(estimates, a.estimates[v.q]), append(variances, a.variances[v.q])
		}
	}
	if len(estimates) == 0 || !(stat.Mean(variances) > 0) {
		return
	}
	c.Effect = stat.Mean(estimates) / math.Sqrt(stat.Mean(variances))
	side := stat.Greater
	if q.Op == "<" || q.Op == "<=" {
		side = stat.Less
	}
	var weights []float64
	for _, cell := range contrast(q.Difference).Scaled().Cells {
		weights = append(weights, cell.Weight)
	}
	alpha := v.plan.alpha / 2
	for i := range c.Points {
		c.Points[i].Closed = stat.Power(weights, v.sizes(v.plan.scaled(c.Points[i].N)), c.Effect, alpha, side)
	}
	if c.Smallest == 0 {
		c.Needed, _ = stat.Size(weights, c.Effect, alpha, v.plan.wanted, side)
	}
}

// quickly tests a hypothesis; by permutation with so many draws, and without what is not needed for power.
func quickly(d *timeline.Design, q *timeline.Question, draws int) stat.Result {
	key := study.Stream(d.Seed, d.Title, "test of "+q.Text, 0)
	switch {
	case q.By != "" && q.By != "permutation" || q.Kind == timeline.Compare && q.Op == "~":
		return tested(d, q)
	case q.Kind != timeline.Compare:
		t, e := responses(q, q.Among)
		return t.PermutationP(key, e, draws)
	}
	r := contrast(q.Difference).PermutationP(key, stat.TwoSided, draws)
	r.Name = testName(q)
	return r
}

// testName is the test that a question gets.
func testName(q *timeline.Question) string {
	switch {
	case q.By != "":
		return q.By
	case q.Op == "~" && q.Kind == timeline.Compare:
		return "two one-sided tests"
	}
	return "permutation"
}
