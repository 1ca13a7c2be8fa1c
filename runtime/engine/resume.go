package engine

import (
	"errors"
	"math"
	"slices"

	"protoexp/runtime/network"
)

// Snapshot is all of an engine that changes, to be kept and resumed with a body grown from the same key. It shares its
// memory with the engine.
type Snapshot struct{ state }

// Snapshot is the present state. It fails for an engine that has failed.
func (e *Engine) Snapshot() (Snapshot, error) {
	for _, p := range e.Net.Projections {
		e.replayAll(p)
	}
	return Snapshot{e.state}, e.failed
}

// lastMoment is as far as an animal's time goes, ns.
const lastMoment = math.MaxInt64 - 1e15

// errState is a state that no engine of this network can have.
var errState = errors.New("the state is not that of such an animal")

// Resume makes an engine that goes on from a snapshot, which is its own from then on. One that cannot be one of this
// body's network is refused.
func Resume(body *network.Body, s Snapshot) (*Engine, error) {
	e, err := New(body)
	if err != nil {
		return nil, err
	}
	if !e.takes(&s.state) {
		return nil, errState
	}
	e.state = s.state
	e.newLedgers()
	e.prepare()
	return e, nil
}

// takes says whether a state, which may come from anywhere, can be one of this engine, which is new. Nothing that it holds
// may lead outside of what there is.
func (e *Engine) takes(s *state) bool {
	n := e.Net
	ok := s.exact >= 0 && s.exact <= s.t && s.t <= s.now && s.now <= lastMoment && s.t%n.Step == 0 && s.checkAt >= 0 &&
		s.backoff >= 1 && s.backoff < 1<<20 && s.macro >= 0 && s.macro <= 1<<58 && (s.active || s.solo.on || s.macro >= n.Step)
	lengths := func(a, b int) { ok = ok && a == b }
	lengths(len(s.f), len(e.f))
	lengths(len(s.weight), len(e.weight))
	lengths(len(s.times), len(e.times))
	lengths(len(s.flags), len(e.flags))
	lengths(len(s.queues), len(n.Populations))
	lengths(len(s.cursor), len(n.Projections))
	lengths(len(s.cut), len(n.Projections))
	lengths(len(s.cutGap), len(n.Gaps))
	lengths(len(s.clampID), len(n.Populations))
	lengths(len(s.applyID), len(n.Humour.Agents))
	lengths(len(s.timers), len(n.Timers))
	lengths(len(s.asleep), len(n.Populations))
	for _, lists := range [][][]int32{s.held, s.clamped, s.disarmed, s.firing} {
		lengths(len(lists), len(n.Populations))
		for i := 0; ok && i < len(lists); i++ {
			ok = len(lists[i]) <= n.Populations[i].Count && within(lists[i], n.Populations[i].Count)
		}
	}
	return ok && e.takesSolo(s) && e.takesPast(s) && e.takesSpikes(s) && e.takesEdges(s) && e.takesWindows(s)
}

// within says whether all cells are there.
func within(cells []int32, count int) bool {
	for _, i := range cells {
		if i < 0 || int(i) >= count {
			return false
		}
	}
	return true
}

func (e *Engine) takesSolo(s *state) bool {
	n, o := e.Net, &s.solo
	cells, populations := n.Cells, len(n.Populations)
	if o.at == nil {
		cells, populations = 0, 0
	}
	if len(o.at) != cells || len(o.due) != cells || len(o.next) != populations || o.seen < 0 || o.seen > s.t || o.on && (!n.Solo || o.at == nil || s.active) {
		return false
	}
	ahead := func(t int64) bool { return t == never || t >= 0 && t%n.Step == 0 && (t > s.t || !o.on) }
	for i, t := range o.at {
		if t < 0 || t > s.t || t%n.Step != 0 || !ahead(o.due[i]) {
			return false
		}
	}
	return !slices.ContainsFunc(o.next, func(t int64) bool { return !ahead(t) })
}

func (e *Engine) takesPast(s *state) bool {
	h, last := e.Net.Humour, int64(-1)
	for _, x := range s.past {
		if x.at <= last || x.at > s.t || len(x.vars) != len(h.Vars) || len(x.rates) != len(h.Agents) {
			return false
		}
		last = x.at
	}
	return len(s.past) == 0 || h.Sensed && len(s.past) <= pastLimit && last < s.times[h.Base] && s.times[h.Base] <= s.t
}

func (e *Engine) takesSpikes(s *state) bool {
	n := e.Net
	for i, q := range s.queues {
		if len(q.time) != len(q.cell) || q.base < 0 || q.base > math.MaxInt/2 || !within(q.cell, n.Populations[i].Count) {
			return false
		}
	}
	for k, c := range s.cursor {
		if q := &s.queues[n.Projections[k].Pre.Index]; c < q.base || c > q.end() {
			return false
		}
	}
	for _, t := range s.timers {
		if t < 0 || t < s.t {
			return false
		}
	}
	return true
}

func (e *Engine) takesEdges(s *state) bool {
	n := e.Net
	drive := func(d *Drive) bool {
		return d != nil && d.Population >= 0 && d.Population < len(n.Populations) && len(d.Amps) <= n.Populations[d.Population].Count
	}
	for _, d := range s.drives {
		if !drive(d) {
			return false
		}
	}
	last := int64(0)
	for _, x := range s.edges {
		count := map[EdgeKind]int{Apply: len(n.Humour.Agents), EndApply: len(n.Humour.Agents), Cut: len(n.Projections)}[x.Kind]
		if x.Kind == Cut && x.Gap {
			count = len(n.Gaps)
		}
		if x.At < last || x.At%n.Step != 0 || x.Kind > Cut || x.Population < 0 || x.Population >= len(n.Populations) || x.Index < 0 ||
			count > 0 && x.Index >= count || count == 0 && x.Index > 0 || x.Kind == DriveOn && !drive(x.Drive) ||
			x.Kind == ClampOn && n.Populations[x.Population].V < 0 {
			return false
		}
		last = x.At
	}
	return true
}

func (e *Engine) takesWindows(s *state) bool {
	n := e.Net
	readings := len(n.Readings())
	if s.most != nil && len(s.most) != readings {
		return false
	}
	for _, row := range s.results {
		if len(row) != readings {
			return false
		}
	}
	for _, w := range s.windows {
		read := 1
		if w.organ < 0 {
			read = 3
		}
		switch {
		case w.trial < 0 || w.trial >= len(s.results) || w.reading < 0 || w.reading+read > readings,
			w.open < 0 || w.close < w.open,
			w.organ >= len(n.Organs),
			w.organ >= 0 && (w.measure < 0 || w.measure >= len(n.Organs[w.organ].Measures)),
			w.organ < 0 && (w.shadow < 0 || w.shadow >= len(n.Shadows) || w.lane < 0 || w.lane >= n.Shadows[w.shadow].Projection.Post.Count || w.coverage < 1):
			return false
		}
	}
	return true
}
