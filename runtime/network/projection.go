package network

import (
	"math"
	"reflect"
	"slices"
	"strings"

	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// Projection is a chemical synapse: all connections between two populations. Connection k stands in row order: sorted by
// source, then by target.
type Projection struct {
	Name      string
	Index     int
	Pre, Post *Population
	Synapse   *circuit.Synapse
	Capacity  int // connections that there is room for
	Weight    Quantity
	Plastic   bool // the weight is in the slab Weight, for each connection
	Delay     Quantity
	Into      int // State of the post cells' variable, or -1: `on receive`
	Rules     []*Rule
	OnPre     *equation.Program // Self: source; lanes: its row; A: targets
	Row       []Glance          // what OnPre reads at targets
	OnPost    *equation.Program // Self: target; A: its connections; B: their sources
	Column    []Glance          // what OnPost reads at sources
	Replay    *Replay           // instead of OnPost
	Shadow    *Shadow
	Received  bool // weight x release is left in Work[0:]
	Clocked   bool // a rule must be stepped on the clock
	shared    *Wiring
}

// Rule is a plasticity rule on a projection.
type Rule struct {
	Owner
	Sites []*Site
}

// Site is where some variables of a rule live, with how they move between events.
type Site struct {
	Rule   *Rule
	Place  Place
	Count  int
	Vars   []int // indices in Rule.Vars
	System *equation.System
	Time   int // Times: when each lane was computed last; -1 if nothing moves by itself
	Node   int // Times, of one lane that depends on what is dissolved: where it is known; else -1
	NodeAt int // State: how it is there
	Flow   *Flow
	Kin    *Site             // the first of those that follow the same equations; nil: none can
	Row    *equation.Program // closed form for what `on pre` moves; elapsed seconds in Work[0:]; nil: Flow
	Column *equation.Program // and for what `on post` moves
	Clock  *equation.Program // one step of every lane; nil unless the rates read variables of cells
}

func (b *builder) projection(s *circuit.Synapse) {
	net := b.net
	p := &Projection{Name: s.Name, Index: len(net.Projections), Pre: net.Population(s.Pre), Post: net.Population(s.Post), Synapse: s, Into: -1}
	if p.Pre == nil || p.Post == nil {
		b.fail(s.Name, "it joins %s and %s, and one of them does not exist", s.Pre, s.Post)
		return
	}
	if s.Weight == nil {
		b.fail(s.Name, "it has no weight")
		return
	}
	net.Projections = append(net.Projections, p)
	p.Pre.Out = append(p.Pre.Out, p)
	if s.Into != "" {
		q := p.Post.Var(s.Into)
		if q == nil {
			b.fail(s.Name, "%s has no variable %s", s.Post, s.Into)
			return
		}
		p.Into = q.Off
	}
	p.Capacity = room(p.Pre, p.Post, s)
	var models []*equation.Model
	for _, r := range s.Rules {
		models = append(models, r.Model)
	}
	varied := s.Weight.Draws() || s.Weight.Reads(func(n string) bool { a, _ := side(n); return a != "" || n == "index" })
	weightAt := Nowhere
	if varied {
		weightAt = AtPair
	}
	at, finally := places(models, weightAt)
	p.Plastic = finally == AtPair && b.changesWeight(models)
	p.Weight = Quantity{Name: "weight", Expr: s.Weight, Many: varied || p.Plastic, spreads: b.spreadsOf(s.Name, "weight")}
	switch {
	case p.Plastic:
		p.Weight.Off = net.weight(p.Capacity)
	case varied:
		p.Weight.Off = net.param(p.Capacity)
	default:
		p.Weight.Off = net.param(1)
	}
	p.Delay = Quantity{Name: "delay", spreads: b.spreadsOf(s.Name, "delay")}
	for i, r := range s.Rules {
		p.Rules = append(p.Rules, b.rule(p, r, at[i]))
	}
	if p.Capacity > math.MaxInt32 {
		b.errs = append(b.errs, &Limit{What: Connections, Need: int64(p.Capacity), Have: math.MaxInt32, Owner: s.Name, Part: int64(p.Capacity)})
	}
}

func (b *builder) changesWeight(models []*equation.Model) bool {
	changes := false
	look := func(list []equation.Assign) {
		for _, a := range list {
			changes = changes || a.Target == "weight"
		}
	}
	for _, m := range models {
		look(m.OnPre)
		look(m.OnPost)
		for _, t := range m.Every {
			look(t.Body)
		}
	}
	return changes
}

// capacity is room for the connections of any animal: for random ones, 8 standard deviations above the mean.
func capacity(pre, post int, s *circuit.Synapse) int {
	pairs := float64(pre) * float64(post)
	switch s.Pairing {
	case circuit.OneToOne:
		return min(pre, post)
	case circuit.Random:
		if s.Probability != nil && s.Probability.Op == equation.Const {
			q := s.Probability.Value
			return int(math.Min(pairs, float64(pairs*q)+float64(8*math.Sqrt(pairs*q*math.Max(0, 1-q)))+16))
		}
	}
	return int(math.Min(pairs, 1<<40))
}

func (b *builder) rule(p *Projection, u circuit.Rule, at map[string]Place) *Rule {
	net := b.net
	r := &Rule{Owner: Owner{Name: p.Name + " " + u.Model.Name, Model: u.Model, Count: 1, still: u.Still}}
	for _, other := range p.Rules {
		if other.Name == r.Name {
			r.Name += " again"
		}
	}
	b.targets(&r.Owner, "weight", "release")
	b.own(&r.Owner, u.Settings, u.Model.Name+".")
	twin := b.twin(r, u)
	counts := map[Place]int{Nowhere: 1, AtSource: p.Pre.Count, AtTarget: p.Post.Count, AtPair: p.Capacity}
	for i, v := range u.Model.Vars {
		q := Quantity{Name: v.Name, Many: true, Expr: v.Init}
		if at[v.Name] == Nowhere && twin != nil && twin.lanes[i] == 1 && twin.place(i) == Nowhere {
			q.Off = twin.Vars[i].Off
		} else {
			q.Off = net.state(counts[at[v.Name]])
		}
		r.lanes, r.Vars = append(r.lanes, counts[at[v.Name]]), append(r.Vars, q)
	}
	for _, place := range []Place{Nowhere, AtSource, AtTarget, AtPair} {
		s := &Site{Rule: r, Place: place, Count: counts[place], Time: -1, Node: -1}
		for i, v := range u.Model.Vars {
			if at[v.Name] == place {
				s.Vars = append(s.Vars, i)
			}
		}
		if len(s.Vars) > 0 {
			r.Sites = append(r.Sites, s)
		}
	}
	return r
}

// twin finds a rule of another projection with the same equations and the same parameters in every animal: what is kept once
// in each is the same number, and they share it.
func (b *builder) twin(r *Rule, u circuit.Rule) *Rule {
	for _, q := range r.Params {
		if len(q.spreads) > 0 || q.Expr == nil || q.Expr.Draws() {
			return nil
		}
	}
	for _, p := range b.net.Projections {
		for _, o := range p.Rules {
			same := o.Model == u.Model
			for i := 0; same && i < len(r.Params); i++ {
				q := &o.Params[i]
				same = len(q.spreads) == 0 && reflect.DeepEqual(q.Expr, r.Params[i].Expr)
			}
			if same {
				return o
			}
		}
	}
	return nil
}

// place is where a variable is kept.
func (r *Rule) place(i int) Place {
	for _, s := range r.Sites {
		if slices.Contains(s.Vars, i) {
			return s.Place
		}
	}
	return AtPair
}

// view is what the addresses of a projection's names are in one context.
type view struct {
	source, target, pair equation.Class
}

var (
	rowView    = view{equation.Self, equation.ByA, equation.Lane}
	columnView = view{equation.ByB, equation.Self, equation.ByA}
	pairView   = view{equation.ByB, equation.ByA, equation.Lane}
	oneView    = view{equation.Self, equation.ByA, equation.Lane} // of a Flow: one lane
)

func (v view) of(p Place) equation.Class {
	return map[Place]equation.Class{Nowhere: equation.One, AtSource: v.source, AtTarget: v.target, AtPair: v.pair}[p]
}

// scope of a rule's equations. Names of the rule have its own keys; weight and release are the projection's.
func (b *builder) ruleScope(p *Projection, r *Rule, v view) *scope {
	s := newScope()
	s.params(&p.Pre.Owner, "pre.", v.source)
	s.vars(&p.Pre.Owner, "pre.", v.source)
	s.params(&p.Post.Owner, "post.", v.target)
	s.vars(&p.Post.Owner, "post.", v.target)
	space, class := equation.Param, equation.One
	if p.Weight.Many {
		class = v.pair
	}
	if p.Plastic {
		space = equation.Weight
	}
	s.bind("weight", "weight", slot(space, class, p.Weight.Off))
	s.bind("release", "release", slot(equation.Work, equation.Local, 0))
	s.params(&r.Owner, "", equation.One)
	for _, site := range r.Sites {
		for _, i := range site.Vars {
			q := r.Vars[i]
			s.bind(q.Name, r.Name+" "+q.Name, slot(equation.State, v.of(site.Place), q.Off))
		}
	}
	s.levels(b.net.Humour)
	return s
}

// projectionPrograms compiles a projection once everything has its place.
func (b *builder) projectionPrograms(p *Projection) {
	net := b.net
	net.work(p.Post.Count)
	p.Received = p.Into < 0 || p.Shadow != nil
	post := false
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			b.site(p, r, s)
			p.Clocked = p.Clocked || s.Clock != nil
		}
		post = post || len(r.Model.OnPost) > 0
		for k, t := range r.Model.Every {
			prog := b.compile(r.Name, b.ruleScope(p, r, pairView), "every", equation.Lane, func(eb *equation.Builder) { r.assign(eb, t.Body) })
			b.timer(t.Period, &Timer{Owner: r.Name, Projection: p, Rule: r, Program: prog}, k)
		}
		if len(r.Model.OnSpike)+len(r.Model.OnReceive) > 0 || r.Model.Spike != nil {
			b.fail(r.Name, "a rule knows `on pre`, `on post` and `every` only")
		}
	}
	if len(p.Rules) > 0 || p.Weight.Many {
		any := &Rule{}
		p.OnPre = b.compile(p.Name, b.ruleScope(p, any, rowView), "on pre", equation.Lane, func(eb *equation.Builder) {
			base, room := eb.Resolve, b.rooms()
			eb.Bind("release", eb.Constant(1))
			for _, r := range p.Rules {
				eb.Resolve = b.ruleScope(p, r, rowView).resolve
				p.Row = append(p.Row, b.glances(eb, r, AtTarget, readBy(r.Model.OnPre), room)...)
				r.assign(eb, r.Model.OnPre)
			}
			eb.Resolve = base
			sent := eb.Do(equation.Mul, eb.Name("weight"), eb.Name("release"))
			received := slot(equation.Work, equation.Local, 0)
			eb.Drop(received)
			if p.Received {
				eb.Store(received, sent)
			}
			if p.Into >= 0 {
				into := slot(equation.State, equation.ByA, p.Into)
				eb.Store(into, eb.Do(equation.Add, eb.Load(into), sent))
			}
		})
	}
	if !post {
		return
	}
	p.Post.In = append(p.Post.In, p)
	if p.Replay = b.replay(p); p.Replay != nil {
		return
	}
	p.OnPost = b.compile(p.Name, b.ruleScope(p, &Rule{}, columnView), "on post", equation.ByA, func(eb *equation.Builder) {
		room := b.rooms()
		for _, r := range p.Rules {
			eb.Resolve = b.ruleScope(p, r, columnView).resolve
			p.Column = append(p.Column, b.glances(eb, r, AtSource, readBy(r.Model.OnPost), room)...)
			b.assignPost(eb, p, r, columnView)
		}
	})
}

