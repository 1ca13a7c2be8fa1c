// Package record holds what a run leaves: trials, traces, expectations, what was shown, and what it cost.
//
// It is plain data in SI, ready for tables, figures and exports; it runs nothing and draws nothing.
package record

// Version is the program's version, as it stands in documents.
const Version = "0.1.0"

// Result is one run of one script.
type Result struct {
	Script      string
	Preparation string
	Seed        uint64
	Partial     bool  // the run was interrupted; all that is here is complete
	SimulatedNs int64 // biological time of one animal, or the sum over animals
	Animals     int
	Notes       []string // what the program chose for the script: "aplysia, every 30s"
	Measures    []Measure
	Trials      []Trial
	Experiments []Experiment
	Shown       []Shown // in the order of the script's print, plot and table statements
	Traces      []Trace
	Checks      []Check
	Reports     []Report
	Whys        []Why       // in the order of the script's why statements
	Diagnoses   []Diagnosis // that the script asks for
	Performance Performance
}

// Measure is a column of the trials.
type Measure struct{ Name, Unit string } // unit in SI as text: "1", "s", "V"

// Trial is one presentation (or one omitted) with its responses.
type Trial struct {
	Experiment string
	Animal     int // from 1
	Group      string
	Factors    []Factor
	Label      string // "" when the script gave none
	N          int    // number within its label, from 1
	Onset      int64  // ns from the start of the animal's script
	Action     string // touch siphon force 2g for 500ms; peek touch siphon ...
	Omitted    bool
	Peeked     bool      // it happened to a copy of the animal
	Responses  []float64 // one for each of Result.Measures
}

// Factor is a factor's level, as text.
type Factor struct{ Name, Level string }

// Trace is one recorded quantity over time.
type Trace struct {
	Name   string // (LE -> L7).depression.vesicles
	Unit   string
	Spikes bool        // an event train: Columns[k] holds the times (s) of cell k's spikes and Time is empty
	Time   []float64   // s
	Cells  []string    // a name for each column: LE[1], ...
	Values [][]float64 // [cell][sample]
}

// Mean returns the average over cells at each sample.
func (t Trace) Mean() []float64 {
	out := make([]float64, len(t.Time))
	for _, column := range t.Values {
		for i, v := range column {
			out[i] += v / float64(len(t.Values))
		}
	}
	return out
}

// Series is a named row of numbers, such as the responses of a label.
type Series struct {
	Name, Unit string
	At         []float64 // s, onsets; empty for a plain value
	Values     []float64
}

// Shown is what a print, plot or table statement asked for.
type Shown struct {
	Verb   string   // print, plot, table
	Text   string   // of print: the finished line
	Series []Series // of print: the numbers of one animal
	Traces []int    // indices into Result.Traces

	// Of a plot of what a sweep reports:
	Kind    string   // heatmap or curve; "" for all else
	Reports []string // names of reports
	Over    []string // names of axes, the horizontal one first; none for those of the sweep in order
}

// Check is an expectation that was tested.
type Check struct {
	Experiment           string // title; "" in a bare script
	Name, Text, Sentence string
	Primary, Pass        bool
	PostHoc              bool // it was written after these animals had been run
	Line                 int
	Left, Right          float64 // what was compared
	Unit                 string
	Test                 *Test    // nil where values of one animal were compared
	Samples              []Sample // what was tested
}

// Report is a computed outcome of one cell of a sweep.
type Report struct {
	Name   string
	Unit   string
	Cell   []Factor
	Values []float64 // one for each repetition
}

// Performance is what a run cost. Seconds are filled in by the command, never by the engine.
type Performance struct {
	Wall, Build, Simulate                     float64
	Neurons, Synapses, Spikes, SynapticEvents int64
}
