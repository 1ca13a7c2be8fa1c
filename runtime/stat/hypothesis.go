package stat

import "math"

// hypothesis is that some weighted sums of the means of cells are what they are said to be. Every comparison between
// groups is one: a contrast has one sum, a main effect or an interaction as many as it has degrees of freedom.
//
// The rows of weights are brought to such a form that the sum of squares of the hypothesis is |weights mean - constant|².
type hypothesis struct {
	weights  [][]float64 // [sum][cell]
	constant []float64   // [sum]
	n        []int       // values in each cell
}

// hypothesize takes sums of means by orthogonalisation of their weights (modified Gram-Schmidt), each mean counting with
// the variance 1/n that it has.
func hypothesize(sums [][]float64, constant []float64, n []int) hypothesis {
	h := hypothesis{n: n}
	for s, sum := range sums {
		row, c := make([]float64, len(n)), 0.0
		if constant != nil {
			c = constant[s]
		}
		var before float64
		for i, w := range sum {
			row[i] = w / math.Sqrt(float64(n[i]))
			before += row[i] * row[i]
		}
		for k, other := range h.weights {
			along := dot(row, other)
			for i := range row {
				row[i] -= along * other[i]
			}
			c -= along * h.constant[k]
		}
		length := math.Sqrt(dot(row, row))
		if length <= 1e-10*math.Sqrt(before) {
			continue // says what the others say
		}
		for i := range row {
			row[i] /= length
		}
		h.weights, h.constant = append(h.weights, row), append(h.constant, c/length)
	}
	for _, row := range h.weights {
		for i := range row {
			row[i] *= math.Sqrt(float64(n[i]))
		}
	}
	return h
}

// off is how far the means of the cells are from the hypothesis, one number for each sum.
func (h hypothesis) off(means []float64) []float64 {
	out := make([]float64, len(h.weights))
	for s, row := range h.weights {
		out[s] = dot(row, means) - h.constant[s]
	}
	return out
}

// reduced is the means of the cells that fit best where the hypothesis is true.
func (h hypothesis) reduced(means []float64) []float64 {
	out := append([]float64(nil), means...)
	for s, off := range h.off(means) {
		for i, w := range h.weights[s] {
			out[i] -= w * off / float64(h.n[i])
		}
	}
	return out
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
