package interp

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"protoexp/lang/check"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/study"
)

// powerPlan is with which numbers of animals a design is simulated.
type powerPlan struct {
	at             source.Span
	title          string
	seed           uint64
	base           study.Design
	alpha, wanted  float64
	batches, heavy bool // each size is simulated; animals are too many to be kept
	notes          []string
	questions      []*timeline.Question
	plain          []bool  // of each question: its p value is not corrected
	points         []point // that are listed, in order
}

// point is one number of animals.
type point struct {
	n     int   // in the smallest cell
	cells []int // in each
}

// keepable bounds the trials of all replications that are kept in memory, to look for the smallest number of animals.
const keepable = 1_000_000

func planPower(d *timeline.Design, list []int, reps int) (*powerPlan, error) {
	p := &powerPlan{at: d.At, title: d.Title, seed: d.Seed, base: declared(d), alpha: plannedOr(d.Plan.Alpha, usualAlpha), wanted: plannedOr(d.Plan.Power, usualPower),
		batches: d.Batches > 1 || placed(d.Circuit), questions: d.Questions}
	if d.Nominal {
		return nil, errors.New("each row has one nominal animal, and power is about animals that differ")
	}
	families := map[bool]int{}
	for _, q := range d.Questions {
		families[q.Stmt.Primary]++
	}
	for _, q := range d.Questions {
		method := q.Correct
		if method == "" {
			method = d.Plan.Correct
		}
		p.plain = append(p.plain, families[q.Stmt.Primary] < 2 || method == "" || method == "none")
	}
	given := len(list) > 0
	if !given {
		for _, share := range []float64{0.25, 0.5, 0.75, 1, 1.5} {
			list = append(list, max(2, int(math.Round(share*float64(p.written())))))
		}
	}
	for _, n := range list {
		x, ok := p.feasible(n)
		if !ok {
			return nil, fmt.Errorf("the design has no assignment with n=%d or more in each cell", n)
		}
		if x.n != n && given {
			p.notes = append(p.notes, fmt.Sprintf("n = %d does not close the design; the next that does is %d", n, x.n))
		}
		if i, found := slices.BinarySearchFunc(p.points, x.n, func(a point, n int) int { return a.n - n }); !found {
			p.points = slices.Insert(p.points, i, x)
		}
	}
	trials := 0
	for _, s := range d.Subjects {
		trials = max(trials, len(s.Answers))
	}
	p.heavy = trials*p.design(p.points[len(p.points)-1]).Animals()*reps > keepable
	return p, nil
}

// placed says whether what a preparation's animals are like follows from when they came, so that an experiment of another size
// has other animals.
func placed(c *check.Circuit) bool {
	switch {
	case c == nil:
		return false
	case c.Learner != nil:
		return lowerLearner(timeline.Setup{Circuit: c}).Placed()
	}
	return lower(timeline.Setup{Circuit: c}).Placed()
}

// written is the number of animals in the smallest cell, as the script says.
func (p *powerPlan) written() int {
	n := math.MaxInt
	for _, c := range p.base.Cells {
		n = min(n, c.N)
	}
	return n
}

// scaled has n animals in the smallest cell, and in the others as many more as the script says.
func (p *powerPlan) scaled(n int) point {
	x := point{n: n}
	for _, c := range p.base.Cells {
		x.cells = append(x.cells, int(math.Round(float64(n)*float64(c.N)/float64(p.written()))))
	}
	return x
}

// design is the base with other numbers.
func (p *powerPlan) design(x point) study.Design {
	d := p.base
	d.Cells = slices.Clone(d.Cells)
	for i, n := range x.cells {
		d.Cells[i].N = n
	}
	return d
}

// feasible is the next number of animals from n on of which an assignment can be made.
func (p *powerPlan) feasible(n int) (point, bool) {
	for k := n; k < 4*n+1000; k++ {
		if x := p.scaled(k); p.design(x).Clash() == nil {
			return x, true
		}
	}
	return point{}, false
}

// between lists the numbers of animals above low and below high that close the design.
func (p *powerPlan) between(low, high int) (list []point) {
	for n := low + 1; n < high; n++ {
		if x := p.scaled(n); p.design(x).Clash() == nil {
			list = append(list, x)
		}
	}
	return list
}

// size gives the branches of a design their numbers.
func (p *powerPlan) size(d *timeline.Design, x point) {
	for i, b := range d.Branches {
		b.N, b.Auto = x.cells[i], false
	}
}
