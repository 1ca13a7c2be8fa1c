package interp

import (
	"context"

	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// The budget of Simulate: so many experiments of each design, and fewer where they would have more animals in all.
const (
	simulateReps    = 20
	simulateAnimals = 1000
)

// Simulate runs each experiment of a script a few times, and says what the critic sees in what the animals did.
func (s *Script) Simulate(ctx context.Context, told func(done, total int)) (list []diag.Diagnostic) {
	for _, d := range s.designs {
		if d.Kind == timeline.Sweep || d.Nominal || len(d.Questions) == 0 || len(d.Subjects) == 0 {
			continue
		}
		plan, err := planPower(d, []int{inSmallestCell(d)}, simulateReps)
		if err != nil {
			continue // which checking said
		}
		plan.heavy = false
		reps := min(simulateReps, max(1, simulateAnimals/max(1, plan.base.Animals())))
		c := &counting{script: s, plans: []*powerPlan{plan}, jobs: s.options.cores(), layouts: &networks{}}
		var o critic.Observation
		held := make([][]bool, 0, reps)
		for _, r := range replicate(ctx, []*counting{c}, reps, told)[0] {
			if r.problem != nil {
				return append(list, *r.problem)
			}
			if x := r.designs[0]; x != nil {
				if o.Questions == nil {
					o = observation(x.design)
				}
				for _, a := range x.answers {
					held = append(held, a.held)
				}
			}
		}
		for q := range d.Questions {
			f := often(record.Frequency{}, held, func(h []bool) bool { return q < len(h) && h[q] })
			o.Outcomes = append(o.Outcomes, critic.Outcome{Held: f.Held, Of: f.Of, Low: f.Low, High: f.High, Wanted: plan.wanted})
		}
		list = append(list, critic.Observe(d, s.body, o)...)
	}
	return list
}

// observation is what the animals of a design answered.
func observation(d *timeline.Design) critic.Observation {
	o := critic.Observation{Questions: d.Questions}
	for _, q := range d.Questions {
		o.Copies = append(o.Copies, d.Copies(q))
	}
	return o
}

// Observed is what the critic sees in what the animals of the last run did.
func (s *Script) Observed() (list []diag.Diagnostic) {
	if s.ran == nil {
		return nil
	}
	for i, d := range s.designs {
		if i < len(s.ran) && s.ran[i].Kind != timeline.Sweep && len(d.Subjects) > 0 {
			list = append(list, critic.Observe(d, s.body, observation(s.ran[i]))...)
		}
	}
	return list
}

// Weak is what the critic says of expectations that came out too seldom in a power analysis, with as many animals as the
// script has.
func (s *Script) Weak(list []record.Power) (ds []diag.Diagnostic) {
	k := 0
	for _, d := range s.designs {
		if d.Kind == timeline.Sweep || len(d.Questions) == 0 || k >= len(list) {
			continue
		}
		p := list[k]
		k++
		var o critic.Observation
		for _, c := range p.Curves {
			x := critic.Outcome{Wanted: p.Wanted}
			for _, at := range c.Points {
				if at.N == p.Written {
					x.Held, x.Of = at.Held, at.Of
					x.Low, x.High = stat.Wilson(at.Held, at.Of, stat.Level)
				}
			}
			o.Outcomes = append(o.Outcomes, x)
		}
		ds = append(ds, critic.Observe(d, s.body, o)...)
	}
	return ds
}
