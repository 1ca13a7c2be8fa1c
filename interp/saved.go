package interp

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/format"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/token"
	"protoexp/runtime/record"
)

// Script is what was done to the animal that is being explored, from its beginning, as a script that can be run: with its
// preparation and its seed, and a label on every trial. Comments at its end say what else the session holds.
func (s *Session) Script() string {
	p := &saving{session: s, used: map[string]bool{}, count: map[string]int{}}
	entries := s.now().path()
	var bodies [][]ast.Stmt
	for _, e := range entries {
		p.names(e)
		file, _ := parse.File(source.New("session", e))
		bodies = append(bodies, file.Body.Stmts)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Saved from the prompt of protoexp %s", record.Version)
	if len(s.animals) > 1 {
		fmt.Fprintf(&b, ": what was done to the animal %s", s.animal().name)
	}
	b.WriteString(".\n" + p.head(bodies))
	for i, e := range entries {
		b.WriteString(p.entry(e, bodies[i]) + "\n")
	}
	b.WriteString(s.aside())
	return strings.TrimRight(format.Text(b.String()), "\n") + "\n"
}

// saving writes a session as a script.
type saving struct {
	session *Session
	used    map[string]bool // names that stand somewhere in the session
	count   map[string]int  // labels made of a verb so far
}

// names notes every name of an entry, so that no label takes one.
func (p *saving) names(entry string) {
	tokens, _ := token.Scan(source.New("", entry))
	for _, t := range tokens {
		if t.Type == token.Name {
			p.used[t.Value] = true
		}
	}
}

// head states the preparation and the seed, where the entries do not.
func (p *saving) head(bodies [][]ast.Stmt) string {
	w := p.session.now().walker
	preparation, seed := w.Circuit() != nil, true
	for _, body := range bodies {
		for _, st := range body {
			switch st := st.(type) {
			case *ast.Use:
				if _, names := st.Module.(*ast.Ident); names {
					preparation = false
					seed = seed && st.From == nil // who was saved has a seed
				}
			case *ast.Seed:
				seed = seed && p.forced()
			}
		}
	}
	text := ""
	if preparation {
		text += "use " + w.Circuit().Name + "\n"
	}
	if seed {
		text += fmt.Sprintf("seed %d\n", w.Seed)
	}
	return text
}

// forced says whether the session got its seed from outside, so that seed statements mean nothing in it.
func (p *saving) forced() bool { return p.session.options.Seed != nil }

// entry is what was entered, in signs that can be typed, with labels.
func (p *saving) entry(text string, body []ast.Stmt) string {
	var edits []diag.Edit
	for _, st := range body {
		at := st.Span()
		switch st := st.(type) {
		case *ast.Act:
			if c := p.session.now().walker.Circuit(); c != nil && c.Stimulus(st.Verb.Text) != nil {
				edits = append(edits, p.label(at, st.Verb.Text))
			}
		case *ast.Pair:
			edits = append(edits, p.label(at, "pair"))
		case *ast.Scatter:
			edits = append(edits, p.label(at, "scatter"))
		case *ast.Seed:
			if p.forced() {
				edits = append(edits, diag.Edit{Span: at})
			}
		}
	}
	return strings.TrimSpace(token.Plain(diag.Apply(text, []diag.Diagnostic{{Edits: edits}})))
}

// label puts a new label in front of trials.
func (p *saving) label(at source.Span, verb string) diag.Edit {
	for {
		p.count[verb]++
		if name := fmt.Sprintf("%s_%d", verb, p.count[verb]); !p.used[name] {
			return diag.Edit{Span: source.Span{File: at.File, Start: at.Start, End: at.Start}, Text: name + ": "}
		}
	}
}

// aside says in comments what the other animals went through on their own.
func (s *Session) aside() string {
	var b strings.Builder
	for _, a := range s.Animals() {
		if a.Here || a.Shared == len(a.Entries) {
			continue
		}
		fmt.Fprintf(&b, "\n# Not in this script: the animal %s.", a.Name)
		switch a.Shared {
		case 0:
			b.WriteString(" It went through:\n")
		case 1:
			b.WriteString(" After the first entry, which both have in common, it went through:\n")
		default:
			fmt.Fprintf(&b, " After the first %d entries, which both have in common, it went through:\n", a.Shared)
		}
		for _, e := range a.Entries[a.Shared:] {
			b.WriteString("#   " + strings.ReplaceAll(strings.TrimSpace(token.Plain(e)), "\n", "\n#   ") + "\n")
		}
	}
	return b.String()
}

// Agrees runs a script and says how many trials it has, which all read what the session's animal read. It fails where the script
// has mistakes, or anything that was read, shown or recorded differs, and when ctx is over.
func (s *Session) Agrees(ctx context.Context, text string) (trials int, err error) {
	o := s.options
	o.Save = func(string, []byte) error { return nil }
	script, ds := Load("session", text, o)
	if diag.Failed(ds) {
		return 0, fmt.Errorf("%s", ds[0].Message)
	}
	r, ds, err := script.Run(ctx)
	switch {
	case err != nil:
		return 0, err
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case diag.Failed(ds):
		return 0, fmt.Errorf("%s", ds[0].Message)
	}
	return same(s.now().out, r)
}

// same says how many trials a session and the run of a script have, where everything that they read, show and recorded agrees to
// the last bit.
func same(o *output, b *record.Result) (trials int, err error) {
	a, rows, others := o.result, answered(o.result), answered(b)
	for _, x := range o.studies {
		rows = append(rows, answered(x)...)
	}
	if len(rows) != len(others) || len(a.Traces) != len(b.Traces) || len(a.Shown) != len(b.Shown) || len(a.Checks) != len(b.Checks) {
		return 0, fmt.Errorf("it has %d trials, %d traces and %d values that are shown or compared, and the session %d, %d and %d",
			len(others), len(b.Traces), len(b.Shown)+len(b.Checks), len(rows), len(a.Traces), len(a.Shown)+len(a.Checks))
	}
	for i, t := range rows {
		u := others[i]
		if t.Onset != u.Onset || t.Experiment != u.Experiment || t.Animal != u.Animal {
			return i, fmt.Errorf("trial %d is at %d ns, and in the session at %d ns", i+1, u.Onset, t.Onset)
		}
		for name, v := range t.read {
			if w, ok := u.read[name]; !ok || math.Float64bits(v) != math.Float64bits(w) {
				return i, fmt.Errorf("trial %d at %d ns reads %g as %s, and in the session %g", i+1, t.Onset, w, name, v)
			}
		}
	}
	traces := byName(b.Traces)
	for i, t := range byName(a.Traces) {
		u := traces[i]
		agree := t.Name == u.Name && bitwise(t.Time, u.Time) && len(t.Values) == len(u.Values)
		for k := 0; agree && k < len(t.Values); k++ {
			agree = bitwise(t.Values[k], u.Values[k])
		}
		if !agree {
			return 0, fmt.Errorf("what was recorded of %s differs", t.Name)
		}
	}
	for i, x := range a.Shown {
		if y := b.Shown[i]; x.Text != y.Text {
			return 0, fmt.Errorf("it prints %s, and in the session %s", y.Text, x.Text)
		}
	}
	for i, x := range a.Checks {
		if y := b.Checks[i]; x.Sentence != y.Sentence {
			return 0, fmt.Errorf("it says: %s In the session: %s", y.Sentence, x.Sentence)
		}
	}
	return len(rows), nil
}

// answer is a trial with what was read, by the name of the measure.
type answer struct {
	record.Trial
	read map[string]float64
}

func answered(r *record.Result) (list []answer) {
	for _, t := range r.Trials {
		x := answer{t, map[string]float64{}}
		for i, m := range r.Measures {
			if !math.IsNaN(t.Responses[i]) {
				x.read[m.Name] = t.Responses[i]
			}
		}
		list = append(list, x)
	}
	return list
}

// byName are traces in the order of their names.
func byName(list []record.Trace) []record.Trace {
	return slices.SortedStableFunc(slices.Values(list), func(a, b record.Trace) int { return strings.Compare(a.Name, b.Name) })
}

// bitwise compares numbers bit by bit.
func bitwise(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
}
