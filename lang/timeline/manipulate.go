package timeline

import (
	"fmt"
	"math"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// cells finds a population by an expression.
func (w *Walker) cells(x ast.Expr) (string, bool) {
	name, ok := w.word(x)
	if !ok {
		return "", false
	}
	if w.circuit.Population(name) == nil {
		w.Report(eval.Unresolved("unknown-cell", x.Span(), "cell", name, w.circuit.CellNames()))
		return "", false
	}
	return name, true
}

// electrode does inject, clamp and fire: trials of their own.
func (w *Walker) electrode(st ast.Stmt) {
	if !w.needCircuit(st.Span()) {
		return
	}
	e := Event{At: st.Span()}
	var mods ast.Mods
	var cell ast.Expr
	ok := true
	switch st := st.(type) {
	case *ast.Inject:
		e.Kind, mods, cell = Inject, st.Mods, st.Cell
		var x ast.Expr
		for _, p := range mods.Params {
			if p.Path[0].Text == "current" {
				x = p.Value
			} else {
				w.Report(eval.Unresolved("unknown-modifier", p.Path[0].Span(), "parameter of inject", p.Path[0].Text, []string{"current"}))
				ok = false
			}
		}
		if x == nil {
			w.fail("no-value", st.Span(), "inject needs a current", fmt.Sprintf("write inject %s current 2nA for 100ms", cell.Span().Text()))
			return
		}
		e.Value, ok = w.number(x, unit.Current, "current")
	case *ast.Clamp:
		e.Kind, mods, cell = Clamp, st.Mods, st.Cell
		e.Value, ok = w.number(st.Value, unit.Voltage, "the held potential")
	case *ast.Fire:
		e.Kind, mods, cell = Fire, st.Mods, st.Cell
	}
	whole, place := check.Whole(cell)
	name, found := w.cells(whole)
	ok = ok && found
	e.Target = name
	if place != nil && found {
		if e.Kind != Inject {
			w.fail("misplaced", place.Span(), fmt.Sprintf("%s acts on all cells of a name", strings.Fields(st.Span().Text())[0]), "write "+name+" without the number; inject and record can choose one")
			return
		}
		var there bool
		e.Cell, there = w.circuit.Population(name).Lane(place, false, w.eval, w.Report)
		ok = ok && there
	}
	where := name
	if place != nil {
		where = place.Span().Text()
	}
	act := action{at: st.Span()}
	if e.Kind == Fire {
		if mods.For != nil {
			w.fail("misplaced", mods.For.Span(), "an action potential has no duration to choose", "take for out, or write x10 every 100ms")
			return
		}
	} else if mods.For == nil {
		w.fail("no-duration", st.Span(), "this does not say how long it lasts", "write for 100ms at its end")
		return
	} else {
		var timed bool
		e.For, timed = w.duration(mods.For, "for", false)
		ok = ok && timed
	}
	if ok && e.Kind != Fire && w.circuit.Population(name).Model.Var("v") == nil {
		w.fail("no-potential", cell.Span(), fmt.Sprintf("%s has no potential v", name), "choose a cell whose model has a variable v, or use fire")
		return
	}
	var n bool
	if act.count, n = w.repeats(mods.Count); !n {
		return
	}
	if mods.Every != nil {
		if act.every, n = w.duration(mods.Every, "every", false); !n {
			return
		}
	}
	if !ok {
		return
	}
	switch e.Kind {
	case Inject:
		e.Text = fmt.Sprintf("inject %s current %s for %s", where, unit.Format(unit.Quantity{Value: e.Value, Dim: unit.Current}), Duration(e.For))
	case Clamp:
		e.Text = fmt.Sprintf("clamp %s %s for %s", name, unit.Format(unit.Quantity{Value: e.Value, Dim: unit.Voltage}), Duration(e.For))
	case Fire:
		e.Text = "fire " + name
	}
	act.event = e
	w.trialsEvery(act, e.For, func() bool {
		return (e.Kind != Fire || w.fires(name, act.at)) && w.begin(e.Text, []Event{e}, act.at) != nil && w.do(e)
	})
}

// fires says whether a cell can be made to fire now: a second action potential in one step of the clock would be lost.
func (w *Walker) fires(cell string, at source.Span) bool {
	if w.omitting || !w.dry() {
		return true
	}
	step := int64(check.DefaultStep)
	if w.circuit.Step != nil {
		if v := w.eval(w.circuit.Step); v.Kind == eval.Number && v.Num > 0 {
			step = max(1, int64(math.Round(v.Num*1e9)))
		}
	}
	k := firing{w.stage, cell}
	now := (w.stage.Now() + step - 1) / step
	if last, before := w.fired[k]; before && last == now {
		w.fail("overlap", at, fmt.Sprintf("%s would fire twice in one step of the clock (%s), which is one action potential", cell, Duration(step)), "leave a pause between the two: rest 1ms, or every 1ms")
		return false
	}
	w.fired[k] = now
	return true
}

// firing is a cell of one animal.
type firing struct {
	stage Stage
	cell  string
}

func (w *Walker) number(x ast.Expr, dim unit.Dimension, what string) (float64, bool) {
	v := w.eval(x)
	if v.Kind == eval.Unknown {
		return 0, false
	}
	if v.Kind != eval.Number || v.Dim != dim && !v.Zero {
		w.fail("dimension", x.Span(), fmt.Sprintf("%s must be %s, and this is %s", what, dim.Describe(), describe(v)), eval.UnitFix(dim))
		return 0, false
	}
	return v.Num, true
}

// manipulate does apply, wash, remove, sham and cut: what takes no trial.
func (w *Walker) manipulate(st ast.Stmt) {
	if !w.need(st.Span()) {
		return
	}
	e := Event{At: st.Span()}
	switch st := st.(type) {
	case *ast.Apply:
		if !w.application(st, &e) {
			return
		}
	case *ast.Wash:
		e.Kind, e.Text = Wash, "wash"
	case *ast.Remove:
		name, ok := w.word(st.Part)
		if !ok {
			return
		}
		known := false
		for _, p := range w.circuit.Parts {
			known = known || p == name
		}
		if !known {
			d := eval.Unresolved("unknown-part", st.Part.Span(), "part", name, w.circuit.Parts)
			if pop := w.circuit.Population(name); pop != nil {
				d.Message, d.Edits = fmt.Sprintf("%s is a cell, and what is removed is a part of the animal", name), nil
				d.Fix = "cut its synapses one by one, such as " + cutOf(w.circuit, pop)
			}
			w.Report(d)
			return
		}
		e.Kind, e.Target, e.Text = Remove, name, "remove "+name
		if st.Sham {
			e.Kind, e.Text = Sham, "sham "+name
		}
	case *ast.Cut:
		s := w.epspOf(st.Synapse)
		if s == nil {
			if names, ok := check.Path(st.Synapse); ok && len(names) == 1 {
				var all []string
				for _, s := range w.circuit.Synapses {
					all = append(all, fmt.Sprintf("%s -> %s", s.Pre.Name, s.Post.Name))
				}
				w.Report(eval.Unresolved("unknown-synapse", st.Synapse.Span(), "synapse", st.Synapse.Span().Text(), all))
			} else {
				w.fail("bad-path", st.Synapse.Span(), "cut needs a synapse", "write cut LE -> L7")
			}
			return
		}
		e.Kind, e.Target, e.Text = Cut, s.Name, fmt.Sprintf("cut %s -> %s", s.Pre.Name, s.Post.Name)
	}
	if w.rows != nil {
		row := e
		*w.rows = append(*w.rows, Row{Event: &row, Onset: w.stage.Now(), Omitted: w.omitting, Note: w.note, Block: w.block, Cell: w.cell()})
	}
	if w.do(e) && e.Kind == Apply && e.For > 0 {
		w.advance(w.stage.Now()+e.For, st.Span())
	}
}

// clearing tells that a training that follows an application at once is done while the drug is being cleared: many mean it
// to act meanwhile. A single test behind a pulse is common, and is left alone.
func (w *Walker) clearing(a *ast.Apply, next ast.Stmt) {
	if l, ok := next.(*ast.Labelled); ok {
		next = l.Stmt
	}
	many := false
	switch next := next.(type) {
	case *ast.Act:
		many = next.Mods.Count != nil
	case *ast.Pair:
		many = next.Mods.Count != nil
	case *ast.Compound:
		many = next.Mods.Count != nil
	case *ast.Scatter:
		many = true
	}
	if a.Mods.For == nil || !many {
		return
	}
	drug, took := a.Agent.Span().Text(), a.Mods.For.Span().Text()
	w.Report(diag.Diagnostic{Code: "cleared", Severity: diag.Info, Span: a.Span(), Message: fmt.Sprintf("the application is over after %s, so what follows is done while %s is being cleared", took, drug),
		Fix: fmt.Sprintf("if it is to act meanwhile, write apply without for, rest %s, what is done, and wash", took)})
}

// cutOf is how to cut a synapse of a cell.
func cutOf(c *check.Circuit, pop *check.Population) string {
	for _, s := range c.Synapses {
		if s.Pre == pop || s.Post == pop {
			return fmt.Sprintf("cut %s -> %s", s.Pre.Name, s.Post.Name)
		}
	}
	return "cut LE -> L7"
}

func (w *Walker) application(st *ast.Apply, e *Event) bool {
	name, ok := w.word(st.Agent)
	if !ok {
		return false
	}
	if w.circuit.Agent(name) == nil {
		var names []string
		for _, a := range w.circuit.Agents {
			names = append(names, a.Name)
		}
		d := eval.Unresolved("unknown-agent", st.Agent.Span(), "agent", name, names)
		if d.Edits == nil && isOne(names, "vehicle") && (st.Agent.Span().Text() != name || isOne([]string{"none", "nothing", "control", "saline", "water"}, name)) {
			d.Fix = fmt.Sprintf("animals without a drug get what it is dissolved in: write vehicle instead of %s", name)
		}
		w.Report(d)
		return false
	}
	e.Kind, e.Target = Apply, name
	dosed := false
	for _, p := range st.Mods.Params {
		if p.Path[0].Text != "dose" {
			w.Report(eval.Unresolved("unknown-modifier", p.Path[0].Span(), "parameter of apply", p.Path[0].Text, []string{"dose"}))
			return false
		}
		v, ok := w.number(p.Value, unit.Concentration, "dose")
		if !ok {
			return false
		}
		if v < 0 {
			w.fail("bad-dose", p.Value.Span(), "a dose cannot be negative", "write dose 10uM")
			return false
		}
		e.Value, dosed = v, true
	}
	if !dosed {
		w.fail("no-value", st.Span(), fmt.Sprintf("apply %s does not say how much", name), fmt.Sprintf("write apply %s dose 10uM", name))
		return false
	}
	if st.Mods.Count != nil || st.Mods.Every != nil {
		w.fail("misplaced", st.Span(), "an application is not repeated by itself", "write { apply ... } x3 every 1h")
		return false
	}
	e.Text = fmt.Sprintf("apply %s dose %s", name, unit.Format(unit.Quantity{Value: e.Value, Dim: unit.Concentration}))
	if st.Mods.For != nil {
		if e.For, ok = w.duration(st.Mods.For, "for", false); !ok {
			return false
		}
		e.Text += " for " + Duration(e.For)
	}
	return true
}

// record starts or ends recording.
func (w *Walker) record(st *ast.Record) {
	if !w.need(st.Span()) {
		return
	}
	if st.Off {
		w.halt(st.Span(), w.stage.Record(nil, 0))
		return
	}
	var probes []check.Probe
	for _, x := range st.Items {
		p, found, ok := w.circuit.Probe(x, w.eval, w.Report)
		if !found {
			if w.circuit.Learner != nil {
				w.fail("bad-path", x.Span(), "this is no variable of a cue", "write a cue and its variable, such as A.strength")
			} else if names, isPath := check.Path(x); isPath {
				w.Report(eval.Unresolved("unknown-name", names[0].Span(), "cell, synapse, effector or modulator", names[0].Text, w.circuit.OwnerNames()))
			} else {
				w.fail("bad-path", x.Span(), "this cannot be recorded", "write L7.v, LE.spikes or (LE -> L7).depression.vesicles")
			}
			continue
		}
		if ok {
			probes = append(probes, p)
		}
	}
	var every int64
	if st.Every != nil {
		var ok bool
		if every, ok = w.duration(st.Every, "every", false); !ok {
			return
		}
	}
	if len(probes) == 0 {
		return
	}
	w.recording = append(w.recording[:len(w.recording):len(w.recording)], probes...)
	w.halt(st.Span(), w.stage.Record(probes, every))
}
