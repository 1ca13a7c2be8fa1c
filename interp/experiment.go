package interp

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/random"
	"protoexp/runtime/study"
)

// arrangement is who belonged where in a design that was run, and what became of them.
type arrangement struct {
	design   *timeline.Design
	study    study.Design
	animals  []study.Animal
	outcomes []*outcome // of each animal; nil where it was not begun
}

// Run has every animal of a design walked, on all cores. What an animal does follows from the seed and its place in the
// design, so neither the number of workers nor the other animals change it.
func (w *world) Run(d *timeline.Design) ([]*timeline.Subject, error) {
	a := &arrangement{design: d, study: declared(d)}
	a.animals = a.study.Assignment(d.Seed)
	if err := study.Check(a.study, a.animals); err != nil {
		w.report(diag.Diagnostic{Code: "wrong-assignment", Span: d.At, Message: "the assignment is not what was declared: " + err.Error()})
		return nil, err
	}
	a.outcomes = make([]*outcome, len(a.animals))
	w.runs[d] = a
	var done atomic.Int64
	if w.options.Animals != nil {
		w.options.Animals(0, len(a.animals))
	}
	do := w.subjectOf
	order := a.animals
	if d.Kind == timeline.Sweep {
		do, order = w.pointOf, cellByCell(a.animals)
	}
	jobs := w.options.cores()
	w.workers, w.animals = min(jobs, len(order)), len(order)
	w.told.Store(false)
	defer func() { w.workers, w.animals = 0, 0 }()
	pass := w.streamOf(d, a)
	study.Run(w.ctx, order, jobs, func(i int) {
		a.outcomes[i] = do(d, a, a.animals[i])
		pass(i)
		if w.options.Animals != nil {
			w.options.Animals(int(done.Add(1)), len(a.animals))
		}
	})
	w.ran(a)
	return a.subjects(w.report)
}

// subjectOf walks an animal of an experiment.
func (w *world) subjectOf(d *timeline.Design, a *arrangement, x study.Animal) *outcome {
	key := study.Stream(d.Seed, d.Title, a.study.Cells[x.Cell].Name, x.Index)
	key.Arrival = standing(x.Arrival, len(a.animals))
	if a.study.Batches > 1 {
		key.Batch, key.Lot = batch(d, x.Batch), standing(x.Batch, a.study.Batches)
	}
	return w.live(d.Branches[x.Cell], key, orders(a.study, x), x.Index == 0)
}

// pointOf walks an animal of a sweep, unless it is known already. The same individuals are at every point, so that points
// differ by their parameters and not by who is there.
func (w *world) pointOf(d *timeline.Design, a *arrangement, x study.Animal) *outcome {
	key := storeKey(d, a.study.Cells[x.Cell].Name, x.Index)
	if o := w.find(d.Branches[x.Cell], key); o != nil {
		return o
	}
	o := w.live(d.Branches[x.Cell], study.Stream(d.Seed, d.Title, "", x.Index), nil, false)
	w.keep(o, key)
	return o
}

// cellByCell lets the animals of a cell come one after the other, so that a sweep that is stopped has whole cells.
func cellByCell(animals []study.Animal) []study.Animal {
	order := slices.Clone(animals)
	for i := range order {
		order[i].Index = 0
	}
	return order
}

// standing is where the k-th of n stands between the first, 0, and the last, 1.
func standing(k, n int) float64 { return float64(k-1) / float64(max(1, n-1)) }

// batch names the random numbers that the animals of a batch share.
func batch(d *timeline.Design, number int) uint64 {
	return random.Purpose(fmt.Sprintf("%s\x00batch %d", d.Title, number))
}

// orders are the levels of each factor within an animal, in its order.
func orders(s study.Design, x study.Animal) map[string][]int {
	m := map[string][]int{}
	for f, w := range s.Within {
		m[w.Factor] = x.Sessions[f]
	}
	return m
}

// subjects are the animals that are complete, in order. What went wrong in one is reported of the first of them.
func (a *arrangement) subjects(report func(diag.Diagnostic)) (list []*timeline.Subject, err error) {
	bad := 0
	var first *outcome
	var number int
	for i, o := range a.outcomes {
		switch {
		case o == nil || errors.Is(o.err, timeline.ErrStopped):
			err = timeline.ErrStopped
		case diag.Failed(o.problems) || o.err != nil:
			if bad++; first == nil {
				first, number = o, a.animals[i].Number
			}
		default:
			o.subject.Index, o.subject.Number = a.animals[i].Index, a.animals[i].Number
			list = append(list, o.subject)
		}
	}
	if first != nil {
		for _, d := range first.problems {
			d.Message += fmt.Sprintf(" (animal %d; %d of %d animals in all)", number, bad, len(a.animals))
			report(d)
		}
		if len(first.problems) == 0 {
			return list, first.err
		}
	}
	return list, err
}
