package study

import (
	"context"
	"sort"
	"sync"
	"sync/atomic"
)

// Run does something with every animal on so many workers. The first animals of all cells come first, then the second
// ones, so that a run that is interrupted has about as many of each cell. When the context ends no further animal begins.
// do is called with an index into animals; it must not depend on what others did.
func Run(ctx context.Context, animals []Animal, jobs int, do func(i int)) {
	turns := make([]int, len(animals))
	for i := range turns {
		turns[i] = i
	}
	sort.SliceStable(turns, func(a, b int) bool { return animals[turns[a]].Index < animals[turns[b]].Index })
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
