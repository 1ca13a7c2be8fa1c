package equation

import (
	"math"

	"protoexp/runtime/equation/elementary"
)

// The error of order 4 in a step is about that of order 2, which is seen, times the square of the interval against the
// fastest rate and the speed of change, over 60. It may be a tenth of Tolerance, relative; that of order 2 a thousandth.
const (
	ahead = 60 * Tolerance / 10
	least = 1e-3
)

// Magnus advances linear systems whose coefficients change with time, x' = A(t) x + b(t), with error control: the Magnus
// series to order 4 by two Gauss points (Blanes, Casas, Oteo & Ros 2009, Phys Rep 470:151, section 5), against order 2 by
// the midpoint. It keeps scratch and is for one goroutine.
type Magnus struct {
	n             int
	a             [3][]float64 // augmented matrices (n+1)², at the middle and at the Gauss points
	omega, less   []float64
	product, term []float64
	square, other []float64
	save, scale   []float64
	entries       []entry // of omega that are not 0, row by row
	ends          []int   // of the rows in entries
}

// entry is a number of a matrix and its column.
type entry struct {
	value  float64
	column int
}

// Coefficients writes A (n x n), n numbers that are left alone, and b (n) for a time in ns, as a Flow's program does.
type Coefficients func(t int64) ([]float64, error)

// Advance moves columns of n+1 numbers, (x, 1), or (x, 0) for the homogeneous system, from one time (ns) to another. speed is
// how fast the coefficients change, 1/s: where it is known to be slow against the interval one evaluation is enough.
func (m *Magnus) Advance(n int, from, to int64, columns []float64, speed float64, at Coefficients) error {
	m.reserve(n, len(columns))
	k := n + 1
	for i, x := range columns {
		m.scale[i] = math.Abs(x)
	}
	for step := to - from; from < to; {
		step = min(step, to-from)
		h := float64(step) / 1e9
		if err := m.matrix(0, from+step/2, at); err != nil {
			return err
		}
		rate := 0.0
		for i := 0; i < k*k; i += k + 1 {
			rate = math.Max(rate, math.Abs(m.a[0][i]))
		}
		d, r := float64(speed*h), float64(rate*h)
		if d*r*(d+r) <= 1e-8 {
			for i, x := range m.a[0] {
				m.omega[i] = x * h
			}
			m.apply(columns, r)
			from += step
			step *= 2 // or it would stay as small as the first rise from nothing made it
			continue
		}
		offset := int64(float64(step) * 0.28867513459481287) // √3/6
		if err := m.matrix(1, from+step/2-offset, at); err != nil {
			return err
		}
		if err := m.matrix(2, from+step/2+offset, at); err != nil {
			return err
		}
		m.series(h)
		copy(m.save, columns)
		m.apply(columns, r)
		worst := m.worst(columns) * math.Max((float64(r*r)+float64(d*d))/ahead, 1/least)
		if worst > 1 {
			if step < 2 {
				return errStiff
			}
			copy(columns, m.save)
		} else {
			for i, x := range columns {
				m.scale[i] = math.Max(m.scale[i], math.Abs(x))
			}
			from += step
		}
		if worst != worst || math.IsInf(worst, 0) {
			worst = 1e9
		}
		factor := math.Min(math.Max(0.9/fifth(worst), 0.1), 8)
		step = max(1, int64(math.Min(float64(step)*factor, 1e18)))
	}
	return nil
}

// fifth is roughly the fifth root of x, with the same digits everywhere.
func fifth(x float64) float64 {
	return elementary.Exp(elementary.Log(math.Max(x, 1e-9)) / 5)
}

func (m *Magnus) reserve(n, size int) {
	if m.n != n {
		k := n + 1
		m.n = n
		for i := range m.a {
			m.a[i] = make([]float64, k*k)
		}
		m.omega, m.less, m.product, m.term = make([]float64, k*k), make([]float64, k*k), make([]float64, k), make([]float64, k)
		m.square, m.other = make([]float64, k*k), make([]float64, k*k)
		m.ends = make([]int, n)
	}
	if len(m.save) < size {
		m.save, m.scale = make([]float64, size), make([]float64, size)
	}
	m.save, m.scale = m.save[:size], m.scale[:size]
}

