package timeline

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
)

// asker says what names mean in a question about a design: the answers of one animal, in one of its sessions.
type asker struct {
	w       *Walker
	d       *Design
	s       *Subject          // nil: any animal that has the answer, which is enough to check units
	at      map[string]string // levels of factors within animals
	among   map[int]bool      // branches that were named; nil is all
	measure *Reading          // nil is the response
}

func (a *asker) eval(x ast.Expr, report func(diag.Diagnostic)) eval.Value {
	e := &eval.Evaluator{Env: a, Report: report}
	return e.Eval(x)
}

// checking is the same for one session, which is enough to check units and numbers of responses.
func (a *asker) checking() *asker {
	one := *a
	one.at = a.d.sessions()[0]
	return &one
}

// Random is not drawn in a question.
func (a *asker) Random() float64 { return 0.5 }

// Names lists what a misspelt name may have meant.
func (a *asker) Names() []string {
	names := map[string]bool{}
	for _, n := range append(a.w.letNames(), a.w.factorNames()...) {
		names[n] = true
	}
	for n := range a.d.labels() {
		names[n] = true
	}
	for _, b := range a.d.Branches {
		if b.Group != "" {
			names[b.Group] = true
		}
	}
	return sortedNames(names)
}

// labels are those of every branch.
func (d *Design) labels() map[string]bool {
	if d.known == nil {
		d.known = map[string]bool{}
		for _, b := range d.Branches {
			for name := range b.labels {
				d.known[name] = true
			}
		}
	}
	return d.known
}

// branchNamed finds a group.
func (d *Design) group(name string) *Branch {
	for _, b := range d.Branches {
		if b.Group == name && name != "" {
			return b
		}
	}
	return nil
}

// unlabelled says that the animals of a branch have no trials under a label, and what to do about it.
func unlabelled(b *Branch, label ast.Name) diag.Diagnostic {
	names := sortedNames(b.labels)
	d := eval.Unresolved("unknown-label", label.Span(), "label in "+b.Name(), label.Text, names)
	if len(d.Edits) > 0 {
		return d
	}
	d.Fix = fmt.Sprintf("label the trials that are meant: write %s: in front of their line in %s", label.Text, b.Name())
	if len(names) > 0 {
		d.Fix += fmt.Sprintf(", or ask for one that is there: %s.%s", b.Name(), strings.Join(names, ", "+b.Name()+"."))
	}
	return d
}

// Resolve knows group.label, label[factor=level], factors, levels and measures.
func (a *asker) Resolve(x ast.Expr, e *eval.Evaluator) (eval.Value, bool) {
	switch x := x.(type) {
	case *ast.Ident:
		return a.ident(x, e)
	case *ast.Field:
		if id, ok := x.X.(*ast.Ident); ok {
			if b := a.d.group(id.Name); b != nil {
				if !b.labels[x.Name.Text] {
					e.Report(unlabelled(b, x.Name))
					return eval.Value{}, true
				}
				inner := *a
				inner.among = map[int]bool{b.index: true}
				return inner.series(x.Name.Text, x.Span().Text()), true
			}
		}
		if in, ok := x.X.(*ast.Index); ok { // trained[isi=10s].test
			if id, ok := in.X.(*ast.Ident); ok && a.d.group(id.Name) != nil {
				levels := strings.TrimPrefix(in.Span().Text(), id.Name)
				return e.Fail("not-a-value", x.Span(), "levels stand behind a label, and "+id.Name+" is a group", "write "+id.Name+"."+x.Name.Text+levels), true
			}
		}
		if _, isReading := a.w.readingName(x); isReading {
			return e.Fail("no-trials", x.Span(), fmt.Sprintf("%s is a measure, and it is read at trials", x.Span().Text()), fmt.Sprintf("write %s(train) for the trials labelled train", x.Span().Text())), true
		}
	case *ast.Index:
		if len(x.Args) == 0 || x.Args[0].Name == nil {
			break
		}
		inner := *a
		if !inner.choose(x, e) {
			return eval.Value{}, true
		}
		return inner.eval(x.X, e.Report), true
	case *ast.Call:
		if m, ok := a.w.readingName(x.Fn); ok {
			if len(x.Args) != 1 || x.Args[0].Name != nil {
				return e.Fail("no-trials", x.Span(), "this needs the label of trials in its brackets", fmt.Sprintf("write %s(train)", x.Fn.Span().Text())), true
			}
			inner := *a
			inner.measure = &m
			if a.d.reading(m.Name) < 0 {
				return e.Fail("not-measured", x.Fn.Span(), fmt.Sprintf("%s was not measured", m.Name), fmt.Sprintf("write measure %s in the experiment", m.Name)), true
			}
			return inner.eval(x.Args[0].Value, e.Report), true
		}
		if fn, ok := x.Fn.(*ast.Ident); ok && (fn.Name == "interaction" || fn.Name == "main") {
			return e.Fail("misplaced", x.Span(), fmt.Sprintf("%s is a hypothesis by itself", fn.Name), "write expect "+x.Span().Text()+" on test"), true
		}
		return a.w.designCall(x, e)
	}
	return eval.Value{}, false
}

