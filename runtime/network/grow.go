package network

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"protoexp/runtime/equation"
	"protoexp/runtime/random"
)

// Body is what is particular to one animal and does not change: its parameters, wiring and initial state.
type Body struct {
	Net    *Network `state:"-"` // is known where a body grows
	Key    random.Key
	Param  []float64
	State  []float64 // at time 0
	Weight []float64 `state:"-"` // at time 0; the engine takes it over
	Wiring []*Wiring // of each projection
	Delay  []int64   // of each projection, steps
	Gaps   []*Wiring
	// PutBack lists, for each population by what is held in a cell, the variables (State) that an exact step of all cells
	// must leave alone there; nil where held cells need the step of their own.
	PutBack [][4][]int
}

// Grow draws an individual. It fails with a *Mistake for a value that cannot be: not finite, a delay that is negative.
func (n *Network) Grow(key random.Key) (*Body, error) { return n.GrowUntil(key, nil) }

// GrowUntil is Grow that may be stopped: stop is asked now and then, and when it says true ErrStopped is returned.
func (n *Network) GrowUntil(key random.Key, stop func() bool) (*Body, error) {
	g := &grower{net: n, key: key, stop: stop, body: &Body{Net: n, Key: key, Param: make([]float64, n.ParamSize), State: make([]float64, n.StateSize), Weight: make([]float64, n.WeightSize)}, said: map[string]bool{}}
	for _, o := range n.owners {
		g.owner(o)
	}
	for _, p := range n.Projections {
		g.projection(p)
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				for i, v := range s.Vars {
					if s.Node >= 0 {
						g.body.State[s.NodeAt+i] = g.body.State[r.Vars[v].Off]
					}
				}
			}
		}
	}
	for _, gap := range n.Gaps {
		w := gap.shared
		if w == nil {
			w = g.wire(gap.Name, gap.Pre, gap.Post, gap.Synapse, math.MaxInt32, false)
		}
		g.body.Gaps = append(g.body.Gaps, w)
		q := &gap.Conductance
		g.body.Param[q.Off] = q.apply(key, g.value(gap.Name, q.Expr, &pairEnv{g: g, pre: gap.Pre, post: gap.Post}), 0)
		g.finite(gap.Name, q.Name, g.body.Param[q.Off])
	}
	for _, p := range n.Populations {
		g.holds(p)
		g.releases(p)
		g.steps(p)
		g.axial(p)
		g.putBack(p)
	}
	if g.stopped {
		return nil, ErrStopped
	}
	if len(g.errs) > 0 {
		return nil, errors.Join(g.errs...)
	}
	return g.body, nil
}

type grower struct {
	net  *Network
	key  random.Key
	body *Body
	errs []error
	said map[string]bool

	stop    func() bool
	stopped bool
}

// halts asks for every cell whether to stop.
func (g *grower) halts() bool {
	g.stopped = g.stopped || g.stop != nil && g.stop()
	return g.stopped
}

func (g *grower) fail(owner, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !g.said[owner+text] && len(g.errs) < 20 {
		g.said[owner+text] = true
		g.errs = append(g.errs, &Mistake{Owner: owner, Text: text})
	}
}

func (g *grower) finite(owner, name string, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		g.fail(owner, "%s is not a finite number", name)
		g.errs[len(g.errs)-1].(*Mistake).Fix = "look for a time constant of 0, a division by 0 or the logarithm of a negative number in " + owner
	}
}

// owner fills in parameters and initial values. A potential that varies needs the cell's initial v, so that everything is
// computed once without variation before.
func (g *grower) owner(o *Owner) {
	twice := false
	for _, q := range o.Params {
		for _, s := range q.spreads {
			twice = twice || s.potential
		}
	}
	if twice {
		g.params(o, false, nil)
		g.vars(o)
		if q := o.Var("v"); q != nil {
			rest := append([]float64(nil), g.body.State[q.Off:q.Off+o.Count]...)
			g.params(o, true, rest)
			g.vars(o)
			return
		}
	}
	g.params(o, true, []float64{0})
	g.vars(o)
}

// holds checks how long spikes hold cells.
func (g *grower) holds(p *Population) {
	if p.Hold == nil {
		return
	}
	lanes := 1
	if p.Hold.Many {
		lanes = p.Count
	}
	if slices.Min(g.body.Param[p.Hold.Off:p.Hold.Off+lanes]) < 0 {
		g.fail(p.Name, "refractory is negative")
		g.errs[len(g.errs)-1].(*Mistake).Fix = "give it a time from 0, such as refractory = 2ms"
	}
}

func (g *grower) params(o *Owner, spread bool, rest []float64) {
	for k := range o.Params {
		q := &o.Params[k]
		lanes := 1
		if q.Many {
			lanes = o.Count
		}
		env := &ownerEnv{g: g, o: o, purpose: random.Purpose(o.Name + " " + q.Name)}
		for i := range lanes {
			env.lane, env.drawn = i, 0
			var x float64
			switch {
			case q.Expr == nil:
				x, _ = g.place(o, q.Name, i)
			default:
				x = g.value(o.Name, q.Expr, env)
			}
			if spread {
				x = q.apply(g.key, x, rest[min(i, len(rest)-1)])
			}
			g.finite(o.Name, q.Name, x)
			g.body.Param[q.Off+i] = x
		}
	}
}

