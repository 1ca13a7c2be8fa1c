package ast

// The statements of a file's head and of experiments (language.md, section 3).
type (
	// Use is `use aplysia with LE_L7.depression.use = u`; Module is an Ident or, for a file, a Text. From is the checkpoint
	// that the animal goes on from.
	Use struct {
		Node
		Module Expr      `parser:"'use' @@"`
		From   Expr      `parser:"('from' @@)?"`
		With   []Setting `parser:"('with' @@ (',' @@)*)?"`
	}
	// Seed is `seed 42`.
	Seed struct {
		Node
		Value Expr `parser:"'seed' @@"`
	}
	// Measure is `measure gill.amplitude, siphon.duration blind`.
	Measure struct {
		Node
		Items []Expr `parser:"'measure' @@ (',' @@)*"`
		Blind bool   `parser:"@'blind'?"`
	}
	// Variability is `variability 20% of a, b`.
	Variability struct {
		Node
		Amount Expr   `parser:"'variability' @@"`
		Of     []Expr `parser:"(',' @@)*"`
	}
	// Expect is a hypothesis. Title is the text or name before the colon.
	Expect struct {
		Node
		Primary bool
		Title   string
		Named   bool // a name and not a quoted text
		Claim   Expr
		By      *Name
		Margin  Expr
		When    Expr
		On      *Name
		Correct *Name
	}
	// Role is `role test: after_week, after_month`.
	Role struct {
		Node
		Role   Name   `parser:"'role' @@ ':'"`
		Labels []Name `parser:"@@ (',' @@)*"`
	}
	// Experiment is `experiment "title" { }`.
	Experiment struct {
		Node
		Title string `parser:"'experiment' @Text"`
		Body  *Block
	}
	// Group is `group NAME n=12 { }`; Auto is n=auto.
	Group struct {
		Node
		Name Name `parser:"'group' @@"`
		N    Expr `parser:"('n' '=' @@)?"`
		Auto bool
		Body *Block
	}
	// Factor is `factor isi between [10s, 30s]` or `factor site within [..] order balanced washout 24h`.
	Factor struct {
		Node
		Name    Name  `parser:"'factor' @@"`
		Within  bool  `parser:"( 'between' | @'within' )"`
		Levels  Expr  `parser:"@@"`
		Order   *Name `parser:"('order' @@)?"`
		Washout Expr  `parser:"('washout' @@)?"`
	}
	// Each is `each n=10 per cell { }`.
	Each struct {
		Node
		N       Expr `parser:"'each' ('n' '=' @@)?"`
		Auto    bool
		PerCell bool `parser:"('per' @'cell')?"`
		Body    *Block
	}
	// When is `when FACTOR is LEVEL { } else { }`, or with any condition; Else is nil, a *Block or another *When.
	When struct {
		Node
		Cond Expr `parser:"'when' @@"`
		Then *Block
		Else Stmt
	}
	// Within is `within FACTOR { }`.
	Within struct {
		Node
		Factor Name `parser:"'within' @@"`
		Body   *Block
	}
	// Allot is `assign random in blocks of 6 by batch` or `assign in order`.
	Allot struct {
		Node
		InOrder bool `parser:"'assign' ( 'in' @'order'"`
		Blocks  Expr `parser:"| 'random' ('in' 'blocks' 'of' @@)?"`
		ByBatch bool `parser:"('by' @'batch')? )"`
	}
	// Batches is `batches 3`.
	Batches struct {
		Node
		Count Expr `parser:"'batches' @@"`
	}
	// Explore is `explore EXPR by f, g`.
	Explore struct {
		Node
		What Expr   `parser:"'explore' @@"`
		By   []Name `parser:"('by' @@ (',' @@)*)?"`
	}
	// Predict is `predict { a = 160%..250% of b }`.
	Predict struct {
		Node
		Body *Block
	}
	// Plan is `plan { alpha 0.05; power 80%; smallest d=0.8; correct holm; stop at n; exclude base < 1s }`.
	Plan struct {
		Node
		Alpha, Power, Smallest Expr
		Correct                *Name
		StopAtN                bool
		Exclude                []Expr
		Broken                 []Stmt // entries that could not be read, each an Invalid
	}
	// Allow is `allow RULE "reason"`; the rule's name may hold hyphens.
	Allow struct {
		Node
		Rule   string
		Reason string
	}
	// Sweep is `sweep u in [..], tau in a..b log 12 reps 20 { }`.
	Sweep struct {
		Node
		Axes []Axis `parser:"'sweep' @@ (',' @@)*"`
		Reps Expr   `parser:"('reps' @@)?"`
		Body *Block
	}
	// Report is `report name = EXPR`.
	Report struct {
		Node
		Name  Name `parser:"'report' @@ '='"`
		Value Expr `parser:"@@"`
	}
	// Diagnose is `diagnose reps 200 against fatigue, adaptation`; without rivals, those that the claims leave open.
	Diagnose struct {
		Node
		Reps    Expr   `parser:"'diagnose' ('reps' @@)?"`
		Against []Name `parser:"('against' @@ (',' @@)*)?"`
	}
	// Phases is the conditioning field's table: use, rows, expectations. N animals go through each row.
	Phases struct {
		Node
		Title string `parser:"'phases' @Text?"`
		N     Expr   `parser:"('n' '=' @@)?"`
		Auto  bool
		Body  *Block
	}
	// Row is one group of Phases: name | cell | cell.
	Row struct {
		Node
		Name  Name
		Cells []Cell
	}
)

// Axis is `tau in 1min..60min log 12`; Steps is nil for a list.
type Axis struct {
	Node
	Name  Name `parser:"@@ 'in'"`
	In    Expr `parser:"@@"`
	Log   bool `parser:"( (@'log' | 'steps')"`
	Steps Expr `parser:"@@ )?"`
}

// Cell is one phase of a Row: trial types that follow each other, or, with Mixed, intermixed at random.
type Cell struct {
	Node
	Trials []TrialType
	Mixed  bool
}

// TrialType is `10 AB+`, `10 A-` or `test A`.
type TrialType struct {
	Node
	Count      int
	Test       bool
	Cues       string
	Reinforced bool
}