func (a *asker) ident(x *ast.Ident, e *eval.Evaluator) (eval.Value, bool) {
	if _, f := a.w.vars.find(x.Name); f != nil {
		return a.w.ident(x, e)
	}
	if a.d.labels()[x.Name] {
		return a.series(x.Name, x.Name), true
	}
	if f := a.d.factor(x.Name); f != nil {
		return a.level(f), true
	}
	if v, ok := a.d.levelNamed(x.Name); ok {
		return v, true
	}
	if b := a.d.group(x.Name); b != nil {
		return e.Fail("not-a-value", x.Span(), fmt.Sprintf("%s is a group of animals and not a response", x.Name), fmt.Sprintf("write %s.test", x.Name)), true
	}
	for _, name := range a.w.words() {
		if name == x.Name {
			return eval.Value{Kind: eval.Word, Text: name}, true
		}
	}
	return eval.Value{}, false
}

// level is that of this animal, or of this session.
func (a *asker) level(f *Factor) eval.Value {
	text, known := a.at[f.Name]
	if !f.Within && a.s != nil {
		if v, ok := a.s.Branch.level(f.Name); ok {
			return v
		}
	}
	for _, v := range f.Levels {
		if known && LevelText(v) == text {
			return v
		}
	}
	if len(f.Levels) == 0 {
		return eval.Value{}
	}
	v := f.Levels[0]
	v.Calc = true
	return v
}

// levelNamed finds a level that is a name.
func (d *Design) levelNamed(name string) (eval.Value, bool) {
	if d == nil {
		return eval.Value{}, false
	}
	for _, f := range d.Factors {
		for _, level := range f.Levels {
			if level.Kind == eval.Word && level.Text == name {
				return level, true
			}
		}
	}
	return eval.Value{}, false
}

// choose narrows to the animals or sessions of label[factor=level, ...].
func (a *asker) choose(x *ast.Index, e *eval.Evaluator) bool {
	among, at := a.among, map[string]string{}
	for k, v := range a.at {
		at[k] = v
	}
	for _, arg := range x.Args {
		f, level, ok := a.w.levelOf(arg, e)
		if !ok {
			return false
		}
		if f.Within {
			at[f.Name] = level
			continue
		}
		next := map[int]bool{}
		for _, b := range a.d.Branches {
			v, has := b.level(f.Name)
			if has && LevelText(v) == level && (among == nil || among[b.index]) {
				next[b.index] = true
			}
		}
		among = next
	}
	a.among, a.at = among, at
	return true
}

// reading is the column of a measure in the answers, or -1.
func (d *Design) reading(name string) int {
	for i, r := range d.Readings {
		if r.Name == name {
			return i
		}
	}
	return -1
}

// series are the answers at a label.
func (a *asker) series(label, name string) eval.Value {
	m := a.measure
	if m == nil {
		if len(a.d.Measures) == 0 {
			return eval.Value{}
		}
		m = &a.d.Measures[0]
	}
	column := a.d.reading(m.Name)
	v := eval.Value{Kind: eval.Series, Name: name, Dim: m.Dim}
	s := a.s
	if s == nil {
		s = a.any(label)
	}
	if s == nil || column < 0 {
		return eval.Value{}
	}
	for _, t := range s.Answers {
		if t.Label == label && a.session(t.Within) && column < len(t.Values) {
			v.Nums, v.At = append(v.Nums, t.Values[column]), append(v.At, float64(t.Onset)*1e-9)
		}
	}
	if len(v.Nums) == 0 && !s.Dry {
		return eval.Value{}
	}
	v.Calc, v.Open = s.Dry, s.open[label] && s.Dry
	return v
}

// any is a dry animal that has a label.
func (a *asker) any(label string) *Subject {
	for _, s := range a.d.outlines {
		if s.Branch.labels[label] && (a.among == nil || a.among[s.Branch.index]) {
			return s
		}
	}
	return nil
}

// session says whether trials belong to the chosen session.
func (a *asker) session(levels []Level) bool {
	for _, l := range levels {
		if want, chosen := a.at[l.Factor]; chosen && want != l.Level {
			return false
		}
	}
	return true
}
