package engine

import (
	"protoexp/runtime/equation/vector"
	"protoexp/runtime/network"
)

// atOnce is how many cells go through all rows of an exact step atOnce: their numbers stay in the fastest cache.
const atOnce = 512

// exactStep computes an exact step row by row: the same sums, in the same order, as the population's program.
func (e *Engine) exactStep(p *network.Population, from, to int) {
	for ; from < to; from += atOnce {
		n := min(atOnce, to-from)
		for k := range p.Rows {
			e.row(p, &p.Rows[k], from, n)
		}
	}
}

// row computes a row for n cells: x = (((g + f injected) + a y) + b z) + c w.
func (e *Engine) row(p *network.Population, r *network.Row, from, n int) {
	param := e.Body.Param
	at := func(off int) []float64 { return e.f[off+from : off+from+n] }
	g := 0.0
	if r.G >= 0 {
		g = param[r.G]
	}
	x, y, a := at(r.X), at(r.Y[0]), param[r.E[0]]
	if r.F < 0 {
		switch len(r.Y) {
		case 1:
			if r.G < 0 {
				vector.Scale(x, y, a)
			} else {
				vector.Affine1(x, y, a, g)
			}
		case 2:
			vector.Affine2(x, y, at(r.Y[1]), a, param[r.E[1]], g)
		default:
			vector.Affine3(x, y, at(r.Y[1]), at(r.Y[2]), a, param[r.E[1]], param[r.E[2]], g)
		}
		return
	}
	injected, f := at(p.Injected), param[r.F]
	switch len(r.Y) {
	case 1:
		vector.Affine2(x, injected, y, f, a, g)
	case 2:
		vector.Affine3(x, injected, y, at(r.Y[1]), f, a, param[r.E[1]], g)
	default:
		w := at(r.Y[2])
		e.w = grow(e.w, n)
		last := e.w[:n]
		copy(last, w) // x may be w
		vector.Affine3(x, injected, y, at(r.Y[1]), f, a, param[r.E[1]], g)
		vector.ScaleAdd(x, last, x, param[r.E[2]])
	}
}
