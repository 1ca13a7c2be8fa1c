package check

import (
	"fmt"
	"slices"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// allowed says which statements stand in which kind of definition, by the events and blocks they may have.
var allowed = map[string]struct {
	events []string
	spike  bool
	every  bool
	reads  bool // measures
}{
	"neuron":    {events: []string{"receive"}, spike: true, every: true},
	"rule":      {events: []string{"pre", "post"}, every: true},
	"modulator": {every: true},
	"effector":  {events: []string{"spike"}, every: true, reads: true},
	"learner":   {events: []string{"reinforced", "unreinforced"}, reads: true},
}

// model checks a neuron or a rule on its own; what depends on its use is checked there.
func (s *Scope) model(d *ast.Define) *Model {
	if m := s.models[d]; m != nil {
		return m
	}
	m := s.build(d.Kind, d.Name.Text, d.Doc, d, d.Body)
	s.models[d] = m
	s.equations(m, s.surroundings(m))
	return m
}

// build collects the statements of a model and works out the dimensions of its parameters and variables.
func (s *Scope) build(kind, name, doc string, decl ast.Stmt, body *ast.Block) *Model {
	m := &Model{Kind: kind, Name: name, Doc: doc, Decl: decl, On: map[string][]Change{}}
	if body == nil {
		return m
	}
	can := allowed[kind]
	m.Cable = s.cable(kind, body)
	for _, st := range body.Stmts {
		switch st := st.(type) {
		case *ast.Param:
			m.Params = s.symbols(m, m.Params, st.Items, st.Doc)
		case *ast.Var:
			m.Vars = s.symbols(m, m.Vars, st.Items, st.Doc)
		case *ast.Deriv:
			if kind == "learner" {
				s.misplaced(st, kind, "a learner knows only trials; nothing happens to it in between")
				continue
			}
			m.Derivs = append(m.Derivs, st)
		case *ast.On:
			if !slices.Contains(can.events, st.Event.Text) {
				s.report(diag.Diagnostic{Code: "unknown-event", Span: st.Event.Span(), Message: fmt.Sprintf("a %s has no event called %s", kind, st.Event.Text), Fix: eventFix(can.events)})
				continue
			}
			m.On[st.Event.Text] = append(m.On[st.Event.Text], s.changes(kind, st.Body, nil)...)
		case *ast.EveryBlock:
			if !can.every {
				s.misplaced(st, kind, "a learner knows only trials; nothing happens to it in between")
				continue
			}
			m.Every = append(m.Every, Timer{st.Period, s.changes(kind, st.Body, nil)})
		case *ast.SpikeWhen:
			if !can.spike {
				s.misplaced(st, kind, "only a neuron has action potentials")
				continue
			}
			if m.Spike != nil {
				s.report(diag.Diagnostic{Code: "defined-twice", Span: st.Span(), Message: "a neuron has one spike condition", Fix: "join the two with `or`"})
				continue
			}
			m.Spike = st.Cond
			m.Reset = s.changes(kind, st.Body, nil)
		case *ast.MeasureDef:
			if !can.reads {
				s.misplaced(st, kind, "a measure is read from an effector, such as a muscle")
				continue
			}
			s.measureDef(m, st)
		case *ast.Invalid, *ast.Compartments:
		default:
			s.misplaced(st, kind, "")
		}
	}
	s.whole(m)
	return m
}

func eventFix(events []string) string {
	if len(events) == 0 {
		return "take it out: it changes by its equations and by `every`"
	}
	return "write on " + events[0] + " { ... }"
}

func (s *Scope) misplaced(st ast.Stmt, kind, why string) {
	fix := "a " + kind + " holds param, var, d…/dt and the blocks of its events"
	if kind == "learner" {
		fix = "a learner holds param, var, on reinforced, on unreinforced, measure, interval and variability"
	}
	if a, ok := st.(*ast.Assign); ok && a.Op == "=" && kind != "learner" {
		fix = fmt.Sprintf("write param %s, or var %s for what changes", st.Span().Text(), st.Span().Text())
	}
	if _, ok := st.(*ast.If); ok && kind == "neuron" {
		fix = "what happens with a spike stands in spike when v > threshold { v = reset }"
	}
	s.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: fmt.Sprintf("this does not belong in a %s", kind), Why: why, Fix: fix})
}

// changes are the assignments of an event, in order, with the conditions that they stand under.
func (s *Scope) changes(kind string, body *ast.Block, under []Condition) (out []Change) {
	if body == nil {
		return nil
	}
	for _, st := range body.Stmts {
		switch st := st.(type) {
		case *ast.Assign:
			if st.Value != nil {
				out = append(out, Change{st, under})
				continue
			}
			s.misplaced(st, kind, "an event only changes variables")
		case *ast.If:
			if kind == "learner" {
				s.misplaced(st, kind, "a trial changes all of its cues alike")
				continue
			}
			out = append(out, s.changes(kind, st.Then, slices.Concat(under, []Condition{{Expr: st.Cond}}))...)
			otherwise, _ := st.Else.(*ast.Block)
			if again, is := st.Else.(*ast.If); is {
				otherwise = &ast.Block{Stmts: []ast.Stmt{again}}
			}
			out = append(out, s.changes(kind, otherwise, slices.Concat(under, []Condition{{st.Cond, true}}))...)
		case *ast.Invalid:
		default:
			s.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: "an event only changes variables", Fix: "write x = ..., x += ... or x *= ..., or if x > 1 { ... }"})
		}
	}
	return out
}

