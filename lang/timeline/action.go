package timeline

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// action is a resolved act: what one presentation is, how often, and how far apart.
type action struct {
	event Event
	count int
	every int64 // 0 when none was written
	at    source.Span
}

// guess says whether a value stands for one that only a run knows.
func (w *Walker) guess(v eval.Value) bool { return v.Calc && w.dry() }

// duration evaluates a time above zero (or from zero, with zero) in nanoseconds, which begins now.
func (w *Walker) duration(x ast.Expr, what string, zero bool) (int64, bool) {
	return w.until(x, what, zero, w.Now())
}

// until evaluates a time that begins at a given one.
func (w *Walker) until(x ast.Expr, what string, zero bool, from int64) (int64, bool) {
	v := w.eval(x)
	if v.Kind == eval.Unknown {
		return 0, false
	}
	if v.Kind != eval.Number || v.Dim != unit.Time {
		fix := "write 30s, 5min or 2h"
		if v.Kind == eval.Number && v.Dim == unit.None {
			text := x.Span().Text()
			if _, isNumber := x.(*ast.Number); isNumber {
				fix = fmt.Sprintf("give it a unit: %ss, %smin or %sh", text, text, text)
			} else if f := w.bodies.design.factor(text); f != nil {
				fix = fmt.Sprintf("give the levels of %s a unit: [%s]", text, strings.Join(eachLevel(f, "s"), ", "))
			} else {
				fix = fmt.Sprintf("give it a unit, such as (%s * 1s)", text)
			}
		}
		w.fail("dimension", x.Span(), fmt.Sprintf("%s must be a time, and this is %s", what, describe(v)), fix)
		return 0, false
	}
	ns := v.Num * 1e9
	if w.guess(v) { // the animal decides; a dry run goes on with any time that is possible
		w.uncertain = true
		if !(ns > 0 && ns < lastMoment-float64(from)) {
			ns = 1e9
		}
	}
	if math.IsNaN(ns) || ns < 0 || ns == 0 && !zero {
		w.fail("bad-time", x.Span(), fmt.Sprintf("%s must be longer than nothing", what), "time only goes forward: write 30s")
		return 0, false
	}
	if ns >= lastMoment-float64(from) {
		w.fail("too-long", x.Span(), fmt.Sprintf("%s ends after more than 292 years, which is as far as the clock goes", what), "write a shorter time")
		return 0, false
	}
	return int64(math.Round(ns)), true
}

// eachLevel is every level of a factor with something behind it.
func eachLevel(f *Factor, unit string) (list []string) {
	for _, l := range f.Levels {
		list = append(list, LevelText(l)+unit)
	}
	return list
}

// repeats evaluates xN.
func (w *Walker) repeats(x ast.Expr) (int, bool) { return w.whole(x, "repeats") }

// whole evaluates a number of something: a whole number from 1, and 1 where none was written.
func (w *Walker) whole(x ast.Expr, what string) (int, bool) {
	if x == nil {
		return 1, true
	}
	v := w.eval(x)
	if v.Kind == eval.Unknown {
		return 0, false
	}
	if v.Kind == eval.Number && v.Dim == unit.None && w.guess(v) {
		w.open[w.label], w.uncertain = true, true
		return 1, true
	}
	if v.Kind != eval.Number || v.Dim != unit.None || !(v.Num >= 1) || v.Num != math.Trunc(v.Num) {
		w.fail("count", x.Span(), fmt.Sprintf("a number of %s is a whole number from 1, and this is %s", what, shown(v)), "write a whole number, such as 10")
		return 0, false
	}
	if v.Num > MaxTrials {
		w.fail("count", x.Span(), fmt.Sprintf("%.0f %s are more than the limit of %d", v.Num, what, MaxTrials), "write a smaller number")
		return 0, false
	}
	return int(v.Num), true
}

