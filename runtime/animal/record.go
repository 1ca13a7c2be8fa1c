package animal

// ProbeKind is what a probe reads.
type ProbeKind uint8

// The kinds of probes.
const (
	CellVar     ProbeKind = iota // Var of the population Owner: a column for each cell
	CellSpikes                   // spikes of the population Owner
	RuleVar                      // Var of the rule Rule on the synapse Owner: a column for each connected pair
	Weight                       // of the synapse Owner: a column for each connected pair
	Level                        // Var (or "", the first) of the modulator Owner, or the concentration of an agent
	EffectorVar                  // Var of the effector Owner
)

// Probe names something inside the animal.
type Probe struct {
	Kind             ProbeKind
	Owner, Rule, Var string
}

// Trace is what was recorded of a probe.
type Trace struct {
	Probe  Probe
	Cells  []string    // a name for each column: LE[1], or LE[1]->L7[1]; counted from 1
	Times  []int64     // ns; of CellSpikes empty
	Values [][]float64 // [column][sample]; of CellSpikes empty
	Spikes [][]int64   // [cell] times, ns; only of CellSpikes
}

// Record starts to record probes in place of those recorded so far, whose traces are lost unless StopRecording came
// first: each step while the animal is active, and the ends of each silent stretch. Samples are at least every ns apart
// (0: each step).
func (a *Animal) Record(probes []Probe, every int64) error { panic("being written") }

// StopRecording returns what was recorded, a trace for each probe.
func (a *Animal) StopRecording() ([]Trace, error) { panic("being written") }

// Recorded returns what was recorded so far and goes on recording.
func (a *Animal) Recorded() ([]Trace, error) { panic("being written") }

// Read returns what a probe shows now, a value for each column, and disturbs nothing. Of CellSpikes: the number of spikes
// of each cell since the start.
func (a *Animal) Read(p Probe) ([]float64, error) { panic("being written") }
