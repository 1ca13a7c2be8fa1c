package engine

import (
	"math"
	"slices"
	"sync/atomic"

	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// rungs is the number of powers of 16 for which a ladder has factors, and longest the number of steps that it does not
// reach: five days at steps of 0.1 ms.
const (
	rungs   = 8
	longest = 1 << (4 * rungs)
)

// ladder holds the factors of an exact flow over 1 to 15 steps, over 16 to 240, and so on: any whole number of steps is a
// few rungs, and none needs an exponential. What it holds never changes, so all animals of equal parameters share it.
type ladder struct {
	n         int
	step      float64   // s
	perSecond float64   // steps
	slow      []float64 // of each variable, its own time constant, s
	coefs     []float64 // of the flow
	rest      []float64 // where the variables come to rest without injected; nil: at 0, or nowhere
	free      bool      // there are no constants: what is 0 stays 0
	reads     [][]int   // of each variable: those on which it depends after a while
	// maps are, for each rung that was needed so far and each digit, n x n factors, n of injected and n constants.
	maps [rungs]atomic.Pointer[[]float64]
}

// laddersOf finds or makes the ladders of a flow: one if its lanes are alike, else one for each. Concentrations are 0.
func (e *Engine) laddersOf(fl *network.Flow, lanes int) []*ladder {
	if !fl.Varies {
		lanes = 1
	}
	list := make([]*ladder, lanes)
	f, n := &e.frame, fl.N
	self, lane := f.Self, f.Lane
	saved := slices.Clone(f.Work[:n])
	e.pure(fl)
	for i := range list {
		f.Self, f.Lane, f.N = i, 0, 1
		fl.Coefs.Run(f)
		co := f.Work[n : n+n*n+2*n]
		list[i] = e.Net.Ladders.Get(key(co), func() any {
			l := &ladder{n: n, step: e.Net.H, perSecond: 1 / e.Net.H, coefs: slices.Clone(co), rest: equation.Resting(co[:n*n], co[n*n+n:], n)}
			l.free = allZero(co[n*n+n:])
			l.reads = reads(co[:n*n], n)
			for k := range n {
				l.slow = append(l.slow, -1/co[k*n+k])
			}
			return l
		}).(*ladder)
	}
	copy(f.Work, saved)
	f.Self, f.Lane = self, lane
	e.ladders[fl.ID] = list
	return list
}

func allZero(x []float64) bool {
	return !slices.ContainsFunc(x, func(v float64) bool { return v != 0 })
}

// reads is on which variables each depends after a while, if the rates are those of an n x n matrix: itself, what drives it,
// what drives that, and so on.
func reads(a []float64, n int) [][]int {
	all := make([][]int, n)
	for i := range n {
		on := make([]bool, n)
		on[i] = true
		for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
			for j, c := range a[queue[0]*n : queue[0]*n+n] {
				if c != 0 && !on[j] {
					on[j] = true
					queue = append(queue, j)
				}
			}
		}
		for j := range n {
			if on[j] {
				all[i] = append(all[i], j)
			}
		}
	}
	return all
}

// key names numbers by their bits.
func key(x []float64) string {
	b := make([]byte, 0, 8*len(x))
	for _, v := range x {
		for u, k := math.Float64bits(v), 0; k < 8; u, k = u>>8, k+1 {
			b = append(b, byte(u))
		}
	}
	return string(b)
}

// rung makes the factors of a rung.
func (l *ladder) rung(r int) []float64 {
	n := l.n
	size := n*n + 2*n
	maps := make([]float64, 15*size)
	p := make([]float64, n*n)
	one, co := maps[:size], l.coefs
	equation.Propagate(co[:n*n], n, l.step*float64(int64(1)<<(4*r)), one[:n*n], p)
	for i := range n {
		for j := range n {
			one[n*n+i] += float64(p[i*n+j] * co[n*n+j])
			one[n*n+n+i] += float64(p[i*n+j] * co[n*n+n+j])
		}
	}
	for d := 1; d < 15; d++ {
		last, next := maps[(d-1)*size:d*size], maps[d*size:(d+1)*size]
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
	l.maps[r].Store(&maps)
	return maps
}

// climb advances the variables x[0], x[stride], ... by a number of steps that is below longest.
func (l *ladder) climb(x []float64, stride int, steps int64, injected float64) {
	n := l.n
	if l.free && injected == 0 && stride == 1 && allZero(x[:n]) {
		return
	}
	size := n*n + 2*n
	for r := 0; steps > 0; r, steps = r+1, steps>>4 {
		d := int(steps & 15)
		if d == 0 {
			continue
		}
		var maps []float64
		if known := l.maps[r].Load(); known != nil {
			maps = *known
		} else {
			maps = l.rung(r)
		}
		m := maps[(d-1)*size : d*size]
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
			var y [network.SharedVars]float64
			for i := range n {
				s := m[n*n+n+i] + float64(m[n*n+i]*injected)
				row := m[i*n : i*n+n]
				for _, j := range l.reads[i] {
					s += float64(row[j] * x[j*stride])
				}
				y[i] = equation.Snap(s)
			}
			for i := range n {
				x[i*stride] = y[i]
			}
		}
	}
	if l.rest != nil && injected == 0 {
		for i, r := range l.rest {
			if d := x[i*stride] - r; math.Abs(d) <= 1e-15*math.Abs(r) {
				x[i*stride] = r // within rounding: what rests stays where it is
			}
		}
	}
}
