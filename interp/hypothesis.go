package interp

import (
	"fmt"
	"strings"

	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// hypotheses are the expectations of a design with the numbers that answer them.
func (o *output) hypotheses(d *timeline.Design) {
	for _, q := range d.Questions {
		c := record.Check{Experiment: d.Title, Name: q.Stmt.Title, Text: oneLine(q.Text), Primary: q.Stmt.Primary, Line: line(q.Stmt.Span()), Unit: unitOf(q.Dim),
			Left: q.Left.Mean(), Right: q.Right.Mean(), Test: &record.Test{Plain: "this version tests no hypotheses over animals"}}
		for _, x := range append(append([]timeline.Sample{}, q.Left.Samples...), q.Right.Samples...) {
			c.Samples = append(c.Samples, sample(d, x))
		}
		c.Sentence = fmt.Sprintf("%q was not tested: %s.", called(c), c.Test.Plain)
		o.result.Checks = append(o.result.Checks, c)
	}
}

// called is the name of an expectation, or what it says.
func called(c record.Check) string {
	if c.Name != "" {
		return c.Name
	}
	return c.Text
}

func sample(d *timeline.Design, x timeline.Sample) record.Sample {
	s := record.Sample{Name: x.Name, Values: x.Values}
	for _, k := range x.Subjects {
		s.Animals = append(s.Animals, d.Subjects[k].Number)
	}
	return s
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func line(at source.Span) int { return at.File.Position(at.Start).Line }