// symbols adds parameters or variables; an initial value may use those before it.
func (s *Scope) symbols(m *Model, list []Symbol, items []ast.Arg, doc string) []Symbol {
	for _, it := range items {
		if it.Name == nil {
			if id, ok := it.Value.(*ast.Ident); ok {
				s.report(diag.Diagnostic{Code: "no-value", Span: id.Span(), Message: fmt.Sprintf("%s has no value", id.Name), Fix: fmt.Sprintf("write %s = 0 with its unit", id.Name)})
			}
			continue
		}
		if old := m.Param(it.Name.Text); old == nil {
			old = m.Var(it.Name.Text)
			if old == nil {
				old = find(list, it.Name.Text)
			}
			if old != nil {
				s.twice(*it.Name, old.Name.Span())
				continue
			}
		} else {
			s.twice(*it.Name, old.Name.Span())
			continue
		}
		env := &equationEnv{scope: s, model: m, extra: list, about: valueNames(m.Kind).with(m.places(func(name string) bool {
			return find(list, name) != nil || m.Param(name) != nil
		}))}
		v := env.eval(it.Value)
		sym := Symbol{Name: *it.Name, Init: it.Value, Dim: v.Dim, Doc: doc}
		if it.Range != nil {
			sym.Bounds = s.bounds(it.Range, env.eval(it.Range), v)
			if d, out := sym.Outside(it.Name.Text, v, it.Value.Span()); out {
				s.report(d)
			}
		}
		if v.Kind != eval.Number && v.Kind != eval.Unknown {
			s.report(diag.Diagnostic{Code: "not-a-number", Span: it.Value.Span(), Message: fmt.Sprintf("%s is %s, and a model needs numbers", it.Name.Text, v.Kind), Fix: fmt.Sprintf("write %s = 0 with its unit", it.Name.Text)})
		}
		list = append(list, sym)
	}
	return list
}

var measureKinds = []string{"area", "latency", "mean", "peak", "time"}

func (s *Scope) measureDef(m *Model, st *ast.MeasureDef) {
	if m.Kind == "learner" {
		if st.Within != nil {
			s.report(diag.Diagnostic{Code: "bad-measure", Span: st.Within.Span(), Message: "a learner's response has no window, since a trial takes no time", Fix: "take within out"})
			return
		}
		s.addMeasure(m, Measure{Doc: st.Doc, Value: st.Value}, st.Name)
		return
	}
	call, ok := st.Value.(*ast.Call)
	fn, isName := (*ast.Ident)(nil), false
	if ok {
		fn, isName = call.Fn.(*ast.Ident)
	}
	if !ok || !isName || len(call.Args) != 1 {
		s.report(diag.Diagnostic{Code: "bad-measure", Span: st.Value.Span(), Message: "a measure reads its window with one function", Fix: fmt.Sprintf("write measure %s = peak(x) within 10s", st.Name.Text)})
		return
	}
	if !slices.Contains(measureKinds, fn.Name) {
		s.report(eval.Unresolved("unknown-function", fn.Span(), "kind of measure", fn.Name, measureKinds))
		return
	}
	if st.Within == nil {
		s.report(diag.Diagnostic{Code: "bad-measure", Span: st.Name.Span(), Message: "this measure has no window", Fix: "write " + brief(st.Span().Text()) + " within 10s"})
		return
	}
	s.addMeasure(m, Measure{Kind: fn.Name, Doc: st.Doc, Value: call.Args[0].Value, Within: st.Within}, st.Name)
}

func (s *Scope) addMeasure(m *Model, x Measure, name ast.Name) {
	for _, old := range m.Measures {
		if old.Name == name.Text {
			s.report(diag.Diagnostic{Code: "defined-twice", Span: name.Span(), Message: fmt.Sprintf("%s is measured twice", name.Text), Fix: "rename one of the two"})
			return
		}
	}
	x.Name = name.Text
	m.Measures = append(m.Measures, x)
}

// plainNumber is the value of a name without a unit.
var plainNumber = eval.Abstract(unit.None)

// surroundings are the names that a model's user provides: injected, weight, modulators, ...
type surroundings map[string]eval.Value

// valueNames are what the value of a parameter, and an initial value, may read besides other parameters: which cell it is of,
// and when the animal came. A learner has no cells.
func valueNames(kind string) surroundings {
	a := surroundings{"arrival": plainNumber, "batch": plainNumber}
	if kind != "learner" {
		a["index"], a["count"] = plainNumber, plainNumber
	}
	return a
}

// surroundings of a model that is checked on its own: what is known only at its use is unknown here. Modulators and
// agents may be any that some circuit has.
func (s *Scope) surroundings(m *Model) surroundings {
	a := surroundings{}
	for _, name := range s.substances() {
		a[name] = eval.Abstract(unit.Concentration)
	}
	switch m.Kind {
	case "neuron":
		a["injected"] = eval.Abstract(unit.Current)
		a["received"] = eval.Value{}
		a["index"], a["count"] = plainNumber, plainNumber
		a.with(m.places(func(string) bool { return true }))
	case "rule":
		a["weight"] = eval.Value{}
		a["release"] = plainNumber
	}
	return a
}

// substances lists the modulators and agents of every circuit in sight.
func (s *Scope) substances() (names []string) {
	add := func(d *ast.Define) {
		for _, st := range d.Body.Stmts {
			if def, ok := st.(*ast.Define); ok && (def.Kind == "modulator" || def.Kind == "agent") {
				names = append(names, def.Name.Text)
			}
		}
	}
	index, quick := s.library.(Substances)
	for _, name := range s.Names("circuit") {
		if d := s.defs["circuit "+name]; d != nil {
			add(d)
		} else if !quick {
			add(s.library.Define("circuit", name))
		}
	}
	if quick {
		names = append(names, index.Substances()...)
	}
	sort.Strings(names)
	return names
}
