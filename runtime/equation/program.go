package equation

import "protoexp/runtime/random"

// Space is one of the arrays that a program works on.
type Space uint8

// The spaces.
const (
	State  Space = iota // what changes: one slab for each animal
	Param               // what does not: one slab for each animal
	Work                // the caller's own
	Level               // concentrations now
	Weight              // weights that change: one slab for each animal
	consts              // of the program
	single              // scratch: one number
	block               // scratch: a number for each lane of a block
)

// Class says how an address follows from a lane.
type Class uint8

// The classes of addresses.
const (
	One   Class = iota // Off
	Self               // Off + Frame.Self
	Lane               // Off + Frame.Lane + lane
	Local              // Off + lane
	ByA                // Off + Frame.A[lane]
	ByB                // Off + Frame.B[lane]
)

// Slot is where a name's numbers are.
type Slot struct {
	Space Space
	Class Class
	Off   int32
}

// many says that the slot may differ from lane to lane.
func (s Slot) many() bool { return s.Class >= Lane }

// Frame is what a program runs on. It keeps the scratch of the programs it has run, so that a step allocates nothing.
type Frame struct {
	State, Param, Work, Level, Weight []float64

	Self, Lane int     // see Class
	A, B       []int32 // see Class; at least N
	N          int     // lanes
	Time       int64   // ns, of random numbers
	Key        random.Key

	Hits []int32 // Collect appends the lanes (Frame.Lane + lane) whose condition is true

	machine machine
}

// BlockSize is the number of lanes that are worked on together; a block's scratch stays in the fastest cache.
const BlockSize = 256

// operand is a slot, or a scratch number, as the machine sees it.
type operand struct {
	space Space
	class Class
	many  bool
	off   int32
}

type instruction struct {
	op      code
	dst     operand
	a, b, c operand
	purpose uint64
}

// Program is compiled expressions: first what is the same for all lanes, then block by block what differs, then the
// changes to single numbers.
type Program struct {
	first, each, last []instruction
	constants         []float64
	singles, blocks   int
	spread            Class // how lanes are numbered for random draws: Lane, Local or ByA
}