func (g *grower) vars(o *Owner) {
	for k := range o.Vars {
		q := &o.Vars[k]
		lanes := o.Count
		if o.lanes != nil {
			lanes = o.lanes[k]
		}
		if q.Expr == nil {
			continue
		}
		env := &ownerEnv{g: g, o: o, purpose: random.Purpose(o.Name + " " + q.Name)}
		same := !q.Expr.Draws() && !q.Expr.Reads(func(n string) bool {
			p := o.Param(n)
			return n == "index" || p != nil && p.Many || o.Var(n) != nil
		})
		for i := range lanes {
			if same && i > 0 {
				g.body.State[q.Off+i] = g.body.State[q.Off]
				continue
			}
			env.lane, env.drawn = i, 0
			x := g.value(o.Name, q.Expr, env)
			g.finite(o.Name, q.Name, x)
			g.body.State[q.Off+i] = x
		}
	}
}

func (g *grower) projection(p *Projection) {
	body := g.body
	w := p.shared
	if w == nil {
		w = g.wire(p.Name, p.Pre, p.Post, p.Synapse, p.Capacity, p.narrow())
	}
	body.Wiring = append(body.Wiring, w)
	if g.stopped {
		return
	}
	if p.OnPost != nil || p.Clocked || p.timed() {
		w.sources()
	}
	if p.OnPost != nil {
		w.byTarget(p.Post.Count)
	}
	delay := p.Delay.apply(g.key, float64(p.Synapse.Delay), 0)
	if delay < 0 {
		g.fail(p.Name, "the delay is negative")
	}
	if delay > 1<<62 { // so that the sum of a time and a delay is a time
		g.fail(p.Name, "the delay is longer than 146 years")
		delay = 0
	}
	body.Delay = append(body.Delay, max(1, int64(math.Floor(delay/float64(g.net.Step)+0.5))))
	slab := body.Param
	if p.Plastic {
		slab = body.Weight
	}
	env := &pairEnv{g: g, pre: p.Pre, post: p.Post, purpose: random.Purpose("weight " + p.Name)}
	put := func(k int) {
		x := p.Weight.apply(g.key, g.value(p.Name, p.Weight.Expr, env), 0)
		g.finite(p.Name, "weight", x)
		slab[p.Weight.Off+k] = x
	}
	if !p.Weight.Many {
		put(0)
		return
	}
	constant := p.Weight.Expr.Op == equation.Const
	for i := range p.Pre.Count {
		if g.halts() {
			return
		}
		for k := int(w.Row[i]); k < int(w.Row[i+1]); k++ {
			if constant && k > 0 {
				slab[p.Weight.Off+k] = slab[p.Weight.Off]
				continue
			}
			env.i, env.j, env.drawn = i, w.To(k), 0
			put(k)
		}
	}
}

func (p *Projection) timed() bool {
	for _, r := range p.Rules {
		if len(r.Model.Every) > 0 {
			return true
		}
	}
	return false
}

func (g *grower) releases(p *Population) {
	for _, r := range p.Releases {
		env := &ownerEnv{g: g, o: &p.Owner, purpose: random.Purpose(p.Name + " " + r.Amount.Name)}
		for i := range p.Count {
			env.lane, env.drawn = i, 0
			g.body.Param[r.Amount.Off+i] = g.value(p.Name, r.Amount.Expr, env)
		}
	}
}

// steps computes the factors of exact steps.
func (g *grower) steps(p *Population) {
	n := len(p.Vars)
	f := &equation.Frame{State: g.body.State, Param: g.body.Param, Work: make([]float64, g.net.WorkSize), Level: make([]float64, len(g.net.Humour.Names)+1), N: 1, Key: g.key}
	e, ph := make([]float64, n*n), make([]float64, n*n)
	for mask, c := range p.Exact {
		if c == nil {
			continue
		}
		lanes := 1
		if c.Many {
			lanes = p.Count
		}
		for i := range lanes {
			f.Self = i
			p.Flow[mask].Coefs.Run(f)
			co := f.Work[n:]
			equation.Propagate(co[:n*n], n, g.net.H, e, ph)
			put := func(off int, x float64) {
				if off >= 0 {
					g.body.Param[off+i] = x
				}
			}
			for r := range n {
				in, rest := 0.0, 0.0
				for k := range n {
					put(c.E[r*n+k], e[r*n+k])
					in += float64(ph[r*n+k] * co[n*n+k])
					rest += float64(ph[r*n+k] * co[n*n+n+k])
				}
				put(c.F[r], in)
				put(c.G[r], rest)
				g.finite(p.Name, "the step of "+p.Vars[r].Name, in+rest)
			}
		}
	}
}

// putBack finds where the step of held cells is that of all cells with some variables left alone, to the last bit.
func (g *grower) putBack(p *Population) {
	var back [4][]int
	for mask := 1; mask < 4; mask++ {
		back[mask] = g.leftAlone(p, mask)
	}
	g.body.PutBack = append(g.body.PutBack, back)
}

func (g *grower) leftAlone(p *Population, mask int) []int {
	free, held := p.Exact[0], p.Exact[mask]
	if free == nil || held == nil || p.Noisy {
		return nil
	}
	param, n := g.body.Param, len(p.Vars)
	same := func(a, b int) bool {
		if a < 0 || b < 0 {
			return a == b
		}
		for i := range p.Count {
			k, l := a, b
			if free.Many {
				k += i
			}
			if held.Many {
				l += i
			}
			if param[k] != param[l] {
				return false
			}
		}
		return true
	}
	alone := []int{}
	for i := range n {
		if !p.Moving[mask][i] {
			alone = append(alone, p.Vars[i].Off)
			continue
		}
		ok := same(free.F[i], held.F[i]) && same(free.G[i], held.G[i])
		for j := range n {
			ok = ok && same(free.E[i*n+j], held.E[i*n+j])
		}
		if !ok {
			return nil
		}
	}
	return alone
}
