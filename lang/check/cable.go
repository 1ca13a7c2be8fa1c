package check

import (
	"fmt"
	"maps"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// MostCompartments is how many a cell may have.
const MostCompartments = 10_000

// Cable is a neuron's row of compartments: so many rounds of its parts.
type Cable struct {
	Decl   *ast.Compartments
	Rounds int
	Parts  []Part
}

// Part is a stretch of compartments; its name is "" where a cable is not divided.
type Part struct {
	Name  string
	Count int
}

// Compartments is their number.
func (c *Cable) Compartments() (n int) {
	for _, p := range c.Parts {
		n += c.Rounds * p.Count
	}
	return n
}

// resistivity is ohm times metre.
var resistivity = unit.Resistance.Mul(unit.Length)

// geometry are the parameters that a cable must have.
var geometry = []struct {
	name, like string
	dim        unit.Dimension
}{
	{"length", "param length = 50um", unit.Length},
	{"diameter", "param diameter = 2um", unit.Length},
	{"resistivity", "param resistivity = 100ohm * 1cm", resistivity},
}

// cable reads the compartments of a neuron; nil when it has none.
func (s *Scope) cable(kind string, body *ast.Block) *Cable {
	var found *Cable
	for _, st := range body.Stmts {
		d, ok := st.(*ast.Compartments)
		switch {
		case !ok:
		case kind != "neuron":
			s.misplaced(st, kind, "only a neuron has compartments")
		case found != nil:
			s.report(diag.Diagnostic{Code: "defined-twice", Span: st.Span(), Message: "the compartments are counted twice", Fix: "keep one of the two lines",
				Notes: []diag.Note{{Span: found.Decl.Span(), Text: "the first one"}}})
		default:
			found = s.rounds(d)
		}
	}
	return found
}

func (s *Scope) rounds(d *ast.Compartments) *Cable {
	c := &Cable{Decl: d, Rounds: s.howMany(d.Count)}
	names := map[string]ast.Name{}
	for _, p := range d.Parts {
		if old, twice := names[p.Name.Text]; twice {
			s.twice(p.Name, old.Span())
			continue
		}
		names[p.Name.Text] = p.Name
		c.Parts = append(c.Parts, Part{p.Name.Text, s.howMany(p.Count)})
	}
	if len(c.Parts) == 0 {
		c.Parts = []Part{{"", 1}}
	}
	if n := c.Compartments(); n < 2 || n > MostCompartments {
		s.report(diag.Diagnostic{Code: "count", Span: d.Span(), Message: fmt.Sprintf("a cable has from 2 to %d compartments, and this has %d", MostCompartments, n), Fix: "write compartments x100, or take the line out of a neuron that is one point"})
		c.Rounds, c.Parts = 2, []Part{{"", 1}}
	}
	return c
}

// howMany reads a number of compartments or of rounds; nil is one.
func (s *Scope) howMany(x ast.Expr) int {
	if x == nil {
		return 1
	}
	v := (&equationEnv{scope: s, model: &Model{Kind: "neuron"}}).eval(x)
	if v.Kind == eval.Unknown {
		return 1
	}
	if v.Kind != eval.Number || v.Dim != unit.None || v.Num < 1 || v.Num > MostCompartments || v.Num != float64(int(v.Num)) {
		s.report(diag.Diagnostic{Code: "count", Span: x.Span(), Message: fmt.Sprintf("a number of compartments is a whole number from 1 to %d", MostCompartments), Fix: "write x100"})
		return 1
	}
	return int(v.Num)
}

// places are the names that say where in a cable a compartment stands. position and area follow from parameters that must
// stand before whoever reads them; known says which do.
func (m *Model) places(known func(name string) bool) surroundings {
	a := surroundings{}
	if m.Cable == nil {
		return a
	}
	a["compartment"], a["compartments"] = plainNumber, plainNumber
	for _, p := range m.Cable.Parts {
		if p.Name != "" {
			a[p.Name] = plainNumber
		}
	}
	if known("length") {
		a["position"] = eval.Abstract(unit.Length)
		if known("diameter") {
			a["area"] = eval.Abstract(unit.Length.Mul(unit.Length))
		}
	}
	return a
}

// with adds names to surroundings.
func (a surroundings) with(more surroundings) surroundings {
	maps.Copy(a, more)
	return a
}

// whole checks that a cable has what its axial current needs.
func (s *Scope) whole(m *Model) {
	if m.Cable == nil {
		return
	}
	at := m.Cable.Decl.Span()
	var missing, like []string
	for _, g := range geometry {
		p := m.Param(g.name)
		switch {
		case p == nil:
			missing, like = append(missing, g.name), append(like, g.like)
		case p.Dim != g.dim:
			s.report(diag.Diagnostic{Code: "dimension", Span: p.Init.Span(), Message: fmt.Sprintf("the %s of a compartment must be %s, and this is %s", g.name, g.dim.Describe(), p.Dim.Describe()), Fix: "write " + g.like})
		}
	}
	if len(missing) > 0 {
		s.report(diag.Diagnostic{Code: "cable", Span: at, Message: fmt.Sprintf("%s has compartments, and their %s is not known", m.Name, strings.Join(missing, ", ")), Why: "the current from compartment to compartment follows from their length, diameter and resistivity", Fix: "write " + strings.Join(like, "; ")})
	}
	taken := m.places(func(string) bool { return true })
	for _, list := range [][]Symbol{m.Params, m.Vars} {
		for _, sym := range list {
			if _, ok := taken[sym.Name.Text]; ok {
				s.report(diag.Diagnostic{Code: "defined-twice", Span: sym.Name.Span(), Message: fmt.Sprintf("%s already says where in the cable a compartment stands", sym.Name.Text), Fix: "rename it"})
			}
		}
	}
	if v := m.Var("v"); v == nil || v.Dim != unit.Voltage {
		s.report(diag.Diagnostic{Code: "no-potential", Span: at, Message: fmt.Sprintf("%s has no potential v, so no current can flow along it", m.Name), Fix: "write var v = -65mV"})
		return
	}
	driven := false
	for _, d := range m.Derivs {
		if d.Of.Text == "v" {
			at = d.Value.Span()
		}
	}
	for _, d := range m.Derivs {
		if d.Of.Text == "v" {
			ast.Inspect(d, func(n ast.Stmt) bool {
				id, ok := n.(*ast.Ident)
				driven = driven || ok && id.Name == "injected"
				return true
			})
		}
	}
	if !driven {
		s.report(diag.Diagnostic{Code: "cable", Span: at, Message: "dv/dt does not read injected, so no current can flow along the cable", Why: "the current from the neighbours is added to injected", Fix: "write dv/dt = (injected / area - ...) / capacitance"})
	}
	if len(m.Reset) > 0 {
		s.report(diag.Diagnostic{Code: "cable", Span: m.Reset[0].Span(), Message: "an action potential of a cable resets nothing", Why: "it travels by the currents of the membrane, and they end it", Fix: "write spike when v > 0mV { }"})
	}
}

// compartment reads where on a cable a synapse ends.
func (b *circuitBuilder) compartment(s *Synapse, x ast.Expr) int {
	if s.Post.Model.Cable == nil {
		b.report(diag.Diagnostic{Code: "misplaced", Span: x.Span(), Message: fmt.Sprintf("%s is one point and has no compartments", s.Post.Name), Fix: "take compartment out, or give " + s.Post.Model.Name + " compartments"})
		return 0
	}
	v := b.constant(x, unit.None, "a compartment")
	if n := s.Post.Compartments(); v.Kind == eval.Number && (v.Num < 1 || v.Num > float64(n) || v.Num != float64(int(v.Num))) {
		b.report(diag.Diagnostic{Code: "no-such-cell", Span: x.Span(), Message: fmt.Sprintf("%s has %d compartments, counted from 1", s.Post.Name, n), Fix: fmt.Sprintf("write compartment %d for its end", n)})
		return 0
	}
	return int(v.Num)
}
