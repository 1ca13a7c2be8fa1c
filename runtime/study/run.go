package study

import (
	"context"
	"sort"

	"protoexp/runtime/parallel"
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
	parallel.Do(ctx, len(turns), jobs, func(k int) { do(turns[k]) })
}
