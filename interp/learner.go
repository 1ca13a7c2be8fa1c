package interp

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/timeline"
	"protoexp/runtime/equation"
	"protoexp/runtime/learner"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
)

// lowerLearner turns a checked learner into plain equations.
func lowerLearner(s timeline.Setup) *learner.Model {
	m := s.Circuit.Learner
	out := &learner.Model{Name: m.Name}
	for _, p := range m.Params {
		out.Params = append(out.Params, equation.Value{Name: p.Name.Text, Init: expression(p.Init)})
	}
	for _, v := range m.Vars {
		out.Vars = append(out.Vars, equation.Value{Name: v.Name.Text, Init: expression(v.Init)})
	}
	out.Reinforced, out.Unreinforced = sums(out, m.On["reinforced"]), sums(out, m.On["unreinforced"])
	for _, x := range m.Measures {
		out.Measures = append(out.Measures, equation.Value{Name: x.Name, Init: summed(out, x.Value)})
	}
	for _, o := range s.Overrides {
		out.Settings = append(out.Settings, learner.Setting{Cue: ast.Cues(o.Owner), Param: o.Path, Value: o.Value})
	}
	for _, sp := range s.Spreads {
		out.Spreads = append(out.Spreads, learner.Spread{Cue: ast.Cues(sp.Owner), Param: sp.Path, CV: sp.CV})
	}
	return out
}

func sums(m *learner.Model, list []check.Change) (out []equation.Assign) {
	for _, a := range list {
		out = append(out, equation.Assign{Target: a.Target.(*ast.Ident).Name, Op: a.Op[0], Value: summed(m, a.Value)})
	}
	return out
}

// summed is an expression in which each sum( ) is a name of the model.
func summed(m *learner.Model, x ast.Expr) *equation.Expr {
	return replacing(x, func(x ast.Expr) *equation.Expr {
		c, ok := x.(*ast.Call)
		if !ok || c.Fn.(*ast.Ident).Name != "sum" {
			return nil
		}
		name := fmt.Sprintf("sum %d", len(m.Sums))
		m.Sums = append(m.Sums, equation.Value{Name: name, Init: expression(c.Args[0].Value)})
		return equation.Ref(name)
	})
}

// pupil is a learner that a walk acts on. Its clock is the script's alone.
type pupil struct {
	*learner.Learner
	ctx       context.Context
	model     *check.Circuit
	key       random.Key
	now       int64
	responses [][]float64 // of each trial
	current   int         // the trial that was begun last
	draws     map[string]uint64
	order     []check.Probe
	kept      map[check.Probe]record.Trace
	recording bool
}

func openLearner(ctx context.Context, s timeline.Setup, key random.Key) (*pupil, error) {
	l, err := learner.New(lowerLearner(s), key)
	if err != nil {
		return nil, err
	}
	return &pupil{Learner: l, ctx: ctx, model: s.Circuit, key: key, draws: map[string]uint64{}, kept: map[check.Probe]record.Trace{}}, nil
}

func (p *pupil) Now() int64                          { return p.now }
func (p *pupil) Dry() bool                           { return false }
func (p *pupil) resume(ctx context.Context, _ int64) { p.ctx = ctx }

func (p *pupil) complete(int) bool { return true }

func (p *pupil) Advance(to int64) error {
	if p.ctx != nil && p.ctx.Err() != nil {
		return timeline.ErrStopped
	}
	p.now = max(p.now, to)
	return nil
}

// Begin opens a trial. Until something is presented in it there is no cue, and the response is none.
func (p *pupil) Begin([]timeline.Event) int {
	p.current = len(p.responses)
	p.responses = append(p.responses, make([]float64, len(p.model.Learner.Measures)))
	return p.current
}

func (p *pupil) Do(e timeline.Event) error {
	if e.Kind != timeline.Condition {
		return nil
	}
	outcome := learner.Untaught
	switch e.Value {
	case timeline.Reinforced:
		outcome = learner.Reinforced
	case timeline.Unreinforced:
		outcome = learner.Unreinforced
	}
	r, err := p.Trial(e.Cues(), outcome)
	if err != nil {
		return err
	}
	p.responses[p.current] = r
	return p.sample()
}

func (p *pupil) Response(id int, measure string) (float64, error) {
	for i, m := range p.model.Learner.Measures {
		if m.Name == measure && id < len(p.responses) {
			return p.responses[id][i], nil
		}
	}
	return 0, fmt.Errorf("%s was not measured", measure)
}

func (p *pupil) Read(q check.Probe) (float64, error) {
	return p.Learner.Read(ast.Cues(q.Owner), q.Var)
}

// Record starts recording: what cues have now, and after each trial.
func (p *pupil) Record(probes []check.Probe, _ int64) error {
	p.recording = len(probes) > 0
	for _, q := range probes {
		if !slices.Contains(p.order, q) {
			p.order = append(p.order[:len(p.order):len(p.order)], q)
		}
	}
	return p.sample()
}

func (p *pupil) sample() error {
	if !p.recording {
		return nil
	}
	for _, q := range p.order {
		x, err := p.Read(q)
		if err != nil {
			return err
		}
		t := p.kept[q]
		if t.Name == "" {
			t = record.Trace{Name: q.Name, Unit: unitOf(q.Dim), Cells: []string{q.Owner}, Values: [][]float64{nil}}
		}
		t.Time = append(t.Time, float64(p.now)/1e9)
		t.Values = [][]float64{append(t.Values[0], x)}
		p.kept[q] = t
	}
	return nil
}

func (p *pupil) probes() []check.Probe { return p.order }

func (p *pupil) recorded(q check.Probe) (record.Trace, bool) {
	t, ok := p.kept[q]
	return t, ok
}

func (p *pupil) Trace(q check.Probe) (times, values []float64, recorded bool) {
	t, ok := p.kept[q]
	if !ok {
		return nil, nil, false
	}
	return t.Time, t.Values[0], true
}

// Fork is an exact copy of the animal and of what was recorded.
func (p *pupil) Fork() timeline.Stage {
	c := *p
	c.Learner = p.Copy()
	c.responses = slices.Clone(p.responses)
	c.draws, c.kept = maps.Clone(p.draws), map[check.Probe]record.Trace{}
	for k, t := range p.kept { // what the copy adds goes into slices of its own
		t.Time, t.Values = slices.Clip(t.Time), [][]float64{slices.Clip(t.Values[0])}
		c.kept[k] = t
	}
	return &c
}

// Random draws the next number of a purpose.
func (p *pupil) Random(purpose string) float64 {
	n := p.draws[purpose]
	p.draws[purpose] = n + 1
	return p.key.Uniform(random.Purpose("script "+purpose), 0, n)
}

// counters: a learner has no cells.
func (p *pupil) counters(*record.Performance) {}
