package study

import "fmt"

// Clash is two demands of a design that cannot both be met.
type Clash struct {
	Kind    string // sessions, blocks, batches
	Demands [2]string
	Factor  string // of sessions
	Cell    int    // whose number of animals does not fit; -1 where it is all of them
	Blocks  []int  // sizes of blocks that work: the next smaller one, if any, and the next larger one
	Nearest []int  // numbers of animals in a cell that work: the next smaller one, if any, and the next larger one
}

func (c *Clash) Error() string {
	return fmt.Sprintf("%s cannot be met together with %s", c.Demands[0], c.Demands[1])
}

// Clash finds the first two demands that exclude each other, or nil.
func (d Design) Clash() *Clash {
	c := d.clash()
	if c == nil {
		return nil
	}
	if c.Kind == "blocks" {
		c.Blocks = d.blocks()
	}
	n := d.Cells[max(0, c.Cell)].N
	works := func(n int) bool { return d.with(c.Cell, n).clash() == nil }
	for k := n - 1; k > 0; k-- {
		if works(k) {
			c.Nearest = append(c.Nearest, k)
			break
		}
	}
	for k := n + 1; k < 4*n+1000; k++ {
		if works(k) {
			c.Nearest = append(c.Nearest, k)
			break
		}
	}
	return c
}

// blocks are the sizes of blocks next to the one that was asked for with which nothing clashes.
func (d Design) blocks() (sizes []int) {
	asked := d.Assign.Block
	works := func(size int) bool {
		d.Assign.Block = size
		return d.clash() == nil
	}
	for size := asked - 1; size > 1; size-- {
		if works(size) {
			sizes = append(sizes, size)
			break
		}
	}
	for size := asked + 1; size <= d.Animals(); size++ {
		if works(size) {
			return append(sizes, size)
		}
	}
	return sizes
}

// Feasible is the smallest number of animals in each cell, from n on, that meets every demand; n itself where none does.
func (d Design) Feasible(n int) int {
	for k := n; k < 4*n+1000; k++ {
		if d.with(-1, k).clash() == nil {
			return k
		}
	}
	return n
}

// with is the design with another number of animals in a cell; -1 in all of them.
func (d Design) with(cell, n int) Design {
	cells := append([]Cell{}, d.Cells...)
	for c := range cells {
		if c == cell || cell < 0 {
			cells[c].N = n
		}
	}
	d.Cells = cells
	return d
}

func (d Design) clash() *Clash {
	same := -1 // every cell has one number of animals, so all are changed together
	for c, cell := range d.Cells {
		if cell.N != d.Cells[0].N {
			same = c
		}
	}
	which := func(c int) int {
		if same < 0 {
			return -1
		}
		return c
	}
	for _, w := range d.Within {
		rows := len(w.Order.Sequences(len(w.Levels)))
		for c, cell := range d.Cells {
			if rows > 0 && cell.N%rows != 0 {
				return &Clash{Kind: "sessions", Factor: w.Factor, Cell: which(c), Demands: [2]string{
					fmt.Sprintf("n=%d", cell.N), fmt.Sprintf("a %s order of %d levels, which needs %d sequences equally often", w.Order, len(w.Levels), rows)}}
			}
		}
	}
	b, total := d.batches(), d.Animals()
	if total == 0 {
		return nil // nothing to share out: how many there are was not understood
	}
	if b > max(1, total) {
		return &Clash{Kind: "batches", Cell: -1, Demands: [2]string{fmt.Sprintf("batches %d", b), fmt.Sprintf("%d animals in all", total)}}
	}
	if d.Assign.ByBatch {
		for c, cell := range d.Cells {
			if cell.N%b != 0 {
				return &Clash{Kind: "batches", Cell: which(c), Demands: [2]string{fmt.Sprintf("n=%d", cell.N), fmt.Sprintf("the same share of every cell in each of %d batches", b)}}
			}
		}
	}
	if size := d.Assign.Block; size > 0 {
		lot := total
		if d.Assign.ByBatch {
			lot = total / b
		}
		for c, cell := range d.Cells {
			if lot%size != 0 || size*cell.N%total != 0 {
				return &Clash{Kind: "blocks", Cell: which(c), Demands: [2]string{
					fmt.Sprintf("n=%d in %s", cell.N, plural(len(d.Cells), "cell")), fmt.Sprintf("blocks of %d with the same share of every cell", size)}}
			}
		}
	}
	return nil
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
