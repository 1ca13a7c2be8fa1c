package interp

import (
	"slices"

	"protoexp/lang/check"
	"protoexp/runtime/animal"
	"protoexp/runtime/record"
)

// recording is what was recorded of a probe so far, in pieces.
type recording struct{ pieces []animal.Trace }

var probeKinds = map[check.ProbeKind]animal.ProbeKind{check.CellVar: animal.CellVar, check.CellSpikes: animal.CellSpikes, check.RuleVar: animal.RuleVar,
	check.Weight: animal.Weight, check.Level: animal.Level, check.EffectorVar: animal.EffectorVar}

func probe(p check.Probe) animal.Probe {
	return animal.Probe{Kind: probeKinds[p.Kind], Owner: p.Owner, Rule: p.Rule, Var: p.Var, Cell: p.Cell}
}

func (s *stage) Read(p check.Probe) (float64, error) {
	values, err := s.animal.Read(probe(p))
	if err != nil || len(values) == 0 {
		return 0, s.world.fault(s.setup, err)
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values)), nil
}

// Record adds probes to those being recorded; without probes recording ends.
func (s *stage) Record(probes []check.Probe, every int64) error {
	if len(s.live) > 0 {
		pieces, err := s.animal.StopRecording()
		if err != nil {
			return err
		}
		s.keep(pieces)
	}
	if len(probes) == 0 {
		s.live = nil
		return nil
	}
	live := append([]check.Probe{}, s.live...)
	for _, p := range probes {
		if !slices.Contains(live, p) {
			live = append(live, p)
		}
		if s.kept[p] == nil {
			s.kept[p] = &recording{}
			s.order = append(s.order[:len(s.order):len(s.order)], p)
		}
	}
	if len(s.live) == 0 || every < s.every {
		s.every = every
	}
	s.live = live
	return s.begin()
}

// begin starts to record what is live.
func (s *stage) begin() error {
	var list []animal.Probe
	for _, p := range s.live {
		list = append(list, probe(p))
	}
	s.animal.Room = max(1, s.world.recordable()-s.held)
	return s.world.fault(s.setup, s.animal.Record(list, s.every))
}

// keep adds finished pieces to what was recorded of the live probes. Recordings are copied, since a fork shares them.
func (s *stage) keep(pieces []animal.Trace) {
	for i, piece := range pieces {
		old := s.kept[s.live[i]]
		s.kept[s.live[i]] = &recording{append(old.pieces[:len(old.pieces):len(old.pieces)], piece)}
		for _, rows := range piece.Values {
			s.held += int64(len(rows))
		}
		for _, times := range piece.Spikes {
			s.held += int64(len(times))
		}
	}
}

// probes lists what was recorded, in order.
func (s *stage) probes() []check.Probe { return s.order }

// pieces of a probe, the unfinished one too.
func (s *stage) pieces(p check.Probe) ([]animal.Trace, bool) {
	r, ok := s.kept[p]
	if !ok {
		return nil, false
	}
	all := r.pieces
	for i, q := range s.live {
		if q == p {
			if now, err := s.animal.Recorded(); err == nil && i < len(now) {
				all = append(all[:len(all):len(all)], now[i])
			}
		}
	}
	return all, true
}

// Trace is a recorded probe as the mean over its cells; of spikes, their times in order.
func (s *stage) Trace(p check.Probe) (times, values []float64, recorded bool) {
	t, ok := s.recorded(p)
	if !ok {
		return nil, nil, false
	}
	if t.Spikes {
		times = merged(t.Values)
		values = make([]float64, len(times))
		for i := range values {
			values[i] = 1
		}
		return times, values, true
	}
	return t.Time, t.Mean(), true
}

// recorded joins the pieces of a probe to one trace.
func (s *stage) recorded(p check.Probe) (record.Trace, bool) {
	pieces, ok := s.pieces(p)
	if !ok {
		return record.Trace{}, false
	}
	t := record.Trace{Name: p.Name, Unit: unitOf(p.Dim), Spikes: p.Kind == check.CellSpikes}
	if t.Spikes {
		t.Unit = "s"
	}
	for _, piece := range pieces {
		t.Cells = piece.Cells
		columns := len(piece.Values)
		if t.Spikes {
			columns = len(piece.Spikes)
		}
		if t.Values == nil {
			t.Values = make([][]float64, columns)
		}
		from := 0 // a piece begins where the one before ended
		if n := len(t.Time); n > 0 && len(piece.Times) > 0 && float64(piece.Times[0])/1e9 == t.Time[n-1] {
			from = 1
		}
		for _, ns := range piece.Times[min(from, len(piece.Times)):] {
			t.Time = append(t.Time, float64(ns)/1e9)
		}
		for k := range columns {
			if t.Spikes {
				for _, ns := range piece.Spikes[k] {
					t.Values[k] = append(t.Values[k], float64(ns)/1e9)
				}
				continue
			}
			t.Values[k] = append(t.Values[k], piece.Values[k][from:]...)
		}
	}
	return t, true
}

// merged joins sorted rows into one.
func merged(rows [][]float64) (out []float64) {
	at := make([]int, len(rows))
	for {
		best := -1
		for k, row := range rows {
			if at[k] < len(row) && (best < 0 || row[at[k]] < rows[best][at[best]]) {
				best = k
			}
		}
		if best < 0 {
			return out
		}
		out = append(out, rows[best][at[best]])
		at[best]++
	}
}
