package critic

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "two-things-changed", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title:    "Two conditions differ in two things at once.",
		Looks:    "What is done before the compared responses: which stimuli, how many, where, how strong, how long, how far apart. Two differences between the same two conditions fire, but not the doses of two drugs, unless the design has the crossed conditions too.",
		Why:      "If both the number and the force of the touches differ, the result belongs to one of them, to the other, or to both together. Change one thing at a time, or cross the two.",
		Example:  "experiment \"e\" {\n  group light n=12 { base: touch siphon force 2g; rest 30min; train: touch siphon force 1g x10 every 30s; rest 2min; test: touch siphon force 2g }\n  group firm n=12 { base: touch siphon force 2g; rest 25min; train: touch siphon force 4g x20 every 30s; rest 2min; test: touch siphon force 2g }\n  expect firm.test < light.test\n}",
		Repaired: "experiment \"e\" {\n  group light n=12 { base: touch siphon force 2g; rest 30min; train: touch siphon force 1g x10 every 30s; rest 2min; test: touch siphon force 2g }\n  group firm n=12 { base: touch siphon force 2g; rest 30min; train: touch siphon force 4g x10 every 30s; rest 2min; test: touch siphon force 2g }\n  expect firm.test < light.test\n}",
		Limits:   "Two things that always come together in nature may be one thing to you. Then say so with allow.",
		Reading:  []string{"Fisher 1935 The Design of Experiments, ch. 6 (factorial designs)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Design.Kind == timeline.Phases {
			return s.twoPhases()
		}
		seen := map[[2]int]bool{}
		for _, claim := range s.Claims {
			if !claim.Simple {
				continue
			}
			for _, c := range claim.Contrasts {
				key := [2]int{min(c.A.Index, c.B.Index), max(c.A.Index, c.B.Index)}
				if !c.Parallel() || seen[key] || c.preexposed() || len(c.A.treatments(c.LabelA)) == 0 || len(c.B.treatments(c.LabelB)) == 0 {
					continue // to be left alone is handling-mismatch's
				}
				d := c.differences()
				if len(d) < 2 || s.crossed(c, d) || c.unpaired(d) {
					continue
				}
				seen[key] = true
				list = append(list, Finding{At: claim.At,
					Message: fmt.Sprintf("%s and %s differ in two things: %s, and %s. The result may belong to either.", c.A.Name(), c.B.Name(), d[0], d[1]),
					Open:    fmt.Sprintf("The difference comes from %s alone, or from %s alone.", d[0], d[1]),
					Fix:     fmt.Sprintf("change one of the two only, or cross them with two factors. To let them differ in %s only, give both the same otherwise", d[0]),
					Edits:   s.alike(c, d[1:]),
					Notes:   []diag.Note{{Span: d[0].First.At, Text: "here"}}})
			}
		}
		return list
	},
})

// crossed says whether other conditions tell two differences of a contrast apart: one that differs from A only in the first
// of them, and one that differs only in the others.
func (s *Study) crossed(c Contrast, d []Difference) bool {
	first, rest := false, false
	for _, o := range s.Conditions {
		if o == c.A || o == c.B {
			continue
		}
		x := Contrast{A: c.A, B: o, LabelA: c.LabelA, LabelB: c.LabelB}.differences()
		first = first || len(x) == 1 && x[0].Class == d[0].Class && x[0].Feature == d[0].Feature
		rest = rest || len(x) > 0 && len(x) == len(d)-1 && !(x[0].Class == d[0].Class && x[0].Feature == d[0].Feature)
	}
	return first && rest
}

