package interp

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
)

// libraryTopics explains what the standard library defines. Of preparations with the same names the default one comes
// first.
func libraryTopics() []topic {
	scope := check.NewScope(reader{}, func(diag.Diagnostic) {})
	a := &anatomy{seen: map[string]bool{}}
	circuits := append([]string{timeline.DefaultPreparation}, library().names["circuit"]...)
	circuits = append(circuits, library().names["learner"]...)
	for _, name := range circuits {
		if c := scope.Use(ast.Name{Text: name}); c != nil && !a.seen["preparation "+name] {
			a.circuit(c)
		}
	}
	for _, kind := range []string{"neuron", "rule"} {
		for _, name := range library().names[kind] {
			d := library().define(kind, name)
			if m := scope.Model(kind, name); m != nil {
				a.add(kind, name, func() string {
					text := explainModel(kind, m, d.Body)
					if how := advanced(kind, name); how != "" {
						text += "\n" + how + "\n"
					}
					return text
				})
			}
		}
	}
	return a.list
}

// anatomy collects topics, each name of a kind once.
type anatomy struct {
	list []topic
	seen map[string]bool
}

func (a *anatomy) add(kind, name string, text func() string) {
	if key := kind + " " + name; !a.seen[key] {
		a.seen[key] = true
		a.list = append(a.list, topic{kind, name, text})
	}
}

func (a *anatomy) circuit(c *check.Circuit) {
	a.add("preparation", c.Name, func() string { return explainCircuit(c) })
	for _, s := range c.Stimuli {
		a.add("verb", s.Name, func() string { return explainVerb(c, s) })
	}
	for _, site := range c.Sites {
		a.add("site", site, func() string {
			return paragraph("a site of "+c.Name, site, "It is sensed by "+enumerate(sensing(c, site))+".", "")
		})
	}
	for _, p := range c.Populations {
		a.add("cell", p.Name, func() string { return explainCells(c, p) })
	}
	for _, part := range c.Parts {
		a.add("part", part, func() string { return explainPart(c, part) })
	}
	for _, g := range c.Agents {
		a.add("agent", g.Name, func() string {
			return paragraph("an agent that can be applied to "+c.Name, g.Name, words(g.Doc, clearance(g)), on(c, fmt.Sprintf("apply %s dose 10uM for 5min", g.Name)))
		})
	}
	for _, m := range c.Modulators {
		a.add("modulator", m.Name, func() string { return explainModel("modulator", m.Model, bodyOf(m.Model.Decl)) })
	}
	for _, e := range c.Effectors {
		if c.Learner != nil {
			for _, m := range e.Model.Measures {
				a.add("measure", m.Name, func() string { return explainResponse(c, m) })
			}
			continue
		}
		a.add("effector", e.Name, func() string { return explainModel("effector", e.Model, bodyOf(e.Model.Decl)) })
		for _, m := range e.Model.Measures {
			a.add("measure", e.Name+"."+m.Name, func() string { return explainMeasure(c, e, m) })
		}
	}
}

// on is an example for an animal: one that a script does not use by itself is named.
func on(c *check.Circuit, example string) string {
	if c.Name == timeline.DefaultPreparation {
		return example
	}
	return "use " + c.Name + "\n" + example
}

// usual is something that can be done to an animal.
func usual(c *check.Circuit) string {
	for _, s := range c.Stimuli {
		if !s.Site {
			return s.Name
		}
		if len(c.Sites) > 0 {
			return s.Name + " " + c.Sites[0]
		}
	}
	return "fire " + c.Populations[0].Name
}

func bodyOf(st ast.Stmt) *ast.Block {
	switch st := st.(type) {
	case *ast.Define:
		return st.Body
	case *ast.Effector:
		return st.Body
	}
	return nil
}

