package engine

// queue holds the spikes of a population that are on their way, in the order of their times. Projections with different
// delays read it at their own cursors, which count from the first spike ever.
type queue struct {
	time []int64
	cell []int32
	base int // number of the first spike held
}

func (q *queue) end() int { return q.base + len(q.time) }

func (q *queue) push(t int64, cell int32) {
	q.time = append(q.time, t)
	q.cell = append(q.cell, cell)
}

// trim forgets the spikes before the first that anyone needs.
func (q *queue) trim(first int) {
	n := first - q.base
	if n == len(q.time) {
		q.time, q.cell, q.base = q.time[:0], q.cell[:0], first
	} else if n > 1024 && 2*n > len(q.time) {
		q.time = q.time[:copy(q.time, q.time[n:])]
		q.cell = q.cell[:copy(q.cell, q.cell[n:])]
		q.base = first
	}
}

func (q *queue) copy() queue {
	return queue{append([]int64(nil), q.time...), append([]int32(nil), q.cell...), q.base}
}
