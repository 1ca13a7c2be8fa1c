package timeline

import (
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
)

// Subject is one animal of a design, as what it asks sees it: answers and no nervous system.
type Subject struct {
	Branch  *Branch
	Index   int // in its branch, from 0
	Number  int // in its design, from 1
	Answers []Answer
	Reports []Value
	End     int64 // ns: when its script ended
	Dry     bool
	Unmet   []string // labels of trials that were repeated until a criterion, which was not met
	Out     string   // the condition of the plan that excludes it
	Rows    []Row    // of a dry animal: what is done to it

	roles   []*ast.Role
	open    map[string]bool // labels of which only a run knows the count
	circuit *check.Circuit
}

// Answer is a trial with what it read.
type Answer struct {
	Label   string
	N       int
	Within  []Level
	Onset   int64 // ns
	Action  string
	Omitted bool
	Peeked  bool
	Values  []float64 // one for each of Design.Readings
}

// learn takes over the labels of an animal.
func (b *Branch) learn(s *Subject) {
	b.design.known = nil
	for _, a := range s.Answers {
		if a.Label != "" {
			b.labels[a.Label] = true
		}
	}
	for name := range s.open {
		if name != "" {
			b.labels[name] = true
		}
	}
}

// level is the level of a factor between animals that this one has, as a value.
func (b *Branch) level(factor string) (eval.Value, bool) {
	if binding, f := b.vars.find(factor); f != nil && b.design.factor(factor) != nil {
		return binding.value, true
	}
	return eval.Value{}, false
}

// Walk does to one animal what its branch says. orders are the levels of each factor within animals, in the order of this
// animal; of a factor that is not there the levels come as they were written. It returns an error when the walk was stopped.
// Animals of one design may be walked at the same time.
func (b *Branch) Walk(world World, out Output, orders map[string][]int, report func(diag.Diagnostic)) (*Subject, error) {
	p := b.design.walker
	scope := p.Scope
	if _, dry := world.(DryWorld); !dry { // dry animals come one after the other
		scope = scope.Clone()
		scope.SetReport(report)
	}
	w := New(scope, world, out, report)
	w.Seed, w.seeded, w.circuit, w.measures, w.declared, w.setup = p.Seed, p.seeded, p.circuit, p.measures, p.declared, p.setup
	w.setup.Overrides, w.setup.Responses = slices.Clip(w.setup.Overrides), slices.Clip(w.setup.Responses)
	w.vars, w.Instead = b.vars.clone(), p.Instead
	w.steps = p.steps
	var rows []Row
	if _, dry := world.(DryWorld); dry {
		w.rows = &rows
	}
	for k := range p.noted {
		w.noted[k] = true
	}
	w.bodies = designState{animal: true, broken: p.bodies.broken, design: b.design, cell: b.Cell, orders: orders}
	w.inner(b.body)
	if w.stopped != nil {
		if p.rows != nil {
			*p.rows = append(*p.rows, rows...)
		}
		return nil, w.stopped
	}
	if p.rows != nil {
		*p.rows = append(*p.rows, rows...)
	}
	s, err := w.subject(b)
	if s != nil {
		s.Rows = rows
	}
	return s, err
}

// cell is where this animal stands in its design, with the session that is under way.
func (w *Walker) cell() Cell {
	c := w.bodies.cell
	c.Factors = append(c.Factors[:len(c.Factors):len(c.Factors)], w.bodies.within...)
	return c
}

// subject reads every trial.
func (w *Walker) subject(b *Branch) (*Subject, error) {
	readings := b.design.Readings
	if readings == nil {
		readings = w.readings()
	}
	s := &Subject{Branch: b, End: w.Now(), Dry: w.dry(), Reports: w.bodies.reports, Unmet: w.unmet, open: w.open, roles: w.bodies.roles, circuit: w.circuit}
	trials := w.trials
	if b.design.Kind == Sweep { // which reports numbers
		trials = nil
	}
	for _, t := range trials {
		a := Answer{Label: t.Label, N: t.N, Within: t.Within, Onset: t.Onset, Action: t.Action, Omitted: t.Omitted, Peeked: t.Peeked, Values: make([]float64, len(readings))}
		for i, r := range readings {
			if !w.available(r.Name) {
				continue
			}
			v, err := t.Stage.Response(t.ID, r.Name)
			if err != nil {
				return nil, err
			}
			a.Values[i] = v
		}
		s.Answers = append(s.Answers, a)
	}
	return s, nil
}
