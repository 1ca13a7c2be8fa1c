package interp

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
	"protoexp/runtime/record"
)

// Entry is what the ledger keeps of an experiment that was run: no data, and no date.
type Entry struct {
	Script     string    `json:"script"`     // the name of the file
	Experiment string    `json:"experiment"` // its title
	Procedure  string    `json:"procedure"`  // hash of what is done to whom and when
	Seed       string    `json:"seed"`       // hash of the seed with the procedure: the same animals
	Animals    int       `json:"animals"`
	Expected   []Verdict `json:"expected"`
}

// Verdict is an expectation and whether it came true.
type Verdict struct {
	Claim string `json:"claim"` // hash of its text
	Held  bool   `json:"held"`
}

// Entries are those of the last run; none of a run that was stopped, or of one without experiments.
func (s *Script) Entries(r *record.Result) (list []Entry) {
	if r.Partial {
		return nil
	}
	for i, d := range s.designs {
		if i >= len(s.ran) || d.Kind != timeline.Experiment || d.Nominal {
			continue
		}
		e := Entry{Script: s.name, Experiment: d.Title, Procedure: procedure(d)}
		e.Seed = hash(e.Procedure, fmt.Sprint(s.ran[i].Seed))
		for _, b := range s.ran[i].Branches {
			e.Animals += b.N
		}
		for _, c := range claims(r, d.Title) {
			e.Expected = append(e.Expected, Verdict{hash(c.Text), c.Pass})
		}
		list = append(list, e)
	}
	return list
}

// claims are the checks of an experiment, in the order of its questions.
func claims(r *record.Result, title string) (list []*record.Check) {
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Test != nil && c.Experiment == title {
			list = append(list, c)
		}
	}
	return list
}

// procedure is a hash of what is done to the animals of each cell, and with what they are measured. Numbers of animals,
// seeds, expectations and comments have no part in it.
func procedure(d *timeline.Design) string {
	lines := []string{preparationOf(d)}
	for _, m := range d.Measures {
		lines = append(lines, m.Name)
	}
	for _, x := range d.Subjects {
		lines = append(lines, "cell "+x.Branch.Name())
		for _, row := range x.Rows {
			line := fmt.Sprint(row.Onset, row.Omitted, row.Note, row.Cell.Name())
			if t := row.Trial; t != nil {
				line += fmt.Sprint(" ", t.Label, " ", t.Action, t.Peeked)
			} else {
				line += " " + row.Event.Text
			}
			lines = append(lines, line)
		}
	}
	return hash(lines...)
}

func hash(parts ...string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(parts, "\n"))))[:24]
}

// Recall marks the expectations of a result that were written after its animals had been run, and returns what the critic
// says of them and of experiments that were repeated until they came out. earlier is the ledger before this run.
func (s *Script) Recall(r *record.Result, earlier []Entry) (list []diag.Diagnostic) {
	for _, now := range s.Entries(r) {
		var o critic.Observation
		for k, c := range claims(r, now.Experiment) {
			x := critic.Recalled{Holds: c.Pass}
			seen := false // these animals, by the first run of them
			for _, e := range earlier {
				if e.Script != now.Script || e.Experiment != now.Experiment || e.Procedure != now.Procedure {
					continue
				}
				i := slices.IndexFunc(e.Expected, func(v Verdict) bool { return v.Claim == now.Expected[k].Claim })
				if e.Seed == now.Seed && !seen {
					seen, x.PostHoc = true, i < 0
				}
				if i >= 0 && !e.Expected[i].Held && (e.Seed != now.Seed || e.Animals < now.Animals) {
					x.Failed++
				}
			}
			if c.PostHoc = x.PostHoc; c.PostHoc {
				c.Sentence += " Post hoc: it was written after these animals had been run."
			}
			o.Memory = append(o.Memory, x)
		}
		for _, d := range s.designs {
			if d.Title == now.Experiment && len(d.Subjects) > 0 {
				list = append(list, critic.Observe(d, s.body, o)...)
			}
		}
	}
	return list
}
