package interp

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"protoexp/lang/check"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
	"protoexp/runtime/record"
)

// output collects what a walk produces into a record.Result.
type output struct {
	walker *timeline.Walker
	world  *world
	result *record.Result
	traces map[string]int
	ran    []*timeline.Design

	studies []*record.Result // of a session: the experiments of each entry that had some, with their trials

	onTrial func(*record.Result, int)

	audience Audience
	told     int // trials that the audience knows
}

func newOutput(r *record.Result, w *world) *output {
	return &output{result: r, world: w, traces: map[string]int{}}
}

// clone copies an output for a walker that was forked.
func (o *output) clone(w *timeline.Walker) *output {
	r := *o.result
	r.Notes, r.Shown, r.Checks, r.Whys = full(r.Notes), full(r.Shown), full(r.Checks), full(r.Whys)
	r.Reports = full(r.Reports)
	r.Traces = append([]record.Trace{}, r.Traces...)
	return &output{walker: w, world: o.world, result: &r, traces: maps.Clone(o.traces), onTrial: o.onTrial, studies: full(o.studies)}
}

// full is a slice that the next append copies.
func full[T any](s []T) []T { return s[:len(s):len(s)] }

// Trial tells who waits for it that a trial begins.
func (o *output) Trial(t *timeline.Trial) {
	if o.onTrial != nil {
		o.onTrial(o.result, len(o.walker.Trials()))
	}
	o.tell(0)
}

// tell tells the audience of trials that nothing to come can change, in order, and of all below a number: what those read
// if nothing else happens.
func (o *output) tell(below int) {
	if o.audience.Trial == nil {
		return
	}
	columns := measuresOf(o.walker, o.ran)
	for list := o.walker.Trials(); o.told < len(list); o.told++ {
		t := list[o.told]
		if st, ok := t.Stage.(individual); o.told >= below && !(ok && (t.Peeked || st.complete(t.ID))) {
			return
		}
		trial, err := o.read(t, columns)
		if err != nil {
			return
		}
		o.audience.Trial(trial, o.told, columns)
	}
}

// Note keeps what the program chose for the script.
func (o *output) Note(text string) {
	o.result.Notes = append(o.result.Notes, text)
	if o.audience.Note != nil {
		o.audience.Note(text)
	}
}

// Show keeps what print, plot and table ask for.
func (o *output) Show(verb, kind string, items []timeline.Item, at source.Span) {
	s := record.Shown{Verb: verb}
	if verb == "print" {
		s.Text, s.Series = printed(items), numbersOf(items)
		o.result.Shown = append(o.result.Shown, s)
		return
	}
	if kind != "" {
		s.Kind = kind
		for _, it := range items {
			if it.Axis {
				s.Over = append(s.Over, it.Name)
			} else {
				s.Reports = append(s.Reports, it.Name)
			}
		}
		o.result.Shown = append(o.result.Shown, s)
		return
	}
	for _, it := range items {
		switch {
		case it.Probe != nil:
			if k, ok := o.trace(*it.Probe); ok {
				s.Traces = append(s.Traces, k)
			}
		default:
			s.Series = append(s.Series, seriesOf(it))
		}
	}
	o.result.Shown = append(o.result.Shown, s)
}

// seriesOf is what an item holds: one number, or one for each trial.
func seriesOf(it timeline.Item) record.Series {
	s := record.Series{Name: it.Name, Unit: unitOf(it.Value.Dim), At: it.Value.At, Values: it.Value.Nums}
	if it.Value.Kind == eval.Number {
		s.Values = []float64{it.Value.Num}
	}
	return s
}

// numbersOf are those of print, of one animal.
func numbersOf(items []timeline.Item) (list []record.Series) {
	for _, it := range items {
		if it.Mean == nil && it.Probe == nil {
			if s := seriesOf(it); len(s.Values) > 0 {
				list = append(list, s)
			}
		}
	}
	return list
}

// printed are the values of print.
func printed(items []timeline.Item) string {
	var list []string
	for _, it := range items {
		if it.Mean != nil {
			list = append(list, it.Name+" = "+averaged(*it.Mean, it.Value.Dim))
		} else if it.Value.Kind == eval.Text {
			list = append(list, it.Value.Text)
		} else {
			list = append(list, it.Name+" = "+Text(it.Value))
		}
	}
	return strings.Join(list, "   ")
}

