package study_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"protoexp/runtime/study"
)

// designs are of one to four factors between and within animals, with every rule of assignment.
func designs(n int) (list []study.Design) {
	levels := func(k int) []string { return []string{"a", "b", "c", "d", "e", "f", "g"}[:k] }
	for _, cells := range []int{1, 2, 6, 24} { // of one to four factors crossed
		var d study.Design
		d.Name = fmt.Sprintf("%d cells", cells)
		for c := range cells {
			d.Cells = append(d.Cells, study.Cell{Name: fmt.Sprint("cell ", c), N: n})
		}
		for _, rule := range []study.Rule{{}, {InOrder: true}, {Block: cells}, {Block: 2 * cells}, {ByBatch: true}, {Block: cells, ByBatch: true}} {
			for _, batches := range []int{0, 3} {
				d := d
				d.Assign, d.Batches = rule, batches
				list = append(list, d)
			}
		}
	}
	one := []study.Cell{{Name: "all", N: n}}
	for k := 2; k <= 7; k++ {
		for o := study.Fixed; o <= study.Random; o++ {
			list = append(list, study.Design{Name: "within", Cells: one, Within: []study.Within{{Factor: "f", Levels: levels(k), Order: o}}})
		}
	}
	four := []study.Within{{"f", levels(2), study.Balanced}, {"g", levels(3), study.Latin}, {"h", levels(3), study.Balanced}, {"i", levels(2), study.Random}}
	for k := range four {
		list = append(list, study.Design{Name: "several within", Cells: append(one, study.Cell{Name: "other", N: n}), Within: four[:k+1], Batches: 2, Assign: study.Rule{ByBatch: true}})
	}
	return list
}

// TestEveryNumber: each assignment that is possible is as declared, for all n from 1 to 200; where none is, the numbers
// that are named work.
func TestEveryNumber(t *testing.T) {
	for n := 1; n <= 200; n++ {
		for _, d := range designs(n) {
			if c := d.Clash(); c != nil {
				if len(c.Nearest) == 0 || c.Demands[0] == "" || c.Demands[1] == "" {
					t.Fatalf("%+v: %+v", d, c)
				}
				for _, k := range c.Nearest {
					e := d
					e.Cells = slices.Clone(d.Cells)
					for i := range e.Cells {
						e.Cells[i].N = k
					}
					if e.Clash() != nil || study.Check(e, e.Assignment(1)) != nil {
						t.Fatalf("%+v: n=%d does not work", d, k)
					}
				}
				continue
			}
			if err := study.Check(d, d.Assignment(uint64(n))); err != nil {
				t.Fatalf("n=%d, %+v: %v", n, d, err)
			}
		}
	}
}

// TestCheckSees: an assignment that was changed afterwards is refused.
func TestCheckSees(t *testing.T) {
	d := study.Design{Name: "e", Cells: []study.Cell{{"a", 12}, {"b", 12}}, Assign: study.Rule{Block: 4, ByBatch: true}, Batches: 3,
		Within: []study.Within{{"f", []string{"x", "y", "z"}, study.Balanced}}}
	if err := study.Check(d, d.Assignment(1)); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(a []study.Animal){
		"cell":    func(a []study.Animal) { a[0].Cell = 1 },
		"batch":   func(a []study.Animal) { a[0].Batch = a[0].Batch%3 + 1 },
		"order":   func(a []study.Animal) { a[0].Sessions = [][]int{{2, 1, 0}}; a[1].Sessions = [][]int{{2, 1, 0}} },
		"level":   func(a []study.Animal) { a[0].Sessions = [][]int{{0, 0, 1}} },
		"arrival": func(a []study.Animal) { a[0].Arrival, a[23].Arrival = a[23].Arrival, a[0].Arrival },
		"twice":   func(a []study.Animal) { a[1] = a[0] },
		"none":    func(a []study.Animal) { a[3].Batch = 0 },
	} {
		a := d.Assignment(1)
		spoil(a)
		if study.Check(d, a) == nil {
			t.Errorf("%s: nothing was seen", name)
		}
	}
}

// TestCarryOver: in a Williams design every level comes equally often directly behind every other one.
func TestCarryOver(t *testing.T) {
	for k := 2; k <= 12; k++ {
		rows := study.Balanced.Sequences(k)
		if want := k * (1 + k%2); len(rows) != want {
			t.Errorf("%d levels have %d sequences, and not %d", k, len(rows), want)
		}
		behind := map[[2]int]int{}
		for _, r := range rows {
			for i := 1; i < k; i++ {
				behind[[2]int{r[i-1], r[i]}]++
			}
		}
		if len(behind) != k*(k-1) {
			t.Errorf("%d levels: %d of %d pairs", k, len(behind), k*(k-1))
		}
		for _, n := range behind {
			if n != len(rows)/k {
				t.Errorf("%d levels: a pair comes %d times", k, n)
			}
		}
	}
}

// TestClash: both demands and the nearest numbers are named.
func TestClash(t *testing.T) {
	d := study.Design{Cells: []study.Cell{{"all", 10}}, Within: []study.Within{{"grams", []string{"a", "b", "c"}, study.Balanced}}}
	c := d.Clash()
	if c == nil || !slices.Equal(c.Nearest, []int{6, 12}) || c.Error() != "n=10 cannot be met together with a balanced order of 3 levels, which needs 6 sequences equally often" {
		t.Error(c)
	}
	if n := d.Feasible(7); n != 12 {
		t.Error(n)
	}
	d = study.Design{Cells: []study.Cell{{"a", 12}, {"b", 16}}, Assign: study.Rule{Block: 7}}
	if c := d.Clash(); c != nil {
		t.Error(c)
	}
	d.Assign.Block = 6
	if c := d.Clash(); c == nil || c.Kind != "blocks" {
		t.Error(c)
	}
}

// TestStreams: where an animal stands names its stream, and nothing else does.
func TestStreams(t *testing.T) {
	a := study.Stream(1, "e", "isi=10s", 3)
	if a != study.Stream(1, "e", "isi=10s", 3) || a == study.Stream(1, "e", "isi=10s", 4) || a == study.Stream(1, "f", "isi=10s", 3) || a == study.Stream(2, "e", "isi=10s", 3) {
		t.Error(a)
	}
}

// TestRun: every animal once, the first of each cell first, and a run that is stopped is balanced.
func TestRun(t *testing.T) {
	d := study.Design{Name: "e", Cells: []study.Cell{{"a", 20}, {"b", 20}, {"c", 20}}}
	animals := d.Assignment(1)
	for _, jobs := range []int{0, 1, 2, 7, 100} {
		ctx, stop := context.WithCancel(context.Background())
		var mu sync.Mutex
		done := map[int]int{}
		cells := make([]int, 3)
		study.Run(ctx, animals, jobs, func(i int) {
			mu.Lock()
			defer mu.Unlock()
			done[i]++
			cells[animals[i].Cell]++
			if len(done) == 30 {
				stop()
			}
		})
		for i, n := range done {
			if n != 1 {
				t.Errorf("animal %d was done %d times", i, n)
			}
		}
		if slices.Max(cells)-slices.Min(cells) > 1+jobs {
			t.Errorf("with %d workers: %v", jobs, cells)
		}
		stop()
	}
	defer func() {
		if recover() != "ours" {
			t.Error("a panic of a worker was lost")
		}
	}()
	study.Run(context.Background(), animals, 2, func(i int) { panic("ours") })
}
