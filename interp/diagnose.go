package interp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// UsualReps is how many experiments are run on each rival where nobody says it.
const UsualReps = 200

// DiagnoseOptions say against what an experiment is held, and how thoroughly.
type DiagnoseOptions struct {
	Reps    int                   // experiments on each rival; 0: what the script says, or UsualReps
	Against []string              // preparations; none: what the script says, or those that its claims leave open
	Told    func(done, total int) // how far it is; may be nil, and be called at the same time
}

// Rivals are the preparations of the library in which what aplysia learns has another cause.
func Rivals() (list []string) {
	for _, name := range library().names["circuit"] {
		if name != "depression" && strings.HasPrefix(library().define("circuit", name).Span().File.Name, "stdlib/rivals.") {
			list = append(list, name)
		}
	}
	return list
}

// Diagnoses says whether the script itself asks for a diagnosis.
func (s *Script) Diagnoses() bool {
	return slices.ContainsFunc(s.designs, func(d *timeline.Design) bool { return d.Diagnose != nil })
}

// Diagnose runs the script's experiments on rivals: preparations with the same stimuli and measures, in which the outcome has
// another cause. It counts how often each expectation comes true there. A rival that makes all of them come true in more than
// half of the experiments is one that the design cannot tell from what it is about; then the changes that the critic proposes
// against it are made, and tried.
//
// Only experiments that ask for it are looked at where any does. A cancelled context leaves the experiments that are complete.
func (s *Script) Diagnose(ctx context.Context, o DiagnoseOptions) (list []record.Diagnosis, ds []diag.Diagnostic) {
	for _, d := range s.designs {
		if d.Kind == timeline.Sweep || len(d.Questions) == 0 || s.Diagnoses() && d.Diagnose == nil {
			continue
		}
		x, problems := s.diagnosis(ctx, d, o)
		if ds = append(ds, problems...); x != nil {
			list = append(list, *x)
		}
	}
	if len(list) == 0 && len(ds) == 0 {
		ds = append(ds, diag.Diagnostic{Code: "no-diagnosis", Message: "the script has no expectation over animals, so nothing can come true by another cause",
			Fix: "write groups and an expectation: expect trained.test < control.test"})
	}
	return list, ds
}

// diagnosis is that of one experiment; nil after a mistake.
func (s *Script) diagnosis(ctx context.Context, d *timeline.Design, o DiagnoseOptions) (*record.Diagnosis, []diag.Diagnostic) {
	if asked := d.Diagnose; asked != nil {
		if o.Reps == 0 {
			o.Reps = asked.Reps
		}
		if len(o.Against) == 0 {
			o.Against = asked.Against
		}
	}
	if o.Reps == 0 {
		o.Reps = UsualReps
	}
	against, named := o.Against, len(o.Against) > 0
	if !named && akin(d.Circuit) {
		against = critic.Open(d, s.body)
	}
	at := d.At
	if d.Diagnose != nil {
		at = d.Diagnose.At
	}
	if len(against) == 0 {
		return nil, []diag.Diagnostic{{Code: "no-diagnosis", Span: at, Message: "the library has no rivals of " + preparationOf(d),
			Fix: fmt.Sprintf("define one that starts from it, circuit tired of %s { ... }, and name it: diagnose reps %d against tired", preparationOf(d), UsualReps)}}
	}
	plan, err := planPower(d, []int{inSmallestCell(d)}, o.Reps)
	if err != nil {
		return nil, []diag.Diagnostic{{Code: "no-diagnosis", Span: at, Message: err.Error(), Fix: "write a number of animals that the design can have"}}
	}
	for _, name := range o.Against {
		if s.doc(name) == "" && s.scope.Use(ast.Name{Text: name}) == nil {
			problem := diag.Diagnostic{Code: "unknown-circuit", Span: at, Message: "there is no preparation called " + name + " to hold it against", Fix: "the library has " + strings.Join(Rivals(), ", ")}
			if near := diag.Nearest(name, Rivals()); near != "" {
				problem.Fix = "did you mean " + near + "?"
			}
			return nil, []diag.Diagnostic{problem}
		}
	}
	if ds := s.suits(against); len(ds) > 0 {
		return nil, ds
	}
	x := &record.Diagnosis{Experiment: d.Title, Preparation: preparationOf(d), Seed: d.Seed, Planned: o.Reps, Animals: plan.base.Animals()}
	t := trial{s, plan, o}
	rivals, problem := t.hold(ctx, against)
	x.Rivals = rivals
	if problem != nil {
		return x, []diag.Diagnostic{*problem}
	}
	for i := range x.Rivals {
		if r := &x.Rivals[i]; r.Fooled() {
			r.Controls = t.controls(ctx, d, r.Name)
		}
	}
	return x, nil
}

// inSmallestCell is the number of animals in the smallest cell of a design.
func inSmallestCell(d *timeline.Design) int { return (&powerPlan{base: declared(d)}).written() }

// preparationOf is what the animals of a design are.
func preparationOf(d *timeline.Design) string {
	if d.Circuit == nil {
		return timeline.DefaultPreparation
	}
	return d.Circuit.Name
}

// akin says whether the rivals of the library are rivals of a preparation: it is aplysia, or starts from it.
func akin(c *check.Circuit) bool {
	if c == nil || c.Decl == nil {
		return false
	}
	d := c.Decl
	for d != nil && d.Name.Text != timeline.DefaultPreparation {
		if d.From == nil {
			return false
		}
		d = library().define("circuit", d.From.Text)
	}
	return d != nil
}

