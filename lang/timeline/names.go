package timeline

import (
	"fmt"
	"math"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// binding is what a name stands for: a value or an action.
type binding struct {
	value eval.Value
	act   ast.Stmt
}

// frame is the names of a block.
type frame struct {
	names map[string]binding
	outer *frame
}

func (f *frame) find(name string) (binding, *frame) {
	for ; f != nil; f = f.outer {
		if b, ok := f.names[name]; ok {
			return b, f
		}
	}
	return binding{}, nil
}

func (f *frame) clone() *frame {
	if f == nil {
		return nil
	}
	c := &frame{names: map[string]binding{}, outer: f.outer.clone()}
	for k, v := range f.names {
		c.names[k] = v
	}
	return c
}

func (w *Walker) eval(x ast.Expr) eval.Value {
	e := &eval.Evaluator{Env: w, Report: w.Report}
	return e.Eval(x)
}

// Random draws for uniform and normal.
func (w *Walker) Random() float64 {
	if w.stage == nil { // in a let at the top
		w.early++
		return w.World.Random(w.Seed, "before the animal", w.early-1)
	}
	return w.stage.Random("script")
}

// Names lists what a misspelt name may have meant.
func (w *Walker) Names() []string {
	seen := map[string]bool{}
	for f := w.vars; f != nil; f = f.outer {
		for name := range f.names {
			seen[name] = true
		}
	}
	for name := range w.labels {
		seen[name] = true
	}
	for _, name := range w.words() {
		seen[name] = true
	}
	var names []string
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// words are the preparation's names that may stand for themselves: sites, parts, agents, cells.
func (w *Walker) words() (names []string) {
	if w.circuit == nil {
		return nil
	}
	names = append(names, w.circuit.Sites...)
	names = append(names, w.circuit.Parts...)
	for _, a := range w.circuit.Agents {
		names = append(names, a.Name)
	}
	return append(names, w.circuit.CellNames()...)
}

// Resolve says what names mean in a script: values, labels and their measures, and what can be read inside the animal.
func (w *Walker) Resolve(x ast.Expr, e *eval.Evaluator) (eval.Value, bool) {
	if v, ok := w.designed(x, e); ok {
		return v, true
	}
	switch x := x.(type) {
	case *ast.Ident:
		return w.ident(x, e)
	case *ast.Field:
		if _, isReading := w.readingName(x); isReading {
			return e.Fail("no-trials", x.Span(), fmt.Sprintf("%s is a measure, and it is read at trials", x.Span().Text()), fmt.Sprintf("write %s(train) for the trials labelled train", x.Span().Text())), true
		}
		if v, ok := w.traceField(x, e); ok {
			return v, true
		}
		return w.probe(x)
	case *ast.Call:
		return w.readingOf(x, e)
	}
	return eval.Value{}, false
}

func (w *Walker) ident(x *ast.Ident, e *eval.Evaluator) (eval.Value, bool) {
	if b, f := w.vars.find(x.Name); f != nil {
		if b.act != nil {
			return e.Fail("not-a-value", x.Span(), fmt.Sprintf("%s is an action and not a value", x.Name), fmt.Sprintf("put it on a line of its own to do it: %s x5 every 1min", x.Name)), true
		}
		return b.value, true
	}
	if list, ok := w.labels[x.Name]; ok {
		return w.series(x.Name, list, w.response(), x.Span()), true
	}
	if w.circuit == nil && eval.FunctionNamed(x.Name) == nil && !w.foresee(x.Span()) {
		return eval.Value{}, true
	}
	if m, isReading := w.readingName(x); isReading {
		return e.Fail("no-trials", x.Span(), fmt.Sprintf("%s is a measure, and it is read at trials", m.Name), fmt.Sprintf("write %s(train) for the trials labelled train", m.Name)), true
	}
	if v, ok := w.probe(x); ok {
		return v, true
	}
	for _, name := range w.words() {
		if name == x.Name {
			return eval.Value{Kind: eval.Word, Text: name}, true
		}
	}
	if w.gone[x.Name] {
		return e.Fail("unknown-name", x.Span(), fmt.Sprintf("%s is known only in the block that made it", x.Name), fmt.Sprintf("use it in that block, or write let %s = ... before it", x.Name)), true
	}
	if isOne(roles, x.Name) { // a label that was forgotten, and no other name misspelt
		return e.Fail("unknown-name", x.Span(), fmt.Sprintf("no trials are labelled %s before this line", x.Name), fmt.Sprintf("label them: %s: touch siphon", x.Name)), true
	}
	return eval.Value{}, false
}

// response is the measure that a label stands for.
func (w *Walker) response() Reading {
	if len(w.measures) == 0 {
		return Reading{}
	}
	return w.measures[0]
}

// series reads the trials of a label.
func (w *Walker) series(name string, list []*Trial, m Reading, at source.Span) eval.Value {
	if w.circuit == nil { // a mistake, which was said
		return eval.Value{}
	}
	if m.Name == "" {
		w.fail("no-measure", at, fmt.Sprintf("%s measures nothing, so %s has no response", w.circuit.Name, name), "give the circuit an effector with a measure")
		return eval.Value{}
	}
	s := eval.Value{Kind: eval.Series, Name: name, Dim: m.Dim, Open: w.open[name]}
	for _, t := range list {
		r, err := t.Stage.Response(t.ID, m.Name)
		if err != nil {
			w.halt(at, err)
			return eval.Value{}
		}
		s.Nums, s.At = append(s.Nums, r), append(s.At, float64(t.Onset)*1e-9)
		s.Calc = s.Calc || t.Stage.Dry()
	}
	return s
}

// readingName recognises gill.amplitude and epsp(LE -> L7).amplitude.
func (w *Walker) readingName(x ast.Expr) (Reading, bool) {
	if w.circuit == nil {
		return Reading{}, false
	}
	if id, ok := x.(*ast.Ident); ok && w.circuit.Learner != nil {
		for _, m := range w.circuit.Learner.Measures {
			if m.Name == id.Name {
				return Reading{m.Name, m.Dim}, true
			}
		}
	}
	f, ok := x.(*ast.Field)
	if !ok {
		return Reading{}, false
	}
	if id, ok := f.X.(*ast.Ident); ok {
		if o := w.circuit.Effector(id.Name); o != nil {
			for _, m := range o.Model.Measures {
				if m.Name == f.Name.Text {
					return Reading{o.Reading(m), m.Dim}, true
				}
			}
		}
	}
	if c, ok := f.X.(*ast.Call); ok {
		if fn, ok := c.Fn.(*ast.Ident); ok && fn.Name == "epsp" && len(c.Args) == 1 {
			if s := w.epspOf(c.Args[0].Value); s != nil {
				dim, known := epspDims[f.Name.Text]
				return Reading{epspName(s) + "." + f.Name.Text, dim}, known
			}
		}
	}
	return Reading{}, false
}

var epspDims = map[string]unit.Dimension{"amplitude": unit.Voltage, "latency": unit.Time, "area": unit.Voltage.Mul(unit.Time)}

func epspName(s *check.Synapse) string { return fmt.Sprintf("epsp(%s -> %s)", s.Pre.Name, s.Post.Name) }

func (w *Walker) epspOf(x ast.Expr) *check.Synapse {
	names, ok := check.Path(x)
	if !ok || len(names) != 1 || w.circuit == nil {
		return nil
	}
	return w.circuit.Synapse(names[0].Text)
}

// readingOf is a measure or a probe at the trials of a label: siphon.duration(train), L7.spikes(train).
func (w *Walker) readingOf(x *ast.Call, e *eval.Evaluator) (eval.Value, bool) {
	if id, isIdent := x.Fn.(*ast.Ident); isIdent && len(x.Args) == 1 && eval.FunctionNamed(id.Name) == nil { // train(3)
		if _, isLabel := w.labels[id.Name]; isLabel {
			return e.Fail("bad-index", x.Span(), "one trial of a label stands in [ ]", "write "+id.Name+"["+x.Args[0].Value.Span().Text()+"]"), true
		}
	}
	m, isReading := w.readingName(x.Fn)
	var p check.Probe
	if !isReading {
		if w.circuit == nil {
			return eval.Value{}, false
		}
		var found, ok bool
		if _, isIdent := x.Fn.(*ast.Ident); isIdent && w.circuit.Modulator(x.Fn.Span().Text()) == nil {
			return eval.Value{}, false
		}
		if p, found, ok = w.circuit.Probe(x.Fn, w.eval, w.Report); !found {
			return eval.Value{}, false
		} else if !ok {
			return eval.Value{}, true
		}
	}
	if len(x.Args) != 1 || x.Args[0].Name != nil {
		return e.Fail("no-trials", x.Span(), "this needs the label of trials in its brackets", fmt.Sprintf("write %s(train)", x.Fn.Span().Text())), true
	}
	name, list, ok := w.trialsOf(x.Args[0].Value, e)
	if !ok {
		return eval.Value{}, true
	}
	if isReading {
		if !w.available(m.Name) {
			return e.Fail("not-measured", x.Fn.Span(), fmt.Sprintf("%s was not measured", m.Name), fmt.Sprintf("write measure %s at the top of the script", m.Name)), true
		}
		return w.series(x.Fn.Span().Text()+"("+name+")", list, m, x.Span()), true
	}
	return w.sampled(x, p, name, list), true
}

// available says whether a measure is read at all: those of effectors always are, potentials when asked for.
func (w *Walker) available(name string) bool {
	if w.stage == nil || len(name) < 5 || name[:5] != "epsp(" {
		return true
	}
	for _, r := range w.setup.Responses {
		if len(name) > len(r.Name) && name[:len(r.Name)] == r.Name {
			return true
		}
	}
	return false
}

// trialsOf reads a label, or one trial of it: train, train[3], train.first, train.last.
func (w *Walker) trialsOf(x ast.Expr, e *eval.Evaluator) (string, []*Trial, bool) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if list, ok := w.labels[x.Name]; ok {
			return x.Name, list, true
		}
		e.Report(eval.Unresolved("unknown-label", x.Span(), "label", x.Name, w.labelNames()))
		return "", nil, false
	case *ast.Index:
		name, list, ok := w.trialsOf(x.X, e)
		if !ok {
			return "", nil, false
		}
		if len(x.Args) == 1 && x.Args[0].Name == nil {
			n := e.Eval(x.Args[0].Value)
			if n.Kind == eval.Unknown || len(list) == 0 {
				return "", nil, false // a mistake, which was said
			}
			if n.Kind == eval.Number && n.Num >= 1 && n.Num == math.Trunc(n.Num) && (n.Num <= float64(len(list)) || w.open[name]) {
				return name, list[int(min(n.Num, float64(len(list))))-1:][:1], true
			}
		}
		e.Fail("no-such-trial", x.Span(), fmt.Sprintf("%s has %d trials, counted from 1", name, len(list)), fmt.Sprintf("the last is %s[%d]", name, len(list)))
		return "", nil, false
	case *ast.Field:
		name, list, ok := w.trialsOf(x.X, e)
		if ok && len(list) > 0 && x.Name.Text == "first" {
			return name, list[:1], true
		}
		if ok && len(list) > 0 && x.Name.Text == "last" {
			return name, list[len(list)-1:], true
		}
		if !ok || len(list) == 0 {
			return "", nil, false
		}
	}
	e.Fail("no-trials", x.Span(), "this does not name trials", "write the label of trials, such as train")
	return "", nil, false
}

