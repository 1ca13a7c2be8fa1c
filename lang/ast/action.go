package ast

// The statements that do something to one animal (language.md, section 2).
type (
	// Labelled is `train: touch siphon x10`.
	Labelled struct {
		Node
		Label Name
		Stmt  Stmt
	}
	// Act is a verb with its arguments, target and modifiers: a stimulus or the name of a `let` action.
	Act struct {
		Node
		Verb   Name
		Args   []Arg // verb(args)
		Target Expr  // nil when none was written
		Mods   Mods
	}
	// Rest is `rest 2h` (For) or `rest until 26h` (Until).
	Rest struct {
		Node
		For, Until Expr
	}
	// Pair is `pair A with B at +500ms`.
	Pair struct {
		Node
		First, Second *Act
		At            Expr // nil means at once
		Mods          Mods // of the pair
	}
	// Scatter is `scatter [tone x15, shock tail x15] over 75min`.
	Scatter struct {
		Node
		Acts []*Act
		Over Expr
	}
	// Omit is `omit ACTION`; What is an Act, Pair, Inject, Clamp, Fire, Scatter or Compound.
	Omit struct {
		Node
		What Stmt
	}
	// Peek is `peek ACTION`.
	Peek struct {
		Node
		What Stmt
	}
	// Compound is a bare block: { ... } x5 every 1d, or { ... } shuffled.
	Compound struct {
		Node
		Body *Block
		Mods Mods
	}
	// Apply is `apply serotonin dose 10uM for 5min`.
	Apply struct {
		Node
		Agent Expr
		Mods  Mods
	}
	// Wash ends every application.
	Wash struct{ Node }
	// Remove is `remove PART`, or with Sham the operation without the lesion.
	Remove struct {
		Node
		Part Expr
		Sham bool
	}
	// Cut is `cut LE -> L7`.
	Cut struct {
		Node
		Synapse Expr `parser:"'cut' @@"`
	}
	// Inject is `inject L7 current 2nA for 100ms`.
	Inject struct {
		Node
		Cell Expr
		Mods Mods
	}
	// Clamp is `clamp L7 -70mV for 1s`.
	Clamp struct {
		Node
		Cell, Value Expr
		Mods        Mods
	}
	// Fire is `fire LE x10 every 1s`.
	Fire struct {
		Node
		Cell Expr
		Mods Mods
	}
	// Record is `record L7.v, LE.spikes every 10ms`, or `record off`.
	Record struct {
		Node
		Items []Expr
		Every Expr
		Off   bool
	}
	// Repeat is `repeat until COND max 40 { }`.
	Repeat struct {
		Node
		Until Expr `parser:"'repeat' 'until' @@"`
		Max   Expr `parser:"('max' @@)?"`
		Body  *Block
	}
	// If is `if COND { } else { }`; Else is nil, a *Block or another *If.
	If struct {
		Node
		Cond Expr `parser:"'if' @@"`
		Then *Block
		Else Stmt
	}
	// For is `for v in LIST { }`.
	For struct {
		Node
		Var  Name `parser:"'for' @@"`
		In   Expr `parser:"'in' @@"`
		Body *Block
	}
	// Let is `let name = value`. Either Value or Act is set; a bare name is a Value.
	Let struct {
		Node
		Name  Name
		Value Expr
		Act   Stmt
	}
	// Assign is `target = value`, `+=`, `-=`, `*=` or `/=`: a variable of a script, a rule or a neuron, or a parameter.
	// Either Value or Act is set.
	Assign struct {
		Node
		Target Expr
		Op     string
		Value  Expr
		Act    Stmt
	}
	// Show is `print`, `plot` or `table`; `plot heatmap a over u, tau` sets Kind and Over.
	Show struct {
		Node
		Verb  string
		Kind  string
		Items []Expr
		Over  []Expr
	}
	// Checkpoint is `checkpoint "after training.state"`: it saves the animal's state.
	Checkpoint struct {
		Node
		Path Expr
	}
	// Why is `why test against train.first`: what the difference between two responses is due to. Either may be nil.
	Why struct {
		Node
		Of, Against Expr
	}
	// Invalid is a statement that could not be read; a diagnostic says why. Blocks inside it were still read.
	Invalid struct {
		Node
		Word   string   // that it begins with, behind its label
		Names  []string // that it may have made: its label, what it defines
		Blocks []*Block
	}
)

// Mods are the modifiers of an action, each at most once. Zero fields were not written.
type Mods struct {
	For, Every Expr
	Count      Expr      // of x10 or x(n)
	Params     []Setting // force 2g, dose 10uM, ...
	Shuffled   bool
}

// Setting gives a dotted name a value: force 2g, LE_L7.depression.use = 0.2.
type Setting struct {
	Node
	Path  []Name `parser:"@@ ('.':Glued @@)*"`
	Value Expr   `parser:"'=' @@"`
}