// alike takes away all differences of a contrast but the first: the second condition gets what the first one has.
func (s *Study) alike(c Contrast, differences []Difference) []diag.Edit {
	d := s.draft()
	for _, x := range differences {
		x.Class, _, _ = strings.Cut(x.Class, " and ") // what comes together is written together
		a, b := c.A.treatment(c.LabelA, x.Class), c.B.treatment(c.LabelB, x.Class)
		if x.Feature == "" {
			has, lacks, act := c.A, c.B, a
			if act.Text == "" || act.Omitted {
				has, lacks, act = c.B, c.A, b
			}
			p, ok := s.statement(act.At)
			if o := lacks.treatment(c.label(lacks), x.Class); ok && o.Text != "" { // it is omitted there
				d.replace(o.At, act.At.Text())
				q, _ := s.statement(o.At)
				ast.Inspect(q.stmt(), func(n ast.Stmt) bool {
					if omit, is := n.(*ast.Omit); is && omit.What != nil {
						word := omit.Span()
						word.End = omit.What.Span().Start
						d.replace(word, "")
					}
					return true
				})
			} else if ok {
				d.standIn(lacks, has, act, act.At, p.stmt().Span().Text())
			}
			continue
		}
		p, ok1 := s.statement(a.At)
		q, ok2 := s.statement(b.At)
		if !ok1 || !ok2 {
			return nil
		}
		if x.Feature == "site" {
			d.replace(b.At, a.At.Text())
			continue
		}
		if x.Feature == "number" && d.asMany(c, x) {
			continue
		}
		from, to := part(p.stmt(), x.Feature), part(q.stmt(), x.Feature)
		if to == nil || from == nil {
			from, to = part(outer(s.path(a.At)), x.Feature), part(outer(s.path(b.At)), x.Feature)
		}
		if from == nil || to == nil || from.Span() == to.Span() {
			return nil
		}
		d.replace(to.Span(), from.Span().Text())
	}
	return d.done()
}

// outer is the repeated block around a statement, or the statement.
func outer(path []place) ast.Stmt {
	st := path[len(path)-1].stmt()
	for i := len(path) - 1; i >= 0; i-- {
		n := path[i].stmt()
		if l, ok := n.(*ast.Labelled); ok {
			n = l.Stmt
		}
		if x, ok := n.(*ast.Compound); ok {
			return x
		}
	}
	return st
}

// treatment is the first act of a class before a response that is no response itself.
func (c *Condition) treatment(label, class string) Act {
	for _, a := range c.until(label) {
		if a.is(class) && !a.Peeked && !Before(a.Role) && !After(a.Role) {
			return a
		}
	}
	return Act{}
}

// asMany gives the one condition of a contrast as many of a treatment as the other, ending at the same time: the one in
// which they are a single series.
func (d *draft) asMany(c Contrast, x Difference) bool {
	for _, side := range []struct {
		to, from *Condition
	}{{c.B, c.A}, {c.A, c.B}} {
		var series []Act
		single := true
		for _, a := range Delivered(side.to.until(c.label(side.to))) {
			if a.is(x.Class) && a.First && !Before(a.Role) && !After(a.Role) {
				single = single && (len(series) == 0 || series[0].At == a.At)
				series = append(series, a)
			}
		}
		if len(series) == 0 {
			continue
		}
		p, ok := d.statement(series[0].At)
		if !ok || !single {
			continue
		}
		want := 0
		for _, a := range Delivered(side.from.until(c.label(side.from))) {
			if a.is(x.Class) && !Before(a.Role) && !After(a.Role) {
				want++
			}
		}
		count, ok := part(p.stmt(), "number").(*ast.Number)
		if !ok || int(count.Value) != len(series) || want < 2 {
			continue
		}
		d.replace(count.Span(), fmt.Sprintf("%s%d", strings.TrimRight(count.Span().Text(), "0123456789"), want))
		if len(series) > 1 && p.n > 0 {
			longer := int64(want-len(series)) * (series[1].Onset - series[0].Onset)
			if rest, ok := p.block.Stmts[p.n-1].(*ast.Rest); ok && rest.Until != nil {
				if until, ok := quantity(rest.Until); ok {
					d.replace(rest.Until.Span(), timeline.Duration(until-longer))
				} else {
					d.insert(rest.Span(), rest.Span().End, sign(-longer)+timeline.Duration(max(longer, -longer)))
				}
			}
		}
		return true
	}
	return false
}

func sign(x int64) string {
	if x < 0 {
		return " - "
	}
	return " + "
}

// unpaired says whether two differences are one: that animals get a pairing or neither of its stimuli, which
// no-unpaired-control and no-sensitization-control are about.
func (c Contrast) unpaired(d []Difference) bool {
	for _, x := range []*Condition{c.A, c.B} {
		if p, ok := x.pairing(); ok && len(d) == 2 && d[0].Feature == "" && d[1].Feature == "" {
			return p.CS.is(d[0].Class) && p.US.is(d[1].Class) || p.US.is(d[0].Class) && p.CS.is(d[1].Class)
		}
	}
	return false
}
