package check

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// synapses reads synapse and connect statements.
func (b *circuitBuilder) synapses(stmts []ast.Stmt) {
	type pair struct {
		pre, post  string
		electrical bool
	}
	seen := map[pair]ast.Stmt{}
	once := func(st ast.Stmt, p pair) bool {
		if old := seen[p]; old != nil {
			b.report(diag.Diagnostic{Code: "defined-twice", Span: st.Span(), Message: fmt.Sprintf("%s -> %s is connected twice", p.pre, p.post), Fix: "join the two, or make one of them electrical",
				Notes: []diag.Note{{Span: old.Span(), Text: "the first one"}}})
			return false
		}
		seen[p] = st
		return true
	}
	for _, st := range stmts {
		switch st := st.(type) {
		case *ast.Synapse:
			pre, post := b.population(st.Pre), b.population(st.Post)
			if pre == nil || post == nil || !once(st, pair{pre.Name, post.Name, st.Electrical}) {
				continue
			}
			b.c.Synapses = append(b.c.Synapses, b.synapse(st, st.Body, pre, post, st.Electrical))
		case *ast.Connect:
			pre := b.population(st.Pre)
			var posts []*Population
			if st.Post.Text == "all" {
				posts = b.c.Populations
			} else if p := b.population(st.Post); p != nil {
				posts = []*Population{p}
			}
			if pre == nil {
				continue
			}
			for _, post := range posts {
				if !once(st, pair{pre.Name, post.Name, false}) {
					continue
				}
				s := b.synapse(st, st.Body, pre, post, false)
				if s.Probability != nil {
					s.Pairs = "random"
				}
				b.c.Synapses = append(b.c.Synapses, s)
			}
		}
	}
}

func (b *circuitBuilder) synapse(decl ast.Stmt, body *ast.Block, pre, post *Population, electrical bool) *Synapse {
	s := &Synapse{Decl: decl, Name: pre.Name + "_" + post.Name, Pre: pre, Post: post, Electrical: electrical}
	var stmts []ast.Stmt
	if body != nil {
		stmts = body.Stmts
	}
	properties := map[string]ast.Name{}
	into := decl.Span()
	broken := false
	for _, st := range stmts {
		if b.assigned(st, synapseProperties) {
			broken = true
			continue
		}
		switch st := st.(type) {
		case *ast.Property:
			if b.unique(properties, st.Name) && b.belongs(st, electrical) {
				b.synapseProperty(s, st)
			}
			if st.Name.Text == "into" {
				into = st.Span()
			}
		case *ast.RuleUse:
			if electrical {
				b.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: "an electrical synapse has no plasticity", Why: "ions flow through it directly; nothing is released that could be changed", Fix: "take the rule out, or make the synapse chemical"})
				continue
			}
			b.ruleUse(s, st)
		case *ast.Structure:
			s.Structure = st
		case *ast.Invalid:
			broken = true
		default:
			b.report(diag.Diagnostic{Code: "misplaced", Span: st.Span(), Message: "this says nothing about a synapse", Fix: "a synapse has weight, delay, into, pairs, compartment, conductance, rule and structure"})
		}
	}
	if broken {
		return s // what it lacks may be what could not be read
	}
	if electrical {
		if s.Conductance == nil {
			b.report(diag.Diagnostic{Code: "no-value", Span: decl.Span(), Message: "an electrical synapse needs a conductance", Fix: "{ conductance 2nS }"})
		}
		for _, p := range []*Population{pre, post} {
			if v := p.Model.Var("v"); v == nil || v.Dim != unit.Voltage {
				b.report(diag.Diagnostic{Code: "no-potential", Span: decl.Span(), Message: fmt.Sprintf("%s has no potential v, so no current can flow", p.Name), Fix: "give " + p.Model.Name + " a variable v in mV"})
			}
		}
		return s
	}
	b.target(s, decl, into)
	b.rulesInUse(s)
	return s
}

