package timeline

import (
	"fmt"
	"math"
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// labelled gives the trials of a statement a name.
func (w *Walker) labelled(st *ast.Labelled) {
	switch st.Stmt.(type) {
	case *ast.Act, *ast.Pair, *ast.Scatter, *ast.Omit, *ast.Peek, *ast.Compound, *ast.Inject, *ast.Clamp, *ast.Fire, *ast.Invalid, *ast.Labelled:
	default:
		w.fail("no-trials", st.Label.Span(), "a label names trials, and here is none", "take the label out")
		w.statement(st.Stmt)
		return
	}
	if b, f := w.vars.find(st.Label.Text); f != nil {
		what := "a value"
		if b.act != nil {
			what = "an action"
		}
		w.fail("defined-twice", st.Label.Span(), fmt.Sprintf("%s is %s already", st.Label.Text, what), "choose another label")
	}
	outer := w.label
	w.label = st.Label.Text
	if _, known := w.labels[w.label]; !known {
		w.labels[w.label] = nil
	}
	before := len(w.labels[w.label])
	w.statement(st.Stmt)
	if len(w.labels[w.label]) == before { // a mistake, which was said
		w.open[w.label] = true
	}
	w.label = outer
}

// begin opens a trial now.
func (w *Walker) begin(text string, events []Event, at source.Span) *Trial {
	if len(w.trials) >= MaxTrials || w.tired(at) {
		w.tooManyTrials(at)
		return nil
	}
	t := &Trial{Label: w.label, Onset: w.stage.Now(), Action: text, Omitted: w.omitting, Within: w.bodies.within, Events: events, Stage: w.stage}
	t.ID = w.stage.Begin(events)
	if w.label != "" {
		w.labels[w.label] = append(w.labels[w.label], t)
		t.N = len(w.labels[w.label])
	} else {
		t.N = 1
	}
	w.trials = append(w.trials, t)
	if w.rows != nil {
		*w.rows = append(*w.rows, Row{Trial: t, Onset: t.Onset, Omitted: t.Omitted, Note: w.note, Block: w.block, Cell: w.cell()})
	}
	w.Out.Trial(t)
	return t
}

// do starts an event now, unless it is omitted.
func (w *Walker) do(e Event) bool {
	if w.omitting {
		return true
	}
	return !w.halt(e.At, w.stage.Do(e))
}

func (w *Walker) advance(to int64, at source.Span) bool {
	return !w.halt(at, w.stage.Advance(to))
}

// interval is the time from onset to onset: what was written, or the preparation's own.
func (w *Walker) interval(act action, length int64) (int64, bool) {
	if act.count == 1 {
		return 0, true
	}
	if act.every > 0 {
		if act.every < length {
			w.fail("overlap", act.at, fmt.Sprintf("every %s is shorter than the stimulus, which lasts %s, so the trials would overlap", Duration(act.every), Duration(length)), fmt.Sprintf("write every %s or more, or a shorter for", Duration(length)))
			return 0, false
		}
		return act.every, true
	}
	if w.circuit.Interval == nil {
		w.fail("no-interval", act.at, fmt.Sprintf("%s has no usual interval, so the repeats need one", w.circuit.Name), "write every 30s")
		return 0, false
	}
	v := w.eval(w.circuit.Interval)
	every := int64(math.Round(v.Num * 1e9))
	if every < length {
		w.fail("overlap", act.at, fmt.Sprintf("the usual interval of %s is shorter than the stimulus, which lasts %s", Duration(every), Duration(length)), fmt.Sprintf("write every %s or more", Duration(length)))
		return 0, false
	}
	w.say(fmt.Sprintf("%s, every %s (the usual interval)", w.circuit.Name, Duration(every)))
	return every, true
}

// series of presentations: one trial each, every onset to onset; it ends when the last one ends.
func (w *Walker) trialsEvery(act action, length int64, present func() bool) {
	every, ok := w.interval(act, length)
	if !ok || !w.need(act.at) || !w.room(act, every, length) {
		return
	}
	start := w.stage.Now()
	for k := range act.count {
		if !w.advance(start+int64(k)*every, act.at) || !present() {
			return
		}
	}
	w.advance(start+int64(act.count-1)*every+length, act.at)
}

// actOf presents a stimulus.
func (w *Walker) actOf(st *ast.Act) {
	act, ok := w.resolve(st)
	if !ok {
		return
	}
	w.trialsEvery(act, w.lasts(act), func() bool {
		return w.begin(act.event.Text, []Event{act.event}, act.at) != nil && w.do(act.event)
	})
}

// pair presents two stimuli in one trial, measured from the onset of the first one named.
func (w *Walker) pair(st *ast.Pair) {
	if !w.needCircuit(st.Span()) {
		return
	}
	if w.circuit.Learner != nil {
		w.fail("misplaced", st.Span(), fmt.Sprintf("%s knows trials and no times within them", w.circuit.Name), "name the cues together: reinforce AB")
		return
	}
	one := func(a *ast.Act) (action, bool) {
		b, isAct := w.base(a).(*ast.Act)
		if !isAct {
			w.fail("not-an-action", a.Span(), "a pair is made of two stimuli", "write pair touch siphon with shock tail at +500ms")
			return action{}, false
		}
		act, ok := w.resolve(b)
		if ok && (b.Mods.Count != nil || b.Mods.Every != nil) {
			w.fail("misplaced", b.Span(), "a pair is repeated as a whole", "write xN and every after the pair")
			return act, false
		}
		return act, ok
	}
	first, ok1 := one(st.First)
	second, ok2 := one(st.Second)
	if !ok1 || !ok2 {
		return
	}
	var at int64
	if st.At == nil {
		w.say(fmt.Sprintf("pair %s with %s: both at once (no at is written)", st.First.Span().Text(), st.Second.Span().Text()))
	}
	if st.At != nil {
		v := w.eval(st.At)
		if v.Kind == eval.Unknown {
			return
		}
		if v.Kind != eval.Number || v.Dim != unit.Time && !v.Zero {
			w.fail("dimension", st.At.Span(), fmt.Sprintf("at must be a time, and this is %s", describe(v)), "write at +500ms")
			return
		}
		if !(math.Abs(v.Num*1e9) < lastMoment-float64(w.Now())) {
			w.fail("too-long", st.At.Span(), "at is more than 292 years away, which is as far as the clock goes", "write at +500ms")
			return
		}
		at = int64(math.Round(v.Num * 1e9))
	}
	second.event.After = at
	whole := action{at: st.Span()}
	var ok bool
	if whole.count, ok = w.repeats(st.Mods.Count); !ok {
		return
	}
	if st.Mods.Every != nil {
		if whole.every, ok = w.duration(st.Mods.Every, "every", false); !ok {
			return
		}
		w.once(st.Mods)
	}
	a, b := first.event, second.event
	if a.Verb == b.Verb && a.Target == b.Target && at < a.For && -at < b.For {
		w.fail("overlap", st.Span(), fmt.Sprintf("%s would be presented twice at once", a.Text), "choose a longer at")
		return
	}
	lead := max(0, -at) // time from the earliest onset to the onset of the first
	length := max(lead+a.For, lead+at+b.For)
	text := fmt.Sprintf("pair %s with %s at %s", a.Text, b.Text, signed(at))
	w.trialsEvery(whole, length, func() bool {
		start := w.stage.Now()
		if at < 0 && (!w.do(b) || !w.advance(start+lead, whole.at)) {
			return false
		}
		t := w.begin(text, []Event{a, b}, whole.at)
		if t == nil || !w.do(a) {
			return false
		}
		t.Lag = at
		return at < 0 || w.advance(start+at, whole.at) && w.do(b)
	})
}

func signed(ns int64) string {
	if ns > 0 {
		return "+" + Duration(ns)
	}
	if ns == 0 {
		return "0s"
	}
	return Duration(ns)
}

// scatter presents its stimuli at random times that never overlap.
func (w *Walker) scatter(st *ast.Scatter) {
	over, ok := w.duration(st.Over, "over", false)
	if !ok || !w.needCircuit(st.Span()) {
		return
	}
	var items []action
	var filled int64
	for _, a := range st.Acts {
		b, isAct := w.base(a).(*ast.Act)
		if !isAct {
			w.fail("not-an-action", a.Span(), "scatter takes stimuli", "write scatter [tone x15, shock tail x15] over 75min")
			continue
		}
		act, ok := w.resolve(b)
		if !ok {
			return
		}
		if b.Mods.Every != nil {
			w.fail("misplaced", b.Span(), "scattered trials have no interval", "take every out")
			return
		}
		if len(items)+act.count > MaxTrials {
			w.tooManyTrials(b.Span())
			return
		}
		if float64(filled)+float64(float64(act.count)*float64(act.event.For)) > float64(over) {
			w.fail("overlap", st.Over.Span(), fmt.Sprintf("the stimuli alone last longer than %s", Duration(over)), "write a longer over, or fewer stimuli")
			return
		}
		for range act.count {
			items = append(items, act)
		}
		filled += int64(act.count) * act.event.For
	}
	if len(st.Acts) == 0 {
		w.fail("count", st.Span(), "nothing is scattered here", "write scatter [touch siphon x15, shock tail x15] over 75min")
	}
	if len(items) == 0 || !w.need(st.Span()) {
		return
	}
	gaps := make([]float64, len(items))
	for i := range gaps {
		gaps[i] = w.stage.Random("scatter")
	}
	if w.stage.Dry() { // evenly, for the eye
		for i := range gaps {
			gaps[i] = (float64(i) + 0.5) / float64(len(gaps))
		}
	}
	sort.Float64s(gaps)
	w.shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	start, used := w.stage.Now(), int64(0)
	defer w.noting(drawn)()
	for i, it := range items {
		at := start + int64(gaps[i]*float64(over-filled)) + used
		used += it.event.For
		if !w.advance(at, it.at) || w.begin(it.event.Text, []Event{it.event}, it.at) == nil || !w.do(it.event) {
			return
		}
	}
	w.advance(start+over, st.Span())
}

// noting puts a note on the rows to come, until the function that it returns is called.
func (w *Walker) noting(text string) (end func()) {
	outer, block := w.note, w.block
	w.blocks++
	w.note, w.block = text, w.blocks
	return func() { w.note, w.block = outer, block }
}

// shuffle permutes n things at random (Fisher-Yates); on a dry stage they stay in order.
func (w *Walker) shuffle(n int, swap func(i, j int)) {
	if w.stage.Dry() {
		return
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(w.stage.Random("shuffle")*float64(i+1)))
	}
}

