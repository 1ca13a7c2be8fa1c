package study

import "protoexp/runtime/random"

// Assignment gives every animal its cell, its batch and the order of its sessions. Animals are listed cell after cell.
func (d Design) Assignment(seed uint64) []Animal {
	animals := make([]Animal, 0, d.Animals())
	next := make([]int, len(d.Cells)) // the next animal of each cell
	for c, cell := range d.Cells {
		next[c] = len(animals)
		for i := range cell.N {
			animals = append(animals, Animal{Number: len(animals) + 1, Cell: c, Index: i, Sessions: d.sessions(seed, cell, i)})
		}
	}
	arrival := 0
	for b, lot := range d.lots(seed) {
		for _, c := range lot {
			arrival++
			a := &animals[next[c]]
			next[c]++
			a.Arrival, a.Batch = arrival, b+1
		}
	}
	return animals
}

// lots are the cells of the animals in the order in which they come, batch by batch.
func (d Design) lots(seed uint64) [][]int {
	key, b := d.stream(seed), d.batches()
	lots := make([][]int, b)
	if d.Assign.ByBatch {
		for k := range lots {
			lots[k] = d.share(k, b)
			if !d.Assign.InOrder {
				d.mix(key, uint64(k), lots[k])
			}
		}
		return lots
	}
	all := d.share(0, 1)
	if !d.Assign.InOrder {
		d.mix(key, 0, all)
	}
	for k := range lots {
		lots[k] = all[k*len(all)/b : (k+1)*len(all)/b]
	}
	return lots
}

// share is part k of b of every cell, cell after cell.
func (d Design) share(k, b int) (cells []int) {
	for c, cell := range d.Cells {
		for range (k+1)*cell.N/b - k*cell.N/b {
			cells = append(cells, c)
		}
	}
	return cells
}

// mix puts cells into random order: all of them, or block by block with the same share of every cell in each.
func (d Design) mix(key random.Key, part uint64, cells []int) {
	if d.Assign.Block == 0 {
		shuffle(key, "assign", part, len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
		return
	}
	blocks := len(cells) / d.Assign.Block
	count := make([]int, len(d.Cells))
	for _, c := range cells {
		count[c]++
	}
	cells = cells[:0]
	for k := range blocks {
		before := len(cells)
		for c, n := range count {
			for range (k+1)*n/blocks - k*n/blocks {
				cells = append(cells, c)
			}
		}
		block := cells[before:]
		shuffle(key, "block", part<<32|uint64(k), len(block), func(i, j int) { block[i], block[j] = block[j], block[i] })
	}
}

// sessions is the order of the levels of each factor within animal i of a cell.
func (d Design) sessions(seed uint64, c Cell, i int) [][]int {
	var out [][]int
	turn := 1 // animals after which the sequences of the factors so far begin again
	for f, w := range d.Within {
		row := make([]int, len(w.Levels))
		for j := range row {
			row[j] = j
		}
		if list := w.Order.Sequences(len(w.Levels)); list != nil {
			turn = lcm(turn, len(list))
			at := i
			if f > 0 { // so that the sequences of two factors meet in all combinations
				at += i / turn
			}
			copy(row, list[at%len(list)])
		} else if w.Order == Random {
			shuffle(Stream(seed, d.Name, c.Name, i), "sessions "+w.Factor, 0, len(row), func(a, b int) { row[a], row[b] = row[b], row[a] })
		}
		out = append(out, row)
	}
	return out
}

func lcm(a, b int) int {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}
