package fit

import (
	"context"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/optimize"

	"protoexp/runtime/parallel"
	"protoexp/runtime/random"
)

// The shares of a search: points spread over all of the space, a population that moves to where it is best, and a descent.
const (
	spread = 0.3
	moving = 0.4
)

// largest is a loss that stands for none, since searches cannot reckon with infinity.
const largest = 1e30

// Search looks for the point with the smallest loss: a Latin hypercube over all of the space (McKay, Beckman & Conover 1979
// Technometrics 21:239), CMA-ES from its best point (Krause, Arbonès & Igel 2016 NIPS), and Nelder & Mead 1965 (Comput J
// 7:308) from there. A cancelled context ends it with the best point so far.
func Search(ctx context.Context, p Problem) Result {
	s := &searching{Problem: p, ctx: ctx, best: Result{Loss: math.Inf(1)}}
	n := len(p.Parameters)
	if n == 0 || p.Evaluations < 1 {
		return s.best
	}
	cube := s.hypercube(max(1, int(spread*float64(p.Evaluations))))
	s.all(cube)
	population := 4 + int(3*math.Log(float64(n)))
	if generations := int(moving*float64(p.Evaluations)) / population; generations > 0 && n > 1 && s.begun() {
		s.minimize(&optimize.CmaEsChol{InitStepSize: 0.5, Population: population, Src: &words{key: random.Key{Seed: p.Seed}}},
			&optimize.Settings{MajorIterations: generations, Concurrent: max(1, p.Jobs)})
	}
	if left := p.Evaluations - s.best.Evaluations; left > n && s.begun() {
		s.minimize(&optimize.NelderMead{}, &optimize.Settings{FuncEvaluations: left})
	}
	return s.best
}

// searching is a search with what it has found.
type searching struct {
	Problem
	ctx  context.Context
	lock sync.Mutex
	x    []float64 // of the best point, in coordinates of the search
	best Result
}

func (s *searching) begun() bool { return s.x != nil && s.ctx.Err() == nil }

// minimize goes on from the best point. What it finds is kept by loss; its own errors only say that it ended. A panic of
// the model, which happens on a goroutine of the method, is raised again here.
func (s *searching) minimize(method optimize.Method, settings *optimize.Settings) {
	var broken any
	var once sync.Once
	loss := func(x []float64) float64 {
		defer func() {
			if r := recover(); r != nil {
				once.Do(func() { broken = r })
			}
		}()
		return s.loss(x)
	}
	_, _ = optimize.Minimize(optimize.Problem{Func: loss}, slices.Clone(s.x), settings, method)
	if broken != nil {
		panic(broken)
	}
}

// loss is the sum of squares at x, which is kept where it is the smallest so far.
func (s *searching) loss(x []float64) float64 {
	if s.ctx.Err() != nil {
		return largest
	}
	point := make([]float64, len(x))
	for i, p := range s.Parameters {
		point[i] = p.at(x[i])
	}
	sum := 0.0
	residuals := s.Residuals(s.ctx, point)
	for _, r := range residuals {
		sum += r * r
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.ctx.Err() != nil && residuals == nil {
		return largest
	}
	s.best.Evaluations++
	if s.Told != nil {
		s.Told(min(s.best.Evaluations, s.Problem.Evaluations), s.Problem.Evaluations)
	}
	if residuals == nil || math.IsNaN(sum) || sum >= largest {
		s.best.Failed++
		return largest
	}
	if sum < s.best.Loss || sum == s.best.Loss && slices.Compare(x, s.x) < 0 {
		s.best.Loss, s.best.Point, s.x = sum, point, slices.Clone(x)
	}
	return sum
}

// all takes the loss of every point.
func (s *searching) all(points [][]float64) {
	parallel.Do(s.ctx, len(points), s.Jobs, func(i int) { s.loss(points[i]) })
}

// hypercube has, for each parameter, one point in each of n equal parts of its range.
func (s *searching) hypercube(n int) [][]float64 {
	points := make([][]float64, n)
	for i := range points {
		points[i] = make([]float64, len(s.Parameters))
	}
	key := random.Key{Seed: s.Seed}
	for j := range s.Parameters {
		order := make([]int, n)
		for i := range order {
			k := int(key.Word(random.Purpose("fit order"), uint64(j), uint64(i)) % uint64(i+1))
			order[i], order[k] = order[k], i
		}
		for i, k := range order {
			share := (float64(k) + key.Uniform(random.Purpose("fit place"), uint64(j), uint64(i))) / float64(n)
			points[i][j] = math.Log(share / (1 - share))
		}
	}
	return points
}

// words are random words one after the other.
type words struct {
	key random.Key
	n   uint64
}

func (w *words) Uint64() uint64 {
	w.n++
	return w.key.Word(random.Purpose("fit population"), 0, w.n)
}
