package ast

// The statements of a file's head and of experiments (language.md, section 3).
type (
	// Use is `use aplysia with LE_L7.depression.use = u`; Module is an Ident or, for a file, a Text.
	Use struct {
		Node
		Module Expr
		With   []Setting
	}
	// Seed is `seed 42`.
	Seed struct {
		Node
		Value Expr
	}
	// Measure is `measure gill.amplitude, siphon.duration blind`.
	Measure struct {
		Node
		Items []Expr
		Blind bool
	}
	// Variability is `variability 20% of a, b`.
	Variability struct {
		Node
		Amount Expr
		Of     []Expr
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
		Role   Name
		Labels []Name
	}
	// Experiment is `experiment "title" { }`.
	Experiment struct {
		Node
		Title string
		Body  *Block
	}
	// Group is `group NAME n=12 { }`; Auto is n=auto.
	Group struct {
		Node
		Name Name
		N    Expr
		Auto bool
		Body *Block
	}
	// Factor is `factor isi between [10s, 30s]` or `factor site within [..] order balanced washout 24h`.
	Factor struct {
		Node
		Name    Name
		Within  bool
		Levels  Expr
		Order   *Name
		Washout Expr
	}
	// Each is `each n=10 per cell { }`.
	Each struct {
		Node
		N       Expr
		Auto    bool
		PerCell bool
		Body    *Block
	}
	// When is `when FACTOR is LEVEL { } else { }`, or with any condition; Else is nil, a *Block or another *When.
	When struct {
		Node
		Cond Expr
		Then *Block
		Else Stmt
	}
	// Within is `within FACTOR { }`.
	Within struct {
		Node
		Factor Name
		Body   *Block
	}
	// Allot is `assign random in blocks of 6 by batch` or `assign in order`.
	Allot struct {
		Node
		InOrder bool
		Blocks  Expr
		ByBatch bool
	}
	// Batches is `batches 3`.
	Batches struct {
		Node
		Count Expr
	}
	// Explore is `explore EXPR by f, g`.
	Explore struct {
		Node
		What Expr
		By   []Name
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
		Axes []Axis
		Reps Expr
		Body *Block
	}
	// Report is `report name = EXPR`.
	Report struct {
		Node
		Name  Name
		Value Expr
	}
	// Diagnose is `diagnose reps 200 against fatigue, adaptation`.
	Diagnose struct {
		Node
		Reps    Expr
		Against []Name
	}
	// Phases is the conditioning field's table: use, rows, expectations.
	Phases struct {
		Node
		Title string
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
	Name  Name
	In    Expr
	Log   bool
	Steps Expr
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
