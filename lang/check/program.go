// Package check finds out what a script means before anything runs: which definitions its names stand for, and whether
// every equation, parameter and connection of its animal fits together, units included.
//
// It reads definitions (language.md, section 4) and the head of a script; what is done to the animal, statement by
// statement, is walked by package timeline, dry or for real. It simulates nothing.
package check

import (
	"protoexp/lang/ast"
	"protoexp/lang/unit"
)

// Symbol is a parameter or a variable of a model.
type Symbol struct {
	Name ast.Name
	Init ast.Expr
	Dim  unit.Dimension
	Doc  string
	Bounds
}

// Bounds are the values that a parameter may have, where its declaration says which.
type Bounds struct {
	Low, High float64  // in SI
	Range     ast.Expr // as it is written; nil where all values are allowed
}

// Change is an assignment in an event, with the conditions that it stands under, the outer ones first.
type Change struct {
	*ast.Assign
	If []Condition
}

// Condition is that of an `if` in an event, or, of its else, the opposite.
type Condition struct {
	Expr ast.Expr
	Not  bool
}

// Timer is an `every 1h { }` block.
type Timer struct {
	Period ast.Expr
	Body   []Change
}

// Model is a neuron, rule, modulator, effector or learner: equations with names.
type Model struct {
	Kind, Name, Doc string
	Decl            ast.Stmt
	Cable           *Cable // of a neuron with compartments
	Params, Vars    []Symbol
	Derivs          []*ast.Deriv
	On              map[string][]Change // pre, post, spike, receive, reinforced, unreinforced
	Every           []Timer
	Spike           ast.Expr
	Reset           []Change
	Measures        []Measure // of an effector or a learner
}

// Measure is what an effector can be asked, kind(value) within a window, or a learner, a value.
type Measure struct {
	Name, Kind, Doc string
	Value, Within   ast.Expr
	Dim             unit.Dimension
}

// Param finds a parameter; nil when there is none.
func (m *Model) Param(name string) *Symbol { return find(m.Params, name) }

// Var finds a variable; nil when there is none.
func (m *Model) Var(name string) *Symbol { return find(m.Vars, name) }

func find(list []Symbol, name string) *Symbol {
	for i := range list {
		if list[i].Name.Text == name {
			return &list[i]
		}
	}
	return nil
}

// Setting gives a parameter of a use of a model its value.
type Setting struct {
	Name  ast.Name
	Value ast.Expr
}

// Circuit is a preparation with every name in it resolved: a nervous system or, with Learner, what knows only trials.
type Circuit struct {
	Decl        *ast.Define
	Name, Doc   string
	Populations []*Population
	Synapses    []*Synapse
	Modulators  []*Organ
	Agents      []*Agent
	Effectors   []*Organ
	Stimuli     []*Stimulus
	Sites       []string // what cells sense, in order of appearance
	Parts       []string
	Step        ast.Expr // nil is DefaultStep
	Interval    ast.Expr
	Recovery    ast.Expr
	Variability []*ast.Variability
	Learner     *Model // nil of a nervous system; its measures are those of an effector without a name
}

// Population is a number of cells of one model.
type Population struct {
	Decl     *ast.Population
	Name     string
	Model    *Model
	Count    ast.Expr
	Cells    int
	Settings []Setting
	Senses   []string
	Parts    []string
	Releases []Release
}

// Release is what a spike adds to a modulator.
type Release struct {
	Modulator string
	Amount    ast.Expr
}

// Synapse joins two populations; a connect with the target `all` becomes one for each population.
type Synapse struct {
	Decl        ast.Stmt
	Name        string // LE_L7
	Pre, Post   *Population
	Electrical  bool
	Pairs       string // "", "one_to_one", "where" or "random"
	Where       ast.Expr
	Probability ast.Expr
	Weight      ast.Expr
	Conductance ast.Expr
	Delay       ast.Expr
	Compartment int // of a cable, where it ends, counted from 1; 0 is not stated
	Into        string
	IntoDim     unit.Dimension
	Rules       []RuleUse
	Structure   *ast.Structure
}

// RuleUse is a rule on a synapse with its settings.
type RuleUse struct {
	At       ast.Name
	Model    *Model
	Settings []Setting
}

// DefaultStep is the step of the clock of a circuit that states none, in ns.
const DefaultStep = 100_000

// Rule finds a rule of a synapse by name.
func (s *Synapse) Rule(name string) *RuleUse {
	for i := range s.Rules {
		if s.Rules[i].Model.Name == name {
			return &s.Rules[i]
		}
	}
	return nil
}

// Organ is a modulator or an effector: a model of its own.
type Organ struct {
	Name     string
	Model    *Model
	From     []string // of an effector: the populations that drive it
	Settings []Setting
}

// Agent is a drug that can be applied.
type Agent struct {
	Name      string
	Doc       string
	Clearance ast.Expr
}

// Stimulus is a verb.
type Stimulus struct {
	Decl   *ast.Stimulus
	Name   string
	Site   bool // it needs a target
	Params []Symbol
	Drives []*ast.Drive
}

// Param finds a parameter of a stimulus; nil when there is none.
func (s *Stimulus) Param(name string) *Symbol { return find(s.Params, name) }

// Population finds a population by name; nil when there is none.
func (c *Circuit) Population(name string) *Population {
	for _, p := range c.Populations {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// Synapse finds the first synapse of a name such as LE_L7; chemical ones come first.
func (c *Circuit) Synapse(name string) (found *Synapse) {
	for _, s := range c.Synapses {
		if s.Name == name && (found == nil || found.Electrical && !s.Electrical) {
			found = s
		}
	}
	return found
}

// Effector finds an effector by name; nil when there is none.
func (c *Circuit) Effector(name string) *Organ { return organ(c.Effectors, name) }

// Modulator finds a modulator by name; nil when there is none.
func (c *Circuit) Modulator(name string) *Organ { return organ(c.Modulators, name) }

func organ(list []*Organ, name string) *Organ {
	for _, o := range list {
		if o.Name == name {
			return o
		}
	}
	return nil
}

// Agent finds an agent by name; nil when there is none.
func (c *Circuit) Agent(name string) *Agent {
	for _, a := range c.Agents {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Stimulus finds a verb by name; nil when there is none.
func (c *Circuit) Stimulus(name string) *Stimulus {
	for _, s := range c.Stimuli {
		if s.Name == name {
			return s
		}
	}
	return nil
}
