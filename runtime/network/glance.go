package network

import "protoexp/runtime/equation"

// Glance is how a program of one side of a synapse reads a variable that lives at the cells of the other: as it is now, and
// without moving it. A variable is moved only by the events that change it, so that its digits do not depend on who looks.
//
// Before the program runs, the engine puts into Work, for each lane, the factor e^(J h) for the h seconds since the variable
// was moved and, where its rate has a constant, h φ(J h); or h itself, where J differs between lanes.
type Glance struct {
	ID    int // number in the network, for tables
	Site  *Site
	Var   int // index in Site.Vars
	At    int // Work: the factors, or h
	Share int // Work: h φ(J h); -1 where there is no constant
}

// rooms gives out blocks of Work, one after the other; the first is that of what is received.
func (b *builder) rooms() func() int {
	at := 0
	return func() int {
		at += equation.BlockSize
		b.net.work(at + equation.BlockSize)
		return at
	}
}

// glances binds the wanted variables of a rule at a place to what they are now.
func (b *builder) glances(eb *equation.Builder, r *Rule, at Place, wanted func(name string) bool, room func() int) []Glance {
	var list []Glance
	local := func(at int) equation.Val { return eb.Load(slot(equation.Work, equation.Local, at)) }
	for _, s := range r.Sites {
		if s.Place != at || s.Row == nil {
			continue
		}
		for k, i := range s.Vars {
			name := r.Vars[i].Name
			key, _, err := eb.Resolve(name)
			if err != nil || !wanted(name) {
				continue
			}
			g := Glance{ID: b.net.Glances, Site: s, Var: k, At: room(), Share: -1}
			b.net.Glances++
			x, rest := eb.Name(name), s.System.Rest[k]
			factor, share := local(g.At), equation.Val(0)
			switch {
			case s.Flow.Varies:
				h := factor
				z := eb.Do(equation.Mul, eb.Value(s.System.J[k][k]), h)
				factor, share = eb.Do(equation.Exp, z), eb.Do(equation.Mul, h, eb.Phi1(z))
			case !equation.IsZero(rest):
				g.Share = room()
				share = local(g.Share)
			}
			now := eb.Do(equation.Mul, x, factor)
			if !equation.IsZero(rest) {
				now = eb.Do(equation.Add, now, eb.Do(equation.Mul, eb.Value(rest), share))
			}
			eb.Bind(key, now)
			list = append(list, g)
		}
	}
	return list
}

// readBy says which names a list of assignments reads.
func readBy(body []equation.Assign) func(name string) bool {
	return func(name string) bool {
		for _, a := range body {
			if a.Op != '=' && a.Target == name || a.Value.Reads(func(n string) bool { return n == name }) {
				return true
			}
		}
		return false
	}
}
