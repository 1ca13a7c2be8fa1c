// Package study says which animal belongs where: the cells of a design, the order in which animals arrive, the batch that
// each comes with, the order of its sessions, and the stream that its random numbers come from.
//
// It knows no script and simulates nothing. What an assignment looks like is counted by code that sees only the result
// (Count), and Check compares the counts with what was declared.
//
//	d := study.Design{Name: "e", Cells: []study.Cell{{Name: "a", N: 12}, {Name: "b", N: 12}}}
//	animals := d.Assignment(42)
//	err := study.Check(d, animals)
package study

// Design is what an experiment declares about its animals.
type Design struct {
	Name    string // of the experiment: part of every stream's name
	Cells   []Cell
	Within  []Within
	Assign  Rule
	Batches int // 0 and 1: all animals come at once
}

// Cell is a group or a combination of levels between animals.
type Cell struct {
	Name string // unique in its design: "hab_only", "isi=10s, site=siphon"
	N    int
}

// Within is a factor of which every animal gets every level.
type Within struct {
	Factor string
	Levels []string
	Order  Order
}

// Order is how the sessions of an animal follow each other.
type Order uint8

// The orders. A balanced one is a Williams design: each level stands equally often in each place and equally often
// directly behind each other level. A latin one is balanced for places only.
const (
	Fixed Order = iota
	Balanced
	Latin
	Random
)

var orderNames = [...]string{"fixed", "balanced", "latin", "random"}

func (o Order) String() string { return orderNames[o] }

// OrderNamed finds an order by its name.
func OrderNamed(name string) (Order, bool) {
	for i, n := range orderNames {
		if n == name {
			return Order(i), true
		}
	}
	return Fixed, false
}

// Rule is how animals get their cell.
type Rule struct {
	InOrder bool // one cell after the other; else at random
	Block   int  // at random in blocks of so many animals; 0: all in one
	ByBatch bool // each batch holds the same share of every cell
}

// Animal is where one animal belongs.
type Animal struct {
	Number   int     // from 1, cell after cell
	Cell     int     // index in Design.Cells
	Index    int     // in its cell, from 0
	Arrival  int     // from 1
	Batch    int     // from 1
	Sessions [][]int // for each of Design.Within the levels in the order of this animal
}

// Animals is how many animals a design needs.
func (d Design) Animals() (n int) {
	for _, c := range d.Cells {
		n += c.N
	}
	return n
}

// batches is the number of batches, at least one.
func (d Design) batches() int { return max(1, d.Batches) }
