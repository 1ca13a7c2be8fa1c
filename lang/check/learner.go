package check

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
)

// trialVerbs are what can be done to every learner: a trial with cues.
var trialVerbs = []*Stimulus{
	{Name: "reinforce", Site: true, Decl: &ast.Stimulus{Doc: "Presents cues, and the reinforcer after them: a trial AB+."}},
	{Name: "present", Site: true, Decl: &ast.Stimulus{Doc: "Presents cues alone: a trial AB-, from which the animal learns too."}},
	{Name: "test", Site: true, Decl: &ast.Stimulus{Doc: "Reads the response to cues. Nothing is learnt from it."}},
}

// Reading is a measure's name among all readings: gill.amplitude, or strength of an organ without a name.
func (o *Organ) Reading(m Measure) string {
	if o.Name == "" {
		return m.Name
	}
	return o.Name + "." + m.Name
}

// learner resolves a learner once: a preparation that knows only trials.
func (s *Scope) learner(d *ast.Define) *Circuit {
	if c, ok := s.circuits[d]; ok {
		return c
	}
	c := &Circuit{Decl: d, Name: d.Name.Text, Doc: d.Doc, Stimuli: trialVerbs}
	if d.From != nil {
		s.report(diag.Diagnostic{Code: "misplaced", Span: d.From.Span(), Message: "a learner is not made from another", Fix: fmt.Sprintf("write learner %s { }, or change parameters: use %s with ...", d.Name.Text, d.From.Text)})
	}
	equations, about := &ast.Block{}, []ast.Stmt{}
	for _, st := range d.Body.Stmts {
		switch p := st.(type) {
		case *ast.Variability:
			about = append(about, st)
		case *ast.Property:
			if p.Name.Text == "interval" {
				about = append(about, st)
				continue
			}
			s.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: fmt.Sprintf("%s says nothing about a learner", p.Name.Text), Fix: "a learner has param, var, on reinforced, on unreinforced, measure, interval and variability"})
		default:
			equations.Stmts = append(equations.Stmts, st)
		}
	}
	c.Learner = s.build("learner", c.Name, c.Doc, d, equations)
	s.equations(c.Learner, surroundings{})
	if len(c.Learner.Vars) == 0 {
		s.report(diag.Diagnostic{Code: "no-value", Span: d.Name.Span(), Message: fmt.Sprintf("the learner %s has no variable, so it learns nothing", c.Name), Fix: "write var strength = 0"})
	}
	c.Effectors = []*Organ{{Model: c.Learner}}
	s.circuits[d] = c
	(&circuitBuilder{Scope: s, c: c}).properties(about)
	return c
}

// total is sum(x) in a learner: over the cues of a trial.
func (env *equationEnv) total(x *ast.Call, e *eval.Evaluator) (eval.Value, bool) {
	fn, ok := x.Fn.(*ast.Ident)
	if !ok || fn.Name != "sum" || env.model.Kind != "learner" {
		return eval.Value{}, false
	}
	if len(x.Args) != 1 || x.Args[0].Name != nil {
		return e.Fail("argument-count", x.Span(), "sum takes one value, which each cue has", "write sum(strength)"), true
	}
	if env.summing {
		return e.Fail("misplaced", x.Span(), "a sum over cues stands in another", "take one of the two out"), true
	}
	inner := *env
	inner.summing, inner.reading = true, false
	v := inner.eval(x.Args[0].Value)
	if v.Kind != eval.Number && v.Kind != eval.Unknown {
		return e.Fail("not-a-number", x.Args[0].Value.Span(), fmt.Sprintf("sum needs a number, and this is %s", v.Kind), "write sum(strength)"), true
	}
	return v, true
}

// ofEach reports a variable of a cue where no cue is meant: in a response.
func (env *equationEnv) ofEach(x *ast.Ident, e *eval.Evaluator) bool {
	if !env.reading || env.model.Var(x.Name) == nil {
		return false
	}
	e.Fail("misplaced", x.Span(), fmt.Sprintf("%s is a number of each cue, and a response is one number", x.Name), fmt.Sprintf("write sum(%s)", x.Name))
	return true
}

// response checks a measure of a learner.
func (s *Scope) response(env *equationEnv, m *Measure) {
	env.reading = true
	v := env.eval(m.Value)
	env.reading = false
	if v.Kind != eval.Number && v.Kind != eval.Unknown {
		s.report(diag.Diagnostic{Code: "not-a-number", Span: m.Value.Span(), Message: fmt.Sprintf("a response is a number, and this is %s", v.Kind), Fix: "write measure strength = sum(strength)"})
	}
	m.Dim = v.Dim
}

// learnerParameter finds a parameter of a learner: of all its cues (salience), or of one cue or compound (A.salience).
func (s *Scope) learnerParameter(c *Circuit, names []ast.Name) (Parameter, bool) {
	m, p := c.Learner, Parameter{}
	if len(names) == 2 && ast.Cues(names[0].Text) != nil {
		p.Owner, names = names[0].Text, names[1:]
	}
	if len(names) != 1 {
		s.report(diag.Diagnostic{Code: "bad-path", Span: names[0].Span(), Message: fmt.Sprintf("this does not name a parameter of %s", c.Name), Fix: fmt.Sprintf("write %s, or A.%s for one cue", firstName(m.Params), firstName(m.Params))})
		return p, false
	}
	sym := m.Param(names[0].Text)
	if sym == nil {
		var list []string
		for _, x := range m.Params {
			list = append(list, x.Name.Text)
		}
		s.report(eval.Unresolved("unknown-parameter", names[0].Span(), "parameter of "+c.Name, names[0].Text, list))
		return p, false
	}
	p.Path, p.Dim = sym.Name.Text, sym.Dim
	return p, true
}

// cueProbe finds A.strength: a variable of a cue of a learner.
func (c *Circuit) cueProbe(names []ast.Name) (p Probe, found bool) {
	if len(names) != 2 || ast.Cues(names[0].Text) == nil {
		return p, false
	}
	v := c.Learner.Var(names[1].Text)
	if v == nil {
		return p, false
	}
	return Probe{Kind: CueVar, Owner: names[0].Text, Var: v.Name.Text, Dim: v.Dim, Name: names[0].Text + "." + v.Name.Text}, true
}
