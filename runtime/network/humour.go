package network

import (
	"slices"

	"protoexp/runtime/equation"
)

// Humour is everything that is dissolved: modulators and agents. Its variables are those of the modulators in order, then
// a concentration for each agent. It moves by itself between events.
type Humour struct {
	Names      []string // what equations call concentrations: modulators in order, then agents of other names
	Modulators []*Owner
	Agents     []Agent
	Base       int // Times: when State was last computed
	Flow       *Flow
	First      []int // of each name: the State offset of the modulator's first variable, or -1
	Bath       []int // of each name: the index of the agent, or -1
	Vars       []int // State offsets of all variables, modulators then agents

	vars  []string         // joint names, "serotonin.level" and "bath serotonin"
	rates []*equation.Expr // in joint names; concentrations as sums
	scope *scope           // of the rates

	Clears bool   // where nothing is dissolved, nothing comes by itself
	Simple bool   // each variable falls by itself, with a time constant
	Sensed bool   // the variables of some rule depend on what is dissolved
	Alone  []bool // of each variable: no other drives it, so that it only rises or only falls
}

// Agent is a drug: its concentration and its rate of change (0, or -1/clearance after wash) are State.
type Agent struct {
	Name      string
	Conc      int
	Rate      int
	Clearance int64
}

func (h *Humour) index(name string) int {
	for i, n := range h.Names {
		if n == name {
			return i
		}
	}
	return -1
}

// Agent returns the number of an agent, or -1.
func (h *Humour) Agent(name string) int {
	for i, a := range h.Agents {
		if a.Name == name {
			return i
		}
	}
	return -1
}

// Modulator returns a modulator, or nil.
func (h *Humour) Modulator(name string) *Owner {
	for _, m := range h.Modulators {
		if m.Name == name {
			return m
		}
	}
	return nil
}

func (b *builder) humour() {
	c, net := b.net.Circuit, b.net
	h := net.Humour
	for _, m := range c.Modulators {
		h.Names = append(h.Names, m.Name)
	}
	for _, a := range c.Agents {
		if h.index(a.Name) < 0 {
			h.Names = append(h.Names, a.Name)
		}
	}
	h.Base = net.time(1)
	for _, m := range c.Modulators {
		o := &Owner{Name: m.Name, Model: m.Model, Count: 1, still: m.Still}
		if len(m.Model.Vars) == 0 {
			b.fail(m.Name, "a modulator needs a variable, its concentration")
		}
		b.targets(o)
		b.own(o, m.Settings, "")
		b.variables(o, 1)
		h.Modulators = append(h.Modulators, o)
		for i, v := range o.Vars {
			if i == 0 {
				h.First = append(h.First, v.Off)
			}
			h.vars = append(h.vars, m.Name+"."+v.Name)
			h.Vars = append(h.Vars, v.Off)
		}
	}
	for range h.Names[len(c.Modulators):] {
		h.First = append(h.First, -1)
	}
	for _, a := range c.Agents {
		g := Agent{a.Name, net.state(1), net.state(1), a.Clearance}
		h.Agents = append(h.Agents, g)
		h.vars = append(h.vars, "bath "+a.Name)
		h.Vars = append(h.Vars, g.Conc)
	}
	for _, name := range h.Names {
		h.Bath = append(h.Bath, h.Agent(name))
	}
	b.humourFlow()
}

// humourFlow joins the equations of all modulators and agents into one system.
func (b *builder) humourFlow() {
	h := b.net.Humour
	s := newScope()
	var vars []equation.Value
	var derivs []equation.Deriv
	for _, v := range h.vars {
		vars = append(vars, equation.Value{Name: v})
	}
	for _, o := range h.Modulators {
		for _, q := range o.Params {
			s.bind(o.Name+":"+q.Name, o.Name+":"+q.Name, slot(equation.Param, equation.One, q.Off))
		}
		for _, d := range o.derivs() {
			rate := h.sums(d.Rate, func(name string) bool { return o.Var(name) != nil || o.Param(name) != nil })
			rate = rate.Rename(func(name string) string {
				if o.Var(name) != nil {
					return o.Name + "." + name
				}
				if o.Param(name) != nil {
					return o.Name + ":" + name
				}
				return name
			})
			derivs = append(derivs, equation.Deriv{Var: o.Name + "." + d.Var, Rate: rate})
		}
	}
	for _, a := range h.Agents {
		s.bind("rate "+a.Name, "rate "+a.Name, slot(equation.State, equation.One, a.Rate))
		derivs = append(derivs, equation.Deriv{Var: "bath " + a.Name, Rate: equation.Do(equation.Mul, equation.Ref("rate "+a.Name), equation.Ref("bath "+a.Name))})
	}
	sys, err := equation.NewSystem(vars, derivs, func(name string) bool { _, ok := s.names[name]; return ok })
	if err != nil {
		b.fail("modulators", "%v", err)
		return
	}
	if sys.Noisy() {
		b.fail("modulators", "noise is only for neurons")
	}
	h.rates = sys.Rates
	h.Clears = true
	for _, r := range sys.Rates {
		for _, v := range h.vars {
			r = r.Set(v, 0)
		}
		h.Clears = h.Clears && equation.IsZero(r.Simplify())
	}
	h.Alone = make([]bool, len(h.vars))
	for i, r := range sys.Rates {
		h.Alone[i] = !r.Reads(func(name string) bool { k := sys.Index(name); return k >= 0 && k != i })
	}
	s.local(h.vars)
	h.Flow = b.flow("modulators", sys, s, func(string) bool { return true })
	h.scope = s
	h.Simple = h.Clears && h.Flow.Kind == equation.Exact && !slices.Contains(h.Alone, false)
}

// sums replaces the name of a substance by the sum of what stands for it, unless the name is the owner's own.
func (h *Humour) sums(e *equation.Expr, own func(string) bool) *equation.Expr {
	return e.Replace(func(x *equation.Expr) *equation.Expr {
		if x.Op != equation.Name || own(x.Name) {
			return x
		}
		i := h.index(x.Name)
		if i < 0 {
			return x
		}
		var parts []*equation.Expr
		if i < len(h.Modulators) {
			m := h.Modulators[i]
			parts = append(parts, equation.Ref(m.Name+"."+m.Vars[0].Name))
		}
		if h.Bath[i] >= 0 {
			parts = append(parts, equation.Ref("bath "+x.Name))
		}
		if len(parts) == 2 {
			return equation.Do(equation.Add, parts[0], parts[1])
		}
		return parts[0]
	})
}

// bind adds the names that the humours' rates use to a scope.
func (h *Humour) bind(s *scope) {
	for k, v := range h.scope.names {
		if _, own := s.names[k]; !own {
			s.names[k] = v
		}
	}
}

// joint binds the humours' names and returns the numbers of their variables that rates read, directly or through each other,
// in order.
func (h *Humour) joint(s *scope, rates []*equation.Expr) (needed []int) {
	h.bind(s)
	in := make([]bool, len(h.vars))
	for queue := rates; len(queue) > 0; queue = queue[1:] {
		for k, v := range h.vars {
			if !in[k] && queue[0].Reads(func(name string) bool { return name == v }) {
				in[k] = true
				queue = append(queue[:len(queue):len(queue)], h.rates[k])
			}
		}
	}
	for k := range h.vars {
		if in[k] {
			needed = append(needed, k)
		}
	}
	return needed
}
