package study

import (
	"context"
	"sort"
	"sync"
	"sync/atomic"
)

// Queue is the places of animals in the order in which Run begins them: the first animals of all cells, then the second
// ones.
func Queue(animals []Animal) []int {
	turns := make([]int, len(animals))
	for i := range turns {
		turns[i] = i
	}
	sort.SliceStable(turns, func(a, b int) bool { return animals[turns[a]].Index < animals[turns[b]].Index })
	return turns
}

// Run does something with every animal on so many workers, in the order of Queue, so that a run that is interrupted has
// about as many animals of each cell. When the context ends no further animal begins.
// do is called with an index into animals; it must not depend on what others did.
func Run(ctx context.Context, animals []Animal, jobs int, do func(i int)) {
	turns := Queue(animals)
	var next atomic.Int64
	var group sync.WaitGroup
	var broken any
	var once sync.Once
	for range max(1, min(jobs, len(turns))) {
		group.Go(func() {
			defer func() {
				if r := recover(); r != nil { // a mistake of ours ends the run where it was begun
					once.Do(func() { broken = r })
					next.Store(int64(len(turns)))
				}
			}()
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= len(turns) {
					return
				}
				do(turns[k])
			}
		})
	}
	group.Wait()
	if broken != nil {
		panic(broken)
	}
}
