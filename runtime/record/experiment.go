package record

// Experiment is a design that was run: several animals, who of them belonged where, and what was found between them.
type Experiment struct {
	Title        string // "" for the groups of a bare script
	Kind         Kind
	Preparation  string
	Seed         uint64
	Measures     []string // of Result.Measures; the first is the response
	Factors      []DesignFactor
	Cells        []Cell
	Assignment   Assignment
	Animals      []Animal
	Plan         Plan
	Explorations []Exploration
	Predictions  []Prediction
}

// Kind is what kind of design an experiment is.
type Kind string

// The kinds of designs.
const (
	Groups Kind = "experiment"
	Sweep  Kind = "sweep"
	Phases Kind = "phases"
)

// DesignFactor is what differs between animals or, within them, between sessions.
type DesignFactor struct {
	Name    string
	Within  bool
	Levels  []string
	Order   string // of a factor within animals: balanced, latin, random, fixed
	Washout int64  // ns, between sessions
}

// Cell is a group or a combination of levels between animals.
type Cell struct {
	Name    string // unique in its experiment: hab_only; isi=10s, site=siphon
	Group   string
	Factors []Factor
	Planned int // animals
	Done    int // animals that are complete and not excluded
}

// Assignment says how animals got their cell, and what was counted afterwards.
type Assignment struct {
	Rule    string  // at random in blocks of 6
	Batches [][]int // [batch][cell]: animals counted
	Orders  []Orders
}

// Orders counts the sequences of sessions of a factor within animals.
type Orders struct {
	Factor    string
	Sequences [][]string
	Animals   [][]int // [sequence][cell]
}

// Animal is where one animal belonged and what became of it.
type Animal struct {
	Number   int        // from 1, as in Trial.Animal
	Cell     int        // index into Experiment.Cells
	Arrival  int        // from 1
	Batch    int        // from 1
	Sessions [][]string // for each factor within animals, its levels in this animal's order
	Complete bool       // false: the run was stopped before its end
	Excluded string     // the condition of the plan that leaves it out, or ""
	Unmet    []string   // labels of trials that were repeated until a criterion, which this animal did not meet
}

// Plan is the analysis plan.
type Plan struct {
	Declared     bool
	Alpha, Power float64
	Smallest     float64 // standardised difference; 0 when none was stated
	Correct      string  // holm, bonferroni, fdr, none
	StopAtN      bool
	Exclude      []string
}

// Exploration is described and never tested.
type Exploration struct {
	Text, Unit string
	By         []string
	Samples    []Sample
}

// Prediction is a number that was foretold, with what came out.
type Prediction struct {
	Text, Unit string
	Line       int
	Low, High  float64 // equal where one number was foretold
	Samples    []Sample
	Value      float64 // NaN where no animal has the answer
	Pass       bool
}

// Sample is one value of each of some animals.
type Sample struct {
	Name    string // of the animals: hab_only; isi=10s
	Animals []int  // their numbers
	Values  []float64
}

// Test is how a hypothesis over animals was tested.
type Test struct {
	Name       string  // permutation, Welch t, ...
	Method     string  // exact over 184756 permutations; 20000 draws
	Statistic  string  // t, U, F, ...; "" for none
	Value      float64 // of the statistic
	DF         []float64
	Estimate   float64    // the difference, in the unit of the check; NaN where there are several
	Low, High  float64    // its 95 % interval; NaN where none is defined
	IntervalBy string     // how that was found: t, permutation, ranks; "" for none
	Bootstrap  [2]float64 // its 95 % interval by the BCa bootstrap; both 0 where there is none
	P          float64    // NaN where no test was possible
	Correction string     // holm, ... ; "" for none
	Adjusted   float64    // P after correction; P without one
	Fewest     float64    // by permutation: the smallest P that so few animals allow; 0 of other tests
	Still      bool       // by permutation or ranks: all animals of a sample have one value, so there is no interval and no effect size
	Alpha      float64
	Effects    []Effect
	N          []int  // animals in each sample
	Plain      string // why no test was possible, as a sentence; "" when one was
}

// Interval is the 95 % interval of the estimate; ok is false where there is none.
func (t Test) Interval() (low, high float64, ok bool) { return interval(t.Low, t.High) }

// BCa is the interval of the estimate by the bootstrap; ok is false where there is none.
func (t Test) BCa() (low, high float64, ok bool) { return interval(t.Bootstrap[0], t.Bootstrap[1]) }

// Interval is the 95 % interval of the effect; ok is false where there is none.
func (e Effect) Interval() (low, high float64, ok bool) { return interval(e.Low, e.High) }

func interval(low, high float64) (float64, float64, bool) {
	return low, high, low <= high && (low != 0 || high != 0)
}

// Effect is a size that does not depend on units.
type Effect struct {
	Name             string // hedges_g, partial_eta_squared, rank_biserial
	Value, Low, High float64
}