// belongs says whether a property fits the kind of synapse.
func (b *circuitBuilder) belongs(p *ast.Property, electrical bool) bool {
	switch p.Name.Text {
	case "weight", "into", "delay", "probability":
		if electrical {
			b.report(diag.Diagnostic{Code: "misplaced", Span: p.Span(), Message: fmt.Sprintf("an electrical synapse has no %s", p.Name.Text), Why: "current flows through it directly and at once", Fix: "write conductance 2nS"})
			return false
		}
	case "conductance":
		if !electrical {
			b.report(diag.Diagnostic{Code: "misplaced", Span: p.Span(), Message: "only an electrical synapse has a conductance", Fix: "write weight 2nA; into i, or put electrical behind the cells"})
			return false
		}
	}
	return true
}

func (b *circuitBuilder) synapseProperty(s *Synapse, p *ast.Property) {
	single := func() ast.Expr {
		if len(p.Values) != 1 {
			b.report(diag.Diagnostic{Code: "no-value", Span: p.Span(), Message: fmt.Sprintf("%s needs one value", p.Name.Text), Fix: "write " + p.Name.Text + " and one value"})
			return nil
		}
		return p.Values[0]
	}
	switch p.Name.Text {
	case "weight":
		s.Weight = single()
	case "delay":
		if s.Delay = single(); s.Delay != nil {
			b.moment(s.Delay, b.constant(s.Delay, unit.Time, "delay"), true, "delay 3ms")
		}
	case "into":
		if id, ok := single().(*ast.Ident); ok {
			s.Into = id.Name
		} else if len(p.Values) == 1 {
			b.words(p.Values)
		}
	case "conductance":
		if s.Conductance = single(); s.Conductance != nil {
			b.ofPair(s.Conductance, unit.Conductance, "conductance")
		}
	case "compartment":
		if x := single(); x != nil {
			s.Compartment = b.compartment(s, x)
		}
	case "probability":
		if s.Probability = single(); s.Probability != nil {
			s.Pairs = "random"
			if v := b.ofPair(s.Probability, unit.None, "probability"); v.Kind == eval.Number && (v.Num < 0 || v.Num > 1) {
				b.report(diag.Diagnostic{Code: "bad-probability", Span: s.Probability.Span(), Message: "a probability lies between 0 and 1", Fix: "write probability 2%"})
			}
		}
	case "pairs":
		b.pairs(s, p)
	default:
		b.report(eval.Unresolved("unknown-property", p.Name.Span(), "property of a synapse", p.Name.Text, synapseProperties))
	}
}

// ofPair checks a value that may read which of the target's cells it is for.
func (b *circuitBuilder) ofPair(x ast.Expr, dim unit.Dimension, what string) eval.Value {
	return b.expect(&equationEnv{scope: b.Scope, model: &Model{Kind: "circuit"}, about: surroundings{"index": plainNumber, "count": plainNumber}}, x, dim, what)
}

// pairs reads `pairs one_to_one` and `pairs where CONDITION`.
func (b *circuitBuilder) pairs(s *Synapse, p *ast.Property) {
	if len(p.Values) > 0 {
		if id, ok := p.Values[0].(*ast.Ident); ok {
			switch {
			case id.Name == "all" && len(p.Values) == 1:
				return
			case id.Name == "one_to_one" && len(p.Values) == 1:
				s.Pairs = "one_to_one"
				return
			case id.Name == "where" && len(p.Values) == 2:
				s.Pairs, s.Where = "where", p.Values[1]
				env := &equationEnv{scope: b.Scope, model: &Model{Kind: "synapse"}, pre: s.Pre.Model, post: s.Post.Model}
				if v := env.eval(s.Where); v.Kind != eval.Truth && v.Kind != eval.Unknown {
					b.report(diag.Diagnostic{Code: "not-a-truth", Span: s.Where.Span(), Message: "pairs where needs a comparison", Fix: "pairs where pre.index == post.index"})
				}
				return
			}
		}
	}
	b.report(diag.Diagnostic{Code: "bad-pairs", Span: p.Span(), Message: "this does not say which cells are joined", Fix: "write pairs all, pairs one_to_one or pairs where abs(pre.field - post.field) < 0.2"})
}

