package engine

import (
	"slices"

	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// rungs is the number of powers of 16 for which a ladder has factors, and longest the number of steps that it does not
// reach: 105 s at steps of 0.1 ms.
const (
	rungs   = 5
	longest = 1 << (4 * rungs)
)

// ladder holds the factors of an exact flow over 1 to 15 steps, over 16 to 240, and so on: any whole number of steps is a
// few rungs. It never changes once it is made, so all animals of equal parameters share it.
type ladder struct {
	n     int
	coefs []float64 // of the flow, by which equal ladders are recognized
	maps  []float64 // for each rung and each digit n x n, injected, constants
}

// laddersOf finds or makes the ladders of a flow: one if its cells are alike, else one for each.
func (e *Engine) laddersOf(p *network.Population, fl *network.Flow) []*ladder {
	lanes := 1
	if fl.Varies {
		lanes = p.Count
	}
	list := make([]*ladder, lanes)
	known, _ := fl.Memo.Load().([]*ladder)
	fresh := false
	f, n := &e.frame, fl.N
	for i := range list {
		f.Self, f.Lane, f.N = i, 0, 1
		fl.Coefs.Run(f)
		if co := f.Work[n : n+n*n+2*n]; known != nil && slices.Equal(known[i].coefs, co) {
			list[i] = known[i]
		} else {
			list[i], fresh = e.ladder(co, n), true
		}
	}
	if fresh {
		fl.Memo.Store(list)
	}
	e.ladders[fl.ID] = list
	return list
}

// ladder makes the factors of a flow of n variables with these coefficients.
func (e *Engine) ladder(co []float64, n int) *ladder {
	size := n*n + 2*n
	l := &ladder{n: n, coefs: slices.Clone(co), maps: make([]float64, rungs*15*size)}
	p := make([]float64, n*n)
	h := e.Net.H
	for r := range rungs {
		one := l.maps[r*15*size:]
		equation.Propagate(co[:n*n], n, h, one[:n*n], p)
		for i := range n {
			for j := range n {
				one[n*n+i] += float64(p[i*n+j] * co[n*n+j])
				one[n*n+n+i] += float64(p[i*n+j] * co[n*n+n+j])
			}
		}
		for d := 1; d < 15; d++ {
			last, next := one[(d-1)*size:d*size], one[d*size:(d+1)*size]
			for i := range n {
				for j := range n {
					for k := range n {
						next[i*n+j] += float64(one[i*n+k] * last[k*n+j])
					}
				}
				for v := n * n; v < size; v += n {
					next[v+i] = one[v+i]
					for k := range n {
						next[v+i] += float64(one[i*n+k] * last[v+k])
					}
				}
			}
			for i := range next {
				next[i] = equation.Snap(next[i])
			}
		}
		h *= 16
	}
	return l
}

// climb advances the variables x[0], x[stride], ... by a number of steps that is below longest.
func (l *ladder) climb(x []float64, stride int, steps int64, injected float64) {
	n := l.n
	size := n*n + 2*n
	for at := 0; steps > 0; at, steps = at+15*size, steps>>4 {
		d := int(steps & 15)
		if d == 0 {
			continue
		}
		m := l.maps[at+(d-1)*size : at+d*size]
		switch n {
		case 1:
			x[0] = equation.Snap(m[2] + float64(m[1]*injected) + float64(m[0]*x[0]))
		case 2:
			a, b, m := x[0], x[stride], m[:8]
			x[0] = equation.Snap(m[6] + float64(m[4]*injected) + float64(m[0]*a) + float64(m[1]*b))
			x[stride] = equation.Snap(m[7] + float64(m[5]*injected) + float64(m[2]*a) + float64(m[3]*b))
		case 3:
			a, b, c, m := x[0], x[stride], x[2*stride], m[:15]
			x[0] = equation.Snap(m[12] + float64(m[9]*injected) + float64(m[0]*a) + float64(m[1]*b) + float64(m[2]*c))
			x[stride] = equation.Snap(m[13] + float64(m[10]*injected) + float64(m[3]*a) + float64(m[4]*b) + float64(m[5]*c))
			x[2*stride] = equation.Snap(m[14] + float64(m[11]*injected) + float64(m[6]*a) + float64(m[7]*b) + float64(m[8]*c))
		default:
			var y [network.SoloVars]float64
			for i := range n {
				s := m[n*n+n+i] + float64(m[n*n+i]*injected)
				for j, c := range m[i*n : i*n+n] {
					s += float64(c * x[j*stride])
				}
				y[i] = equation.Snap(s)
			}
			for i := range n {
				x[i*stride] = y[i]
			}
		}
	}
}
