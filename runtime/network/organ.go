package network

import (
	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// Organ is an effector: a model that spikes drive and measures read. Between events it moves by itself.
type Organ struct {
	Owner
	Index    int
	Time     int // Times: when it was computed last
	Flow     *Flow
	OnSpike  *equation.Program
	Measures []*Measure
}

// Measure reads an organ in a window.
type Measure struct {
	Name     string
	Kind     circuit.MeasureKind
	Within   int64
	Value    *equation.Program // of the variables in Work[0:N], into Work[N]
	Monotone bool              // between events the value only rises or only falls, or a condition changes at most once
	Affine   bool              // the value is linear in the variables, so that its integral has a closed form
}

func (b *builder) organ(c circuit.Effector) {
	net := b.net
	o := &Organ{Owner: Owner{Name: c.Name, Model: c.Model, Count: 1, still: c.Still}, Index: len(net.Organs), Time: net.time(1)}
	net.Organs = append(net.Organs, o)
	b.targets(&o.Owner)
	b.own(&o.Owner, c.Settings, "")
	b.variables(&o.Owner, 1)
	for _, from := range c.From {
		p := net.Population(from)
		if p == nil {
			b.fail(c.Name, "it is driven by %s, which does not exist", from)
			continue
		}
		p.Organs = append(p.Organs, o)
	}
	seen := map[string]bool{}
	for _, m := range c.Measures {
		if seen[m.Name] {
			b.fail(c.Name, "%s is measured twice", m.Name)
		}
		seen[m.Name] = true
		if m.Within <= 0 {
			b.fail(c.Name, "the measure %s has no window", m.Name)
		}
		o.Measures = append(o.Measures, &Measure{Name: m.Name, Kind: m.Kind, Within: m.Within})
	}
}

func (b *builder) organScope(o *Organ) *scope {
	s := newScope()
	s.params(&o.Owner, "", equation.One)
	s.vars(&o.Owner, "", equation.One)
	s.levels(b.net.Humour)
	return s
}

func (b *builder) organPrograms(o *Organ, c circuit.Effector) {
	net := b.net
	sys, err := equation.NewSystem(o.Model.Vars, o.derivs(), func(name string) bool { return o.Param(name) != nil })
	if err != nil {
		b.fail(o.Name, "%v", err)
		return
	}
	if sys.Noisy() {
		b.fail(o.Name, "noise is only for neurons")
	}
	o.System = sys
	o.Flow = b.flow(o.Name, sys, b.organScope(o), func(string) bool { return false })
	o.OnSpike = b.compile(o.Name, b.organScope(o), "on spike", equation.Self, func(eb *equation.Builder) { o.assign(eb, o.Model.OnSpike) })
	for k, t := range o.Model.Every {
		prog := b.compile(o.Name, b.organScope(o), "every", equation.Self, func(eb *equation.Builder) { o.assign(eb, t.Body) })
		b.timer(t.Period, &Timer{Owner: o.Name, Organ: o, Program: prog}, k)
	}
	n := len(sys.Vars)
	net.work(n + 1)
	for i, m := range o.Measures {
		value := c.Measures[i].Value
		s := b.organScope(o)
		s.local(sys.Vars)
		m.Value = b.compile(o.Name, s, m.Name, equation.Self, func(eb *equation.Builder) {
			eb.Store(slot(equation.Work, equation.One, n), eb.Value(value))
		})
		m.shape(sys, value)
	}
}

// shape finds what is known about a measure between events.
func (m *Measure) shape(sys *equation.System, value *equation.Expr) {
	moving := 0
	for _, r := range sys.Rates {
		if !equation.IsZero(r) {
			moving++
		}
	}
	linear := func(e *equation.Expr) bool {
		for _, v := range sys.Vars {
			if e.Derive(v).Reads(func(n string) bool { return sys.Index(n) >= 0 }) {
				return false
			}
		}
		return true
	}
	m.Affine = linear(value)
	one := moving <= 1 && (sys.Kind == equation.Exact || sys.Kind == equation.Still)
	switch value.Op {
	case equation.Less, equation.LessEq, equation.Greater, equation.GreaterEq:
		m.Monotone = one && linear(equation.Do(equation.Sub, value.Args[0], value.Args[1]))
	default:
		m.Monotone = one && m.Affine
	}
}

// Shadow is a copy of the post cells of a projection that cannot fire and receives nothing else: what it does is the
// potential that this synapse alone would cause.
type Shadow struct {
	Projection *Projection
	Index      int
	Within     int64
	Vars       []int // State, for each variable and cell
	Time       int   // Times, for each cell
	Rest       int   // State: v at rest, for each cell
	Receive    *equation.Program
}

func (b *builder) shadow(e circuit.EPSP) {
	net := b.net
	for _, p := range net.Projections {
		if p.Name != e.Synapse {
			continue
		}
		if p.Shadow != nil {
			return
		}
		s := &Shadow{Projection: p, Index: len(net.Shadows), Within: e.Within, Time: net.time(p.Post.Count), Rest: net.state(p.Post.Count)}
		for range p.Post.Vars {
			s.Vars = append(s.Vars, net.state(p.Post.Count))
		}
		if p.Post.Axial != nil {
			b.fail(p.Name, "%s has compartments, and its potential differs from place to place", p.Post.Name)
		}
		if p.Post.V < 0 {
			b.fail(p.Name, "%s has no potential v to measure", p.Post.Name)
		}
		p.Shadow = s
		net.Shadows = append(net.Shadows, s)
		return
	}
	b.fail(e.Synapse, "there is no such synapse whose potential could be measured")
}

func (b *builder) shadowPrograms(s *Shadow) {
	p := s.Projection.Post
	sc := b.net.cell(p, equation.ByA)
	for i, q := range p.Vars {
		sc.bind(q.Name, p.Name+" "+q.Name, slot(equation.State, equation.ByA, s.Vars[i]))
	}
	s.Receive = b.compile(p.Name, sc, "receive", equation.ByA, func(eb *equation.Builder) {
		if into := s.Projection.Synapse.Into; into != "" {
			v := eb.Do(equation.Add, eb.Name(into), eb.Load(slot(equation.Work, equation.Local, 0)))
			eb.Store(slot(equation.State, equation.ByA, s.Vars[p.System.Index(into)]), v)
			return
		}
		eb.Assign(p.Model.OnReceive)
	})
}
