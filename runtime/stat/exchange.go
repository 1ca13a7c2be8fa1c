package stat

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"protoexp/runtime/random"
)

// Draws is how many permutations are drawn where there are too many to try each.
const Draws = 20000

// exchange finds a p value by exchanging what individuals have left over when the hypothesis is true (Freedman and Lane
// 1983, J Bus Econ Stat 1:292; compared with other ways by Anderson and ter Braak 2003, J Stat Comput Simul 73:85, and
// Winkler et al. 2014, NeuroImage 92:381). With two cells, or one factor, that is to exchange the values themselves, and
// p is exact. An individual is a row that stays together; it moves to another cell, or, with flip, keeps its cell and
// changes its sign.
//
// The statistic is the share of the hypothesis in the sum of squares, which grows with F and, with a sign, with t.
type exchange struct {
	hypothesis
	rows  [][]float64 // the largest cell last
	start []int       // of each cell, its first row; then the number of rows
	all   float64     // sum of squares of rows
	flip  bool
	signs bool // one sum of one column: the statistic has a sign
}

// newExchange takes the rows of cells, which it does not change.
func newExchange(cells [][][]float64, sums [][]float64, constant []float64, flip bool) *exchange {
	order := make([]int, len(cells))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(cells[a]) - len(cells[b]) })
	n, turned := make([]int, len(cells)), make([][]float64, len(sums))
	for i, c := range order {
		n[i] = len(cells[c])
		for s := range sums {
			turned[s] = append(turned[s], sums[s][c])
		}
	}
	x := &exchange{hypothesis: hypothesize(turned, constant, n), flip: flip, start: []int{0}}
	width := len(cells[0][0])
	x.signs = len(x.weights) == 1 && width == 1
	for _, c := range order {
		for _, row := range cells[c] {
			x.rows = append(x.rows, slices.Clone(row))
		}
		x.start = append(x.start, len(x.rows))
	}
	x.leftover(width)
	return x
}

// leftover takes the means under the hypothesis from the rows, and keeps what the hypothesis lacks.
func (x *exchange) leftover(width int) {
	var size float64
	for j := range width {
		means := make([]float64, len(x.n))
		for c := range means {
			var column []float64
			for _, row := range x.rows[x.start[c]:x.start[c+1]] {
				column = append(column, row[j])
			}
			means[c] = Mean(column)
		}
		for c, mean := range x.reduced(means) {
			for _, row := range x.rows[x.start[c]:x.start[c+1]] {
				size += row[j] * row[j]
				row[j] -= mean
				x.all += row[j] * row[j]
			}
		}
	}
	if x.all <= 1e-24*size { // rounding only
		x.all = 0
		for _, row := range x.rows {
			clear(row)
		}
	}
}

// statistic of the sums of the rows in each cell, [cell][column].
func (x *exchange) statistic(sums [][]float64) float64 {
	var within, between, sign float64
	for j := range sums[0] {
		for _, row := range x.weights {
			var off float64
			for c, w := range row {
				off += w * sums[c][j] / float64(x.n[c])
			}
			between += off * off
			sign = off
		}
		for c := range sums {
			within += sums[c][j] * sums[c][j] / float64(x.n[c])
		}
	}
	s := part(between, x.all, within)
	if x.signs && sign < 0 {
		return -s
	}
	return s
}

// part is the statistic from the sums of squares of the hypothesis, of all that is left over, and of the means of the cells.
func part(between, all, within float64) float64 {
	if between <= 1e-14*all {
		return 0
	}
	return between / (between + max(0, all-within))
}

// tie is how much less a statistic may be and still count as the same.
const tie = 1e-10

// p is the p value and how it was found.
func (x *exchange) p(key random.Key, side Side, draws int) (float64, string) {
	sums := make([][]float64, len(x.n))
	for c := range sums {
		sums[c] = make([]float64, len(x.rows[0]))
		for _, row := range x.rows[x.start[c]:x.start[c+1]] {
			add(sums[c], row, 1)
		}
	}
	seen := x.statistic(sums)
	var extreme, tried int
	drawn := x.visit(key, draws, func(sums [][]float64) {
		tried++
		s := x.statistic(sums)
		switch side {
		case Greater:
			s -= seen
		case Less:
			s = seen - s
		default:
			s = math.Abs(s) - math.Abs(seen)
		}
		if s >= -tie {
			extreme++
		}
	})
	what := "permutations"
	if x.flip {
		what = "sign flips"
	}
	if drawn {
		return probability(extreme, tried, drawn), fmt.Sprintf("%d %s drawn", tried, what)
	}
	return probability(extreme, tried, drawn), fmt.Sprintf("exact over %d %s", tried, what)
}

