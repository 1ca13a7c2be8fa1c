package interp

import (
	"fmt"
	"math"
	"strings"

	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// hypotheses tests the expectations of a design.
func (o *output) hypotheses(d *timeline.Design) {
	if single(d) {
		for _, q := range d.Questions {
			o.result.Checks = append(o.result.Checks, compared(d, q))
		}
		return
	}
	checks := judged(d, func(q *timeline.Question) stat.Result { return untested(d, q, tested(d, q)) })
	for i, q := range d.Questions {
		c := &checks[i]
		c.Experiment, c.Name, c.Text, c.Line, c.Unit, c.Samples = d.Title, q.Stmt.Title, q.Text, line(q.Stmt.Span()), unitOf(q.Dim), samples(d, q)
		if q.Kind == timeline.Compare {
			c.Left, c.Right = q.Left.Mean(), q.Right.Mean()
		}
		c.Sentence = verdict(d, q, *c)
	}
	o.result.Checks = append(o.result.Checks, checks...)
}

// single says whether a table of phases has one animal in each row: a model that is asked what it predicts, so its values
// are compared as those of one animal are.
func single(d *timeline.Design) bool {
	for _, b := range d.Branches {
		if b.N > 1 || b.Auto {
			return false
		}
	}
	return d.Kind == timeline.Phases
}

// compared is a hypothesis about single animals.
func compared(d *timeline.Design, q *timeline.Question) record.Check {
	l, r := q.Left.Mean(), q.Right.Mean()
	c := record.Check{Experiment: d.Title, Name: q.Stmt.Title, Text: q.Text, Primary: q.Stmt.Primary, Line: line(q.Stmt.Span()), Unit: unitOf(q.Dim),
		Left: l, Right: r, Samples: samples(d, q)}
	switch q.Op {
	case "<":
		c.Pass = l < r
	case "<=":
		c.Pass = l <= r
	case ">":
		c.Pass = l > r
	case ">=":
		c.Pass = l >= r
	case "~":
		c.Pass = math.Abs(l-r) <= marginOf(q)*math.Abs(r)
	}
	if q.Kind == timeline.Compare {
		claim := timeline.Claim{Stmt: q.Stmt, Text: q.Text, Pass: c.Pass, Compared: true, Op: q.Op, Left: eval.Num(l, q.Dim), Right: eval.Num(r, q.Dim),
			LeftText: q.Left.Text, RightText: q.Right.Text, Margin: marginOf(q)}
		c.Sentence = sentence(claim)
	} else {
		c.Sentence = fmt.Sprintf("%q could not be tested: there is one animal in each row.", q.Text)
	}
	return c
}

// judged tests the questions of a design, corrects p values where there are several, and says which came out as foretold.
func judged(d *timeline.Design, test func(*timeline.Question) stat.Result) (checks []record.Check) {
	alpha := plannedOr(d.Plan.Alpha, usualAlpha)
	for _, q := range d.Questions {
		checks = append(checks, record.Check{Primary: q.Stmt.Primary, Test: kept(test(q), alpha)})
	}
	for i, q := range d.Questions {
		if len(q.Right.Samples) == 0 && len(q.Difference.Samples) == 1 {
			checks[i].Test.Name = strings.Replace(checks[i].Test.Name, "paired t", "one-sample t", 1)
		}
		if q.Trend != "" { // a slope has no standard deviations
			checks[i].Test.Effects = nil
		}
	}
	correct(d.Questions, checks, d.Plan.Correct)
	for i, q := range d.Questions {
		t := checks[i].Test
		checks[i].Pass = t.Plain == "" && t.Adjusted <= alpha && direction(q, t.Estimate) >= 0
	}
	return checks
}

// direction says whether an estimate lies on the side that was foretold (1) or on the other one (-1); 0 where none was.
func direction(q *timeline.Question, estimate float64) int {
	off := estimate + q.Difference.Constant
	switch {
	case q.Kind != timeline.Compare || q.Op == "~":
		return 0
	case (q.Op == "<" || q.Op == "<=") == (off < 0) && off != 0:
		return 1
	}
	return -1
}

// samples are the numbers that a hypothesis is about: of a comparison those of both sides, of an effect those of its cells.
func samples(d *timeline.Design, q *timeline.Question) (list []record.Sample) {
	for _, side := range []timeline.Operand{q.Left, q.Right} {
		for _, x := range side.Samples {
			list = append(list, sample(d, x))
		}
	}
	at := map[string]int{}
	for _, o := range q.Observations {
		var name []string
		for k, f := range q.Among {
			name = append(name, f.Name+"="+timeline.LevelText(f.Levels[o.Levels[k]]))
		}
		cell := strings.Join(name, ", ")
		k, known := at[cell]
		if !known {
			k = len(list)
			at[cell], list = k, append(list, record.Sample{Name: cell})
		}
		list[k].Animals, list[k].Values = append(list[k].Animals, d.Subjects[o.Subject].Number), append(list[k].Values, o.Value)
	}
	return list
}

func sample(d *timeline.Design, x timeline.Sample) record.Sample {
	s := record.Sample{Name: x.Name, Values: x.Values}
	for _, k := range x.Subjects {
		s.Animals = append(s.Animals, d.Subjects[k].Number)
	}
	return s
}

func line(at source.Span) int { return at.File.Position(at.Start).Line }