// resolve works out what an act presents. The verb is a stimulus of the preparation.
func (w *Walker) resolve(a *ast.Act) (action, bool) {
	if !w.needCircuit(a.Verb.Span()) {
		return action{}, false
	}
	st := w.circuit.Stimulus(a.Verb.Text)
	if st == nil {
		w.unknownVerb(a)
		return action{}, false
	}
	act := action{event: Event{Kind: Present, Verb: st, At: a.Span()}, at: a.Span()}
	ok := true
	given := map[string]eval.Value{}
	give := func(name ast.Name, x ast.Expr) {
		p := st.Param(name.Text)
		if p == nil {
			w.Report(eval.Unresolved("unknown-modifier", name.Span(), "parameter of "+st.Name, name.Text, paramNames(st)))
			ok = false
			return
		}
		v := w.eval(x)
		if v.Kind == eval.Unknown {
			ok = false
			return
		}
		if v.Kind != eval.Number || v.Dim != p.Dim {
			fix := eval.UnitFix(p.Dim)
			if v.Kind == eval.Number && v.Dim == unit.None {
				fix = "give it a unit, as in " + p.Init.Span().Text()
			}
			w.fail("dimension", x.Span(), fmt.Sprintf("%s is %s, and this is %s", name.Text, p.Dim.Describe(), describe(v)), fix)
			ok = false
			return
		}
		given[name.Text] = v
	}
	target := a.Target
	positional := 0
	for _, arg := range a.Args {
		if arg.Name != nil {
			give(*arg.Name, arg.Value)
			continue
		}
		if st.Site && target == nil && positional == 0 {
			target = arg.Value
			continue
		}
		if positional >= len(st.Params) {
			w.fail("argument-count", arg.Value.Span(), fmt.Sprintf("%s takes no more than %d values in its brackets", st.Name, len(st.Params)), "take this one out")
			return act, false
		}
		p := st.Params[positional]
		give(ast.Name{Node: ast.Node{At: arg.Value.Span()}, Text: p.Name.Text}, arg.Value)
		positional++
	}
	for _, m := range a.Mods.Params {
		if _, isBad := m.Value.(*ast.Bad); isBad { // a mistake, which was said
			return act, false
		}
	}
	if d, found := w.misread(a, st); found {
		w.Report(d)
		return act, false
	}
	for _, m := range a.Mods.Params {
		give(m.Path[0], m.Value)
	}
	if !w.site(&act, st, a, target) {
		ok = false
	}
	if !w.lasting(&act, st, a, given) {
		ok = false
	}
	var n bool
	if act.count, n = w.repeats(a.Mods.Count); !n {
		ok = false
	}
	if a.Mods.Every != nil {
		if act.every, n = w.duration(a.Mods.Every, "every", false); !n {
			ok = false
		}
		w.once(a.Mods)
	}
	if ok {
		w.fill(&act, st, given)
	}
	return act, ok
}

// spoken are verbs of speech and of other languages for statements of this one.
var spoken = map[string]string{"wait": "rest", "pause": "rest", "sleep": "rest", "stop": "rest", "no": "omit", "skip": "omit", "withhold": "omit", "administer": "apply", "perfuse": "apply", "lesion": "remove", "ablate": "remove", "stimulate": "touch", "poke": "touch", "tap": "touch"}

func (w *Walker) unknownVerb(a *ast.Act) {
	if _, f := w.vars.find(a.Verb.Text); f != nil {
		w.fail("not-an-action", a.Verb.Span(), fmt.Sprintf("%s is a value and not an action", a.Verb.Text), "to show it, write print "+a.Verb.Text)
		return
	}
	names := w.Verbs()
	d := eval.Unresolved("unknown-verb", a.Verb.Span(), "action", a.Verb.Text, append(names, StatementWords...))
	meant := spoken[strings.ToLower(a.Verb.Text)]
	switch alone := a.Target == nil && len(a.Args) == 0 && len(a.Mods.Params) == 0; {
	case meant != "" && (isOne(names, meant) || isOne(StatementWords, meant)):
		d.Fix, d.Edits = fmt.Sprintf("did you mean %s?", meant), []diag.Edit{{Span: a.Verb.Span(), Text: meant}}
	case d.Edits != nil:
	case alone && isOne(w.circuit.Sites, a.Verb.Text) && len(names) > 0:
		d.Message = fmt.Sprintf("%s is a site, and this does not say what is done there", a.Verb.Text)
		d.Fix = fmt.Sprintf("write %s %s", names[len(names)-1], a.Verb.Text)
	case len(names) == 0:
		d.Fix = fmt.Sprintf("%s has no stimuli: give it one, such as stimulus %s(site, for = 500ms) { drive senses(site) with current 1nA }", w.circuit.Name, a.Verb.Text)
	default:
		d.Fix = fmt.Sprintf("%s knows %s", w.circuit.Name, strings.Join(names, ", "))
	}
	w.Report(d)
}