// probability is p from how many permutations were as extreme as the data. Counting the data as one of the draws keeps p
// above zero and the test at its level (Phipson and Smyth 2010, Stat Appl Genet Mol Biol 9:39).
func probability(extreme, tried int, drawn bool) float64 {
	if drawn {
		extreme, tried = extreme+1, tried+1
	}
	return float64(extreme) / float64(tried)
}

// visit shows the sums of every way to exchange, or of so many that are drawn where there are too many.
func (x *exchange) visit(key random.Key, draws int, see func(sums [][]float64)) (drawn bool) {
	sums := make([][]float64, len(x.n))
	for c := range sums {
		sums[c] = make([]float64, len(x.rows[0]))
	}
	if x.distinct() <= Draws {
		x.each(0, slices.Clone(x.n), sums, see)
		return false
	}
	for d := range draws {
		if x.flip {
			x.turn(key, uint64(d), sums)
		} else {
			x.shuffle(key, uint64(d), sums)
		}
		see(sums)
	}
	return true
}

// distinct is the number of ways to exchange, or a number above Draws.
func (x *exchange) distinct() int {
	ways, placed := 1, 0
	if x.flip {
		if len(x.rows) > 20 {
			return Draws + 1
		}
		return 1 << len(x.rows)
	}
	for _, n := range x.n[:len(x.n)-1] {
		left := len(x.rows) - placed
		k := min(n, left-n)
		choose := 1
		for i := range k {
			if choose = choose * (left - i) / (i + 1); choose > Draws {
				return Draws + 1
			}
		}
		if ways *= choose; ways > Draws {
			return Draws + 1
		}
		placed += n
	}
	return ways
}

// fewest is the smallest p that the permutations allow.
func (x *exchange) fewest(side Side) float64 {
	n := x.distinct()
	switch {
	case n > Draws:
		return 1 / float64(Draws+1)
	case side == TwoSided && (x.flip || len(x.n) == 2 && x.n[0] == x.n[1]):
		return 2 / float64(n) // each way has a counterpart that is as extreme
	}
	return 1 / float64(n)
}

// each tries every way to place the rows from the one at index i on; left is the room in each cell.
func (x *exchange) each(i int, left []int, sums [][]float64, count func([][]float64)) {
	if i == len(x.rows) {
		count(sums)
		return
	}
	row := x.rows[i]
	if x.flip {
		c, _ := slices.BinarySearch(x.start, i+1)
		for _, sign := range []float64{1, -1} {
			kept := slices.Clone(sums[c-1])
			add(sums[c-1], row, sign)
			x.each(i+1, left, sums, count)
			copy(sums[c-1], kept)
		}
		return
	}
	for c := range sums {
		if left[c] == 0 {
			continue
		}
		kept := slices.Clone(sums[c])
		add(sums[c], row, 1)
		left[c]--
		x.each(i+1, left, sums, count)
		left[c]++
		copy(sums[c], kept)
	}
}

var shuffling, turning = random.Purpose("permutation"), random.Purpose("sign flip")

// shuffle moves rows between cells (Fisher-Yates); those that are not drawn are in the last cell, the largest.
func (x *exchange) shuffle(key random.Key, draw uint64, sums [][]float64) {
	var u [64]float64
	last := len(sums) - 1
	for c := range last {
		clear(sums[c])
		for i := x.start[c]; i < x.start[c+1]; i++ {
			if i%len(u) == 0 {
				key.Uniforms(u[:min(len(u), x.start[last]-i)], shuffling, draw, uint64(i))
			}
			j := i + int(u[i%len(u)]*float64(len(x.rows)-i))
			x.rows[i], x.rows[j] = x.rows[j], x.rows[i]
			add(sums[c], x.rows[i], 1)
		}
	}
	clear(sums[last])
	for _, row := range x.rows[x.start[last]:] {
		add(sums[last], row, 1)
	}
}

// turn gives each row a sign.
func (x *exchange) turn(key random.Key, draw uint64, sums [][]float64) {
	var word uint64
	i := 0
	for c := range sums {
		clear(sums[c])
		for _, row := range x.rows[x.start[c]:x.start[c+1]] {
			if i%64 == 0 {
				word = key.Word(turning, draw, uint64(i/64))
			}
			add(sums[c], row, float64(1-2*int(bits.RotateLeft64(word, -i)&1)))
			i++
		}
	}
}

func add(sum, row []float64, sign float64) {
	for j, v := range row {
		sum[j] += sign * v
	}
}
