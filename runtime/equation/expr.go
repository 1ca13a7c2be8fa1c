// Package equation turns the equations of neurons, rules, modulators and effectors into programs that run over lanes.
//
// An Expr is plain data with names in it; a Model collects the equations of one definition. Everything is in SI; there
// are no units below this line. How a model is advanced (exactly, or by a stated method) is decided here.
package equation

// Op is what a node of an expression does.
type Op uint8

// The operations. Comparisons and logic give 1 or 0.
const (
	Const Op = iota // Value
	Name            // Name: a variable, a parameter or something that the surroundings provide
	Neg
	Not
	Add
	Sub
	Mul
	Div
	Pow
	Less
	LessEq
	Greater
	GreaterEq
	Equal
	NotEqual
	And
	Or
	Exp
	Log
	Log10
	Sqrt
	Abs
	Min   // any number of arguments
	Max   // any number of arguments
	Clamp // x, low, high
	Round
	Sin
	Cos
	Tanh
	Uniform // low, high: a random number, drawn where it is evaluated
	Normal  // mean, sd
	Choose  // condition, x, y: x where the condition is true, else y
	Once    // a condition that is asked once in an event, where it is met first; the same node stands wherever it counts
	Noise   // sigma: white noise, a term of a derivative; sigma has the variable's unit per square root of second
)

// Expr is a node of an expression.
type Expr struct {
	Op    Op
	Value float64
	Name  string
	Args  []*Expr
}

// Number is a constant.
func Number(v float64) *Expr { return &Expr{Op: Const, Value: v} }

// Ref is a name.
func Ref(name string) *Expr { return &Expr{Op: Name, Name: name} }

// Do is an operation on its arguments.
func Do(op Op, args ...*Expr) *Expr { return &Expr{Op: op, Args: args} }

// Assign is `Target op= Value` in an event; Op is one of = + - * /.
type Assign struct {
	Target string
	Op     byte
	Value  *Expr
}

// Value is a named quantity with what it starts as: a parameter's default or a variable's initial value.
type Value struct {
	Name string
	Init *Expr
}

// Deriv is d(Var)/dt = Rate, in SI units per second.
type Deriv struct {
	Var  string
	Rate *Expr
}

// Timer is a block that runs every Period nanoseconds of the animal's time.
type Timer struct {
	Period int64
	Body   []Assign
}

// Model is the equations of one neuron, rule, modulator or effector, as written. Fields that a kind has no use for are nil.
//
// Names that expressions may use, beside the model's own parameters and variables:
//
//	neuron    injected (A: stimuli, electrodes and gap junctions), index, count, modulators, agents; in OnReceive: received
//	rule      weight, release (in OnPre), pre.X, post.X (any variable or parameter of the cells, and index, count),
//	          modulators, agents
//	effector  modulators, agents; index of the spiking cell is not visible
type Model struct {
	Name   string
	Params []Value
	Vars   []Value
	Derivs []Deriv
	Cable  *Cable // of a neuron with compartments

	OnPre, OnPost, OnSpike, OnReceive []Assign
	Every                             []Timer

	Spike *Expr    // the condition for an action potential; nil if the model has none
	Reset []Assign // what a spike does; during `refractory` (a parameter, s) the variables set here are held
}

// phi1 is (e^z - 1)/z; it exists only in compiled programs.
const phi1 Op = 200
