package learner

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/random"
)

// reading is what an expression sees: one cue, and the cues that are present with it.
type reading struct {
	l       *Learner
	of      *cue
	with    []*cue
	purpose string
	drawn   uint64
}

var _ equation.Surroundings = (*reading)(nil)

// Lookup finds a parameter or a variable of the cue, a sum over the cues that are present, or when the animal came.
func (r *reading) Lookup(name string) (float64, bool) {
	if x, ok := r.of.params[name]; ok {
		return x, true
	}
	if x, ok := r.of.vars[name]; ok {
		return x, true
	}
	for _, s := range r.l.model.Sums {
		if s.Name != name {
			continue
		}
		total := 0.0
		for _, c := range r.with {
			x, err := s.Init.Evaluate(&reading{l: r.l, of: c, with: r.with, purpose: r.purpose + " " + name + " " + c.name})
			if err != nil {
				return 0, false
			}
			total += x
		}
		return total, true
	}
	return r.l.key.Came(name)
}

// Uniform draws a number whose name is the trial, the cue and the place in the equations.
func (r *reading) Uniform() float64 {
	r.drawn++
	return r.l.key.Uniform(random.Purpose("learner "+r.purpose), r.l.trials, r.drawn-1)
}

// Normal draws a standard normal deviate.
func (r *reading) Normal() float64 { return random.Quantile(r.Uniform()) }
