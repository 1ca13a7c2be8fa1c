// Package learner is an animal that knows only trials: cues that are present, and whether a reinforcer follows them. It has
// no nervous system and no time; what it learns is in variables that every cue has for itself.
//
// Equations are data, as everywhere: the model of Rescorla and Wagner is a Model like any other.
//
//	l, err := learner.New(model, random.Key{Seed: 42, Animal: 1})
//	expected, err := l.Trial([]string{"A", "B"}, learner.Reinforced)
package learner

import (
	"slices"

	"protoexp/runtime/equation"
)

// Model is what a kind of learner is. All numbers are SI.
type Model struct {
	Name   string
	Params []equation.Value // of every cue; a default may use those before it
	Vars   []equation.Value // of every cue, with what they begin as
	Sums   []equation.Value // names that stand for a sum over the cues of a trial

	// What a trial does to each of its cues. Statement after statement, all cues change together.
	Reinforced, Unreinforced []equation.Assign

	Measures []equation.Value // read when a trial begins, of Params and Sums
	Settings []Setting
	Spreads  []Spread
}

// Placed says whether a parameter or an initial value reads when the animal came.
func (m *Model) Placed() bool {
	return slices.ContainsFunc(append(slices.Clone(m.Params), m.Vars...), func(v equation.Value) bool { return v.Init.Placed() })
}

// Setting gives a parameter another value than its default: of all cues, or of one. A setting for a compound such as A with B
// makes the compound a cue of its own, which is present whenever all of its elements are.
type Setting struct {
	Cue   []string // elements; none for all cues
	Param string
	Value float64
}

// Spread makes animals differ: the parameter of all cues, or of one, is multiplied by a log-normal factor of median 1 and
// coefficient of variation CV, one for each animal.
type Spread struct {
	Cue   []string // elements; none for all cues
	Param string
	CV    float64
}

// Outcome is what ends a trial.
type Outcome uint8

// The outcomes.
const (
	Reinforced   Outcome = iota // the reinforcer follows the cues
	Unreinforced                // the cues alone
	Untaught                    // a test: the response is read, and nothing is learnt
)