// Verbs are the actions by name: the stimuli of the preparation and what `let` made.
func (w *Walker) Verbs() []string { return w.VerbsOf(w.circuit) }

// VerbsOf are the actions by name, with the stimuli of a circuit that may not be chosen yet.
func (w *Walker) VerbsOf(c *check.Circuit) (names []string) {
	if c != nil {
		for _, s := range c.Stimuli {
			names = append(names, s.Name)
		}
	}
	for f := w.vars; f != nil; f = f.outer {
		for name, b := range f.names {
			if b.act != nil {
				names = append(names, name)
			}
		}
	}
	sort.Strings(names)
	return names
}

// StatementWords are the words that begin a statement about one animal.
var StatementWords = []string{"apply", "checkpoint", "clamp", "cut", "expect", "fire", "for", "if", "inject", "let", "measure", "omit", "pair", "peek", "plot", "print",
	"record", "remove", "repeat", "rest", "role", "scatter", "seed", "sham", "table", "use", "variability", "wash", "why"}

func paramNames(st *check.Stimulus) (names []string) {
	for _, p := range st.Params {
		names = append(names, p.Name.Text)
	}
	return names
}

// site checks the target of a stimulus: a site that cells sense.
func (w *Walker) site(act *action, st *check.Stimulus, a *ast.Act, target ast.Expr) bool {
	if w.circuit.Learner != nil {
		return w.conditions(act, st, a, target)
	}
	if !st.Site {
		if target != nil {
			w.fail("no-site", target.Span(), fmt.Sprintf("%s is not given at a site", st.Name), "write "+st.Name+" alone")
			return false
		}
		return true
	}
	if target == nil {
		w.fail("no-site", a.Verb.Span(), fmt.Sprintf("%s needs a site", st.Name), fmt.Sprintf("write %s %s", st.Name, firstOf(w.circuit.Sites)))
		return false
	}
	name, ok := w.word(target)
	if !ok {
		return false
	}
	for _, s := range w.circuit.Sites {
		if s == name {
			act.event.Target = name
			return true
		}
	}
	d := eval.Unresolved("unknown-site", target.Span(), "site", name, w.circuit.Sites)
	if f := w.bodies.design.factor(name); f != nil && f.Within {
		d.Message = fmt.Sprintf("%s has a level only within its sessions", name)
		d.Fix, d.Edits = fmt.Sprintf("write within %s { ... } around what is done in each of them", name), nil
	}
	if written := target.Span().Text(); written != name && slices.Contains(w.circuit.Sites, written) {
		d.Message += fmt.Sprintf("; %s is a name of this script here, and hides the site of that name", written)
		d.Fix, d.Edits = fmt.Sprintf("call the factor or the let something else than %s", written), nil
	}
	w.Report(d)
	return false
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return "siphon"
	}
	return list[0]
}

// likeName is a name that may stand where one is needed.
func (w *Walker) likeName() string {
	if w.circuit.Learner != nil {
		return "A"
	}
	return firstOf(w.circuit.Sites)
}

// word reads a name that stands for itself, or a variable whose value is one.
func (w *Walker) word(x ast.Expr) (string, bool) {
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		v := w.eval(x)
		if v.Kind == eval.Word || v.Kind == eval.Text {
			return v.Text, true
		}
		if v.Kind != eval.Unknown {
			w.fail("not-a-name", x.Span(), fmt.Sprintf("a name is needed here, and this is %s", v.Kind), "write a name, such as "+w.likeName())
		}
		return "", false
	}
	if b, f := w.vars.find(id.Name); f != nil && b.act == nil {
		if b.value.Kind == eval.Word || b.value.Kind == eval.Text {
			return b.value.Text, true
		}
		if b.value.Kind != eval.Unknown {
			w.fail("not-a-name", x.Span(), fmt.Sprintf("%s is %s and not a name", id.Name, b.value.Kind), "write the name itself, such as "+w.likeName())
		}
		return "", false
	}
	if v, ok := w.designed(id, &eval.Evaluator{Env: w, Report: w.Report}); ok && v.Kind == eval.Word {
		return v.Text, true
	}
	return id.Name, true
}

