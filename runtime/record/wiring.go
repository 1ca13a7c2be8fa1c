package record

// Wiring is what a preparation consists of and how its parts are joined, as it is shown to people.
type Wiring struct {
	Name, Doc string
	Nodes     []Node
	Links     []Link
	Agents    []string
}

// Part is the kind of a node.
type Part uint8

// The kinds of nodes, in the order in which they are drawn.
const (
	Site      Part = iota // on the animal
	Cells                 // a population
	Effector              // a muscle or another organ
	Modulator             // a substance that cells release
)

// Node is a part of a preparation.
type Node struct {
	Name string
	Kind Part
	Size string // how many cells: x24
	Note string // the model, where it lies
}

// Link joins two nodes, by their numbers.
type Link struct {
	From, To   int
	Synapse    bool
	Electrical bool
	Note       string   // 81pA, delay 3ms
	Rules      []string // of plasticity
}