// trace puts a recorded trace into the result, once for as much of it as there is now.
func (o *output) trace(p check.Probe) (int, bool) {
	st, ok := o.walker.Stage().(individual)
	if !ok {
		return 0, false
	}
	t, ok := st.recorded(p)
	if !ok {
		return 0, false
	}
	if k, ok := o.traces[t.Name]; ok {
		o.result.Traces[k] = t
		return k, true
	}
	o.traces[t.Name] = len(o.result.Traces)
	o.result.Traces = append(o.result.Traces, t)
	return len(o.result.Traces) - 1, true
}

// Claim keeps an expectation with its sentence.
func (o *output) Claim(c timeline.Claim) {
	pos := c.Stmt.Span().File.Position(c.Stmt.Span().Start)
	check := record.Check{Name: c.Stmt.Title, Text: strings.Join(strings.Fields(c.Text), " "), Primary: c.Stmt.Primary, Pass: c.Pass, Line: pos.Line, Sentence: sentence(c)}
	if c.Compared {
		check.Left, check.Right, check.Unit = c.Left.Num, c.Right.Num, unitOf(c.Left.Dim)
	}
	o.result.Checks = append(o.result.Checks, check)
}

// relations put an operator into words, when it holds and when it does not.
var relations = map[string][2]string{
	"<": {"is less than", "is not less than"}, "<=": {"is at most", "is more than"},
	">": {"is more than", "is not more than"}, ">=": {"is at least", "is less than"},
	"==": {"equals", "does not equal"}, "is": {"is", "is not"}, "!=": {"differs from", "equals"},
}

// sentence says in English how an expectation came out.
func sentence(c timeline.Claim) string {
	verdict, k := "holds", 0
	if !c.Pass {
		verdict, k = "does not hold", 1
	}
	name := c.Stmt.Title
	if name == "" {
		name = strings.Join(strings.Fields(c.Text), " ")
	}
	s := fmt.Sprintf("%q %s", name, verdict)
	if !c.Compared {
		return s + "."
	}
	between := relations[c.Op][k]
	if c.Op == "~" {
		between = fmt.Sprintf("lies within %s of", share(c.Margin))
		if !c.Pass {
			between = fmt.Sprintf("does not lie within %s of", share(c.Margin))
		}
	}
	return fmt.Sprintf("%s: %s %s %s.", s, operand(c.LeftText, c.Left), between, operand(c.RightText, c.Right))
}

func share(x float64) string { return strconv.FormatFloat(x*100, 'g', 4, 64) + "%" }

// operand is an expression with its value; a bare number stands for itself.
func operand(text string, v eval.Value) string {
	text = strings.Join(strings.Fields(text), " ")
	value := Text(v)
	if text == value || text != "" && (text[0] >= '0' && text[0] <= '9' || text[0] == '-') && !strings.ContainsAny(text, " (") {
		return text
	}
	return fmt.Sprintf("%s (%s)", text, value)
}

// Text writes a value as people read it.
func Text(v eval.Value) string {
	switch v.Kind {
	case eval.Number:
		return quantity(v.Num, v.Dim)
	case eval.Truth:
		if v.True() {
			return "yes"
		}
		return "no"
	case eval.Text, eval.Word:
		return v.Text
	case eval.Series:
		return strings.Join(each(len(v.Nums), func(i int) string { return quantity(v.Nums[i], v.Dim) }), ", ")
	case eval.List:
		return "[" + strings.Join(each(len(v.List), func(i int) string { return Text(v.List[i]) }), ", ") + "]"
	case eval.Range:
		return Text(v.List[0]) + ".." + Text(v.List[1])
	}
	return "?"
}

func each(n int, f func(int) string) (out []string) {
	for i := range n {
		out = append(out, f(i))
	}
	return out
}

