package interp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"protoexp/lang/check"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
	"protoexp/runtime/network"
	"protoexp/runtime/parallel"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// combined is how many mechanisms are held still in every combination: 2^8 runs.
const combined = 8

// affordable is how much may be done in all combinations: cells stepped and connections that spikes cross. It is about a
// minute of one core. Where it would be more, fewer mechanisms are combined. A step costs as much as that of so many cells.
const (
	affordable = 4_000_000_000
	stepCost   = 64
)

// Why finds out what a difference between two responses is due to, and keeps it in the result.
func (o *output) Why(q timeline.Why) error {
	st, ok := q.Of.Stage.(*stage)
	if !ok {
		return nil
	}
	r, err := (&inquiry{question: q, subject: st, trials: o.walker.Trials()}).answer()
	if err == nil {
		o.result.Whys = append(o.result.Whys, *r)
	}
	return err
}

// inquiry runs an animal again and again from the first of two responses on, each time with other mechanisms held still.
type inquiry struct {
	question   timeline.Why
	subject    *stage
	trials     []*timeline.Trial
	from       int // the happening with which the first response began
	world      *world
	mechanisms []mechanism
	origin     *stage // the animal as it was then
	runs       int
	cost       int64 // of one run
}

func (x *inquiry) answer() (*record.Why, error) {
	q, s := x.question, x.subject
	if x.from = s.beginning(q.Against); x.from < 0 || s.beginning(q.Of) < 0 {
		return nil, errors.New("the two responses are not of one animal")
	}
	if err := x.prepare(); err != nil {
		return nil, s.world.fault(s.setup, err)
	}
	r := &record.Why{Measure: q.Reading.Name, Unit: unitOf(q.Reading.Dim), First: x.response(q.Against), Last: x.response(q.Of)}
	began := time.Now()
	pairs, err := x.run([][]int{nil})
	if err != nil {
		return nil, err
	}
	x.foretell(time.Since(began))
	sets := [][]int{indices(len(x.mechanisms))}
	for i := range x.mechanisms {
		sets = append(sets, []int{i})
	}
	held, err := x.run(sets)
	if err != nil {
		return nil, err
	}
	pairs = append(pairs, held...)
	free := pairs[0]
	r.First.Value, r.Last.Value = free[0], free[1]
	r.Relative = slices.IndexFunc(pairs, func(p [2]float64) bool { return !(p[0] > 1e-3*math.Abs(free[0])) }) < 0
	change := func(p [2]float64) float64 {
		if r.Relative {
			return p[1]/p[0] - 1
		}
		return p[1] - p[0]
	}
	r.Change, r.AllStill = change(free), change(pairs[1])
	for i, m := range x.mechanisms {
		p := pairs[2+i]
		m.Alone, m.First, m.Last = change(p), p[0], p[1]
		m.Share = r.Change - m.Alone
		x.mechanisms[i] = m
	}
	return r, x.combine(r, change)
}

// foretell says what the answer will cost, once the animal has been run again without anything held still.
func (x *inquiry) foretell(took time.Duration) {
	runs := 1 + len(x.mechanisms) + 1<<x.together()
	cost := took.Seconds() * float64(runs) / float64(x.world.workers)
	if o := x.subject.options; o.Notice != nil && cost > worth.Seconds() {
		o.Notice(fmt.Sprintf("why: the animal is run again up to %d times, about %s", runs, lasting(cost)))
	}
}

// together is how many mechanisms can be held still in every combination.
func (x *inquiry) together() int {
	n := min(combined, len(x.mechanisms))
	for n > 1 && x.cost<<n > affordable {
		n--
	}
	return n
}