// lasting works out how long a presentation lasts.
func (w *Walker) lasting(act *action, st *check.Stimulus, a *ast.Act, given map[string]eval.Value) bool {
	if w.circuit.Learner != nil {
		return true
	}
	if a.Mods.For != nil {
		var ok bool
		act.event.For, ok = w.duration(a.Mods.For, "for", false)
		return ok
	}
	v, ok := given["for"] // touch(siphon, for = 1s)
	if !ok {
		p := st.Param("for")
		if p == nil {
			w.fail("no-duration", a.Verb.Span(), fmt.Sprintf("%s does not say how long it lasts", st.Name), fmt.Sprintf("write %s for 500ms, or give its definition for = 500ms", strings.TrimSpace(a.Span().Text())))
			return false
		}
		v = w.eval(p.Init)
		if v.Kind != eval.Number {
			return false
		}
	}
	if v.Num <= 0 {
		w.fail("bad-time", a.Span(), "for must be longer than nothing", "write for 500ms")
		return false
	}
	if v.Num*1e9 >= lastMoment-float64(w.Now()) {
		w.fail("too-long", a.Span(), "for ends after more than 292 years, which is as far as the clock goes", "write for 500ms")
		return false
	}
	act.event.For = int64(math.Round(v.Num * 1e9))
	return true
}

// once warns of an interval where nothing is repeated.
func (w *Walker) once(m ast.Mods) {
	if m.Count == nil && w.dry() {
		at := m.Every.Span()
		if m.For != nil { // every 30s for 5min
			quiet := &eval.Evaluator{Env: w, Report: func(diag.Diagnostic) {}}
			if all, each := quiet.Eval(m.For), quiet.Eval(m.Every); all.Dim == unit.Time && each.Num > 0 && all.Num >= 2*each.Num {
				w.Report(diag.Diagnostic{Code: "every-once", Severity: diag.Warning, Span: at, Message: fmt.Sprintf("this is done once and lasts %s: every %s says nothing here", m.For.Span().Text(), at.Text()),
					Fix: fmt.Sprintf("write x%.0f every %s without for, or take every out", math.Floor(all.Num/each.Num), at.Text())})
				return
			}
		}
		w.Report(diag.Diagnostic{Code: "every-once", Severity: diag.Warning, Span: at, Message: fmt.Sprintf("every %s says nothing here, since this is done once", at.Text()),
			Fix: fmt.Sprintf("write x10 every %s, or take every out", at.Text())})
	}
}

// fill sets the parameters of an event in the order of its stimulus, and its text.
func (w *Walker) fill(act *action, st *check.Stimulus, given map[string]eval.Value) {
	if act.event.Kind == Condition {
		return
	}
	var text strings.Builder
	text.WriteString(st.Name)
	if act.event.Target != "" {
		text.WriteString(" " + act.event.Target)
	}
	for _, p := range st.Params {
		if p.Name.Text == "for" {
			continue
		}
		v, ok := given[p.Name.Text]
		if !ok {
			v = w.eval(p.Init)
		}
		act.event.Params = append(act.event.Params, Param{p.Name.Text, v.Num})
		text.WriteString(" " + p.Name.Text + " " + w.written(unit.Quantity{Value: v.Num, Dim: p.Dim}))
	}
	act.event.Text = text.String() + " for " + w.written(unit.Quantity{Value: float64(act.event.For) / 1e9, Dim: unit.Time})
}

// written is a quantity as text, kept for the next time.
func (w *Walker) written(q unit.Quantity) string {
	text, ok := w.texts[q]
	if !ok {
		text = unit.Format(q)
		w.texts[q] = text
	}
	return text
}

// Duration writes nanoseconds as scripts do.
func Duration(ns int64) string {
	return unit.Format(unit.Quantity{Value: float64(ns) / 1e9, Dim: unit.Time})
}
