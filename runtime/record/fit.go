package record

// Fit is the parameters with which a script's sweeps come closest to numbers that are wanted.
type Fit struct {
	Sweeps      []string
	Seed        uint64 // of the search
	Planned     int    // evaluations
	Done        int
	Failed      int     // evaluations that gave no number
	Loss        float64 // the sum of squared distances, in standard deviations
	Parameters  []FitParameter
	Targets     []FitTarget
	Sensitivity []FitChange // for each parameter
	Notes       []string
}

// FitParameter is an axis of a sweep with the value that was found; values are in SI.
type FitParameter struct {
	Name, Unit        string
	Low, High         float64
	LowText, HighText string // as a script writes them
	Value             float64
	Text              string  // of Value
	Error             float64 // standard error; infinite where the targets do not determine it
	AtBound           bool
}

// FitTarget is a number that is wanted, beside what was obtained.
type FitTarget struct {
	Name, Unit   string
	Wanted, SD   float64
	Measurements int // rows of the data
	Obtained     float64
	HeldOut      bool // it was not fitted
}

// FitChange is what the targets become when a parameter is a tenth smaller and larger; NaN where there was no number.
type FitChange struct {
	Low, High       float64   // of the parameter
	Smaller, Larger []float64 // [target]
}

// Partial says whether the search was stopped.
func (f Fit) Partial() bool { return f.Done < f.Planned }

// Off is how far a target was missed, in standard deviations.
func (t FitTarget) Off() float64 { return (t.Obtained - t.Wanted) / t.SD }
