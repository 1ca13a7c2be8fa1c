package interp

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/check"
	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
	"protoexp/runtime/record"
)

// mechanism is something that changes in an animal and can be held still.
type mechanism struct {
	record.Cause
	owner string // as the network calls it
}

// mechanisms marks in a circuit what can be held still, and lists it: what the rules of each synapse keep, each modulator,
// what muscles keep beside the response itself, and variables of cells. Of these slow says which do not come back from one
// stimulus to the next; the others are how a cell fires, and nothing that it learns.
func mechanisms(c *check.Circuit, out *circuit.Circuit, slow func(cells, variable string) bool) (list []mechanism) {
	add := func(owner, doc string, m record.Cause) {
		if slices.ContainsFunc(list, func(o mechanism) bool { return o.owner == owner }) {
			return // synapses of one name are held together
		}
		m.About = firstSentence(doc)
		list = append(list, mechanism{m, owner})
	}
	for i := range out.Synapses {
		s := &out.Synapses[i]
		between := fmt.Sprintf("%s -> %s", s.Pre, s.Post)
		for k := range s.Rules {
			r := &s.Rules[k]
			if r.Still = keeps(r.Model); len(r.Still) == 0 {
				continue
			}
			owner := s.Name + " " + r.Model.Name
			for _, other := range s.Rules[:k] {
				if other.Model.Name == r.Model.Name {
					owner += " again"
				}
			}
			doc := ""
			if y := c.Synapse(s.Name); y != nil {
				if rule := y.Rule(r.Model.Name); rule != nil {
					doc = rule.Model.Doc
				}
			}
			add(owner, doc, record.Cause{Name: term(doc, r.Model.Name) + " at " + between, Kind: "rule", Owner: s.Name, Model: r.Model.Name, Variables: r.Still})
		}
	}
	for i := range out.Modulators {
		m := &out.Modulators[i]
		m.Still = names(m.Model.Vars)
		doc := ""
		if x := c.Modulator(m.Name); x != nil {
			doc = x.Model.Doc
		}
		add(m.Name, doc, record.Cause{Name: spaced(m.Name), Kind: "modulator", Owner: m.Name, Variables: m.Still})
	}
	for i := range out.Effectors {
		e := &out.Effectors[i]
		for _, v := range e.Model.Vars {
			if !respond(e, v) {
				e.Still = append(e.Still, v.Name)
			}
		}
		if len(e.Still) > 0 {
			doc := c.Effector(e.Name).Model.Doc
			add(e.Name, doc, record.Cause{Name: fmt.Sprintf("%s (%s)", muscle(doc, e.Name), enumerate(e.Still)), Kind: "effector", Owner: e.Name, Variables: e.Still})
		}
	}
	for i := range out.Populations {
		p := &out.Populations[i]
		for _, v := range holdable(out, p) {
			if slow(p.Name, v) {
				p.Still = append(p.Still, v)
			}
		}
		if len(p.Still) > 0 {
			add(p.Name, p.Model.Name, record.Cause{Name: fmt.Sprintf("%s cells (%s)", p.Name, enumerate(p.Still)), Kind: "cells", Owner: p.Name, Variables: p.Still})
			list[len(list)-1].About = firstSentence(c.Population(p.Name).Model.Doc)
		}
	}
	return list
}

// keeps lists what a rule keeps: its variables, and what it does to the weight.
func keeps(m *equation.Model) []string {
	list := names(m.Vars)
	changes := func(a equation.Assign) bool { return a.Target == "weight" }
	found := slices.ContainsFunc(m.OnPre, changes) || slices.ContainsFunc(m.OnPost, changes)
	for _, t := range m.Every {
		found = found || slices.ContainsFunc(t.Body, changes)
	}
	if found {
		list = append(list, "weight")
	}
	return list
}

func names(vars []equation.Value) (list []string) {
	for _, v := range vars {
		list = append(list, v.Name)
	}
	return list
}

// respond says whether a variable of a muscle is the response itself: a measure reads it, and it begins at 0.
func respond(e *circuit.Effector, v equation.Value) bool {
	if v.Init != nil && (v.Init.Op != equation.Const || v.Init.Value != 0) {
		return false
	}
	return slices.ContainsFunc(e.Measures, func(m circuit.Measure) bool { return reads(m.Value, v.Name) })
}

func reads(e *equation.Expr, name string) bool {
	return e != nil && e.Reads(func(n string) bool { return n == name })
}

// holdable are the variables of cells that may be held still: not those that make the action potential, nor those that
// synapses drive.
func holdable(c *circuit.Circuit, p *circuit.Population) (list []string) {
	for _, v := range p.Model.Vars {
		ok := v.Name != "v" && !reads(p.Model.Spike, v.Name)
		for _, s := range c.Synapses {
			ok = ok && (s.Post != p.Name || s.Into != v.Name)
		}
		for _, a := range p.Model.OnReceive {
			ok = ok && a.Target != v.Name
		}
		for _, d := range p.Model.Derivs {
			ok = ok && (d.Var != v.Name || !noisy(d.Rate))
		}
		if ok {
			list = append(list, v.Name)
		}
	}
	return list
}

func noisy(e *equation.Expr) bool {
	return e.Op == equation.Noise || slices.ContainsFunc(e.Args, noisy)
}

// term is what the field calls a rule: what its documentation says before the first colon, if that is short, or its name.
func term(doc, name string) string {
	head, _, ok := strings.Cut(firstSentence(doc), ":")
	if n := len(strings.Fields(head)); ok && n > 0 && n <= 4 {
		return lower1(head)
	}
	return spaced(name)
}

// muscle is what the documentation calls an effector, if that is short, or its name.
func muscle(doc, name string) string {
	head := firstSentence(doc)
	if i := strings.IndexAny(head, ",:;."); i >= 0 {
		head = head[:i]
	}
	if n := len(strings.Fields(head)); n > 0 && n <= 5 {
		return lower1(head)
	}
	return name
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// lower1 begins a text with a small letter, unless it begins with a name in capitals.
func lower1(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
