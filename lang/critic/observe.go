package critic

import (
	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

// Observation is what animals showed, for the rules that need a run.
type Observation struct {
	Questions []*timeline.Question // answered by animals; none where they were not kept
	Copies    []bool               // of each question: its animals are one animal many times
	Memory    []Recalled           // of each claim; none where nothing is remembered
	Outcomes  []Outcome            // of each claim of the design, in simulated experiments; none where only one was run
}

// Recalled is what the ledger of earlier runs knows of a claim.
type Recalled struct {
	PostHoc bool // these animals were run before it was written
	Failed  int  // how often it was tested with fewer animals or another seed, and did not come true
	Holds   bool // it comes true now
}

// Outcome counts how often a claim came out in simulated experiments.
type Outcome struct {
	Held, Of  int
	Low, High float64 // the 95 % interval of its share
	Wanted    float64 // the share that the plan asks for
}

// NeedsRun says whether a rule looks only at what animals showed.
func (r *Rule) NeedsRun() bool { return r.find == nil }

// Remembers says whether a rule needs to know what was run before.
func (r *Rule) Remembers() bool { return r.remembers }

// Observe criticises a design by what its animals showed. d was walked dry, as for Review.
func Observe(d *timeline.Design, script []ast.Stmt, o Observation) (list []diag.Diagnostic) {
	s := NewStudy(d, script)
	for _, rule := range Rules() {
		if rule.observe == nil || s.allows[rule.Name] != nil {
			continue
		}
		for _, f := range rule.observe(s, o) {
			list = append(list, f.diagnostic(rule))
		}
	}
	diag.Sort(list)
	return list
}
