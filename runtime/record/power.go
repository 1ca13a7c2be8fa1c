package record

// Power is how often the expectations of an experiment come out, found by simulating it again and again.
type Power struct {
	Experiment string
	Seed       uint64
	Alpha      float64
	Wanted     float64 // the power that is asked for
	Planned    int     // replications
	Done       int     // replications that are complete; Partial where they are fewer
	Cells      []string
	Written    int      // animals in the smallest cell, as the script says
	Notes      []string // what had to be chosen for it
	Curves     []PowerCurve
}

// PowerCurve is the power of one expectation over the number of animals.
type PowerCurve struct {
	Name, Text, Test string
	Primary          bool
	Line             int
	Points           []PowerPoint // in order of N
	Smallest         int          // the smallest N from which on the power reaches what is wanted; 0 where none does
	Effect           float64      // in standard deviations of an animal within its cell, over all replications; NaN where there is none
	Needed           int          // animals in a cell by the closed form; 0 where there is none
}

// PowerPoint is the power with so many animals.
type PowerPoint struct {
	N        int  // in the smallest cell
	Animals  int  // in all
	Listed   bool // it was asked for; the others were looked at to find the smallest N
	Held, Of int  // replications in which the expectation came out, of those that were tested or could not be
	Untested int  // of these, how many could not be tested
	Power    float64
	Low      float64 // its 95 % interval, which is that of the simulation
	High     float64
	Never    bool    // there are so few permutations that p cannot fall below alpha
	Closed   float64 // by the noncentral t distribution; NaN where there is no closed form
}

// Partial says whether replications are missing.
func (p Power) Partial() bool { return p.Done < p.Planned }
