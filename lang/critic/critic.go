// Package critic reads a design before the first animal is used and says what its result could not show.
//
// Each rule stands in a file of its own and looks at the facts of a Study: what is done to the animals of each condition,
// when, in which role, and what is claimed of it. Rules never look at the names that happen to be used, and they run
// nothing.
//
//	findings := critic.Review(walker.Designs(), body)
package critic

import (
	"sort"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// Rule is one thing that can be wrong with a design.
type Rule struct {
	Name      string // finishes "allow ..."
	Family    string // comparison, learning, assignment, power, measures, inference
	Severity  diag.Severity
	Page      Page
	find      func(s *Study) []Finding                // in the plan; nil for a rule that needs a run
	sweeps    bool                                    // it looks at sweeps as well
	remembers bool                                    // it needs to know what was run before
	observe   func(s *Study, o Observation) []Finding // in what animals did; nil for most
}

// Finding is one place where a rule applies.
type Finding struct {
	At      source.Span
	Message string      // two or three short sentences
	Open    string      // the alternative explanation that stays open
	Fix     string      // what to do, with the text to paste
	Edits   []diag.Edit // the same as data
	Notes   []diag.Note
	Drawing []string // timelines, where time is the point
	Rivals  []string // preparations in which the claim comes true by the alternative
}

var rules = map[string]*Rule{}

// rule registers a rule; its file calls it for a package-level variable.
func rule(r Rule) *Rule {
	if rules[r.Name] != nil {
		panic("the rule " + r.Name + " stands twice")
	}
	rules[r.Name] = &r
	return &r
}

// Rules are all rules by name.
func Rules() []*Rule {
	var list []*Rule
	for _, r := range rules {
		list = append(list, r)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// Named finds a rule.
func Named(name string) (*Rule, bool) {
	r, ok := rules[name]
	return r, ok
}

// Silenced is a finding that the script allows, with its reason.
type Silenced struct {
	Rule, Reason string
	Count        int
}

// Report is what the critic has to say about a script.
type Report struct {
	Findings []diag.Diagnostic // in the order of the script
	Silenced []Silenced
	Rivals   map[string][]string // of a rule that fired: preparations that show the alternative
}

// Review criticises the designs of a script. body is the script itself, whose statements hold for groups outside an
// experiment.
func Review(designs []*timeline.Design, body []ast.Stmt) Report {
	r := Report{Rivals: map[string][]string{}}
	for _, d := range designs {
		if d.Kind == timeline.Sweep || len(d.Subjects) > 0 {
			r.add(NewStudy(d, body))
		}
	}
	for _, f := range probes(body) {
		if a := reason(body, magicProbe.Name); a != nil {
			r.Silenced = append(r.Silenced, Silenced{a.Rule, a.Reason, 1})
			continue
		}
		r.Findings = append(r.Findings, f.diagnostic(magicProbe))
	}
	diag.Sort(r.Findings)
	return r
}

// reason finds the allow of a rule that stands outside of the experiments.
func reason(body []ast.Stmt, rule string) *ast.Allow {
	for _, st := range body {
		if a, ok := st.(*ast.Allow); ok && a.Rule == rule {
			return a
		}
	}
	return nil
}

// add criticises one design.
func (r *Report) add(s *Study) {
	used := map[string]int{}
	for _, rule := range Rules() {
		if rule.NeedsRun() || s.Design.Kind == timeline.Sweep && !rule.sweeps {
			continue
		}
		seen := map[source.Span]bool{}
		for _, f := range rule.find(s) {
			if seen[f.At] { // the same line in another cell of a crossed design
				continue
			}
			seen[f.At] = true
			if a := s.allows[rule.Name]; a != nil {
				used[rule.Name]++
				continue
			}
			r.Findings = append(r.Findings, f.diagnostic(rule))
			r.Rivals[rule.Name] = f.Rivals
		}
	}
	for _, a := range s.allowed {
		n := used[a.Rule]
		if r, ok := Named(a.Rule); ok && r.observe != nil && n == 0 {
			continue // only a run can tell
		}
		if n > 0 {
			r.Silenced = append(r.Silenced, Silenced{a.Rule, a.Reason, n})
			continue
		}
		r.Findings = append(r.Findings, unused(a))
	}
}

func (f Finding) diagnostic(r *Rule) diag.Diagnostic {
	return diag.Diagnostic{Code: r.Name, Severity: r.Severity, Span: f.At, Message: f.Message, Why: f.Open, Fix: f.Fix, Edits: f.Edits, Notes: f.Notes, Drawing: f.Drawing, Applied: true}
}

// unused reports an `allow` that silences nothing.
func unused(a *ast.Allow) diag.Diagnostic {
	d := diag.Diagnostic{Code: "unused-allow", Severity: diag.Warning, Span: a.Span(), Message: "nothing is silenced by this: the design has no such fault",
		Fix: "take the line out", Edits: []diag.Edit{{Span: a.Span()}}}
	if _, ok := Named(a.Rule); !ok {
		d.Code, d.Message = "unknown-critic-rule", "the critic has no rule called "+a.Rule
		var names []string
		for _, r := range Rules() {
			names = append(names, r.Name)
		}
		d.Fix, d.Edits = "`protoexp explain critic` names them all", nil
		if near := diag.Nearest(a.Rule, names); near != "" {
			d.Fix = "did you mean " + near + "?"
		}
	}
	return d
}