// site compiles how the variables of a place move by themselves.
func (b *builder) site(p *Projection, r *Rule, s *Site) {
	net := b.net
	var vars []equation.Value
	var derivs []equation.Deriv
	for _, i := range s.Vars {
		vars = append(vars, r.Model.Vars[i])
		for _, d := range r.derivs() {
			if d.Var == r.Model.Vars[i].Name {
				derivs = append(derivs, d)
			}
		}
	}
	fixed := func(name string) bool {
		switch a, n := side(name); a {
		case "pre":
			return p.Pre.Param(n) != nil
		case "post":
			return p.Post.Param(n) != nil
		}
		return name == "weight" || r.Param(name) != nil
	}
	sys, err := b.system(r, vars, derivs, fixed)
	if err != nil {
		b.fail(r.Name, "%v", err)
		return
	}
	s.System = sys
	if sys.Kind == equation.Still {
		s.Flow = &Flow{N: len(vars)}
		net.work(len(vars))
		return
	}
	for _, d := range derivs {
		if d.Rate.Reads(func(name string) bool {
			switch a, n := side(name); a {
			case "pre":
				return p.Pre.Var(n) != nil
			case "post":
				return p.Post.Var(n) != nil
			}
			return false
		}) {
			b.clocked(p, r, s, sys)
			return
		}
	}
	if sys.Noisy() {
		b.fail(r.Name, "noise is only for neurons, and for rules that follow a variable of a cell")
	}
	s.Time = net.time(s.Count)
	v := oneView
	if s.Place == AtTarget {
		v = view{equation.ByB, equation.Self, equation.Lane}
	}
	s.Flow = b.flow(r.Name, sys, b.ruleScope(p, r, v), func(name string) bool {
		a, n := side(name)
		return a == "pre" && p.Pre.varies(n) || a == "post" && p.Post.varies(n) || name == "weight" && p.Weight.Many
	})
	net.Humour.Sensed = net.Humour.Sensed || s.Flow.Humoral
	b.alike(r, s, derivs)
	if s.Place == Nowhere {
		s.Flow.Single = true
		defer func() {
			if s.Node < 0 && s.Flow.Humoral {
				s.Node, s.NodeAt = net.time(1), net.state(len(s.Vars))
			}
		}()
		for _, other := range b.net.Projections {
			for _, o := range other.Rules {
				for _, t := range o.Sites {
					if t != s && t.Time >= 0 && t.Place == Nowhere && o.Vars[t.Vars[0]].Off == r.Vars[s.Vars[0]].Off {
						s.Time, s.Node, s.NodeAt = t.Time, t.Node, t.NodeAt
						return
					}
				}
			}
		}
		return
	}
	if sys.Kind != equation.Exact {
		return
	}
	for i := range vars {
		for j := range vars {
			if i != j && !equation.IsZero(sys.J[i][j]) {
				return
			}
		}
	}
	s.Row = b.closedForm(p, r, s, sys, rowView)
	s.Column = b.closedForm(p, r, s, sys, columnView)
	net.work(max(p.Post.Count, p.Pre.Count))
}