// Labels are the labels so far, in order of their names.
func (w *Walker) Labels() []string { return w.labelNames() }

// Values are the names of values made by let, for and factors.
func (w *Walker) Values() (names []string) {
	for f := w.vars; f != nil; f = f.outer {
		for name, b := range f.names {
			if b.act == nil {
				names = append(names, name)
			}
		}
	}
	sort.Strings(names)
	return names
}

func (w *Walker) labelNames() (names []string) {
	for name := range w.labels {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// probe reads something inside the animal as it is now.
func (w *Walker) probe(x ast.Expr) (eval.Value, bool) {
	if w.circuit == nil {
		return eval.Value{}, false
	}
	p, found, ok := w.circuit.Probe(x, w.eval, w.Report)
	if !found {
		return eval.Value{}, false
	}
	if !ok {
		return eval.Value{}, true
	}
	if p.Kind == check.CellSpikes {
		w.fail("not-a-value", x.Span(), fmt.Sprintf("%s is a row of times and not a value", p.Name), fmt.Sprintf("write %s.count after record %s", p.Name, p.Name))
		return eval.Value{}, true
	}
	if !w.need(x.Span()) {
		return eval.Value{}, true
	}
	v, err := w.stage.Read(p)
	if w.halt(x.Span(), err) {
		return eval.Value{}, true
	}
	n := eval.Num(v, p.Dim)
	n.Calc = w.stage.Dry()
	return n, true
}
