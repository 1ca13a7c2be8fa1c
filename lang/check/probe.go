package check

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// ProbeKind is what a probe reads.
type ProbeKind uint8

// The kinds of probes.
const (
	CellVar ProbeKind = iota
	CellSpikes
	RuleVar
	Weight
	Level
	EffectorVar
	CueVar
)

// Probe is something inside the animal that can be recorded, printed or plotted.
type Probe struct {
	Kind             ProbeKind
	Owner, Rule, Var string
	Cell             int // of CellVar and CellSpikes: one cell or compartment, counted from 1; 0 is all
	Dim              unit.Dimension
	Name             string // as written, canonical
}

// Probe finds what an expression names inside a circuit. found is false when its first name is none of the circuit's;
// then nothing is reported. number evaluates the number of a cell.
func (c *Circuit) Probe(x ast.Expr, number func(ast.Expr) eval.Value, report func(diag.Diagnostic)) (p Probe, found, ok bool) {
	x, place := Whole(x)
	names, isPath := Path(x)
	if !isPath || place != nil && (c.Learner != nil || c.Population(names[0].Text) == nil) {
		return p, false, false
	}
	if c.Learner != nil {
		p, found = c.cueProbe(names)
		return p, found, found
	}
	q := &probing{x: x, names: names, report: report}
	q.Owner, q.Name = names[0].Text, names[0].Text
	syn := c.Synapse(q.Owner)
	if syn != nil {
		q.Name = fmt.Sprintf("(%s -> %s)", syn.Pre.Name, syn.Post.Name)
	}
	for _, n := range names[1:] {
		q.Name += "." + n.Text
	}
	if pop := c.Population(q.Owner); pop != nil {
		ok = q.cell(pop, place, number)
		return q.Probe, true, ok
	}
	if syn != nil && !syn.Electrical {
		ok = q.synapse(syn)
		return q.Probe, true, ok
	}
	if o := c.Effector(q.Owner); o != nil {
		ok = len(names) == 2 && q.variable(EffectorVar, o.Model, names[1]) // else a measure, perhaps
		return q.Probe, ok, ok
	}
	if o := c.Modulator(q.Owner); o != nil {
		ok = q.level(o)
		return q.Probe, true, ok
	}
	if c.Agent(q.Owner) != nil && len(names) == 1 {
		q.Kind, q.Dim = Level, unit.Concentration
		return q.Probe, true, true
	}
	return q.Probe, false, false
}

// probing is a probe that is being found.
type probing struct {
	Probe
	x      ast.Expr
	names  []ast.Name
	report func(diag.Diagnostic)
}

func (q *probing) unknown(n ast.Name, what string, candidates []string) bool {
	q.report(eval.Unresolved("unknown-variable", n.Span(), what, n.Text, candidates))
	return false
}

func (q *probing) short(fix string) bool {
	q.report(diag.Diagnostic{Code: "bad-path", Span: q.x.Span(), Message: "this does not say which variable", Fix: fix})
	return false
}

// variable takes a variable of a model, if it has one of this name.
func (q *probing) variable(kind ProbeKind, m *Model, n ast.Name) bool {
	v := m.Var(n.Text)
	if v != nil {
		q.Kind, q.Var, q.Dim = kind, v.Name.Text, v.Dim
	}
	return v != nil
}

// cell reads cells or compartments: all, or the one at a place.
func (q *probing) cell(pop *Population, place *ast.Index, number func(ast.Expr) eval.Value) (ok bool) {
	if len(q.names) != 2 {
		return q.short(fmt.Sprintf("write %s.v or %s.spikes", q.Owner, q.Owner))
	}
	what := q.names[1]
	if place != nil {
		if q.Cell, ok = pop.Lane(place, what.Text == "spikes", number, q.report); !ok {
			return false
		}
		q.Name = place.Span().Text() + q.Name[len(q.Owner):]
	}
	if what.Text == "spikes" {
		q.Kind = CellSpikes
		return true
	}
	return q.variable(CellVar, pop.Model, what) || q.unknown(what, "variable of "+q.Owner, append(varNames(pop.Model), "spikes"))
}

// synapse reads the weights of a synapse or a variable of one of its rules.
func (q *probing) synapse(syn *Synapse) bool {
	if len(q.names) == 2 && q.names[1].Text == "weight" {
		q.Kind, q.Dim = Weight, syn.IntoDim
		return true
	}
	if len(q.names) < 3 {
		return q.short(fmt.Sprintf("write (%s -> %s).weight or name a rule and its variable", syn.Pre.Name, syn.Post.Name))
	}
	rule, what := q.names[1], q.names[2]
	r := syn.Rule(rule.Text)
	if r == nil {
		var rules []string
		for _, u := range syn.Rules {
			rules = append(rules, u.Model.Name)
		}
		return q.unknown(rule, "rule of "+q.Owner, rules)
	}
	q.Rule = r.Model.Name
	return q.variable(RuleVar, r.Model, what) || q.unknown(what, "variable of "+rule.Text, varNames(r.Model))
}

// level reads a modulator: its first variable, or the one that is named.
func (q *probing) level(o *Organ) bool {
	if len(q.names) == 2 {
		return q.variable(Level, o.Model, q.names[1]) || q.unknown(q.names[1], "variable of "+q.Owner, varNames(o.Model))
	}
	return q.variable(Level, o.Model, o.Model.Vars[0].Name)
}
