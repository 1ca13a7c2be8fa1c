package interp

import (
	"context"
	"slices"

	"protoexp/lang/check"
	"protoexp/lang/timeline"
)

// moment is a session between two entries. Moments are a tree: each follows from the one before by what was entered.
type moment struct {
	before  *moment // nil at the beginning
	entry   string
	*state  // nil where it was let go; it can be had again
	stopped bool
}

// state is all that a moment holds.
type state struct {
	scope  *check.Scope
	walker *timeline.Walker
	out    *output
}

// path are the entries that lead to a moment.
func (m *moment) path() (entries []string) {
	for ; m.before != nil; m = m.before {
		entries = append(entries, m.entry)
	}
	slices.Reverse(entries)
	return entries
}

// remember keeps the state of a moment at hand, and lets go of the oldest ones when all of them fill a quarter of the memory.
func (s *Session) remember(m *moment) {
	if slices.Contains(s.vivid, m) {
		return
	}
	s.vivid = append(s.vivid, m)
	st, ok := m.walker.Stage().(*stage)
	if !ok {
		return
	}
	each := max(1, st.animal.Counters().Bytes)
	room := max(1, int(s.world.memory()/4/each))
	for i := 0; len(s.vivid) > room && i < len(s.vivid); {
		if old := s.vivid[i]; old == m || s.present(old) {
			i++
		} else {
			old.state = nil
			s.vivid = slices.Delete(s.vivid, i, i+1)
		}
	}
}

// present says whether an animal is at a moment.
func (s *Session) present(m *moment) bool {
	return slices.ContainsFunc(s.animals, func(l *lineage) bool { return l.now == m })
}

// recall brings the state of a moment back, by doing again what led to it. It fails when ctx is cancelled.
func (s *Session) recall(ctx context.Context, m *moment) bool {
	var lost []*moment
	for ; m.state == nil; m = m.before {
		lost = append(lost, m)
	}
	silent := s.Audience
	s.Audience = Audience{}
	defer func() { s.Audience = silent }()
	for _, x := range slices.Backward(lost) {
		if m, _ = s.after(ctx, m, entered, x.entry); m == nil || m.stopped {
			return false
		}
	}
	if len(lost) > 0 {
		lost[0].state = m.state
		s.remember(lost[0])
	}
	return true
}
