package interp

import (
	"sync"

	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/study"
)

// stream passes the trials of animals on while others still run.
type stream struct {
	measures []record.Measure
	take     func([]record.Trial)
}

// streamOf is told which animal of a design is done. It passes animals on in the order in which they were begun, so one
// that is done early waits for those before it.
func (w *world) streamOf(d *timeline.Design, a *arrangement) (done func(i int)) {
	s := w.options.stream
	if s == nil || d.Kind == timeline.Sweep {
		return func(int) {}
	}
	var lock sync.Mutex
	queue := study.Queue(a.animals)
	columns := columnsOf(d, s.measures)
	ready := make([]bool, len(queue))
	next := 0
	return func(i int) {
		lock.Lock()
		defer lock.Unlock()
		ready[i] = true
		for ; next < len(queue) && ready[queue[next]]; next++ {
			k := queue[next]
			if o := a.outcomes[k]; o != nil && o.subject != nil && o.err == nil {
				s.take(trialsOf(d, o.subject, a.animals[k].Number, columns))
			}
		}
	}
}