// analysed names the equations of some variables of a rule.
type analysed struct {
	model       *equation.Model
	vars, still string
}

// system analyses how variables of a rule move, once for all projections unless the rates read their cells.
func (b *builder) system(r *Rule, vars []equation.Value, derivs []equation.Deriv, fixed func(name string) bool) (*equation.System, error) {
	for _, d := range derivs {
		if d.Rate.Reads(func(name string) bool { a, _ := side(name); return a != "" }) {
			return equation.NewSystem(vars, derivs, fixed)
		}
	}
	key := analysed{model: r.Model, still: strings.Join(r.still, " ")}
	for _, v := range vars {
		key.vars += v.Name + " "
	}
	if sys := b.systems[key]; sys != nil {
		return sys, nil
	}
	sys, err := equation.NewSystem(vars, derivs, fixed)
	b.systems[key] = sys
	return sys, err
}

// alike finds out which sites follow the same equations, of the rule's own parameters and of concentrations alone: where the
// parameters are equal too, what one has worked out serves the others.
func (b *builder) alike(r *Rule, s *Site, derivs []equation.Deriv) {
	if !s.Flow.Calm || s.Flow.Varies {
		return
	}
	for _, d := range derivs {
		if d.Rate.Reads(func(name string) bool { a, _ := side(name); return a != "" || name == "weight" }) {
			return
		}
	}
	s.Flow.Alike = true
	for _, q := range r.Params {
		s.Flow.Params = append(s.Flow.Params, q.Off)
	}
	for _, p := range b.net.Projections {
		for _, o := range p.Rules {
			for _, other := range o.Sites {
				if other != s && other.Flow != nil && other.Kin != nil && o.Model == r.Model && slices.Equal(other.Vars, s.Vars) {
					s.Kin, s.Flow.Kin = other.Kin, other.Kin.Flow.ID
					return
				}
			}
		}
	}
	s.Kin = s
}

