// Package parallel does many things beside each other. What is done must not depend on what else is done meanwhile, so that
// the number of workers changes no result.
//
//	parallel.Do(ctx, len(animals), 4, func(i int) { answers[i] = ask(animals[i]) })
package parallel

import (
	"context"
	"sync"
	"sync/atomic"
)

// Do calls do with 0 to n-1, which are begun in this order, on so many workers, and returns when all calls have. When the
// context ends no further one begins. A panic of a call ends Do in the same way, and is raised again where Do was called.
func Do(ctx context.Context, n, workers int, do func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	var broken any
	var once sync.Once
	for range max(1, min(workers, n)) {
		group.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					once.Do(func() { broken = r })
					next.Store(int64(n))
				}
			}()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	group.Wait()
	if broken != nil {
		panic(broken)
	}
}
