package network

import (
	"errors"
	"fmt"

	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// MemoryLimit is what one animal may need, in bytes.
const MemoryLimit = 8 << 30

// Build checks a circuit and lays it out. It fails with one or more joined *Mistake for names that are missing or defined
// twice, and with a *Limit, which holds the figure, if one animal would need more than MemoryLimit bytes.
func Build(c *circuit.Circuit) (*Network, error) { return BuildWithin(c, MemoryLimit) }

// BuildWithin is Build with another limit, in bytes.
func BuildWithin(c *circuit.Circuit, limit int64) (*Network, error) {
	step := c.Step
	if step == 0 {
		step = DefaultStep
	}
	b := &builder{net: &Network{Circuit: c, Step: step, H: float64(step) / 1e9, Humour: &Humour{}, Ladders: Shared{Limit: 512}, Tides: Shared{Limit: 1 << 14}, Leaps: Shared{Limit: 1 << 14}}, used: map[string]bool{},
		systems: map[analysed]*equation.System{}, calms: map[*equation.System]*equation.System{}}
	if step < 0 {
		b.fail("", "the clock's step must be longer than nothing")
	}
	b.names()
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	b.layout()
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	b.programs()
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	if need, most, part := b.net.Memory(); need > limit {
		return nil, &Limit{What: Memory, Need: need, Have: limit, Owner: most, Part: part}
	}
	b.wire()
	for _, s := range c.Spreads {
		if !b.used[s.Owner+"."+s.Path] {
			b.fail(s.Owner, "there is no parameter %s that could vary", s.Path)
		}
	}
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	b.net.Solo = b.net.solo()
	return b.net, nil
}

type builder struct {
	net  *Network
	errs []error
	used map[string]bool // spreads that found their parameter

	systems map[analysed]*equation.System         // of rules' variables
	calms   map[*equation.System]*equation.System // the same while nothing is dissolved
}

func (b *builder) fail(owner, format string, args ...any) {
	b.errs = append(b.errs, &Mistake{Owner: owner, Text: fmt.Sprintf(format, args...)})
}

// names checks that names are there, and there once, and that counts can be counts.
func (b *builder) names() {
	c := b.net.Circuit
	seen := map[string]string{}
	once := func(kind, name string) {
		if name == "" {
			b.fail("", "a %s has no name", kind)
			return
		}
		if old, twice := seen[name]; twice && !(old == "modulator" && kind == "agent") {
			b.fail(name, "the name is used twice, for a %s and a %s", old, kind)
			return
		}
		seen[name] = kind
	}
	for _, p := range c.Populations {
		once("population", p.Name)
		if p.Count < 1 {
			b.fail(p.Name, "a population has at least one cell, and this has %d", p.Count)
		}
		if p.Model == nil {
			b.fail(p.Name, "it has no model")
		}
	}
	for _, e := range c.Effectors {
		once("effector", e.Name)
		if e.Model == nil {
			b.fail(e.Name, "it has no model")
		}
	}
	for _, m := range c.Modulators {
		once("modulator", m.Name)
		if m.Model == nil {
			b.fail(m.Name, "it has no model")
		}
	}
	for _, a := range c.Agents {
		once("agent", a.Name)
	}
	for _, s := range c.Synapses {
		for _, r := range s.Rules {
			if r.Model == nil {
				b.fail(s.Name, "a rule has no model")
			}
		}
	}
	stimuli := map[string]bool{}
	for _, s := range c.Stimuli {
		if stimuli[s.Name] {
			b.fail(s.Name, "the stimulus is defined twice")
		}
		stimuli[s.Name] = true
	}
}

// layout gives everything its place in the slabs.
func (b *builder) layout() {
	c := b.net.Circuit
	b.humour()
	for _, p := range c.Populations {
		b.population(p)
	}
	for i := range c.Synapses {
		s := &c.Synapses[i]
		if p := b.net.Population(s.Post); p != nil && (s.Compartment < 0 || s.Compartment > p.Compartments()) {
			b.fail(s.Name, "it ends at compartment %d of %s, which has %d", s.Compartment, s.Post, p.Compartments())
		}
		if s.Electrical {
			b.gap(s)
		} else {
			b.projection(s)
		}
	}
	for _, e := range c.Effectors {
		b.organ(e)
	}
	for _, e := range c.Responses {
		b.shadow(e)
	}
	for _, s := range c.Stimuli {
		for _, d := range s.Drives {
			if d.Population != "" && b.net.Population(d.Population) == nil {
				b.fail(s.Name, "it drives %s, which does not exist", d.Population)
			}
			if d.Current == nil {
				b.fail(s.Name, "a drive has no current")
			}
		}
	}
}

// programs compiles the equations.
func (b *builder) programs() {
	net := b.net
	for _, m := range net.Humour.Modulators {
		b.modulatorPrograms(m)
	}
	for _, p := range net.Populations {
		b.populationPrograms(p)
	}
	if len(b.errs) > 0 {
		return // what follows builds on them
	}
	for _, p := range net.Projections {
		b.projectionPrograms(p)
	}
	for i, o := range net.Organs {
		b.organPrograms(o, net.Circuit.Effectors[i])
	}
	for _, s := range net.Shadows {
		b.shadowPrograms(s)
	}
	b.apartness()
}

// wire lays out the connections that all animals share.
func (b *builder) wire() {
	for _, p := range b.net.Projections {
		p.shared = b.sharedWiring(p.Pre, p.Post, p.Synapse)
	}
	for _, g := range b.net.Gaps {
		g.shared = b.sharedWiring(g.Pre, g.Post, g.Synapse)
	}
}
