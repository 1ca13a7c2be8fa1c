// Package circuit describes an animal's nervous system: plain data, no behaviour. All numbers are SI, all times nanoseconds.
//
// It is what a preparation says, ready to be laid out by package network. A Go program may fill it in by hand.
package circuit

import (
	"slices"

	"protoexp/runtime/equation"
)

// Circuit is the whole description.
type Circuit struct {
	Name        string
	Step        int64 // the clock's step
	Interval    int64 // default onset to onset interval of repeats; 0 when none is stated
	Recovery    int64 // time after which short-term changes are gone; 0 when none is stated
	Populations []Population
	Synapses    []Synapse
	Modulators  []Modulator
	Agents      []Agent
	Effectors   []Effector
	Stimuli     []Stimulus
	Spreads     []Spread // how animals differ
	Responses   []EPSP   // connections whose postsynaptic potential is to be measured on its own
}

// Placed says whether a parameter, an initial value or what a spike releases reads when the animal came.
func (c *Circuit) Placed() bool {
	var models []*equation.Model
	var settings []Setting
	add := func(m *equation.Model, list []Setting) {
		models, settings = append(models, m), append(settings, list...)
	}
	for _, p := range c.Populations {
		add(p.Model, p.Settings)
		for _, r := range p.Releases {
			add(&equation.Model{}, []Setting{{Value: r.Amount}})
		}
	}
	for _, s := range c.Synapses {
		for _, r := range s.Rules {
			add(r.Model, r.Settings)
		}
	}
	for _, m := range c.Modulators {
		add(m.Model, m.Settings)
	}
	for _, e := range c.Effectors {
		add(e.Model, e.Settings)
	}
	for _, m := range models {
		for _, v := range append(slices.Clone(m.Params), m.Vars...) {
			if v.Init.Placed() {
				return true
			}
		}
	}
	return slices.ContainsFunc(settings, func(s Setting) bool { return s.Value.Placed() })
}

// Setting gives a parameter another value than its default. The expression may use index (from 1) and count.
type Setting struct {
	Name  string
	Value *equation.Expr
}

// Population is a number of cells of one model.
type Population struct {
	Name     string
	Count    int
	Model    *equation.Model
	Settings []Setting
	Senses   []string  // sites
	Parts    []string  // parts of the animal that it goes with
	Releases []Release // what each of its spikes adds to a modulator
	Still    []string  // variables that can be held still (animal.Hold); nil for most uses, which are faster
}

// Release is what one spike of one cell adds to the first variable of a modulator. The amount may read the cell's variables,
// as they are before the spike resets them.
type Release struct {
	Modulator string
	Amount    *equation.Expr
}

// Pairing says which cells a synapse joins.
type Pairing uint8

// The pairings.
const (
	All      Pairing = iota // every pre cell with every post cell; within one population no cell with itself
	OneToOne                // cell k with cell k
	Where                   // the pairs for which Condition (of pre.X, post.X) is true
	Random                  // each pair with Probability, no cell with itself
)

// Synapse is a connection between two populations.
type Synapse struct {
	Name        string // LE_L7; several of one name are told apart by order
	Pre, Post   string
	Pairing     Pairing
	Condition   *equation.Expr
	Probability *equation.Expr
	Electrical  bool
	Conductance *equation.Expr // S, of an electrical synapse
	Weight      *equation.Expr // in units of Into
	Delay       int64          // from the spike to its arrival; at least one step
	Into        string         // the variable of the post cell that a spike adds weight x release to; "" is OnReceive
	Rules       []Rule
	Compartment int // of a post cell with compartments: where the synapse ends, from 1; 0 is the first
}

// Rule is a plasticity rule on a synapse.
type Rule struct {
	Model    *equation.Model
	Settings []Setting
	Still    []string // as in Population; "weight" is what the rule does to the weight
}

// Modulator is a substance whose local concentration is its first variable.
type Modulator struct {
	Name     string
	Model    *equation.Model
	Settings []Setting
	Still    []string // as in Population; with them goes what cells release
}

// Agent is a drug in the bath. In equations its name is its concentration (mol/m³); where a modulator has the same name,
// that name is the sum of both. After wash it falls with the time constant Clearance (ns).
type Agent struct {
	Name      string
	Clearance int64
}

// Effector is a muscle or another organ, driven by the spikes of cells (OnSpike) and read by measures. Sites that it
// senses are not its own: neurons sense.
type Effector struct {
	Name     string
	From     []string
	Model    *equation.Model
	Settings []Setting
	Measures []Measure
	Still    []string // as in Population
}

// MeasureKind is how a measure reads its expression over its window.
type MeasureKind uint8

// The kinds of measures.
const (
	Peak    MeasureKind = iota // largest value
	Time                       // seconds for which the condition is true
	Mean                       // time average
	Area                       // integral over time
	Latency                    // seconds until the condition is first true; the window if it never is
)

// Measure is read in a window that opens at a trial's onset.
type Measure struct {
	Name   string
	Kind   MeasureKind
	Value  *equation.Expr // of the effector's variables and parameters
	Within int64
}

// EPSP asks for the potential that one synapse alone would cause in a copy of its target that cannot fire. It is measured
// like an effector named "epsp(LE -> L7)", with the measures amplitude (peak depolarization, V), latency (onset to peak, s)
// and area (V s).
type EPSP struct {
	Synapse string
	Within  int64
}

// Stimulus is a verb. Each drive adds a current to cells while the stimulus lasts.
type Stimulus struct {
	Name   string
	Params []Setting // in order; the parameter named site is not among them; `for` is the duration in s
	Drives []Drive
}

// Drive is a current into the cells that sense the stimulus's site (Population ""), a fixed site, or a population.
type Drive struct {
	Population string
	Site       string         // a fixed site; "" is the stimulus's own
	Current    *equation.Expr // A, of the stimulus's parameters and of the cell's parameters, index and count
}

// Spread makes animals differ: the parameter is multiplied by a log-normal factor of median 1 and coefficient of
// variation CV, one for each animal (a potential: its distance from the cell's initial v).
type Spread struct {
	Owner string // population, synapse, effector or modulator
	Path  string // weight, delay, threshold, depression.use, ...
	CV    float64
	// Potential says that the parameter is a potential: its distance from the cell's initial v is multiplied.
	Potential bool
}
