package ast

// The statements that define an animal (language.md, section 4).
type (
	// Define is `neuron NAME { }`, `rule NAME { }`, `modulator NAME { }`, `agent NAME { }`, `circuit NAME { }` or
	// `learner NAME { }`: Kind is the first word. A circuit may start from another: `circuit tired of aplysia { }` (From).
	Define struct {
		Node
		Kind string `parser:"@('neuron' | 'rule' | 'modulator' | 'agent' | 'circuit' | 'learner')"`
		Name Name   `parser:"@@"`
		From *Name  `parser:"('of' @@)?"`
		Doc  string // the ## lines before it
		Body *Block
	}
	// Effector is `effector gill from L7, PG { }`.
	Effector struct {
		Node
		Name Name   `parser:"'effector' @@"`
		From []Name `parser:"('from' @@ (',' @@)*)?"`
		Doc  string
		Body *Block
	}
	// Stimulus is `stimulus touch(site, force = 2g, for = 500ms) { drive ... }`; an Arg without a name is a bare parameter
	// whose Value is an Ident.
	Stimulus struct {
		Node
		Name   Name
		Params []Arg
		Doc    string
		Body   *Block
	}
	// Population is `neuron LE x24 of lif { }` in a circuit.
	Population struct {
		Node
		Name  Name
		Count Expr // nil is one
		Model Name
		Doc   string
		Body  *Block // nil when none was written
	}
	// Synapse is `synapse LE -> L7 electrical { }`.
	Synapse struct {
		Node
		Pre        Name `parser:"'synapse' @@ '->'"`
		Post       Name `parser:"@@"`
		Electrical bool `parser:"@'electrical'?"`
		Doc        string
		Body       *Block
	}
	// Connect is `connect exc -> all { probability 2%; ... }`.
	Connect struct {
		Node
		Pre  Name `parser:"'connect' @@ '->'"`
		Post Name `parser:"@@"`
		Doc  string
		Body *Block
	}
	// Compartments is `compartments x20 { node; internode x10 }` in a neuron: a cable of so many rounds of its parts. Without
	// parts, it is so many compartments.
	Compartments struct {
		Node
		Count Expr
		Parts []CablePart
	}
	// CablePart is a stretch of compartments with a name.
	CablePart struct {
		Name  Name
		Count Expr // nil is one
	}
	// Param is `param rest = -70mV, tau = 20ms`; Doc is the comment on its line (its meaning, unit and source).
	Param struct {
		Node
		Items []Arg
		Doc   string
	}
	// Var is `var v = rest, i = 0nA`.
	Var struct {
		Node
		Items []Arg
		Doc   string
	}
	// Deriv is `dv/dt = EXPR`; Of is "v".
	Deriv struct {
		Node
		Of    Name
		Value Expr
	}
	// On is `on pre { }`, `on post { }`, `on spike { }`, `on receive { }`, `on reinforced { }` or `on unreinforced { }`.
	On struct {
		Node
		Event Name `parser:"'on' @@"`
		Body  *Block
	}
	// SpikeWhen is `spike when COND { }`.
	SpikeWhen struct {
		Node
		Cond Expr   `parser:"'spike' 'when' @@"`
		Body *Block // nil when nothing is reset
	}
	// EveryBlock is `every 1h { }`: the slow clock.
	EveryBlock struct {
		Node
		Period Expr `parser:"'every' @@"`
		Body   *Block
	}
	// MeasureDef is `measure amplitude = peak(contraction) within 10s` in an effector, or, without a window, in a learner.
	MeasureDef struct {
		Node
		Name   Name `parser:"'measure' @@ '='"`
		Value  Expr `parser:"@@"`
		Within Expr `parser:"('within' @@)?"`
		Doc    string
	}
	// RuleUse is `rule depression(use = 0.15)` in a synapse.
	RuleUse struct {
		Node
		Name Name
		Args []Arg
	}
	// Drive is `drive senses(site) with current EXPR` in a stimulus; Target is `senses(site)` or a population,
	// Input is "current".
	Drive struct {
		Node
		Target Expr `parser:"'drive' @@ 'with'"`
		Input  Name `parser:"@@"`
		Value  Expr `parser:"@@"`
	}
	// Structure is `structure { grow ...; prune when ... }` in a synapse.
	Structure struct {
		Node
		Body *Block
	}
	// Grow is `grow EXPR [when COND]` and Prune is `prune when COND` in a structure.
	Grow struct {
		Node
		Amount Expr `parser:"'grow' @@"`
		When   Expr `parser:"('when' @@)?"`
	}
	Prune struct {
		Node
		When Expr `parser:"'prune' 'when' @@"`
	}
	// Property is a word with values in a definition: `part a, cns`, `senses siphon`, `releases serotonin 0.5uM`,
	// `weight 2nA`, `delay 3ms`, `into i`, `conductance 2nS`, `probability 2%`, `pairs one_to_one`,
	// `pairs where EXPR`, `step 0.1ms`, `interval 30s`, `recovery 2h`, `clearance 5min`.
	// Values are separated by commas or blanks.
	Property struct {
		Node
		Name   Name
		Values []Expr
	}
)
