package record

// Account is what a report says of a run besides its results: the script, what it does to whom and when, and what the
// animals are made of.
type Account struct {
	Script       string   // the name of the file, without its folder
	Source       string   // its text
	Set          []string // name=value of the command line
	Schedule     []Event
	Preparations []Preparation
	Blind        bool     // measures were declared blind
	Variability  []string // how animals differ, in the words of the script or else of the preparation
	Findings     []Finding
	Allowed      []Allowance // rules of the critic that the script silences
}

// Event is something that is done to every animal of a cell.
type Event struct {
	Experiment, Cell string // Cell is the name in Experiment.Cells; "" of a single animal
	Session          string // the levels of factors within animals: site=siphon
	Onset            int64  // ns from the start of the animal's script
	Label            string // "" for what is not a trial
	For              int64  // ns; 0 for what takes no time
	Trial            bool   // responses are measured
	Action           string // touch siphon force 2g for 500ms
	Omitted          bool
	Note             string // drawn for each animal; up to 40 times
	Block            int    // events that share a note; 0 is none
}

// Preparation is a kind of animal.
type Preparation struct {
	Name, Doc  string
	Measures   []Meaning
	Parameters []Parameter
}

// Meaning is a name with what it stands for.
type Meaning struct{ Name, Text string }

// Parameter is a constant of a preparation.
type Parameter struct {
	Owner, Name string // neuron ganglion_cell, threshold
	Value       string // with its unit: -45mV
	Meaning     string
	Source      string // a reference, "assumed" or "fitted to S1"; "" where none is stated
	Changed     bool   // the script gives it this value
}

// Finding is what the critic says of a design.
type Finding struct {
	Rule, Severity string
	Line           int
	Message, Why   string
}

// Allowance is a rule of the critic that was silenced, and why.
type Allowance struct{ Rule, Reason string }
