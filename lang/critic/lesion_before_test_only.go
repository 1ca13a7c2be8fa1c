package critic

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "lesion-before-test-only", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "A lesion between training and test cannot tell memory from its expression.",
		Looks:    "Compared conditions that differ in a lesion which comes behind the training and before the test, in a design without a lesion before the training.",
		Why:      "An animal without the part may have forgotten, or may remember and be unable to show it. A lesion before the training, and one after the test, tell where the memory is made, kept and read.",
		Example:  "experiment \"e\" {\n  role test: direct\n  group ablated n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1d; cut LE -> L7; rest 1d; test: touch siphon; rest 10min; direct: touch gill force 8g }\n  group operated n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1d; sham abdominal_ganglion; rest 1d; test: touch siphon; rest 10min; direct: touch gill force 8g }\n  expect ablated.test < operated.test\n}",
		Repaired: "experiment \"e\" {\n  role test: direct\n  group ablated n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1d; cut LE -> L7; rest 1d; test: touch siphon; rest 10min; direct: touch gill force 8g }\n  group operated n=12 { base: touch siphon; rest 10min; train: touch siphon x10 every 30s; rest 1d; sham abdominal_ganglion; rest 1d; test: touch siphon; rest 10min; direct: touch gill force 8g }\n  group before n=12 { base: touch siphon; rest 10min; cut LE -> L7; rest 1d; train: touch siphon x10 every 30s; rest 1d; rest 1d; test: touch siphon; rest 10min; direct: touch gill force 8g }\n  expect ablated.test < operated.test\n}",
		Limits:   "A part that only moves the muscle is found by the control of the effector.",
		Reading:  []string{"Squire & Alvarez 1995 Curr Opin Neurobiol 5:169 (lesions at different times)"},
	},
	find: func(s *Study) (list []Finding) {
		s.pairs(func(claim *Claim, c Contrast, has, lacks *Condition) {
			a, ok := has.delivers(c.label(has), timeline.Remove, timeline.Cut)
			if _, other := lacks.delivers(c.label(lacks), timeline.Remove, timeline.Cut); !ok || other || !has.trainedBefore(a.Onset) {
				return
			}
			for _, o := range s.Conditions {
				if b, ok := o.delivers(c.label(o), timeline.Remove, timeline.Cut); ok && !o.trainedBefore(b.Onset) {
					return
				}
			}
			list = append(list, Finding{At: a.At,
				Message: "The lesion comes behind the training and before the test. If the response has changed, the animal may have forgotten, or may be unable to show what it knows.",
				Open:    "The part is needed to show the memory, and not to keep it.",
				Fix:     "add animals that are operated on before the training",
				Edits:   s.earlier(claim, has, lacks, a),
				Drawing: draw("between training and test", has.strip(has.to(c.label(has)), pieceOf(a)))})
		})
		return list
	},
})

func (c *Condition) trainedBefore(onset int64) bool {
	for _, a := range c.delivered() {
		if a.Role == "train" && a.Onset < onset {
			return true
		}
	}
	return false
}

// earlier adds animals that lose the part before the training, and lets the others have the operation without it then.
func (s *Study) earlier(claim *Claim, has, lacks *Condition, lesion Act) []diag.Edit {
	d := s.draft()
	where, ok := d.statement(lesion.At)
	start, found := d.outermost(has, has.firstTrain())
	sham := s.placebo(where.stmt())
	if !ok || !found || sham == "" {
		return nil
	}
	text := where.stmt().Span().Text()
	if _, groups := d.owner(has).(*ast.Group); groups {
		at := start.stmt().Span()
		at.End = at.Start
		twin := d.twin(has, "_before_training", []diag.Edit{{Span: where.stmt().Span(), Text: sham}, {Span: at, Text: text + "; "}})
		for _, c := range []*Condition{has, lacks} {
			if p, ok := d.outermost(c, c.firstTrain()); ok {
				d.before(p.stmt(), sham)
			}
		}
		if twin != nil {
			d.expect(claim, swapped(claim.At.Text(), has, twin))
		}
		return d.done()
	}
	path := d.path(lesion.At)
	for _, p := range path {
		w, ok := p.over.(*ast.When)
		if !ok || w.Then != p.block {
			continue
		}
		f := d.decides(w)
		if f == nil || f.Within {
			break
		}
		name := d.free(has.Level(f.Name) + "_before_training")
		d.enlarge(f, name)
		d.before(start.stmt(), "when "+f.Name+" is "+name+" { "+text+" } else { "+sham+" }")
		d.expect(claim, strings.ReplaceAll(claim.At.Text(), f.Name+"="+has.Level(f.Name), f.Name+"="+name))
		return d.done()
	}
	return nil
}

func (c *Condition) firstTrain() Act {
	for _, a := range c.Acts {
		if a.Role == "train" {
			return a
		}
	}
	return Act{}
}
