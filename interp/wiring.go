package interp

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// circuit is the preparation of the animal that is being explored, or the default one where none has been chosen yet.
func (s *Session) circuit() *check.Circuit {
	if c := s.now().walker.Circuit(); c != nil {
		return c
	}
	scope := s.now().scope.Clone()
	scope.SetReport(func(diag.Diagnostic) {})
	return scope.Use(ast.Name{Text: timeline.DefaultPreparation})
}

// Wiring is how the animal that is being explored is wired, by the definition of its preparation.
func (s *Session) Wiring() record.Wiring { return wiring(s.circuit()) }

func wiring(c *check.Circuit) record.Wiring {
	if c == nil { // the default preparation, which definitions of the script have broken
		return record.Wiring{Name: timeline.DefaultPreparation}
	}
	w := record.Wiring{Name: c.Name, Doc: c.Doc}
	at := map[string]int{}
	add := func(kind record.Part, name, size, note string) {
		at[fmt.Sprint(kind, name)] = len(w.Nodes)
		w.Nodes = append(w.Nodes, record.Node{Name: name, Kind: kind, Size: size, Note: note})
	}
	link := func(from record.Part, a string, to record.Part, b string, l record.Link) {
		var ok1, ok2 bool
		l.From, ok1 = at[fmt.Sprint(from, a)]
		l.To, ok2 = at[fmt.Sprint(to, b)]
		if ok1 && ok2 {
			w.Links = append(w.Links, l)
		}
	}
	for _, s := range c.Sites {
		add(record.Site, s, "", "")
	}
	for _, p := range c.Populations {
		size := ""
		if p.Count != nil {
			size = "x" + strings.TrimPrefix(p.Count.Span().Text(), "x")
		}
		note := p.Model.Name
		for _, st := range c.Stimuli {
			for _, d := range st.Drives {
				if id, ok := d.Target.(*ast.Ident); ok && id.Name == p.Name {
					note += "; driven by " + st.Name
				}
			}
		}
		if len(p.Parts) > 0 {
			note += "; part " + strings.Join(p.Parts, ", ")
		}
		add(record.Cells, p.Name, size, note)
	}
	for _, e := range c.Effectors {
		if c.Learner != nil {
			continue
		}
		var measures []string
		for _, m := range e.Model.Measures {
			measures = append(measures, e.Reading(m))
		}
		add(record.Effector, e.Name, "", "measures "+strings.Join(measures, ", "))
	}
	for _, m := range c.Modulators {
		add(record.Modulator, m.Name, "", "")
	}
	for _, p := range c.Populations {
		for _, s := range p.Senses {
			link(record.Site, s, record.Cells, p.Name, record.Link{})
		}
		for _, r := range p.Releases {
			link(record.Cells, p.Name, record.Modulator, r.Modulator, record.Link{Note: r.Amount.Span().Text() + " a spike"})
		}
	}
	for _, y := range c.Synapses {
		link(record.Cells, y.Pre.Name, record.Cells, y.Post.Name, joined(y))
	}
	for _, e := range c.Effectors {
		for _, p := range e.From {
			link(record.Cells, p, record.Effector, e.Name, record.Link{})
		}
	}
	for _, g := range c.Agents {
		w.Agents = append(w.Agents, g.Name)
	}
	return w
}

// joined is a synapse as a link.
func joined(y *check.Synapse) record.Link {
	l := record.Link{Synapse: true, Electrical: y.Electrical}
	var notes []string
	for _, x := range []struct {
		name  string
		value ast.Expr
	}{{"", y.Weight}, {"", y.Conductance}, {"delay ", y.Delay}, {"probability ", y.Probability}, {"where ", y.Where}} {
		if x.value != nil {
			notes = append(notes, x.name+strings.Join(strings.Fields(x.value.Span().Text()), " "))
		}
	}
	if y.Pairs == "one_to_one" {
		notes = append(notes, "one to one")
	}
	l.Note = strings.Join(notes, ", ")
	for _, r := range y.Rules {
		if !slices.Contains(l.Rules, r.Model.Name) {
			l.Rules = append(l.Rules, r.Model.Name)
		}
	}
	return l
}
