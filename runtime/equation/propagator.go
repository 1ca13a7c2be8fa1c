package equation

import (
	"math"

	"protoexp/runtime/equation/elementary"
)

// Propagate solves dx/dt = J x + c over a time h exactly: x(h) = E x(0) + P c with E = exp(J h) and P the integral of
// exp(J s) over s from 0 to h. Matrices are n x n, row by row; h in s.
//
// Single variables and those that are not coupled use the closed form. Others use scaling and squaring (Moler & Van Loan
// 2003, SIAM Rev 45:3) in an order that makes J triangular where there is one; there the diagonals are replaced by their
// closed form at each squaring (Al-Mohy & Higham 2009, SIAM J Matrix Anal Appl 31:970), so that a rest of weeks costs no
// accuracy. A rate that is not a finite number (a time constant of 0, say) makes every factor undefined (NaN).
func Propagate(j []float64, n int, h float64, e, p []float64) {
	coupled := false
	for i := range n * n {
		if r := math.Abs(j[i]) * h; !(r <= math.MaxFloat64) {
			for k := range n * n {
				e[k], p[k] = math.NaN(), math.NaN()
			}
			return
		}
	}
	for i := range n * n {
		e[i], p[i] = 0, 0
		coupled = coupled || i%(n+1) != 0 && j[i] != 0
	}
	if !coupled {
		for i := 0; i < n*n; i += n + 1 {
			z := j[i] * h
			e[i], p[i] = elementary.Exp(z), float64(h*elementary.Phi1(z))
		}
		return
	}
	order, triangular := Order(n, func(a, b int) bool { return j[a*n+b] != 0 })
	m := 2 * n
	unit, fast := balance(j, n, order)
	a := make([]float64, m*m) // upper triangular if possible: [[J, 1], [0, 0]], variables in reverse order
	at := func(i int) int {
		if triangular {
			return order[n-1-i]
		}
		return i
	}
	for i := range n {
		for k := range n {
			a[i*m+k] = j[at(i)*n+at(k)] * h * (unit[at(k)] / unit[at(i)])
		}
		a[i*m+n+i] = h * fast
	}
	x := exponential(a, m, triangular)
	for i := range n {
		for k := range n {
			u := unit[at(i)] / unit[at(k)]
			e[at(i)*n+at(k)] = Snap(x[i*m+k] * u)
			p[at(i)*n+at(k)] = Snap(x[i*m+n+k] * u / fast)
		}
	}
}

// Resting is the state in which J x + c is 0, or nil where there is none, several, or 0 alone.
func Resting(j, c []float64, n int) []float64 {
	a, x, any := make([]float64, n*n), make([]float64, n), false
	copy(a, j)
	for i := range n {
		x[i] = -c[i]
		any = any || c[i] != 0
	}
	pivot := make([]int, n)
	if !any || !factor(a, n, pivot) {
		return nil
	}
	solve(a, n, pivot, x)
	return x
}

// balance finds a unit for each variable, a power of 2, in which the couplings are no larger than the fastest rate, so that
// volts and amperes do not make a matrix look fast; order is that in which J is triangular, or nil.
func balance(j []float64, n int, order []int) (unit []float64, fast float64) {
	unit = make([]float64, n)
	for i := range n {
		unit[i] = 1
		fast = math.Max(fast, math.Abs(j[i*n+i]))
	}
	if fast == 0 {
		fast = 1
	}
	fast = power(fast)
	for _, i := range order {
		most := 0.0
		for k := range n {
			if k != i {
				most = math.Max(most, math.Abs(j[i*n+k])*unit[k]/fast)
			}
		}
		if most > 0 {
			unit[i] = math.Max(power(most), tiny)
		}
	}
	if order != nil {
		return unit, fast
	}
	for range 5 { // Parlett & Reinsch 1969, Numer Math 13:293
		for i := range n {
			row, column := 0.0, 0.0
			for k := range n {
				if k != i {
					row += math.Abs(j[i*n+k]) * unit[k] / unit[i]
					column += math.Abs(j[k*n+i]) * unit[i] / unit[k]
				}
			}
			if row > 0 && column > 0 {
				unit[i] = math.Min(math.Max(unit[i]*power(math.Sqrt(row/column)), tiny), 1/tiny)
			}
		}
	}
	return unit, fast
}

// tiny is the smallest unit of a variable; couplings far below it must not make a ratio of units infinite.
const tiny = 0x1p-300

// power is the power of 2 at or below x.
func power(x float64) float64 {
	_, e := math.Frexp(x)
	return math.Ldexp(1, e-1)
}

// Snap turns numbers below 1e-300, on their way to the slow denormal ones, into 0.
func Snap(x float64) float64 {
	if x > -1e-300 && x < 1e-300 {
		return 0
	}
	return x
}

// exponential is the matrix exponential of the m x m matrix a.
func exponential(a []float64, m int, triangular bool) []float64 {
	norm := 0.0
	for i := range m {
		row := 0.0
		for k := range m {
			row += math.Abs(a[i*m+k])
		}
		norm = math.Max(norm, row)
	}
	if !(norm <= math.MaxFloat64) {
		x := make([]float64, m*m)
		for i := range x {
			x[i] = math.NaN()
		}
		return x
	}
	squarings := 0
	for s := norm; s > 0.25; s /= 2 {
		squarings++
	}
	small := make([]float64, m*m)
	f := math.Ldexp(1, -squarings)
	for i := range a {
		small[i] = a[i] * f
	}
	x, y := make([]float64, m*m), make([]float64, m*m)
	for k := 12; k >= 0; k-- { // Horner: 1 + A/1 (1 + A/2 (1 + ...)); the first term left out is below 3e-18
		if k < 12 {
			multiply(y, small, x, m)
			for i := range y {
				y[i] /= float64(k + 1)
			}
			x, y = y, x
		}
		for i := 0; i < m*m; i += m + 1 {
			x[i] += 1
		}
	}
	for s := range squarings {
		if triangular {
			closedForms(x, small, m, math.Ldexp(1, s))
		}
		multiply(y, x, x, m)
		x, y = y, x
	}
	if triangular {
		closedForms(x, a, m, 1)
	}
	return x
}

// closedForms replaces the diagonal of x = exp(f·t) and the one above it by their closed forms.
func closedForms(x, t []float64, m int, f float64) {
	for i := range m {
		l := float64(t[i*m+i] * f)
		x[i*m+i] = elementary.Exp(l)
		if i+1 == m {
			break
		}
		k := float64(t[(i+1)*m+i+1] * f)
		// (e^l - e^k)/(l - k), without cancellation
		var d float64
		if l > k {
			d = float64(elementary.Exp(l) * elementary.Phi1(k-l))
		} else {
			d = float64(elementary.Exp(k) * elementary.Phi1(l-k))
		}
		x[i*m+i+1] = float64(t[i*m+i+1]*f) * d
	}
}

func multiply(out, a, b []float64, m int) {
	for i := range m {
		for k := range m {
			s := 0.0
			for l := range m {
				s += float64(a[i*m+l] * b[l*m+k])
			}
			out[i*m+k] = s
		}
	}
}
