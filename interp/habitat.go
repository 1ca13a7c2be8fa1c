package interp

import (
	"protoexp/lang/diag"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
)

// habitat is the world of one animal of a design: its random numbers are its own.
type habitat struct {
	world *world
	key   random.Key
	one   individual
}

// Open brings the animal into being.
func (v *habitat) Open(s timeline.Setup) (timeline.Stage, error) {
	st, err := v.world.open(s, v.key)
	if err != nil {
		return nil, err
	}
	if s, ok := st.(*stage); ok {
		s.options.Progress = nil // of a design, animals are counted
	}
	v.one = st
	return st, nil
}

// Random draws the n-th number of a purpose.
func (v *habitat) Random(_ uint64, purpose string, n uint64) float64 {
	return v.key.Uniform(random.Purpose("script "+purpose), 0, n)
}

// Run is not asked of one animal.
func (v *habitat) Run(*timeline.Design) ([]*timeline.Subject, error) { return nil, nil }

// outcome is what became of one animal.
type outcome struct {
	timeline.Silent
	subject  *timeline.Subject // nil when its script did not come to its end
	notes    []string
	printed  []string
	traces   []record.Trace // of the first animal of a cell
	problems []diag.Diagnostic
	err      error
	cost     record.Performance
}

// Note keeps what was chosen for the animal.
func (o *outcome) Note(text string) { o.notes = append(o.notes, text) }

// Show keeps what a group prints; plots and tables are of cells and not of an animal.
func (o *outcome) Show(verb, _ string, items []timeline.Item, _ source.Span) {
	if verb == "print" {
		o.printed = append(o.printed, printed(items))
	}
}

// recorded keeps what was recorded of an animal.
func (o *outcome) recorded(one individual, cell string) {
	for _, p := range one.probes() {
		if t, ok := one.recorded(p); ok {
			t.Name = cell + ": " + t.Name
			o.traces = append(o.traces, t)
		}
	}
}

// live does to one animal what its branch says. Of the first animal of a cell, what was recorded is kept.
func (w *world) live(b *timeline.Branch, key random.Key, orders map[string][]int, first bool) (o *outcome) {
	o = &outcome{}
	v := &habitat{world: w, key: key}
	o.subject, o.err = b.Walk(v, o, orders, func(d diag.Diagnostic) { o.problems = append(o.problems, d) })
	if v.one != nil {
		v.one.counters(&o.cost)
		if first {
			o.recorded(v.one, b.Cell.Name())
		}
	}
	return o
}