// omit keeps every time and window of an action and delivers nothing.
func (w *Walker) omit(st *ast.Omit) {
	outer := w.omitting
	w.omitting = true
	w.statement(st.What)
	w.omitting = outer
}

// peek does an action on a copy of the animal; it takes no time.
func (w *Walker) peek(st *ast.Peek) {
	if !w.need(st.Span()) {
		return
	}
	stage := w.stage
	n := len(w.trials)
	w.stage = stage.Fork()
	w.statement(st.What)
	w.stage = stage
	for _, t := range w.trials[min(n, len(w.trials)):] {
		t.Peeked = true
	}
}

// compound repeats a block from start to start, or does its trials in random order.
func (w *Walker) compound(st *ast.Compound) {
	if !w.needCircuit(st.Span()) {
		return
	}
	count, ok := w.repeats(st.Mods.Count)
	if !ok {
		return
	}
	var every int64
	if st.Mods.Every != nil {
		if every, ok = w.duration(st.Mods.Every, "every", false); !ok {
			return
		}
		w.once(st.Mods)
	}
	if st.Mods.For != nil || len(st.Mods.Params) > 0 {
		w.fail("misplaced", st.Span(), "a block takes only xN, every and shuffled", "put the other modifiers on the lines inside")
	}
	if st.Mods.Shuffled {
		defer w.noting(drawn)()
	}
	if !w.room(action{at: st.Span(), count: count}, every, 0) {
		return
	}
	body := st.Body.Stmts
	start := w.Now()
	for k := range count {
		if every > 0 && k > 0 {
			due := start + int64(k)*every
			if w.Now() > due {
				if !w.uncertain {
					w.fail("block-too-long", st.Mods.Every.Span(), fmt.Sprintf("the block takes %s, which is longer than every %s", Duration(w.Now()-due+every), Duration(every)), fmt.Sprintf("write every %s or more", Duration(w.Now()-due+every)))
				}
				return
			}
			if !w.need(st.Span()) || !w.advance(due, st.Span()) {
				return
			}
		}
		if st.Mods.Shuffled {
			if !w.need(st.Span()) {
				return
			}
			body = w.shuffled(st.Body.Stmts)
		}
		w.inner(&ast.Block{Node: st.Body.Node, Stmts: body})
		if w.stopped != nil || w.tired(st.Span()) {
			return
		}
	}
}

