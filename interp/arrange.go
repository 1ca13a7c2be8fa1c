package interp

import (
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/stat"
	"protoexp/runtime/study"
)

// What a plan leaves open has its usual value (Cohen 1988).
const (
	usualAlpha = 0.05
	usualPower = 0.8
)

// maxTrials bounds the trials of all animals of a design.
const maxTrials = 5_000_000

// declared is what a design asks of its animals. Cells of n=auto have as many as the plan needs.
func declared(d *timeline.Design) study.Design {
	s := study.Design{Name: d.Title, Batches: d.Batches}
	if d.Assign != nil {
		s.Assign = study.Rule{InOrder: d.Assign.InOrder, Block: d.Block, ByBatch: d.Assign.ByBatch}
	}
	for _, f := range d.Within() {
		order, _ := study.OrderNamed(f.Order)
		w := study.Within{Factor: f.Name, Order: order}
		for _, level := range f.Levels {
			w.Levels = append(w.Levels, timeline.LevelText(level))
		}
		s.Within = append(s.Within, w)
	}
	auto := 0
	for _, b := range d.Branches {
		s.Cells = append(s.Cells, study.Cell{Name: b.Stream, N: b.N})
		if b.Auto {
			auto++
		}
	}
	if auto == 0 || d.Plan.Smallest == 0 {
		return s
	}
	n := animalsNeeded(d.Plan, len(d.Branches) == 1)
	if auto == len(d.Branches) {
		n = s.Feasible(n)
	}
	for i, b := range d.Branches {
		if b.Auto {
			s.Cells[i].N = n
		}
	}
	return s
}

// animalsNeeded is the number of animals in each cell with which a t test finds the smallest difference worth finding: of
// the means of two cells or, of a design with one cell, of an animal with itself.
func animalsNeeded(p timeline.Plan, within bool) int {
	weights := []float64{1, -1}
	if within {
		weights = weights[:1]
	}
	n, ok := stat.Size(weights, p.Smallest, plannedOr(p.Alpha, usualAlpha), plannedOr(p.Power, usualPower), stat.TwoSided)
	if !ok { // more than can be kept
		return maxTrials
	}
	return n
}

func plannedOr(x, usual float64) float64 {
	if x == 0 {
		return usual
	}
	return x
}

// refuse keeps what a script can be read and criticised with, and cannot be run with.
func (s *Script) refuse(d diag.Diagnostic) { s.refused = append(s.refused, d) }

// demands reports what a design asks for and no assignment can give. An order that does not close is refused: the critic speaks
// of it, and nothing can be run.
func demands(d *timeline.Design, report, refuse func(diag.Diagnostic)) {
	if d.Kind == timeline.Sweep || len(d.Branches) == 0 {
		return
	}
	for _, b := range d.Branches {
		if b.Auto && d.Plan.Smallest == 0 {
			report(diag.Diagnostic{Code: "no-smallest-effect", Span: b.At, Message: "n=auto needs the smallest effect that is worth finding",
				Fix: "write plan { alpha 0.05; power 80%; smallest d=0.8 }, or a number of animals: n=12"})
			return
		}
	}
	arranged := declared(d)
	trials := 0
	for _, x := range d.Subjects { // a dry one of each cell
		for i, b := range d.Branches {
			if b == x.Branch {
				trials += arranged.Cells[i].N * max(1, len(x.Answers))
			}
		}
	}
	if trials > maxTrials {
		report(diag.Diagnostic{Code: "too-many-animals", Span: d.At, Message: fmt.Sprintf("%d animals with %d trials in all are more than %d, which is the limit", arranged.Animals(), trials, maxTrials),
			Fix: "take fewer animals or fewer trials", Why: "Every trial of every animal is kept with its responses, and so many would fill the memory."})
		return
	}
	c := arranged.Clash()
	if c == nil {
		return
	}
	at, fix := place(d, c), "take one of the two out"
	var fits []string
	for _, n := range c.Nearest {
		fits = append(fits, fmt.Sprintf("n=%d", n))
	}
	if len(fits) > 0 {
		fix = "write " + strings.Join(fits, " or ")
		if c.Cell >= 0 {
			fix += " for " + d.Branches[c.Cell].Cell.Name()
		}
	}
	var sizes []string
	for _, b := range c.Blocks {
		sizes = append(sizes, fmt.Sprintf("blocks of %d", b))
	}
	if len(sizes) > 0 {
		with := "write "
		if len(fits) > 0 {
			with = fix + ", or "
		}
		fix = with + strings.Join(sizes, " or ")
	}
	if c.Kind == "sessions" {
		report = refuse
	}
	report(diag.Diagnostic{Code: "design-clash", Span: at, Message: c.Error(), Fix: fix,
		Why: "A share of animals is a whole number of animals, so not every number of animals can be divided as was declared."})
}

// place is where one of two demands that exclude each other was made.
func place(d *timeline.Design, c *study.Clash) source.Span {
	switch {
	case c.Kind == "blocks" && d.Assign != nil:
		return d.Assign.Span()
	case c.Kind == "batches" && d.Batches > 0:
		return d.Batching
	}
	for _, f := range d.Factors {
		if f.Name == c.Factor {
			return f.At
		}
	}
	return d.Branches[max(0, c.Cell)].At
}