// quantity rounds to four figures, or to whole units where that is finer, and gives the fitting unit. Whole numbers stay as they are.
func quantity(x float64, d unit.Dimension) string {
	if math.IsNaN(x) {
		return "undefined"
	}
	if exact := unit.Format(unit.Quantity{Value: x, Dim: d}); d != unit.None && len(exact) <= 7 {
		return exact
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	if err != nil {
		r = x
	}
	if (d == unit.None || d == unit.Time) && math.Abs(x) >= 1000 && math.Abs(x) < 1e15 {
		if r = math.Round(x); d == unit.None {
			return strconv.FormatFloat(r, 'f', 0, 64)
		}
	}
	if d == unit.None || math.IsInf(x, 0) {
		return strconv.FormatFloat(r, 'g', -1, 64)
	}
	return unit.Format(unit.Quantity{Value: r, Dim: d})
}

// unitOf is the SI unit of a dimension as text.
func unitOf(d unit.Dimension) string { return d.String() }

// finish reads every trial's responses and fills in the rest of the result. Of a walk that was stopped, trials whose windows
// are not over are left out.
func (o *output) finish(stopped bool) (err error) {
	w, r := o.walker, o.result
	r.Measures = measuresOf(w, o.ran)
	r.Trials, err = o.trials(r.Trials, stopped)
	if n := len(w.Trials()) - len(r.Trials); n > 0 {
		o.Note(fmt.Sprintf("left out, since their windows were not over when the run ended: %d of %d trials", n, len(w.Trials())))
	}
	r.Seed = w.Seed
	if c := w.Circuit(); c != nil {
		r.Preparation = c.Name
	}
	if st, ok := w.Stage().(individual); ok {
		r.Animals, r.SimulatedNs = 1, st.Now()-w.Born()
		for _, p := range st.probes() {
			o.trace(p)
		}
		st.counters(&r.Performance)
	}
	for _, d := range o.ran {
		o.animals(d)
	}
	return err
}

// trials reads the responses of all trials, up to one that has none. What was read before stays where nothing new can be read.
func (o *output) trials(before []record.Trial, stopped bool) (list []record.Trial, err error) {
	for n, t := range o.walker.Trials() {
		x, ok := t.Stage.(individual)
		over := !ok || !stopped || t.Peeked || x.complete(t.ID)
		var trial record.Trial
		if over {
			trial, err = o.read(t, o.result.Measures)
			over = err == nil
		}
		switch {
		case over:
			list = append(list, trial)
		case n < len(before):
			list = append(list, before[n])
		default:
			return list, err
		}
	}
	return list, err
}

// read is a trial with its responses; what the script's own animal is read with comes first among the columns.
func (o *output) read(t *timeline.Trial, columns []record.Measure) (record.Trial, error) {
	trial := record.Trial{Animal: 1, Label: t.Label, N: t.N, Onset: t.Onset, Action: action(t.Action, t.Peeked), Omitted: t.Omitted, Peeked: t.Peeked, Responses: unread(len(columns))}
	for i, m := range o.walker.Measures() {
		x, err := t.Stage.Response(t.ID, m.Name)
		if err != nil {
			return trial, at(t, err)
		}
		trial.Responses[i] = x
	}
	return trial, nil
}

// action is what a trial did, in words. Of a copy of the animal it says so.
func action(text string, peeked bool) string {
	if peeked {
		return "peek " + text
	}
	return text
}

// measuresOf are the columns of the trials of a script: what its own animal is read with, then its designs.
func measuresOf(w *timeline.Walker, designs []*timeline.Design) (columns []record.Measure) {
	add := func(list []timeline.Reading) {
		for _, m := range list {
			column := record.Measure{Name: m.Name, Unit: unitOf(m.Dim)}
			if !slices.Contains(columns, column) {
				columns = append(columns, column)
			}
		}
	}
	if w.Stage() != nil || len(designs) == 0 {
		add(w.Measures())
	}
	for _, d := range designs {
		add(d.Measures)
	}
	return columns
}

// unread is a trial of which nothing was read.
func unread(measures int) []float64 {
	row := make([]float64, measures)
	for i := range row {
		row[i] = math.NaN()
	}
	return row
}

// at gives an error the place of its trial.
func at(t *timeline.Trial, err error) error {
	var f *timeline.Fault
	if errors.As(err, &f) && f.At.File == nil && len(t.Events) > 0 {
		placed := *f
		placed.At = t.Events[0].At
		return &placed
	}
	return err
}