// matrix fills in an augmented matrix.
func (m *Magnus) matrix(i int, t int64, at Coefficients) error {
	co, err := at(t)
	if err != nil {
		return err
	}
	n, a := m.n, m.a[i]
	for r := range n {
		copy(a[r*(n+1):], co[r*n:r*n+n])
		a[r*(n+1)+n] = co[n*n+n+r]
	}
	return nil
}

// series is the exponent over h: to order 4 in omega, and in less how far order 2 is from it.
func (m *Magnus) series(h float64) {
	k := m.n + 1
	mid, a, b := m.a[0], m.a[1], m.a[2]
	c := h * h * 0.14433756729740643 // √3/12
	for i := range k {
		for j := range k {
			s := 0.0
			for l := range k {
				s += float64(a[i*k+l]*b[l*k+j]) - float64(b[i*k+l]*a[l*k+j])
			}
			o := float64(0.5*h*(a[i*k+j]+b[i*k+j])) - float64(c*s)
			m.omega[i*k+j], m.less[i*k+j] = o, o-float64(h*mid[i*k+j])
		}
	}
}

// apply multiplies each column by exp(omega): by its series over as many parts as keep it short, or, where these are many, by
// a matrix that is squared.
func (m *Magnus) apply(columns []float64, norm float64) {
	k := m.n + 1
	m.entries = m.entries[:0]
	for i := range m.n { // the last row is 0
		for j, v := range m.omega[i*k : i*k+k] {
			if v != 0 {
				m.entries = append(m.entries, entry{v, j})
			}
		}
		m.ends[i] = len(m.entries)
	}
	parts, squarings := 1, 0
	for norm > float64(parts) && squarings < 60 {
		parts, squarings = 2*parts, squarings+1
	}
	if parts*len(columns) > 4*k {
		m.power(squarings)
		for c := 0; c < len(columns); c += k {
			copy(m.term, columns[c:c+k])
			times(columns[c:c+k], m.square, m.term)
		}
	} else {
		for c := 0; c < len(columns); c += k {
			for range parts {
				m.taylor(columns[c:c+k], 1/float64(parts))
			}
		}
	}
	for i, v := range columns {
		columns[i] = Snap(v)
	}
}

// taylor multiplies x by exp(share omega).
func (m *Magnus) taylor(x []float64, share float64) {
	n, term, next := m.n, m.term[:len(x)], m.product[:len(x)]
	copy(term, x)
	for p := 1.0; p < 60; p++ {
		f, small, from := share/p, true, 0
		for i, end := range m.ends {
			s := 0.0
			for _, e := range m.entries[from:end] {
				s += float64(e.value * term[e.column])
			}
			v := float64(s * f)
			small = small && math.Abs(v) <= 1e-17*math.Abs(x[i])
			x[i] += v
			next[i], from = v, end
		}
		next[n] = 0
		term, next = next, term
		if small {
			return
		}
	}
}

// power leaves exp(omega) in square.
func (m *Magnus) power(squarings int) {
	k := m.n + 1
	x, y := m.square, m.other
	column := make([]float64, k)
	for j := range k {
		clear(column)
		column[j] = 1
		m.taylor(column, math.Ldexp(1, -squarings))
		for i, v := range column {
			x[i*k+j] = v
		}
	}
	for range squarings {
		multiply(y, x, x, k)
		x, y = y, x
	}
	for i, v := range x {
		x[i] = Snap(v)
	}
	m.square, m.other = x, y
}

// times is y = a x.
func times(y, a, x []float64) {
	for i := range y {
		s := 0.0
		for j, v := range x {
			s += float64(a[i*len(x)+j] * v)
		}
		y[i] = s
	}
}

// worst is the relative difference between the orders, for columns that have been advanced from save.
func (m *Magnus) worst(columns []float64) float64 {
	k := m.n + 1
	worst := 0.0
	for c := 0; c < len(columns); c += k {
		for i := range m.n {
			e := 0.0
			for j := range k {
				e += float64(m.less[i*k+j] * columns[c+j])
			}
			r := math.Abs(e) / (math.Max(m.scale[c+i], math.Abs(columns[c+i])) + 1e-30)
			if !(r <= worst) {
				worst = r
			}
		}
	}
	return worst
}
