package interp

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/parallel"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
)

// PowerOptions say how power is found.
type PowerOptions struct {
	N           []int                 // animals in the smallest cell; none: around the script's own number
	Reps        int                   // simulated experiments
	Replication func(done, total int) // how far it is; may be nil, and be called at the same time
}

// Power simulates a script's experiments again and again, each time with other animals, and counts how often each
// expectation comes out. Every replication has the largest number of animals; smaller numbers are its first animals, which
// is an experiment of that size, since an animal's trials and the order of its sessions follow from its place in its cell.
// (Where animals come in batches, or differ by when they came, an experiment of another size has other animals, and each size is simulated.) So
// replications are independent, and the points of one curve are not.
//
// A cancelled context leaves the replications up to the first one that is not complete. Diagnostics are those of the script's
// power: without an expectation there is none.
func (s *Script) Power(ctx context.Context, o PowerOptions) ([]record.Power, []diag.Diagnostic) {
	w, _ := s.dry(func(diag.Diagnostic) {})
	var plans []*powerPlan
	for _, d := range w.Designs() {
		if d.Kind == timeline.Sweep || len(d.Questions) == 0 {
			continue
		}
		p, err := planPower(d, o.N, o.Reps)
		if err != nil {
			fix := "write a number of animals that the design can have"
			if d.Nominal {
				fix = "write n=8 behind the title"
			}
			return nil, []diag.Diagnostic{{Code: "no-power", Span: d.At, Message: err.Error(), Fix: fix}}
		}
		plans = append(plans, p)
	}
	if len(plans) == 0 {
		return nil, []diag.Diagnostic{{Code: "no-power", Message: "the script has no expectation over animals, so there is nothing that could come out",
			Fix: "write groups and an expectation: expect trained.test < control.test"}}
	}
	c := &counting{script: s, plans: plans, jobs: s.options.cores(), layouts: &networks{}}
	whole := replicate(ctx, []*counting{c}, o.Reps, o.Replication)[0]
	var out []record.Power
	for i, p := range plans {
		out = append(out, c.summary(ctx, i, p, whole, o.Reps))
	}
	for _, r := range whole {
		if r.problem != nil {
			return out, []diag.Diagnostic{*r.problem}
		}
	}
	return out, nil
}

// counting is experiments that are simulated again and again.
type counting struct {
	script  *Script
	instead string // the preparation in the place of the script's; "" for none
	plans   []*powerPlan
	jobs    int
	layouts *networks
}

// replication is one simulated experiment of each plan.
type replication struct {
	designs []*simulated
	problem *diag.Diagnostic
}

// replicate runs simulated experiments of each kind side by side, in turn, and returns those that are complete, in order.
func replicate(ctx context.Context, kinds []*counting, reps int, told func(done, total int)) [][]*replication {
	lists := make([][]*replication, len(kinds))
	for i := range lists {
		lists[i] = make([]*replication, reps)
	}
	total := reps * len(kinds)
	done := make(chan struct{}, total)
	parallel.Do(ctx, total, kinds[0].jobs, func(k int) {
		i, k := k%len(kinds), k/len(kinds)
		if lists[i][k] = kinds[i].one(ctx, k); lists[i][k] != nil && told != nil {
			done <- struct{}{}
			told(len(done), total)
		}
	})
	for i, list := range lists {
		lists[i] = slices.DeleteFunc(list, func(r *replication) bool { return r == nil })
	}
	return lists
}

// one runs the k-th replication; nil when it was stopped.
func (c *counting) one(ctx context.Context, k int) *replication {
	r := &replication{designs: make([]*simulated, len(c.plans))}
	options := c.script.options
	options.Jobs, options.Progress, options.Animals, options.Store, options.Save, options.Ready, options.stream = 1, nil, nil, nil, nil, nil, nil
	inner := newWorld(ctx, options)
	inner.networks = c.layouts
	report := func(d diag.Diagnostic) {
		if r.problem == nil && d.Severity == diag.Error {
			d.Message += fmt.Sprintf(" (replication %d)", k+1)
			r.problem = &d
		}
	}
	inner.report = report
	world := &powerWorld{world: inner, plans: c.plans, replication: r}
	scope := c.script.scope.Clone()
	scope.SetReport(report)
	w := timeline.New(scope, world, powerOutput{world: world}, report)
	c.script.prepare(w)
	w.Instead = c.instead
	w.ForceSeed(random.Key{Seed: c.plans[0].seed}.Word(random.Purpose("replications for power"), 0, uint64(k)) >> 11)
	w.Walk(c.script.experiments())
	w.Finish()
	if errors.Is(w.Stopped(), timeline.ErrStopped) || ctx.Err() != nil {
		return nil
	}
	return r
}

// experiments are the script's statements without what needs no replication: sweeps, and what they show.
func (s *Script) experiments() (list []ast.Stmt) {
	for _, st := range s.body {
		switch st := st.(type) {
		case *ast.Sweep:
		case *ast.Show:
			if st.Kind == "" && st.Over == nil {
				list = append(list, st)
			}
		default:
			list = append(list, st)
		}
	}
	return list
}

// powerWorld runs designs with the numbers of animals of a plan.
type powerWorld struct {
	*world
	plans       []*powerPlan
	replication *replication
}

func (w *powerWorld) plan(d *timeline.Design) (int, *powerPlan) {
	for i, p := range w.plans {
		if p.at == d.At {
			return i, p
		}
	}
	return -1, nil
}

// Run has the animals of the largest size walked.
func (w *powerWorld) Run(d *timeline.Design) ([]*timeline.Subject, error) {
	_, p := w.plan(d)
	if p == nil {
		return nil, nil
	}
	p.size(d, p.points[len(p.points)-1])
	return w.world.Run(d)
}

// powerOutput takes the answers of each design.
type powerOutput struct {
	timeline.Silent
	world *powerWorld
}

// Design asks a design once for each number of animals that is listed.
func (o powerOutput) Design(d *timeline.Design) {
	i, p := o.world.plan(d)
	if p == nil || len(d.Subjects) == 0 {
		return
	}
	x := &simulated{design: d, subjects: d.Subjects, answers: map[int]*answers{}}
	for k, point := range p.points {
		if p.batches && k < len(p.points)-1 {
			p.size(d, point)
			subjects, err := o.world.world.Run(d)
			if err != nil {
				return
			}
			x.ask(point, subjects)
			continue
		}
		x.at(point)
	}
	if p.heavy {
		x.design, x.subjects = nil, nil
	}
	o.world.replication.designs[i] = x
}
