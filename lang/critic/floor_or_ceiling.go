package critic

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
)

var _ = rule(Rule{Name: "floor-or-ceiling", Family: "measures", Severity: diag.Warning,
	Page: Page{
		Title:    "A response cannot fall below nothing, or last longer than it is watched.",
		Looks:    "What animals did, in a run or in check --simulate: claims that one response is lower than another that is nothing already in more than half of the animals, claims that it is higher than one that fills its window already, and claims that two are alike which are both there.",
		Why:      "At the end of a scale all animals look alike. A treatment that works cannot show it, and two groups that differ seem equal.",
		Example:  "experiment \"e\" {\n  group trained n=6 { base: touch siphon force 0.1g; rest 10min; train: touch siphon force 0.1g x10 every 30s; rest 1min; test: touch siphon force 0.1g; rest 1min; mantle_test: touch mantle }\n  group handled n=6 { base: touch siphon force 0.1g; rest 10min; train: omit touch siphon force 0.1g x10 every 30s; rest 1min; test: touch siphon force 0.1g; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n}",
		Repaired: "experiment \"e\" {\n  group trained n=6 { base: touch siphon force 2g; rest 10min; train: touch siphon force 2g x10 every 30s; rest 1min; test: touch siphon force 2g; rest 1min; mantle_test: touch mantle }\n  group handled n=6 { base: touch siphon force 2g; rest 10min; train: omit touch siphon force 2g x10 every 30s; rest 1min; test: touch siphon force 2g; rest 1min; mantle_test: touch mantle }\n  expect trained.test < handled.test\n}",
		Limits:   "It knows two ends: nothing at all, and the window of a duration or a latency. A muscle that saturates below that has a ceiling which it does not see.",
		NoEdit:   "Which stimulus is of middling strength only a trial can tell.",
		Reading:  []string{"Wang, Zhang, McArdle & Salthouse 2008 Multivariate Behav Res 43:476 (ceiling effects)"},
	},
	observe: func(s *Study, o Observation) (list []Finding) {
		for _, q := range o.Questions {
			if q.Kind != timeline.Compare || len(q.Left.Samples) == 0 || len(q.Right.Samples) == 0 {
				continue
			}
			low, high := q.Left, q.Right
			if q.Op == ">" || q.Op == ">=" {
				low, high = high, low
			}
			window := s.window(q)
			end, text := "", ""
			switch bottom, top := atEnd(high, 0), window > 0 && atEnd(low, window); {
			case q.Op == "~" && bottom && atEnd(low, 0), q.Op != "~" && bottom:
				end, text = "nothing", high.Text
			case q.Op == "~" && top && atEnd(high, window), q.Op != "~" && top:
				end, text = "all that its window holds", low.Text
			default:
				continue
			}
			message := fmt.Sprintf("%s is %s in more than half of the animals. Nothing can go beyond that, whatever was done to them.", text, end)
			if q.Op == "~" {
				message = fmt.Sprintf("Both sides are %s in more than half of the animals. They would look alike, whatever was done to them.", end)
			}
			list = append(list, Finding{At: q.Stmt.Claim.Span(), Message: message, Open: "A difference may be there that the measure cannot show.",
				Fix: "use a stimulus of middling strength, or a measure with room on both sides"})
		}
		return list
	},
})

// atEnd says whether more than half of the values of an operand lie at an end of the scale.
func atEnd(o timeline.Operand, end float64) bool {
	n, there := 0, 0
	for _, s := range o.Samples {
		for _, x := range s.Values {
			n++
			if d := x - end; d > -1e-9-end/100 && d < 1e-9+end/100 {
				there++
			}
		}
	}
	return 2*there > n
}

// window is the longest that a question's measure can be (s), where it is a duration or a latency; 0 where it is not.
func (s *Study) window(q *timeline.Question) float64 {
	c := s.Design.Circuit
	if c == nil || q.Dim != unit.Time || len(s.Design.Measures) == 0 {
		return 0
	}
	for _, e := range c.Effectors {
		for _, m := range e.Model.Measures {
			if e.Reading(m) == s.Design.Measures[0].Name {
				if w, ok := m.Within.(*ast.Quantity); ok {
					return w.Value.Value
				}
			}
		}
	}
	return 0
}