// closedForm compiles x(t+h) = e^(J h) x + h φ(J h) K for variables that are not coupled.
func (b *builder) closedForm(p *Projection, r *Rule, s *Site, sys *equation.System, v view) *equation.Program {
	class := equation.Local
	if v.of(s.Place) == equation.Self {
		class = equation.One
	}
	return b.compile(r.Name, b.ruleScope(p, r, v), "advance", equation.ByA, func(eb *equation.Builder) {
		h := eb.Load(slot(equation.Work, class, 0))
		for i, name := range sys.Vars {
			x, k := eb.Name(name), eb.Value(sys.Rest[i])
			_, at, err := eb.Resolve(name)
			if err != nil {
				continue
			}
			if equation.IsZero(sys.J[i][i]) {
				eb.Store(at, eb.Do(equation.Add, x, eb.Do(equation.Mul, k, h)))
				continue
			}
			z := eb.Do(equation.Mul, eb.Value(sys.J[i][i]), h)
			kept := eb.Do(equation.Mul, x, eb.Do(equation.Exp, z))
			if !equation.IsZero(sys.Rest[i]) {
				kept = eb.Do(equation.Add, kept, eb.Do(equation.Mul, k, eb.Do(equation.Mul, h, eb.Phi1(z))))
			}
			eb.Store(at, kept)
		}
	})
}

// clocked compiles a site that follows variables of cells: it is stepped with them.
func (b *builder) clocked(p *Projection, r *Rule, s *Site, sys *equation.System) {
	v := pairView
	switch s.Place {
	case AtSource:
		v.source = equation.Lane
	case AtTarget:
		v.target = equation.Lane
	}
	s.Flow = &Flow{N: len(sys.Vars)}
	b.net.work(len(sys.Vars))
	if sys.Kind == equation.Exact {
		sys.Kind = equation.Conditional
	}
	s.Clock = b.compile(r.Name, b.ruleScope(p, r, v), "step", equation.Lane, func(eb *equation.Builder) {
		equation.Stepper{System: sys, H: b.net.H}.Build(eb)
	})
}