// combine holds the mechanisms that matter most still in every combination.
func (x *inquiry) combine(r *record.Why, change func([2]float64) float64) error {
	slices.SortStableFunc(x.mechanisms, func(a, b mechanism) int { return cmp.Compare(math.Abs(b.Share), math.Abs(a.Share)) })
	matter := 0
	for _, m := range x.mechanisms {
		if math.Abs(m.Share) > 1e-6 {
			matter++
		}
	}
	n, whole := x.together(), 0
	r.Thrifty = n < min(combined, len(x.mechanisms))
	// first those that matter alone; all that there is room for where others must matter together
	for _, n := range []int{min(n, matter), n} {
		if n == whole || whole > 0 && math.Abs(r.AllStill-r.Change+r.Explained()) < 1e-6 {
			break
		}
		var sets [][]int
		for s := range 1 << n {
			sets = append(sets, slices.DeleteFunc(indices(n), func(i int) bool { return s>>i&1 == 0 }))
		}
		pairs, err := x.run(sets)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			if r.Relative && !(p[0] > 0) {
				return x.finish(r, 0, nil) // a response that is gone has no share
			}
		}
		var values []float64
		for _, p := range pairs {
			values = append(values, change(p))
		}
		whole = n
		if err := x.finish(r, n, values); err != nil {
			return err
		}
	}
	if whole == 0 {
		return x.finish(r, 0, nil)
	}
	return nil
}

// finish puts the shares of the first n mechanisms into the result, the largest first.
func (x *inquiry) finish(r *record.Why, n int, values []float64) error {
	r.Runs, r.Combined = x.runs, n
	r.Causes, r.Pairs = nil, nil
	for _, m := range x.mechanisms {
		r.Causes = append(r.Causes, m.Cause)
	}
	if n == 0 {
		return nil
	}
	order := indices(n)
	for i, share := range stat.Shapley(n, values) {
		r.Causes[i].Share = share
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(math.Abs(r.Causes[b].Share), math.Abs(r.Causes[a].Share)) })
	together := stat.Interactions(n, values)
	sorted := slices.Clone(r.Causes)
	for i, k := range order {
		sorted[i] = r.Causes[k]
		for j := range i {
			if v := together[k][order[j]]; math.Abs(v) > 1e-6 {
				r.Pairs = append(r.Pairs, record.Pair{A: j, B: i, Share: v})
			}
		}
	}
	r.Causes = sorted
	slices.SortStableFunc(r.Pairs, func(a, b record.Pair) int { return cmp.Compare(math.Abs(b.Share), math.Abs(a.Share)) })
	return nil
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

func (x *inquiry) response(t *timeline.Trial) record.Response {
	r := record.Response{Label: t.Label, N: t.N, Onset: t.Onset, Action: t.Action}
	for _, o := range x.trials {
		if o.Label == t.Label {
			r.Of++
		}
	}
	return r
}

// prepare finds the mechanisms, and brings an animal in which they can be held still to the first response.
func (x *inquiry) prepare() error {
	s := x.subject
	x.world = s.world.quiet(s.ctx, 1)
	slow, err := x.slow()
	if err != nil {
		return err
	}
	plan := lower(s.setup)
	x.mechanisms = mechanisms(s.setup.Circuit, plan, slow)
	net, err := network.BuildWithin(plan, s.world.memory())
	if err != nil {
		return err
	}
	if x.origin, err = x.world.openOn(net, s.setup, s.key); err != nil {
		return err
	}
	if err := x.origin.to(s.history[:x.from], x.question.Against.Onset); err != nil {
		return err
	}
	x.origin.animal.Stop = x.origin.stopped
	if err := x.origin.animal.Poise(); err != nil {
		return err
	}
	each := max(1, x.origin.animal.Counters().Bytes)
	x.world.workers = int(max(1, min(int64(s.options.cores()), s.world.memory()/each)))
	return nil
}

// to replays what happened, and lets time pass after it.
func (s *stage) to(list []happening, at int64) error {
	if err := s.replay(list, func() bool { return false }); err != nil {
		return err
	}
	return s.Advance(at)
}

// looks is at how many onsets cells are looked at.
const looks = 64

