package interp

import (
	"fmt"
	"math"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/timeline"
	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// structureClock is how often `structure { }` adds and removes contacts.
const structureClock = 3_600_000_000_000 // ns, one hour (assumed)

// epspWindow is how long a connection's potential is measured after a trial's onset.
const epspWindow = 10_000_000_000 // ns, as long as the gill's amplitude

// lower turns a checked preparation into the plain description that the engine runs: every number in SI, every name a
// string.
func lower(s timeline.Setup) *circuit.Circuit {
	l := &lowering{models: map[*check.Model]*equation.Model{}, setup: s}
	c := s.Circuit
	out := &circuit.Circuit{Name: c.Name, Step: check.DefaultStep}
	if c.Step != nil {
		out.Step = nanoseconds(c.Step)
	}
	if c.Interval != nil {
		out.Interval = nanoseconds(c.Interval)
	}
	if c.Recovery != nil {
		out.Recovery = nanoseconds(c.Recovery)
	}
	for _, p := range c.Populations {
		pop := circuit.Population{Name: p.Name, Count: 1, Model: l.model(p.Model), Settings: l.settings(p.Name, "", p.Settings), Senses: p.Senses, Parts: p.Parts}
		if p.Count != nil {
			pop.Count = int(constant(p.Count))
		}
		for _, r := range p.Releases {
			pop.Releases = append(pop.Releases, circuit.Release{Modulator: r.Modulator, Amount: expression(r.Amount)})
		}
		out.Populations = append(out.Populations, pop)
	}
	for _, y := range c.Synapses {
		out.Synapses = append(out.Synapses, l.synapse(y))
	}
	for _, m := range c.Modulators {
		out.Modulators = append(out.Modulators, circuit.Modulator{Name: m.Name, Model: l.model(m.Model), Settings: l.settings(m.Name, "", m.Settings)})
	}
	for _, a := range c.Agents {
		out.Agents = append(out.Agents, circuit.Agent{Name: a.Name, Clearance: nanoseconds(a.Clearance)})
	}
	for _, e := range c.Effectors {
		eff := circuit.Effector{Name: e.Name, From: e.From, Model: l.model(e.Model), Settings: l.settings(e.Name, "", e.Settings)}
		for _, m := range e.Model.Measures {
			eff.Measures = append(eff.Measures, circuit.Measure{Name: m.Name, Kind: measureKinds[m.Kind], Value: expression(m.Value), Within: nanoseconds(m.Within)})
		}
		out.Effectors = append(out.Effectors, eff)
	}
	for _, st := range c.Stimuli {
		out.Stimuli = append(out.Stimuli, stimulus(st))
	}
	for _, sp := range s.Spreads {
		out.Spreads = append(out.Spreads, circuit.Spread{Owner: sp.Owner, Path: sp.Path, CV: sp.CV, Potential: sp.Potential})
	}
	for _, r := range s.Responses {
		out.Responses = append(out.Responses, circuit.EPSP{Synapse: r.Synapse, Within: epspWindow})
	}
	return out
}

var measureKinds = map[string]circuit.MeasureKind{"peak": circuit.Peak, "time": circuit.Time, "mean": circuit.Mean, "area": circuit.Area, "latency": circuit.Latency}

type lowering struct {
	models map[*check.Model]*equation.Model
	setup  timeline.Setup
}

// override finds the value that a script gives a parameter with `use ... with`.
func (l *lowering) override(owner, path string) (*equation.Expr, bool) {
	for i := len(l.setup.Overrides) - 1; i >= 0; i-- {
		if o := l.setup.Overrides[i]; o.Owner == owner && o.Path == path {
			return equation.Number(o.Value), true
		}
	}
	return nil, false
}

// settings are those of the definition, then those of the script, each parameter once.
func (l *lowering) settings(owner, prefix string, list []check.Setting) (out []circuit.Setting) {
	done := map[string]bool{}
	for i := len(l.setup.Overrides) - 1; i >= 0; i-- {
		o := l.setup.Overrides[i]
		if o.Owner != owner || len(o.Path) <= len(prefix) || o.Path[:len(prefix)] != prefix {
			continue
		}
		name := o.Path[len(prefix):]
		if !done[name] {
			done[name] = true
			out = append(out, circuit.Setting{Name: name, Value: equation.Number(o.Value)})
		}
	}
	for i := len(list) - 1; i >= 0; i-- {
		if name := list[i].Name.Text; !done[name] {
			done[name] = true
			out = append(out, circuit.Setting{Name: name, Value: expression(list[i].Value)})
		}
	}
	return out
}

func (l *lowering) synapse(y *check.Synapse) circuit.Synapse {
	s := circuit.Synapse{Name: y.Name, Pre: y.Pre.Name, Post: y.Post.Name, Electrical: y.Electrical, Into: y.Into, Compartment: y.Compartment}
	switch y.Pairs {
	case "one_to_one":
		s.Pairing = circuit.OneToOne
	case "where":
		s.Pairing, s.Condition = circuit.Where, expression(y.Where)
	case "random":
		s.Pairing, s.Probability = circuit.Random, expression(y.Probability)
	}
	part := func(path string, x ast.Expr) *equation.Expr {
		if v, ok := l.override(y.Name, path); ok {
			return v
		}
		if x == nil {
			return nil
		}
		return expression(x)
	}
	if y.Electrical {
		s.Conductance = part("conductance", y.Conductance)
		return s
	}
	s.Weight = part("weight", y.Weight)
	if d := part("delay", y.Delay); d != nil && d.Op == equation.Const {
		s.Delay = int64(math.Round(d.Value * 1e9))
	} else if y.Delay != nil {
		s.Delay = nanoseconds(y.Delay)
	}
	for _, r := range y.Rules {
		s.Rules = append(s.Rules, circuit.Rule{Model: l.model(r.Model), Settings: l.settings(y.Name, r.Model.Name+".", r.Settings)})
	}
	if y.Structure != nil {
		s.Rules = append(s.Rules, circuit.Rule{Model: structure(y.Structure)})
	}
	return s
}

// structure turns `structure { grow 1 when A; prune when B }` into a rule: the number of contacts multiplies what a spike
// transmits, and changes once an hour.
func structure(st *ast.Structure) *equation.Model {
	contacts := equation.Ref("contacts")
	next := contacts
	for _, s := range st.Body.Stmts {
		switch s := s.(type) {
		case *ast.Grow:
			next = equation.Do(equation.Add, next, given(expression(s.Amount), s.When))
		case *ast.Prune:
			next = equation.Do(equation.Sub, next, given(equation.Number(1), s.When))
		}
	}
	return &equation.Model{
		Name:  "structure",
		Vars:  []equation.Value{{Name: "contacts", Init: equation.Number(1)}},
		OnPre: []equation.Assign{{Target: "release", Op: '*', Value: contacts}},
		Every: []equation.Timer{{Period: structureClock, Body: []equation.Assign{
			{Target: "contacts", Op: '=', Value: equation.Do(equation.Max, equation.Number(0), next)}}}},
	}
}

// given is x where the condition holds and 0 elsewhere.
func given(x *equation.Expr, when ast.Expr) *equation.Expr {
	if when == nil {
		return x
	}
	return equation.Do(equation.Mul, x, expression(when))
}

func stimulus(st *check.Stimulus) circuit.Stimulus {
	out := circuit.Stimulus{Name: st.Name}
	for _, p := range st.Params {
		out.Params = append(out.Params, circuit.Setting{Name: p.Name.Text, Value: expression(p.Init)})
	}
	for _, d := range st.Drives {
		drive := circuit.Drive{Current: expression(d.Value)}
		switch t := d.Target.(type) {
		case *ast.Ident:
			drive.Population = t.Name
		case *ast.Call:
			if id := t.Args[0].Value.(*ast.Ident); id.Name != "site" {
				drive.Site = id.Name
			}
		}
		out.Drives = append(out.Drives, drive)
	}
	return out
}

// model turns equations into the engine's; each once.
func (l *lowering) model(m *check.Model) *equation.Model {
	if e := l.models[m]; e != nil {
		return e
	}
	e := &equation.Model{Name: m.Name, OnPre: assigns(m.On["pre"]), OnPost: assigns(m.On["post"]), OnSpike: assigns(m.On["spike"]),
		OnReceive: assigns(m.On["receive"]), Reset: assigns(m.Reset)}
	if c := m.Cable; c != nil {
		e.Cable = &equation.Cable{Rounds: c.Rounds}
		for _, p := range c.Parts {
			e.Cable.Parts = append(e.Cable.Parts, equation.CablePart{Name: p.Name, Count: p.Count})
		}
	}
	for _, p := range m.Params {
		e.Params = append(e.Params, equation.Value{Name: p.Name.Text, Init: expression(p.Init)})
	}
	for _, v := range m.Vars {
		e.Vars = append(e.Vars, equation.Value{Name: v.Name.Text, Init: expression(v.Init)})
	}
	for _, d := range m.Derivs {
		e.Derivs = append(e.Derivs, equation.Deriv{Var: d.Of.Text, Rate: expression(d.Value)})
	}
	for _, t := range m.Every {
		e.Every = append(e.Every, equation.Timer{Period: nanoseconds(t.Period), Body: assigns(t.Body)})
	}
	if m.Spike != nil {
		e.Spike = expression(m.Spike)
	}
	l.models[m] = e
	return e
}

// assigns turns the changes of an event into the engine's. Under a condition, a variable gets its new value or keeps its own.
func assigns(list []check.Change) (out []equation.Assign) {
	asked := map[ast.Expr]*equation.Expr{}
	for _, c := range list {
		a := equation.Assign{Target: c.Target.(*ast.Ident).Name, Op: c.Op[0], Value: expression(c.Value)}
		if len(c.If) > 0 {
			own := equation.Ref(a.Target)
			if a.Op != '=' {
				a.Value = equation.Do(arithmetic[a.Op], own, a.Value)
			}
			a.Op = '='
			for i := len(c.If) - 1; i >= 0; i-- {
				x := c.If[i]
				if asked[x.Expr] == nil {
					asked[x.Expr] = equation.Do(equation.Once, expression(x.Expr))
				}
				if x.Not {
					a.Value = equation.Do(equation.Choose, asked[x.Expr], own, a.Value)
				} else {
					a.Value = equation.Do(equation.Choose, asked[x.Expr], a.Value, own)
				}
			}
		}
		out = append(out, a)
	}
	return out
}

var arithmetic = map[byte]equation.Op{'+': equation.Add, '-': equation.Sub, '*': equation.Mul, '/': equation.Div}

var operators = map[string]equation.Op{"+": equation.Add, "-": equation.Sub, "*": equation.Mul, "of": equation.Mul, "/": equation.Div, "^": equation.Pow,
	"<": equation.Less, "<=": equation.LessEq, ">": equation.Greater, ">=": equation.GreaterEq, "==": equation.Equal, "is": equation.Equal, "!=": equation.NotEqual,
	"and": equation.And, "or": equation.Or}

var functions = map[string]equation.Op{"exp": equation.Exp, "log": equation.Log, "log10": equation.Log10, "sqrt": equation.Sqrt, "abs": equation.Abs,
	"min": equation.Min, "max": equation.Max, "clamp": equation.Clamp, "round": equation.Round, "sin": equation.Sin, "cos": equation.Cos, "tanh": equation.Tanh,
	"uniform": equation.Uniform, "normal": equation.Normal, "noise": equation.Noise}

// expression turns a checked expression into the engine's. Units end here: a quantity is already in SI.
func expression(x ast.Expr) *equation.Expr {
	return replacing(x, func(ast.Expr) *equation.Expr { return nil })
}

// replacing is an expression with other ones in the places where instead has one.
func replacing(x ast.Expr, instead func(ast.Expr) *equation.Expr) *equation.Expr {
	if e := instead(x); e != nil {
		return e
	}
	expression := func(x ast.Expr) *equation.Expr { return replacing(x, instead) }
	switch x := x.(type) {
	case *ast.Number:
		return equation.Number(x.Value)
	case *ast.Quantity:
		return equation.Number(x.Value.Value)
	case *ast.Paren:
		return expression(x.X)
	case *ast.Ident:
		return equation.Ref(x.Name)
	case *ast.Field:
		return equation.Ref(x.X.(*ast.Ident).Name + "." + x.Name.Text)
	case *ast.Unary:
		switch x.Op {
		case "-":
			return equation.Do(equation.Neg, expression(x.X))
		case "not":
			return equation.Do(equation.Not, expression(x.X))
		}
		return expression(x.X)
	case *ast.Binary:
		return equation.Do(operators[x.Op], expression(x.X), expression(x.Y))
	case *ast.Call:
		name := x.Fn.(*ast.Ident).Name
		var args []*equation.Expr
		for _, a := range x.Args {
			args = append(args, expression(a.Value))
		}
		if name == "mean" {
			sum := args[0]
			for _, a := range args[1:] {
				sum = equation.Do(equation.Add, sum, a)
			}
			return equation.Do(equation.Div, sum, equation.Number(float64(len(args))))
		}
		return equation.Do(functions[name], args...)
	}
	panic(fmt.Sprintf("an unchecked expression reached the engine: %T", x))
}

// constant computes a checked value that no name is part of.
func constant(x ast.Expr) float64 {
	e := &eval.Evaluator{Env: nowhere{}, Report: func(d diag.Diagnostic) { panic("an unchecked constant reached the engine: " + d.Message) }}
	return e.Eval(x).Num
}

func nanoseconds(x ast.Expr) int64 { return int64(math.Round(constant(x) * 1e9)) }

// nowhere is an Env without names.
type nowhere struct{}

func (nowhere) Resolve(ast.Expr, *eval.Evaluator) (eval.Value, bool) { return eval.Value{}, false }
func (nowhere) Names() []string                                      { return nil }
func (nowhere) Random() float64                                      { return 0.5 }
