package check

import (
	"fmt"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// equationEnv gives an equation's names their dimensions: the model's own symbols, then its surroundings.
type equationEnv struct {
	scope     *Scope
	model     *Model
	extra     []Symbol // symbols being declared
	about     surroundings
	pre, post *Model // of a rule in use; nil when not known
	noise     bool   // noise() is allowed: the right side of a derivative
	reading   bool   // the response of a learner: no cue is meant
	summing   bool   // inside sum( )
	user      *use   // the circuit that the model stands in; nil where it is defined
}

func (env *equationEnv) eval(x ast.Expr) eval.Value {
	e := &eval.Evaluator{Env: env, Report: env.scope.report}
	return e.Eval(x)
}

func (env *equationEnv) Random() float64 { return 0.5 }

func (env *equationEnv) Names() []string {
	var names []string
	for _, list := range [][]Symbol{env.model.Params, env.model.Vars, env.extra} {
		for _, s := range list {
			names = append(names, s.Name.Text)
		}
	}
	for name := range env.about {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func (env *equationEnv) symbol(name string) (eval.Value, bool) {
	for _, list := range [][]Symbol{env.model.Params, env.model.Vars, env.extra} {
		if s := find(list, name); s != nil {
			return eval.Abstract(s.Dim), true
		}
	}
	if v, ok := env.about[name]; ok {
		v.Calc = true
		return v, true
	}
	return eval.Value{}, false
}

func (env *equationEnv) Resolve(x ast.Expr, e *eval.Evaluator) (eval.Value, bool) {
	switch x := x.(type) {
	case *ast.Ident:
		if env.ofEach(x, e) {
			return eval.Value{}, true
		}
		v, ok := env.symbol(x.Name)
		return v, ok || env.user.lacking(x.Name)
	case *ast.Field:
		side, ok := x.X.(*ast.Ident)
		if !ok || side.Name != "pre" && side.Name != "post" || env.model.Kind != "rule" && env.model.Kind != "synapse" {
			return eval.Value{}, false
		}
		cell := env.pre
		if side.Name == "post" {
			cell = env.post
		}
		if x.Name.Text == "index" || x.Name.Text == "count" {
			return plainNumber, true
		}
		if cell == nil {
			return eval.Value{}, true // known where the rule is used
		}
		if s := cell.Var(x.Name.Text); s != nil {
			return eval.Abstract(s.Dim), true
		}
		if s := cell.Param(x.Name.Text); s != nil {
			return eval.Abstract(s.Dim), true
		}
		e.Report(eval.Unresolved("unknown-name", x.Name.Span(), "variable of "+cell.Name, x.Name.Text, symbolNames(cell)))
		return eval.Value{}, true
	case *ast.Call:
		if v, ok := env.total(x, e); ok {
			return v, true
		}
		fn, ok := x.Fn.(*ast.Ident)
		if !ok || fn.Name != "noise" {
			return eval.Value{}, false
		}
		if !env.noise {
			return e.Fail("misplaced", x.Span(), "noise is a term of a d…/dt", "write dv/dt = ... + noise(sigma)"), true
		}
		if len(x.Args) != 1 {
			return e.Fail("argument-count", x.Span(), "noise takes one value, its strength", "write noise(sigma)"), true
		}
		v := e.Eval(x.Args[0].Value)
		if v.Kind == eval.Unknown {
			return v, true
		}
		d, _ := unit.Time.Pow(-0.5)
		return eval.Abstract(v.Dim.Mul(d)), true
	}
	return eval.Value{}, false
}

func symbolNames(m *Model) (names []string) {
	for _, list := range [][]Symbol{m.Params, m.Vars} {
		for _, s := range list {
			names = append(names, s.Name.Text)
		}
	}
	return names
}

// equations checks every equation of a model in its surroundings.
func (s *Scope) equations(m *Model, about surroundings) {
	s.equationsOf(&equationEnv{scope: s, model: m, about: about})
}

func (s *Scope) equationsOf(env *equationEnv) {
	m := env.model
	seen := map[string]*ast.Deriv{}
	for _, d := range m.Derivs {
		v := m.Var(d.Of.Text)
		if v == nil {
			s.report(eval.Unresolved("unknown-variable", d.Of.Span(), "variable", d.Of.Text, varNames(m)))
			continue
		}
		if old := seen[d.Of.Text]; old != nil {
			s.twice(d.Of, old.Of.Span())
			continue
		}
		seen[d.Of.Text] = d
		env.noise = true
		rate := env.eval(d.Value)
		env.noise = false
		if want := v.Dim.Div(unit.Time); rate.Kind == eval.Number && rate.Dim != want && !rate.Zero {
			s.report(diag.Diagnostic{Code: "dimension", Span: d.Value.Span(),
				Message: fmt.Sprintf("d%s/dt must be %s, and this is %s", d.Of.Text, want.Describe(), rate.Dim.Describe()),
				Fix:     "divide by a time constant, such as / tau"})
		}
	}
	for _, name := range sortedKeys(m.On) {
		extra := env.about
		s.event(env, m.On[name], name)
		env.about = extra
	}
	for _, t := range m.Every {
		p := env.eval(t.Period)
		if p.Kind == eval.Number && (p.Dim != unit.Time || p.Num <= 0) {
			s.report(diag.Diagnostic{Code: "dimension", Span: t.Period.Span(), Message: "a slow clock needs a time above zero", Fix: "write every 1h { ... }"})
		}
		s.clocked(t.Period, p, "every 1h { ... }")
		s.event(env, t.Body, "every")
	}
	if m.Spike != nil {
		if c := env.eval(m.Spike); c.Kind != eval.Truth && c.Kind != eval.Unknown {
			s.report(diag.Diagnostic{Code: "not-a-truth", Span: m.Spike.Span(), Message: fmt.Sprintf("a spike condition is a comparison, and this is %s", c.Kind), Fix: "write spike when v > threshold { v = reset }"})
		}
	}
	s.event(env, m.Reset, "spike")
	for i := range m.Measures {
		if m.Kind == "learner" {
			s.response(env, &m.Measures[i])
		} else {
			s.measure(env, &m.Measures[i])
		}
	}
	if r := m.Param("refractory"); r != nil && m.Kind == "neuron" && r.Dim != unit.Time {
		s.report(diag.Diagnostic{Code: "dimension", Span: r.Name.Span(), Message: "refractory is a time", Fix: "write refractory = 2ms"})
	}
}

func sortedKeys(m map[string][]Change) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func varNames(m *Model) (names []string) {
	for _, v := range m.Vars {
		names = append(names, v.Name.Text)
	}
	return names
}

// event checks the assignments of an event, and each of its conditions once.
func (s *Scope) event(env *equationEnv, list []Change, event string) {
	asked := map[ast.Expr]bool{}
	for _, c := range list {
		for _, x := range c.If {
			if !asked[x.Expr] {
				asked[x.Expr] = true
				if v := env.eval(x.Expr); v.Kind != eval.Truth && v.Kind != eval.Unknown {
					s.report(diag.Diagnostic{Code: "not-a-truth", Span: x.Expr.Span(), Message: fmt.Sprintf("a condition is a comparison, and this is %s", describe(v)), Fix: "write if x > 1 { ... }"})
				}
			}
		}
		s.assign(env, c.Assign, event)
	}
}

// assign checks `x += expr` in an event.
func (s *Scope) assign(env *equationEnv, a *ast.Assign, event string) {
	m := env.model
	value := env.eval(a.Value)
	id, ok := a.Target.(*ast.Ident)
	if !ok {
		s.report(diag.Diagnostic{Code: "not-assignable", Span: a.Target.Span(), Message: "only a variable of this " + m.Kind + " can be changed here", Fix: "write the name of a variable before the sign"})
		return
	}
	var target eval.Value
	switch v := m.Var(id.Name); {
	case v != nil:
		target = eval.Abstract(v.Dim)
	case m.Kind == "rule" && id.Name == "weight", m.Kind == "rule" && id.Name == "release" && event == "pre":
		target = env.about[id.Name]
	case m.Param(id.Name) != nil:
		s.report(diag.Diagnostic{Code: "not-assignable", Span: id.Span(), Message: fmt.Sprintf("%s is a parameter, and a parameter never changes", id.Name), Fix: fmt.Sprintf("write var %s = ... instead of param", id.Name)})
		return
	default:
		candidates := varNames(m)
		if m.Kind == "rule" {
			candidates = append(candidates, "weight", "release")
		}
		s.report(eval.Unresolved("unknown-variable", id.Span(), "variable", id.Name, candidates))
		return
	}
	if value.Kind == eval.Unknown || target.Kind == eval.Unknown {
		return
	}
	want := target.Dim
	if a.Op == "*=" || a.Op == "/=" {
		want = unit.None
	}
	if value.Kind == eval.Truth {
		value = eval.Abstract(unit.None)
	}
	if value.Kind != eval.Number || value.Dim != want && !value.Zero {
		s.report(diag.Diagnostic{Code: "dimension", Span: a.Value.Span(), Message: fmt.Sprintf("%s %s needs %s, and this is %s", id.Name, a.Op, want.Describe(), describe(value)),
			Fix: eval.UnitFix(want)})
	}
}

// brief cuts a piece of a script to a readable length.
func brief(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return text
}

func describe(v eval.Value) string {
	if v.Kind == eval.Number {
		return v.Dim.Describe()
	}
	return v.Kind.String()
}

// measure checks what an effector's measure reads and works out its dimension.
func (s *Scope) measure(env *equationEnv, m *Measure) {
	v := env.eval(m.Value)
	within := env.eval(m.Within)
	if within.Kind == eval.Number && (within.Dim != unit.Time || within.Num <= 0) {
		s.report(diag.Diagnostic{Code: "dimension", Span: m.Within.Span(), Message: "a measure's window is a time above zero", Fix: "write within 10s"})
	}
	s.clocked(m.Within, within, "within 10s")
	switch m.Kind {
	case "time", "latency":
		m.Dim = unit.Time
		if v.Kind != eval.Truth && v.Kind != eval.Unknown {
			s.report(diag.Diagnostic{Code: "not-a-truth", Span: m.Value.Span(), Message: fmt.Sprintf("%s needs a comparison, and this is %s", m.Kind, v.Kind), Fix: fmt.Sprintf("write %s(%s > 10%%)", m.Kind, m.Value.Span().Text())})
		}
	case "area":
		m.Dim = v.Dim.Mul(unit.Time)
	default:
		m.Dim = v.Dim
	}
	if (m.Kind == "peak" || m.Kind == "mean" || m.Kind == "area") && v.Kind == eval.Truth {
		s.report(diag.Diagnostic{Code: "not-a-number", Span: m.Value.Span(), Message: fmt.Sprintf("%s needs a number, and this is a comparison", m.Kind), Fix: "use time( ) for how long it holds"})
	}
}