// suits says whether the script can be done to rivals: they have its stimuli, sites, parts and measures.
func (s *Script) suits(against []string) (ds []diag.Diagnostic) {
	for _, name := range against {
		var found []diag.Diagnostic
		report := check.Once(func(d diag.Diagnostic) { found = append(found, d) })
		s.scope.SetReport(report)
		w := s.walker(report)
		w.Instead = name
		w.Walk(s.body)
		w.Finish()
		for _, d := range found {
			if d.Severity == diag.Error {
				d.Message += fmt.Sprintf(" (in the rival %s)", name)
				ds = append(ds, d)
			}
		}
	}
	return ds
}

// trial is an experiment that is held against rivals.
type trial struct {
	script  *Script
	plan    *powerPlan
	options DiagnoseOptions
}

// hold runs the experiment on rivals and counts what comes true.
func (t trial) hold(ctx context.Context, against []string) (list []record.Rival, problem *diag.Diagnostic) {
	var kinds []*counting
	for _, name := range against {
		kinds = append(kinds, &counting{script: t.script, instead: name, plans: []*powerPlan{t.plan}, jobs: t.script.options.cores(), layouts: &networks{}})
	}
	for i, whole := range replicate(ctx, kinds, t.options.Reps, t.options.Told) {
		r := record.Rival{Name: against[i], Kind: kindOf(t.script.doc(against[i]))}
		var held [][]bool
		for _, one := range whole {
			if one.problem != nil && problem == nil {
				problem = one.problem
			}
			if x := one.designs[0]; x != nil {
				for _, a := range x.answers {
					held = append(held, a.held)
				}
			}
		}
		r.Done = len(held)
		for q, asked := range t.plan.questions {
			f := record.Frequency{Name: asked.Stmt.Title, Text: asked.Text, Primary: asked.Stmt.Primary, Line: line(asked.Stmt.Span())}
			r.Expectations = append(r.Expectations, often(f, held, func(h []bool) bool { return q < len(h) && h[q] }))
		}
		for _, h := range held {
			r.Runs = append(r.Runs, !slices.Contains(h, false))
		}
		r.Together = often(record.Frequency{}, held, func(h []bool) bool { return !slices.Contains(h, false) })
		list = append(list, r)
	}
	return list, problem
}

// often fills in how often something held.
func often(f record.Frequency, list [][]bool, holds func([]bool) bool) record.Frequency {
	for _, h := range list {
		if f.Of++; holds(h) {
			f.Held++
		}
	}
	f.Low, f.High = stat.Wilson(f.Held, f.Of, stat.Level)
	return f
}

// kindOf is the beginning of what a rival's definition says of it, up to its first colon or full stop: an animal that only
// tires. It is "" where that does not say what kind of animal it is.
func kindOf(doc string) string {
	text := strings.Join(strings.Fields(doc), " ")
	if i := strings.IndexAny(text, ":."); i >= 0 {
		text = text[:i]
	}
	for _, begins := range []string{"An animal ", "Animals "} {
		if strings.HasPrefix(text, begins) {
			return strings.ToLower(text[:1]) + text[1:]
		}
	}
	return ""
}

// doc is what a preparation's definition says of it.
func (s *Script) doc(name string) string {
	if c := s.scope.Use(ast.Name{Text: name}); c != nil {
		return c.Doc
	}
	return ""
}

// controls are the changes that the critic proposes where it names a rival. Those that are edits are made and tried. Where
// no rule names the rival, the edits of all others are tried, and those are kept that tell it apart.
func (t trial) controls(ctx context.Context, d *timeline.Design, rival string) (list []record.Control) {
	review := critic.Review([]*timeline.Design{d}, t.script.body)
	named := slices.ContainsFunc(review.Findings, func(f diag.Diagnostic) bool { return slices.Contains(review.Rivals[f.Code], rival) })
	tries := 0
	for _, f := range review.Findings {
		if !named {
			if f.Severity == diag.Info || len(f.Edits) == 0 || tries == mostTries {
				continue
			}
			tries++
			c := record.Control{Rule: f.Code, Fix: f.Fix}
			if t.mended(ctx, d, f, rival, &c); c.Tried && c.Together.Share() <= 0.5 {
				list = append(list, c)
			}
			continue
		}
		if !slices.Contains(review.Rivals[f.Code], rival) {
			continue
		}
		c := record.Control{Rule: f.Code, Fix: f.Fix}
		if len(f.Edits) > 0 {
			t.mended(ctx, d, f, rival, &c)
		}
		if !slices.ContainsFunc(list, func(o record.Control) bool { return o.Rule == c.Rule && o.Fix == c.Fix && !c.Tried }) {
			list = append(list, c)
		}
	}
	return list
}

// mostTries is how many changes are tried against a rival that no rule names: each takes as long as the diagnosis itself.
const mostTries = 4

// mended makes an edit of the critic, and holds the new script against a rival and against the script's own preparation: a
// control after which nothing comes true anywhere is none.
func (t trial) mended(ctx context.Context, d *timeline.Design, f diag.Diagnostic, rival string, c *record.Control) {
	s, ds := Load(t.script.name, diag.Apply(t.script.text, []diag.Diagnostic{f}), t.script.options)
	if diag.Failed(ds) || len(s.refused) > 0 {
		return
	}
	for _, now := range s.designs {
		if now.Title != d.Title || len(now.Questions) == 0 {
			continue
		}
		plan, err := planPower(now, []int{inSmallestCell(now)}, t.options.Reps)
		if err != nil {
			return
		}
		against := []string{rival}
		if c.Own = preparationOf(d); c.Own != rival {
			against = append(against, c.Own)
		}
		rivals, problem := trial{s, plan, t.options}.hold(ctx, against)
		if c.Tried = problem == nil && rivals[0].Done > 0; c.Tried {
			c.Together = rivals[0].Together
			if len(rivals) > 1 {
				c.Itself = rivals[1].Together
			}
		}
		return
	}
}