// slow finds the variables of cells that are not at a later onset what they were at the first: that differ by more than a
// hundredth of the largest value that they were seen to have.
func (x *inquiry) slow() (func(cells, variable string) bool, error) {
	s, q := x.subject, x.question
	again, err := x.world.open(s.setup, s.key)
	if err != nil {
		return nil, err
	}
	st := again.(*stage)
	w := &watch{}
	for _, p := range s.setup.Circuit.Populations {
		for _, v := range p.Model.Vars {
			w.probes = append(w.probes, check.Probe{Kind: check.CellVar, Owner: p.Name, Var: v.Name.Text})
		}
	}
	if err := st.to(s.history[:x.from], q.Against.Onset); err != nil {
		return nil, err
	}
	onward := s.history[x.from:s.beginning(q.Of)]
	seen := map[string]bool{}
	for i, h := range onward {
		if err := st.Advance(h.at); err != nil {
			return nil, err
		}
		if h.begin && len(w.onsets) < looks {
			if err := w.look(st, true); err != nil {
				return nil, err
			}
		}
		if err := st.replay(onward[i:i+1], func() bool { return false }); err != nil {
			return nil, err
		}
		e, next := h.events[0], q.Of.Onset
		if i+1 < len(onward) {
			next = onward[i+1].at
		}
		if h.begin || e.For == 0 || seen[e.Text] || next < h.at+e.For {
			continue
		}
		seen[e.Text] = true
		if err := st.Advance(h.at + e.For); err != nil {
			return nil, err
		}
		if err := w.look(st, false); err != nil {
			return nil, err
		}
	}
	if err := st.Advance(q.Of.Onset); err != nil {
		return nil, err
	}
	if err := w.look(st, true); err != nil {
		return nil, err
	}
	moved := w.differ()
	return func(cells, variable string) bool { return moved[cells+" "+variable] }, nil
}

// watch is what some variables were seen to be.
type watch struct {
	probes []check.Probe
	most   []float64     // of each probe
	onsets [][][]float64 // of each probe, cells
}

func (w *watch) look(st *stage, onset bool) error {
	var all [][]float64
	for i, p := range w.probes {
		values, err := st.animal.Read(probe(p))
		if err != nil {
			return err
		}
		if len(w.most) <= i {
			w.most = append(w.most, 0)
		}
		for _, v := range values {
			w.most[i] = max(w.most[i], math.Abs(v))
		}
		all = append(all, values)
	}
	if onset {
		w.onsets = append(w.onsets, all)
	}
	return nil
}

// differ names the variables that are not the same at all onsets.
func (w *watch) differ() map[string]bool {
	out := map[string]bool{}
	for i, p := range w.probes {
		for _, at := range w.onsets[1:] {
			for k, v := range at[i] {
				out[p.Owner+" "+p.Var] = out[p.Owner+" "+p.Var] || math.Abs(v-w.onsets[0][i][k]) > w.most[i]/100
			}
		}
	}
	return out
}

// run is both responses with each set of mechanisms held still from the first one on.
func (x *inquiry) run(sets [][]int) ([][2]float64, error) {
	out, errs := make([][2]float64, len(sets)), make([]error, len(sets))
	parallel.Do(context.Background(), len(sets), x.world.workers, func(i int) { // one that is stopped says so
		var cost int64
		out[i], cost, errs[i] = x.held(sets[i])
		if len(sets[i]) == 0 && x.cost == 0 {
			x.cost = cost
		}
	})
	x.runs += len(sets)
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// held is one run.
func (x *inquiry) held(set []int) (pair [2]float64, cost int64, err error) {
	s, q := x.subject, x.question
	if x.origin.stopped() {
		return pair, 0, timeline.ErrStopped
	}
	st := x.origin.Fork().(*stage)
	var owners []string
	for _, i := range set {
		owners = append(owners, x.mechanisms[i].owner)
	}
	before := st.animal.Counters()
	if err := st.animal.Hold(owners); err != nil {
		return pair, 0, st.world.fault(s.setup, err)
	}
	last := int(s.beginning(q.Of))
	if err := st.replay(s.history[x.from:last+1], func() bool { return false }); err != nil {
		return pair, 0, err
	}
	over := func() bool { return st.complete(q.Against.ID) && st.complete(q.Of.ID) }
	if err := st.replay(s.history[last+1:], over); err != nil {
		return pair, 0, err
	}
	for k, t := range []*timeline.Trial{q.Against, q.Of} {
		if pair[k], err = st.Response(t.ID, q.Reading.Name); err != nil {
			return pair, 0, err
		}
	}
	return pair, work(st.animal, before), nil
}

// work is what a run cost, in cells stepped and connections crossed: the same on every machine.
func work(a *animal.Animal, before animal.Counters) int64 {
	now := a.Counters()
	return (now.Steps-before.Steps)*max(stepCost, now.Neurons) + now.SynapticEvents - before.SynapticEvents
}