// target finds the variable that a spike adds to, and checks the weight against it.
func (b *circuitBuilder) target(s *Synapse, decl ast.Stmt, into source.Span) {
	post := s.Post.Model
	if s.Into == "" {
		if len(post.On["receive"]) == 0 {
			b.report(diag.Diagnostic{Code: "no-target", Span: decl.Span(), Message: fmt.Sprintf("the synapse does not say which variable of %s it adds to", s.Post.Name), Fix: "write into i, or give " + post.Name + " an `on receive { }`"})
			return
		}
	} else if v := post.Var(s.Into); v == nil {
		b.report(eval.Unresolved("unknown-variable", into, "variable of "+post.Name, s.Into, varNames(post)))
		return
	} else {
		s.IntoDim = v.Dim
	}
	if s.Weight == nil {
		b.report(diag.Diagnostic{Code: "no-value", Span: decl.Span(), Message: "the synapse has no weight", Fix: "write weight 2nA"})
		return
	}
	env := &equationEnv{scope: b.Scope, model: &Model{Kind: "synapse"}, pre: s.Pre.Model, post: s.Post.Model}
	w := env.eval(s.Weight)
	switch {
	case w.Kind == eval.Unknown:
	case w.Kind != eval.Number || s.Into != "" && w.Dim != s.IntoDim:
		b.report(diag.Diagnostic{Code: "dimension", Span: s.Weight.Span(), Message: fmt.Sprintf("the weight is added to %s, which is %s, and this is %s", s.Into, s.IntoDim.Describe(), describe(w)), Fix: "give the weight the unit of " + s.Into})
	case s.Into == "":
		s.IntoDim = w.Dim
	}
}

// ruleUse reads `rule depression(use = 0.15)`.
func (b *circuitBuilder) ruleUse(s *Synapse, r *ast.RuleUse) {
	d := b.lookup("rule", r.Name)
	if d == nil {
		return
	}
	use := RuleUse{At: r.Name, Model: b.model(d)}
	for _, a := range r.Args {
		if a.Name == nil {
			b.report(diag.Diagnostic{Code: "bad-argument", Span: a.Value.Span(), Message: "a rule's parameters are given by name", Fix: fmt.Sprintf("write %s(use = 0.15)", r.Name.Text)})
			continue
		}
		if set, ok := b.set(use.Model, *a.Name, a.Value); ok {
			use.Settings = append(use.Settings, set)
		}
	}
	s.Rules = append(s.Rules, use)
}

// rulesInUse checks the equations of a synapse's rules with the cells and the modulators that they meet here.
func (b *circuitBuilder) rulesInUse(s *Synapse) {
	names := map[string]ast.Name{}
	for _, r := range s.Rules {
		if !b.unique(names, r.At) {
			continue
		}
		about := b.around()
		about["weight"], about["release"] = eval.Abstract(s.IntoDim), plainNumber
		b.inUse(r.At, &equationEnv{scope: b.Scope, model: r.Model, about: about, pre: s.Pre.Model, post: s.Post.Model})
	}
	if s.Structure == nil || s.Structure.Body == nil {
		return
	}
	about := b.around()
	about["weight"], about["contacts"] = eval.Abstract(s.IntoDim), plainNumber
	env := &equationEnv{scope: b.Scope, model: &Model{Kind: "rule", Name: "structure"}, about: about, pre: s.Pre.Model, post: s.Post.Model}
	for _, st := range s.Structure.Body.Stmts {
		var when ast.Expr
		switch st := st.(type) {
		case *ast.Grow:
			b.expect(env, st.Amount, unit.None, "what grows is a number of contacts, so it")
			when = st.When
		case *ast.Prune:
			when = st.When
		default:
			b.misplaced(st, "structure", "")
			continue
		}
		if when != nil {
			if v := env.eval(when); v.Kind != eval.Truth && v.Kind != eval.Unknown {
				b.report(diag.Diagnostic{Code: "not-a-truth", Span: when.Span(), Message: "when needs a comparison", Fix: "write when pre.v > -50mV"})
			}
		}
	}
}
