package record

import "fmt"

// Diagnosis is how often the expectations of an experiment come true in rivals: animals in which the outcome has another
// cause. What comes true there as well, the experiment does not show.
type Diagnosis struct {
	Experiment  string
	Preparation string // that the script names
	Seed        uint64
	Planned     int // experiments on each rival
	Animals     int // in each experiment
	Rivals      []Rival
}

// Rival is what came out in one kind of animal.
type Rival struct {
	Name         string
	Kind         string // "an animal that only tires"; "" where its definition does not say it in this way
	Done         int    // experiments that are complete
	Expectations []Frequency
	Together     Frequency // all expectations at once
	Runs         []bool    // of each experiment that is complete, whether all came true
	Controls     []Control // that would have told it apart, where it was not
}

// Frequency is how often an expectation came true.
type Frequency struct {
	Name, Text string
	Primary    bool
	Line       int
	Held, Of   int
	Low, High  float64 // the 95 % interval of the share, by Wilson
}

// Control is a change of the script that the critic proposes, with what came out when it was made.
type Control struct {
	Rule, Fix string
	Tried     bool // the change is an edit, and was made
	Together  Frequency
	Own       string    // the preparation that the script names
	Itself    Frequency // the same in that preparation: what the control costs there
}

// Share is the part of the experiments in which an expectation came true.
func (f Frequency) Share() float64 {
	if f.Of == 0 {
		return 0
	}
	return float64(f.Held) / float64(f.Of)
}

// Fooled says whether a rival makes all expectations come true in more than half of the experiments.
func (r Rival) Fooled() bool { return r.Together.Share() > 0.5 }

// Partial says whether experiments are missing.
func (d Diagnosis) Partial() bool {
	for _, r := range d.Rivals {
		if r.Done < d.Planned {
			return true
		}
	}
	return false
}

// Sentence says what was tried and what came of it.
func (d Diagnosis) Sentence(r Rival) string {
	what := "your hypothesis"
	if len(r.Expectations) > 1 {
		what = "all your hypotheses together"
	}
	if r.Done == 0 {
		return fmt.Sprintf("%s was not tried: no experiment on it is complete.", r.Name)
	}
	s := fmt.Sprintf("I tried it: in %s, %s came true in %d of %d runs.", r.kind(), what, r.Together.Held, r.Together.Of)
	if r.Fooled() {
		return s + fmt.Sprintf(" So this design cannot tell %s from what you are after.", r.Name)
	}
	if len(r.Expectations) > 1 {
		most, least := r.Expectations[0], r.Expectations[0]
		for _, e := range r.Expectations {
			if e.Held > most.Held {
				most = e
			}
			if e.Held < least.Held {
				least = e
			}
		}
		if most.Share() > 0.5 {
			s += fmt.Sprintf(" %q alone came true in %d; what tells the two apart is %q, which came true in %d.", most.Title(), most.Held, least.Title(), least.Held)
		}
	}
	return s
}

// Sentence says what a control does to a rival.
func (c Control) Sentence(r Rival) string {
	s := fmt.Sprintf("%s: %s.", c.Rule, c.Fix)
	if !c.Tried {
		return s
	}
	s += fmt.Sprintf(" I tried that as well: then it came true in %d of %d runs", c.Together.Held, c.Together.Of)
	if c.Itself.Of > 0 {
		s += fmt.Sprintf(", and in %s itself in %d of %d", c.Own, c.Itself.Held, c.Itself.Of)
	}
	return s + "."
}

// Title is the name of an expectation, or its text.
func (f Frequency) Title() string {
	if f.Name != "" {
		return f.Name
	}
	return f.Text
}

func (r Rival) kind() string {
	if r.Kind != "" {
		return r.Kind
	}
	return "the preparation " + r.Name
}