// words joins paragraphs that are not empty; an empty line in one begins another.
func words(paragraphs ...string) string {
	var out []string
	for _, s := range strings.Split(strings.Join(paragraphs, "\n\n"), "\n\n") {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n\n")
}

func enumerate(names []string) string {
	switch len(names) {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func clearance(g *check.Agent) string {
	if g.Clearance == nil {
		return ""
	}
	return fmt.Sprintf("It leaves the bath with a time constant of %s.", g.Clearance.Span().Text())
}

func sensing(c *check.Circuit, site string) (names []string) {
	for _, p := range c.Populations {
		for _, s := range p.Senses {
			if s == site {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

func explainCircuit(c *check.Circuit) string {
	var verbs, agents, measures []string
	for _, s := range c.Stimuli {
		verbs = append(verbs, s.Name)
	}
	for _, g := range c.Agents {
		agents = append(agents, g.Name)
	}
	for _, e := range c.Effectors {
		for _, m := range e.Model.Measures {
			measures = append(measures, e.Reading(m))
		}
	}
	var b strings.Builder
	for _, line := range []struct {
		what  string
		names []string
	}{{"verbs", verbs}, {"sites", c.Sites}, {"measures", measures}, {"cells", c.CellNames()}, {"parts", c.Parts}, {"agents", agents}} {
		if len(line.names) > 0 {
			fmt.Fprintf(&b, "  %-9s %s\n", line.what, strings.Join(line.names, ", "))
		}
	}
	if c.Interval != nil {
		fmt.Fprintf(&b, "  interval  %s\n", c.Interval.Span().Text())
	}
	if c.Recovery != nil {
		fmt.Fprintf(&b, "  recovery  %s\n", c.Recovery.Span().Text())
	}
	if c.Learner != nil {
		b.WriteString("\n" + equations(c.Learner, c.Decl.Body))
	}
	return paragraph("a preparation", c.Name, words(c.Doc)+"\n\n"+strings.TrimRight(b.String(), "\n"), "")
}

func explainVerb(c *check.Circuit, s *check.Stimulus) string {
	var b strings.Builder
	example := s.Name
	if s.Site {
		fmt.Fprintf(&b, "Sites: %s.\n", strings.Join(c.Sites, ", "))
		if len(c.Sites) > 0 {
			example += " " + c.Sites[0]
		}
	}
	if c.Learner != nil {
		return paragraph("a verb of learners", s.Name, words(s.Decl.Doc), fmt.Sprintf("use %s\n%s AB x10", c.Name, s.Name))
	}
	if len(s.Params) > 0 {
		b.WriteString("Parameters and what they are when not written:\n\n" + symbols(s.Params))
		for _, p := range s.Params {
			example += " " + p.Name.Text + " " + p.Init.Span().Text()
		}
	}
	text := words(s.Decl.Doc)
	if text != "" {
		text += "\n\n"
	}
	return paragraph("a verb of "+c.Name, s.Name, text+strings.TrimRight(b.String(), "\n"), on(c, example+" x3"))
}

// value is what a parameter is, and the values that it may have.
func value(p check.Symbol) string {
	text := p.Init.Span().Text()
	if p.Range != nil {
		text += " in " + p.Range.Span().Text()
	}
	return text
}

// symbols writes parameters or variables as a table: name, value, meaning.
func symbols(list []check.Symbol) string {
	var b strings.Builder
	wide, values := 0, 0
	for _, p := range list {
		wide, values = max(wide, len(p.Name.Text)), max(values, len(value(p)))
	}
	for _, p := range list {
		line := fmt.Sprintf("  %-*s = %-*s  %s", wide, p.Name.Text, values, value(p), meaning(p))
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// meaning is what a script says of a symbol, or else its kind of unit.
func meaning(p check.Symbol) string {
	if p.Doc != "" {
		return strings.Join(strings.Fields(p.Doc), " ")
	}
	if p.Dim == unit.None {
		return ""
	}
	return p.Dim.Describe()
}

func explainCells(c *check.Circuit, p *check.Population) string {
	lines := []string{p.Decl.Doc}
	count := "One cell"
	if p.Count != nil {
		count = p.Count.Span().Text() + " cells"
	}
	lines = append(lines, fmt.Sprintf("%s of the model %s.", count, p.Model.Name))
	if len(p.Senses) > 0 {
		lines = append(lines, "Senses "+enumerate(p.Senses)+".")
	}
	if len(p.Parts) > 0 {
		lines = append(lines, "Part of "+enumerate(p.Parts)+".")
	}
	for _, r := range p.Releases {
		lines = append(lines, fmt.Sprintf("Each spike releases %s of %s.", r.Amount.Span().Text(), r.Modulator))
	}
	var in, out []string
	for _, s := range c.Synapses {
		if s.Pre == p {
			out = append(out, s.Post.Name)
		}
		if s.Post == p {
			in = append(in, s.Pre.Name)
		}
	}
	for _, e := range c.Effectors {
		for _, from := range e.From {
			if from == p.Name {
				out = append(out, "the "+e.Name)
			}
		}
	}
	if len(in) > 0 {
		lines = append(lines, "Input from "+enumerate(in)+".")
	}
	if len(out) > 0 {
		lines = append(lines, "Output to "+enumerate(out)+".")
	}
	return paragraph("cells of "+c.Name, p.Name, words(lines...), on(c, fmt.Sprintf("record %s.spikes\nfire %s x5 every 1s", p.Name, p.Name)))
}

func explainPart(c *check.Circuit, part string) string {
	var cells []string
	for _, p := range c.Populations {
		for _, name := range p.Parts {
			if name == part {
				cells = append(cells, p.Name)
			}
		}
	}
	return paragraph("a part of "+c.Name, part, "It holds "+enumerate(cells)+".", on(c, "remove "+part+"\nrest 1d\n"+usual(c)))
}

func explainMeasure(c *check.Circuit, e *check.Organ, m check.Measure) string {
	text := "It is " + measured(m) + " or the next stimulus to the same effector, whichever is first."
	return paragraph("a measure of the effector "+e.Name, e.Name+"."+m.Name, words(m.Doc, text, "It is "+m.Dim.Describe()+"."), on(c, fmt.Sprintf("measure %s.%s\ntrain: %s x10\nprint train.first, train.last", e.Name, m.Name, usual(c))))
}

// measured is what a measure reads, in words.
func measured(m check.Measure) string {
	if m.Within == nil { // of a learner
		return m.Value.Span().Text()
	}
	how := map[string]string{"peak": "the largest value of %s", "mean": "the average of %s", "area": "%s summed over time",
		"time": "how long %s holds", "latency": "the time until %s first holds"}[m.Kind]
	return fmt.Sprintf(how+", from the onset of the trial to %s later", m.Value.Span().Text(), m.Within.Span().Text())
}

// explainResponse says what a learner's response is.
func explainResponse(c *check.Circuit, m check.Measure) string {
	return paragraph("a measure of "+c.Name, m.Name, words(m.Doc, fmt.Sprintf("It is %s, read as the cues come on and before the trial is learnt from.", m.Value.Span().Text())),
		fmt.Sprintf("use %s\ntrain: reinforce A x10\nprint train.first, train.last", c.Name))
}

// explainModel shows a model: its documentation, its parameters with their sources and its equations as they are written.
func explainModel(kind string, m *check.Model, body *ast.Block) string {
	text := equations(m, body)
	if doc := words(m.Doc); doc != "" {
		text = doc + "\n\n" + text
	}
	what := map[string]string{"neuron": "a model of a neuron", "rule": "a rule of plasticity", "modulator": "a modulator", "effector": "an effector"}[kind]
	return paragraph(what, m.Name, strings.TrimRight(text, "\n"), "")
}

// equations writes the parameters, variables and equations of a model.
func equations(m *check.Model, body *ast.Block) string {
	var b strings.Builder
	if len(m.Params) > 0 {
		b.WriteString("Parameters:\n\n" + symbols(m.Params) + "\n")
	}
	if len(m.Vars) > 0 {
		b.WriteString("Variables and how they begin:\n\n" + symbols(m.Vars) + "\n")
	}
	var lines []string
	if body != nil {
		for _, st := range body.Stmts {
			switch st.(type) {
			case *ast.Param, *ast.Var:
			default:
				lines = append(lines, "  "+st.Span().Text())
			}
		}
	}
	if len(lines) > 0 {
		b.WriteString("Equations and events:\n\n" + strings.Join(lines, "\n"))
	}
	return b.String()
}
