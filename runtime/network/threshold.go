package network

import "protoexp/runtime/equation"

// Threshold is a condition of the form `v > limit` in which nothing but v changes between events, unless it is a
// concentration. How soon it can come true has a closed form.
type Threshold struct {
	Var    int            // index of v
	Above  bool           // v > limit; else v >= limit
	Limit  *equation.Expr // reads parameters and concentrations
	At     *equation.Program
	Levels []int // concentrations that the limit reads, by their number
	Same   bool  // the limit is the same for all cells at all times
	// Order is the variables that v follows from, v last; each depends only on itself and on those before it.
	Order []int
}

// threshold analyses the condition of a population; nil if it has another form.
func (b *builder) threshold(p *Population) *Threshold {
	c := p.Model.Spike
	if c == nil || len(c.Args) != 2 {
		return nil
	}
	x, limit := c.Args[0], c.Args[1]
	switch c.Op {
	case equation.Less, equation.LessEq:
		x, limit = limit, x
	case equation.Greater, equation.GreaterEq:
	default:
		return nil
	}
	t := &Threshold{Above: c.Op == equation.Greater || c.Op == equation.Less, Limit: limit}
	k, isVar := indexOf(p.Model.Vars, x.Name)
	moves := func(name string) bool { _, ok := indexOf(p.Model.Vars, name); return ok || name == "injected" }
	if x.Op != equation.Name || !isVar || limit.Draws() || limit.Reads(moves) {
		return nil
	}
	t.Var = k
	n := len(p.Model.Vars)
	order, ok := equation.Order(n, func(i, j int) bool { return !equation.IsZero(p.System.J[i][j]) })
	if !ok {
		return nil
	}
	needs := make([]bool, n)
	needs[k] = true
	for at := n - 1; at >= 0; at-- {
		i := order[at]
		if !needs[i] {
			continue
		}
		t.Order = append([]int{i}, t.Order...)
		for j := range n {
			needs[j] = needs[j] || !equation.IsZero(p.System.J[i][j])
		}
	}
	scope := b.net.cell(p, equation.ByA)
	for i, name := range b.net.Humour.Names {
		if limit.Reads(func(s string) bool { return s == name && scope.isLevel(s) }) {
			t.Levels = append(t.Levels, i)
		}
	}
	t.Same = len(t.Levels) == 0 && !limit.Reads(p.varies)
	t.At = b.compile(p.Name, scope, "threshold", equation.ByA, func(eb *equation.Builder) {
		eb.Store(slot(equation.Work, equation.Local, 0), eb.Value(limit))
	})
	return t
}

// The largest number of cells of which each keeps its own time, and of connections for each of them. In larger and denser
// circuits spikes come so often that stepping all cells costs less.
const (
	soloCells = 256
	soloPairs = 32
)

// SoloVars is the largest number of variables of a cell that keeps its own time.
const SoloVars = 8

// solo says whether each cell may keep its own time: between spikes it has a closed form, it is known how soon it can
// fire, and no rule looks at it.
func (n *Network) solo() bool {
	if n.Cells > soloCells || len(n.Gaps) > 0 {
		return false
	}
	for _, p := range n.Populations {
		if p.Axial != nil || p.Noisy || len(p.Vars) > SoloVars || p.Spike != nil && p.Threshold == nil {
			return false
		}
		for _, f := range p.Flow {
			if f == nil || f.Kind == equation.General {
				return false
			}
		}
	}
	pairs := 0
	for _, p := range n.Projections {
		if p.Clocked || p.reads() {
			return false
		}
		pairs += p.Capacity
	}
	return pairs <= soloPairs*n.Cells
}

// reads says whether a rule reads a variable of its cells.
func (p *Projection) reads() bool {
	found := false
	for _, r := range p.Rules {
		everywhere(r.Model, func(e *equation.Expr) {
			found = found || e.Reads(func(name string) bool {
				switch a, v := side(name); a {
				case "pre":
					return v == "injected" || p.Pre.Var(v) != nil
				case "post":
					return v == "injected" || p.Post.Var(v) != nil
				}
				return false
			})
		})
	}
	return found
}
