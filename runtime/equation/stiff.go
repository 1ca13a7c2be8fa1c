package equation

import (
	"errors"
	"math"
	"sync"
)

// Tolerance is the relative error that a Stiff system allows itself in a step.
const Tolerance = 1e-6

// Stiff advances a small system over any time with error control: the Rosenbrock method RODAS of order 4(3), L-stable
// (Hairer & Wanner 1996, Solving Ordinary Differential Equations II, section IV.7). Its variables stand in Frame.Work[0:Dim].
type Stiff struct {
	Dim   int
	rates *Program
	jacs  func() *Program // compiled when it is first needed
}

// NewStiff compiles rates and their derivatives; resolve must place variable i at Slot{Work, One, i}.
func NewStiff(vars []string, rates []*Expr, resolve func(string) (string, Slot, error)) (*Stiff, error) {
	n := len(vars)
	s := &Stiff{Dim: n}
	b := NewBuilder(resolve)
	for i, r := range rates {
		b.Store(Slot{Work, One, int32(n + i)}, b.Value(r))
	}
	s.jacs = sync.OnceValue(func() *Program {
		c := NewBuilder(resolve)
		for i, r := range rates {
			for j, v := range vars {
				c.Store(Slot{Work, One, int32(2*n + i*n + j)}, c.Value(r.Derive(v)))
			}
		}
		p, err := c.Program()
		if err != nil {
			panic("equation: a derivative reads what its function does not: " + err.Error())
		}
		return p
	})
	var err error
	s.rates, err = b.Program()
	return s, err
}

// WorkSize is the length that Frame.Work needs.
func (s *Stiff) WorkSize() int { return 2*s.Dim + s.Dim*s.Dim }

var errStiff = errors.New("no step is small enough")

// Advance moves Frame.Work[0:Dim] on by h seconds. check, if not nil, is asked after each step inside; when it says false
// the call ends with ok false.
func (s *Stiff) Advance(f *Frame, h float64, scratch *StiffScratch, check func() bool) (ok bool, err error) {
	n := s.Dim
	scratch.reserve(n)
	y := f.Work[:n]
	for i := range y {
		scratch.scale[i] = math.Abs(y[i])
	}
	done, step := 0.0, h
	fresh := true
	for scratch.Steps = 1; scratch.Steps <= 100000; scratch.Steps++ {
		last := done+step >= h*(1-1e-12)
		if last {
			step = h - done
		}
		if fresh {
			s.jacs().Run(f)
			copy(scratch.jac, f.Work[2*n:2*n+n*n])
			copy(scratch.y, y)
			s.rates.Run(f)
			copy(scratch.f0, f.Work[n:2*n])
		}
		worst := s.try(f, step, scratch)
		if worst <= 1 {
			done += step
			fresh = true
			if check != nil && !check() {
				return false, nil
			}
			if last {
				return true, nil
			}
		} else {
			copy(y, scratch.y)
			fresh = false
		}
		factor := 0.1
		if worst == worst && !math.IsInf(worst, 0) {
			factor = 0.9 * math.Sqrt(1/math.Sqrt(math.Max(worst, 1e-12)))
			factor = math.Min(math.Max(factor, 0.15), 6)
		}
		step = float64(step * factor)
		if done+step == done || step != step {
			return false, errStiff
		}
	}
	return false, errStiff
}

// StiffScratch is the memory of Advance.
type StiffScratch struct {
	Steps int     // that Advance took or tried
	Floor float64 // a variable that is smaller need not be so exact

	y, f0, jac, lu, scale, stage []float64
	pivot                        []int
}

func (s *StiffScratch) reserve(n int) {
	if len(s.y) == n {
		return
	}
	s.y, s.f0, s.scale = make([]float64, n), make([]float64, n), make([]float64, n)
	s.jac, s.lu, s.stage = make([]float64, n*n), make([]float64, n*n), make([]float64, 6*n)
	s.pivot = make([]int, n)
}

