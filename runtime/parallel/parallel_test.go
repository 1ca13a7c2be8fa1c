package parallel_test

import (
	"context"
	"sync/atomic"
	"testing"

	"protoexp/runtime/parallel"
)

func TestDo(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7, 100} {
		times := make([]atomic.Int32, 50)
		parallel.Do(context.Background(), len(times), workers, func(i int) { times[i].Add(1) })
		for i := range times {
			if n := times[i].Load(); n != 1 {
				t.Errorf("%d workers: %d was done %d times", workers, i, n)
			}
		}
		ctx, stop := context.WithCancel(context.Background())
		var begun atomic.Int32
		parallel.Do(ctx, 1000, workers, func(int) {
			begun.Add(1)
			stop()
		})
		if n := int(begun.Load()); n < 1 || n > max(1, workers) {
			t.Errorf("%d workers: %d were begun after the end", workers, n)
		}
	}
	parallel.Do(context.Background(), 0, 3, func(int) { t.Error("nothing was to be done") })
	defer func() {
		if recover() != "ours" {
			t.Error("a panic of a worker was lost")
		}
	}()
	parallel.Do(context.Background(), 9, 3, func(i int) {
		if i == 5 {
			panic("ours")
		}
	})
}