// shuffled permutes the trials among a block's statements; rests and everything else keep their places.
func (w *Walker) shuffled(stmts []ast.Stmt) []ast.Stmt {
	out := append([]ast.Stmt{}, stmts...)
	var places []int
	for i, st := range out {
		switch st.(type) {
		case *ast.Labelled, *ast.Act, *ast.Pair, *ast.Omit, *ast.Inject, *ast.Fire, *ast.Clamp, *ast.Compound:
			places = append(places, i)
		}
	}
	w.shuffle(len(places), func(i, j int) { out[places[i]], out[places[j]] = out[places[j]], out[places[i]] })
	return out
}

func (w *Walker) rest(st *ast.Rest) {
	if st.Until != nil {
		to, ok := w.until(st.Until, "rest until", true, 0)
		if !ok || !w.need(st.Span()) {
			return
		}
		if to < w.stage.Now() {
			if w.stage.Dry() && w.uncertain {
				return
			}
			w.fail("time-past", st.Until.Span(), fmt.Sprintf("%s is past: it is %s already", Duration(to), Duration(w.stage.Now())), "write a later time, or move this line up")
			return
		}
		w.advance(to, st.Span())
		return
	}
	d, ok := w.duration(st.For, "a rest", false)
	if ok && w.need(st.Span()) {
		w.advance(w.stage.Now()+d, st.Span())
	}
}