var (
	rodasA = [6][5]float64{
		{},
		{1.544},
		{0.9466785280815826, 0.2557011698983284},
		{3.314825187068521, 2.896124015972201, 0.9986419139977817},
		{1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950},
		{1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1},
	}
	rodasC = [6][5]float64{
		{},
		{-5.6688},
		{-2.430093356833875, -0.2063599157091915},
		{-0.1073529058151375, -9.594562251023355, -20.47028614809616},
		{7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
		{8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054},
	}
)

// try takes one step from scratch.y and leaves the result in Frame.Work; it returns the error in units of what is allowed.
func (s *Stiff) try(f *Frame, h float64, c *StiffScratch) float64 {
	n := s.Dim
	for i := range n * n {
		c.lu[i] = -c.jac[i]
	}
	for i := 0; i < n*n; i += n + 1 {
		c.lu[i] += 1 / (0.25 * h)
	}
	if !factor(c.lu, n, c.pivot) {
		return math.Inf(1)
	}
	y := f.Work[:n]
	for k := range 6 {
		u := c.stage[k*n : k*n+n]
		if k == 0 {
			copy(u, c.f0)
		} else {
			for i := range n {
				v := c.y[i]
				for l := range k {
					v += float64(rodasA[k][l] * c.stage[l*n+i])
				}
				y[i] = v
			}
			s.rates.Run(f)
			for i := range n {
				v := 0.0
				for l := range k {
					v += float64(rodasC[k][l] * c.stage[l*n+i])
				}
				u[i] = f.Work[n+i] + v/h
			}
		}
		solve(c.lu, n, c.pivot, u)
	}
	worst := 0.0
	for i := range n {
		e := c.stage[5*n+i]
		y[i] += e
		scale := math.Max(c.scale[i], math.Abs(y[i]))
		r := math.Abs(e) / (float64(Tolerance*math.Max(scale, c.Floor)) + 1e-30)
		if !(r <= worst) {
			worst = r
		}
	}
	if worst <= 1 {
		for i := range n {
			y[i] = Snap(y[i])
			c.scale[i] = math.Max(c.scale[i], math.Abs(y[i]))
		}
	}
	return worst
}

// factor is the LU decomposition of the n x n matrix a in place. The pivot is the row that is largest in its own units: volts
// do not outweigh amperes, and a variable that nothing moves is not computed from others, whose rounding would move it.
func factor(a []float64, n int, pivot []int) bool {
	for k := range n {
		p, most := k, 0.0
		for i := k; i < n; i++ {
			if share := math.Abs(a[i*n+k]) / largest(a[i*n+k:i*n+n]); share > most {
				p, most = i, share
			}
		}
		pivot[k] = p
		if a[p*n+k] == 0 || a[p*n+k] != a[p*n+k] {
			return false
		}
		if p != k {
			for j := range n {
				a[k*n+j], a[p*n+j] = a[p*n+j], a[k*n+j]
			}
		}
		for i := k + 1; i < n; i++ {
			m := a[i*n+k] / a[k*n+k]
			a[i*n+k] = m
			for j := k + 1; j < n; j++ {
				a[i*n+j] -= float64(m * a[k*n+j])
			}
		}
	}
	return true
}

func largest(row []float64) float64 {
	most := 0.0
	for _, x := range row {
		most = math.Max(most, math.Abs(x))
	}
	return most
}

func solve(a []float64, n int, pivot []int, x []float64) {
	for k := range n {
		x[k], x[pivot[k]] = x[pivot[k]], x[k]
	}
	for i := range n {
		for j := range i {
			x[i] -= float64(a[i*n+j] * x[j])
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			x[i] -= float64(a[i*n+j] * x[j])
		}
		x[i] /= a[i*n+i]
	}
}

// Fastest is the largest rate at which a variable would decay by itself at Frame.Work[0:Dim], 1/s.
func (s *Stiff) Fastest(f *Frame) float64 {
	s.jacs().Run(f)
	most := 0.0
	for i := range s.Dim {
		most = math.Max(most, math.Abs(f.Work[2*s.Dim+i*s.Dim+i]))
	}
	return most
}

// Rate is the rate of variable i at Frame.Work[0:Dim].
func (s *Stiff) Rate(f *Frame, i int) float64 {
	s.rates.Run(f)
	return f.Work[s.Dim+i]
}
