package stat

import "slices"

// Design is a table of responses: a row for each individual, a column for each combination of levels within individuals.
// Without factors within there is one column, without factors between one cell.
type Design struct {
	Between    []int       // number of levels of each factor between individuals
	Within     []int       // and of each factor within them
	Cell       []int       // of each individual: its combination of levels; the last factor changes fastest
	Values     [][]float64 // [individual][combination within]; the last factor changes fastest
	Sphericity Sphericity
}

// Factors is an effect: the main effect of one factor, the interaction of several. Factors are counted from 0.
type Factors struct{ Between, Within []int }

// Groups is the design of one factor between individuals.
func Groups(samples ...[]float64) Design {
	d := Design{Between: []int{len(samples)}}
	for i, sample := range samples {
		for _, v := range sample {
			d.Cell = append(d.Cell, i)
			d.Values = append(d.Values, []float64{v})
		}
	}
	return d
}

// name of the analysis by the factors in the design.
func (d Design) name() string {
	switch {
	case len(d.Between) == 0:
		return "repeated-measures ANOVA"
	case len(d.Within) > 0:
		return "mixed ANOVA"
	case len(d.Between) == 1:
		return "one-way ANOVA"
	case len(d.Between) == 2:
		return "two-way ANOVA"
	}
	return "factorial ANOVA"
}

// reason is why the effect cannot be tested, or "".
func (d Design) reason(scores [][][]float64, e Factors) Reason {
	if len(d.Values) == 0 {
		return Empty
	}
	var all, within float64
	for _, row := range d.Values {
		if !allFinite(row) {
			return NotFinite
		}
		all += dot(row, row)
	}
	if len(weights(d.Between, e.Between)) == 0 || len(weights(d.Within, e.Within)) == 0 {
		return OneCell
	}
	alone := false
	for _, rows := range scores {
		if len(rows) == 0 {
			return Holes
		}
		alone = alone || len(rows) == 1
		for j := range rows[0] {
			within += squares(column(rows, j))
		}
	}
	switch {
	case alone:
		return Alone
	case within <= 1e-24*all && len(e.Within) > 0:
		return Alike
	case within <= 1e-24*all:
		return Still
	}
	return ""
}

// scores are the rows of each cell as far as the effect looks at them: orthonormal sums over the levels within.
func (d Design) scores(e Factors) [][][]float64 {
	cells := make([][][]float64, product(d.Between))
	sums := orthonormal(weights(d.Within, e.Within))
	for i, row := range d.Values {
		score := make([]float64, len(sums))
		for s, w := range sums {
			score[s] = dot(w, row)
		}
		cells[d.Cell[i]] = append(cells[d.Cell[i]], score)
	}
	return cells
}

// Contrast is an effect with one degree of freedom as a contrast: the second level less the first, and for several factors
// the difference of such differences. False where the effect has more.
func (d Design) Contrast(e Factors) (Contrast, bool) {
	between, within := weights(d.Between, e.Between), weights(d.Within, e.Within)
	if len(between) != 1 || len(within) != 1 {
		return Contrast{}, false
	}
	c := Contrast{Cells: make([]Cell, product(d.Between))}
	for i, w := range between[0] {
		c.Cells[i].Weight = w
	}
	for i, row := range d.Values {
		cell := &c.Cells[d.Cell[i]]
		cell.Values = append(cell.Values, dot(within[0], row))
	}
	return c, true
}

// weights of the means of combinations of levels, one row for each degree of freedom of an effect: differences over the
// factors in it, averages over the others. So every level counts the same, whatever the number of individuals in it.
func weights(levels, in []int) [][]float64 {
	rows := [][]float64{{1}}
	for f, k := range levels {
		var own [][]float64
		if slices.Contains(in, f) {
			for l := 1; l < k; l++ {
				row := make([]float64, k)
				row[0], row[l] = -1, 1
				own = append(own, row)
			}
		} else {
			row := make([]float64, k)
			for l := range row {
				row[l] = 1 / float64(k)
			}
			own = [][]float64{row}
		}
		var next [][]float64
		for _, a := range rows {
			for _, b := range own {
				var row []float64
				for _, u := range a {
					for _, v := range b {
						row = append(row, u*v)
					}
				}
				next = append(next, row)
			}
		}
		rows = next
	}
	return rows
}

func orthonormal(rows [][]float64) [][]float64 {
	if len(rows) == 0 {
		return nil
	}
	ones := make([]int, len(rows[0]))
	for i := range ones {
		ones[i] = 1
	}
	return hypothesize(rows, nil, ones).weights
}

func product(levels []int) int {
	n := 1
	for _, k := range levels {
		n *= k
	}
	return n
}

func column(rows [][]float64, j int) []float64 {
	out := make([]float64, len(rows))
	for i, row := range rows {
		out[i] = row[j]
	}
	return out
}
