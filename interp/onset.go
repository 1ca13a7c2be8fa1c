package interp

import (
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// Onset is when an action of the script happens in the animal's time, in the cell where it comes first.
type Onset struct {
	At          source.Span
	Action      string
	First, Last int64 // ns
	Count       int   // in that cell
}

// Onsets are the onsets of all actions, in the order in which they happen first. It runs nothing.
func (s *Script) Onsets() []Onset {
	rows := s.rows
	if rows == nil {
		_, rows = s.dry(func(diag.Diagnostic) {})
	}
	var list []Onset
	index, cells := map[[2]int]int{}, map[[2]int]string{}
	for _, r := range rows {
		o := Onset{First: r.Onset, Last: r.Onset, Count: 1}
		switch {
		case r.Event != nil:
			o.At, o.Action = r.Event.At, r.Event.Text
		case len(r.Trial.Events) > 0:
			o.At, o.Action = r.Trial.Events[0].At, r.Trial.Action
		default:
			continue
		}
		k := [2]int{o.At.Start, o.At.End}
		i, known := index[k]
		if !known {
			index[k], cells[k] = len(list), r.Cell.Name()
			list = append(list, o)
			continue
		}
		if cells[k] == r.Cell.Name() {
			list[i].Last, list[i].Count = r.Onset, list[i].Count+1
		}
	}
	return list
}
