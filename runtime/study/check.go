package study

import (
	"fmt"
	"sort"
)

// Check says where an assignment is not what was declared; nil when it is.
func Check(d Design, animals []Animal) error {
	if len(animals) != d.Animals() {
		return fmt.Errorf("%d animals were assigned, and %d were declared", len(animals), d.Animals())
	}
	for _, a := range animals {
		if a.Cell < 0 || a.Cell >= len(d.Cells) || a.Batch < 1 || a.Batch > d.batches() {
			return fmt.Errorf("animal %d is in no cell or in no batch", a.Number)
		}
		if err := permutations(d, a); err != nil {
			return err
		}
	}
	counts := Count(len(d.Cells), animals)
	for c, n := range counts.Cells {
		if n != d.Cells[c].N {
			return fmt.Errorf("%s has %d animals, and %d were declared", d.Cells[c].Name, n, d.Cells[c].N)
		}
	}
	for _, f := range []func(Design, []Animal, Counts) error{once, batches, blocks, order, sessions} {
		if err := f(d, animals, counts); err != nil {
			return err
		}
	}
	return nil
}

// permutations: an animal gets every level of every factor within it once.
func permutations(d Design, a Animal) error {
	if len(a.Sessions) != len(d.Within) {
		return fmt.Errorf("animal %d has the sessions of %d factors, and %d were declared", a.Number, len(a.Sessions), len(d.Within))
	}
	for f, s := range a.Sessions {
		sorted := append([]int{}, s...)
		sort.Ints(sorted)
		for i, level := range sorted {
			if level != i || len(s) != len(d.Within[f].Levels) {
				return fmt.Errorf("animal %d does not get every level of %s once", a.Number, d.Within[f].Factor)
			}
		}
	}
	return nil
}

// once: numbers and arrivals are 1, 2, 3 ..., and the indices in a cell 0, 1, 2 ...
func once(d Design, animals []Animal, _ Counts) error {
	seen := make([][3]bool, len(animals)+1)
	index := make([]map[int]bool, len(d.Cells))
	for c := range index {
		index[c] = map[int]bool{}
	}
	for _, a := range animals {
		for k, v := range []int{a.Number, a.Arrival} {
			if v < 1 || v > len(animals) || seen[v][k] {
				return fmt.Errorf("animal %d is counted twice", a.Number)
			}
			seen[v][k] = true
		}
		if a.Index < 0 || a.Index >= d.Cells[a.Cell].N || index[a.Cell][a.Index] {
			return fmt.Errorf("animal %d has no place of its own in %s", a.Number, d.Cells[a.Cell].Name)
		}
		index[a.Cell][a.Index] = true
	}
	return nil
}

// batches: of one size, give or take an animal, and, by batch, with the same share of every cell.
func batches(d Design, animals []Animal, c Counts) error {
	if len(c.Batches) != d.batches() && len(animals) > 0 {
		return fmt.Errorf("there are %d batches, and %d were declared", len(c.Batches), d.batches())
	}
	for b, row := range c.Batches {
		n := 0
		for cell, k := range row {
			n += k
			if d.Assign.ByBatch && k != c.Batches[0][cell] {
				return fmt.Errorf("batch %d has %d animals of %s, and batch 1 has %d", b+1, k, d.Cells[cell].Name, c.Batches[0][cell])
			}
		}
		if low := len(animals) / len(c.Batches); n != low && n != low+1 {
			return fmt.Errorf("batch %d has %d animals of %d", b+1, n, len(animals))
		}
	}
	return nil
}

// arrived are the animals in the order in which they came.
func arrived(animals []Animal) []Animal {
	out := append([]Animal{}, animals...)
	sort.Slice(out, func(i, j int) bool { return out[i].Arrival < out[j].Arrival })
	return out
}

// blocks: so many animals that come one after the other hold the same share of every cell.
func blocks(d Design, animals []Animal, _ Counts) error {
	size := d.Assign.Block
	if size == 0 || d.Assign.InOrder {
		return nil
	}
	for from, all := 0, arrived(animals); from < len(all); from += size {
		n := make([]int, len(d.Cells))
		for _, a := range all[from:min(from+size, len(all))] {
			n[a.Cell]++
		}
		for c, k := range n {
			if k*len(all) != size*d.Cells[c].N {
				return fmt.Errorf("animals %d to %d hold %d of %s, which is not its share", from+1, from+size, k, d.Cells[c].Name)
			}
		}
	}
	return nil
}

// order: batches come one after the other; in order, so do the cells.
func order(d Design, animals []Animal, _ Counts) error {
	all := arrived(animals)
	for i := 1; i < len(all); i++ {
		if all[i].Batch < all[i-1].Batch || d.Assign.InOrder && all[i].Batch == all[i-1].Batch && all[i].Cell < all[i-1].Cell {
			return fmt.Errorf("animal %d came before its turn", all[i].Number)
		}
	}
	return nil
}

// sessions: in each cell the sequences of a balanced or latin order come equally often, each level stands equally often in
// each place and, if balanced, equally often behind each other one.
func sessions(d Design, animals []Animal, _ Counts) error {
	for c, cell := range d.Cells {
		var mine []Animal
		for _, a := range animals {
			if a.Cell == c {
				mine = append(mine, a)
			}
		}
		counts := Count(len(d.Cells), mine)
		for f, t := range counts.Within {
			w := d.Within[f]
			if w.Order != Balanced && w.Order != Latin {
				continue
			}
			for _, s := range t.Sequences {
				if s.Cells[c]*len(t.Sequences) != cell.N {
					return fmt.Errorf("in %s one order of %s comes %d times of %d", cell.Name, w.Factor, s.Cells[c], cell.N)
				}
			}
			k := len(w.Levels)
			for a := range k {
				for b := range k {
					if t.Place[a][b]*k != cell.N {
						return fmt.Errorf("in %s the level %s of %s stands %d times in place %d", cell.Name, w.Levels[a], w.Factor, t.Place[a][b], b+1)
					}
					if w.Order == Balanced && a != b && t.Behind[a][b]*k != cell.N {
						return fmt.Errorf("in %s the level %s of %s comes %d times directly behind %s", cell.Name, w.Levels[b], w.Factor, t.Behind[a][b], w.Levels[a])
					}
				}
			}
		}
	}
	return nil
}
