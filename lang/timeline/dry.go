package timeline

import (
	"protoexp/lang/check"
)

// Row is a line of the dry run.
type Row struct {
	Trial   *Trial // nil for what is not a trial
	Event   *Event
	Onset   int64
	Omitted bool
	Note    string
	Block   int  // rows of one block have the same note; 0 has none
	Cell    Cell // of a design
}

// DryWorld makes stages on which nothing happens but time.
type DryWorld struct{}

// Random is always the middle.
func (DryWorld) Random(uint64, string, uint64) float64 { return 0.5 }

// Run walks one animal of each branch; of a sweep, whose branches differ in numbers only, one in all.
func (DryWorld) Run(d *Design) (list []*Subject, err error) {
	for _, b := range d.Branches {
		s, err := b.Walk(DryWorld{}, notesOnly{d.walker.Out}, nil, d.walker.Report)
		if err != nil {
			return list, err
		}
		list = append(list, s)
		if d.Kind == Sweep {
			d.checkPoints()
			break
		}
	}
	return list, nil
}

// Open makes a dry stage.
func (DryWorld) Open(s Setup) (Stage, error) {
	if s.Start != nil {
		return &dryStage{now: s.Start.Now}, nil
	}
	return &dryStage{}, nil
}

// dryStage keeps the time and nothing else.
type dryStage struct {
	now    int64
	trials int
}

func (d *dryStage) Now() int64                                  { return d.now }
func (d *dryStage) Advance(to int64) error                      { d.now = to; return nil }
func (d *dryStage) Begin([]Event) int                           { d.trials++; return d.trials - 1 }
func (d *dryStage) Do(Event) error                              { return nil }
func (d *dryStage) Response(int, string) (float64, error)       { return 1, nil }
func (d *dryStage) Read(check.Probe) (float64, error)           { return 1, nil }
func (d *dryStage) Record([]check.Probe, int64) error           { return nil }
func (d *dryStage) Fork() Stage                                 { c := *d; return &c }
func (d *dryStage) Random(string) float64                       { return 0.5 }
func (d *dryStage) Dry() bool                                   { return true }
func (d *dryStage) Trace(check.Probe) (t, v []float64, ok bool) { return nil, nil, true }
