package study

// This file and check.go see an assignment only as its result: they count who came when, and know nothing of how it was
// decided.

// Counts is what an assignment looks like.
type Counts struct {
	Cells   []int   // animals in each cell
	Batches [][]int // [batch][cell]
	Within  []Turns
}

// Turns counts the sessions of one factor.
type Turns struct {
	Sequences []Sequence
	Place     [][]int // [level][place]: how often a level stands in a place
	Behind    [][]int // [a][b]: how often b comes directly behind a
}

// Sequence is an order of levels with the animals of each cell that have it.
type Sequence struct {
	Levels []int
	Cells  []int
}

// Count counts an assignment to so many cells.
func Count(cells int, animals []Animal) Counts {
	c := Counts{Cells: make([]int, cells)}
	for _, a := range animals {
		c.Cells[a.Cell]++
		for len(c.Batches) < a.Batch {
			c.Batches = append(c.Batches, make([]int, cells))
		}
		if a.Batch > 0 {
			c.Batches[a.Batch-1][a.Cell]++
		}
		for f, s := range a.Sessions {
			for len(c.Within) <= f {
				c.Within = append(c.Within, Turns{})
			}
			c.Within[f].add(cells, a.Cell, s)
		}
	}
	return c
}

func (t *Turns) add(cells, cell int, levels []int) {
	if t.Place == nil {
		t.Place, t.Behind = square(len(levels)), square(len(levels))
	}
	for place, level := range levels {
		t.Place[level][place]++
		if place > 0 {
			t.Behind[levels[place-1]][level]++
		}
	}
	for i := range t.Sequences {
		if equal(t.Sequences[i].Levels, levels) {
			t.Sequences[i].Cells[cell]++
			return
		}
	}
	s := Sequence{Levels: levels, Cells: make([]int, cells)}
	s.Cells[cell]++
	t.Sequences = append(t.Sequences, s)
}

func square(k int) [][]int {
	out := make([][]int, k)
	for i := range out {
		out[i] = make([]int, k)
	}
	return out
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
