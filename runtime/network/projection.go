package network

import (
	"math"
	"reflect"
	"slices"

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
