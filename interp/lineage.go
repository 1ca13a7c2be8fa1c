package interp

import (
	"context"
	"slices"

	"protoexp/runtime/record"
)

// FirstAnimal is the name of the animal that a session begins with.
const FirstAnimal = "first"

// lineage is one animal of a session: where it is, where it was, and what was taken back.
type lineage struct {
	name   string
	now    *moment
	past   []*moment // the last one is where undo leads
	undone []*moment // the last one is where redo leads
}

func (s *Session) animal() *lineage { return s.animals[s.at] }
func (s *Session) now() *moment     { return s.animal().now }

// goOn takes the animal to a new moment.
func (s *Session) goOn(m *moment) {
	l := s.animal()
	l.past, l.undone, l.now = append(l.past, l.now), nil, m
	s.remember(m)
}

// Undo takes the last entry back, or a return to a checkpoint; false when there is none, or ctx was cancelled.
func (s *Session) Undo(ctx context.Context) bool {
	l := s.animal()
	return s.move(ctx, &l.past, &l.undone)
}

// Redo does again what was taken back; false when there is nothing, or ctx was cancelled.
func (s *Session) Redo(ctx context.Context) bool {
	l := s.animal()
	return s.move(ctx, &l.undone, &l.past)
}

// move takes the animal to the last moment of a list, and keeps where it was in another.
func (s *Session) move(ctx context.Context, from, to *[]*moment) bool {
	l, n := s.animal(), len(*from)-1
	if n < 0 || !s.recall(ctx, (*from)[n]) {
		return false
	}
	*to = append(*to, l.now)
	l.now, *from = (*from)[n], (*from)[:n]
	return true
}

// Last is the entry that led here, which undo would take back; "" at the beginning, and behind a return to a checkpoint.
func (s *Session) Last() string {
	l := s.animal()
	if n := len(l.past); n == 0 || l.past[n-1] != l.now.before {
		return ""
	}
	return l.now.entry
}

// Mark gives the present moment a name, or a name that there is another moment.
func (s *Session) Mark(name string) { s.marks[name] = s.now() }

// Marks are the names of marked moments, in order.
func (s *Session) Marks() []string {
	var names []string
	for name := range s.marks {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Back takes the animal to a marked moment; undo returns. False when there is none of this name, or ctx was cancelled.
func (s *Session) Back(ctx context.Context, name string) bool {
	m := s.marks[name]
	if m == nil || !s.recall(ctx, m) {
		return false
	}
	s.goOn(m)
	return true
}

// Branch makes a second animal from the state of this one, and goes on with it. False when there is one of this name.
func (s *Session) Branch(name string) bool {
	if s.find(name) >= 0 {
		return false
	}
	l := s.animal()
	s.animals = append(s.animals, &lineage{name, l.now, slices.Clone(l.past), nil})
	s.at = len(s.animals) - 1
	return true
}

// Switch goes on with another animal; false when there is none of this name.
func (s *Session) Switch(name string) bool {
	k := s.find(name)
	if k >= 0 {
		s.at = k
	}
	return k >= 0
}

func (s *Session) find(name string) int {
	return slices.IndexFunc(s.animals, func(l *lineage) bool { return l.name == name })
}

// Animal is one of a session's animals.
type Animal struct {
	Name    string
	Now     int64 // ns
	Entries []string
	Last    *record.Trial // nil where it had none
	Shared  int           // of its entries, from the first one: those that it has in common with the animal being explored
	Here    bool          // it is the one being explored
}

// Animals are those of the session, in the order in which they came into being.
func (s *Session) Animals() (list []Animal) {
	mine := s.now().path()
	for i, l := range s.animals {
		a := Animal{Name: l.name, Now: l.now.walker.Now(), Entries: l.now.path(), Here: i == s.at}
		if r := l.now.out.result; len(r.Trials) > 0 {
			a.Last = &r.Trials[len(r.Trials)-1]
		}
		for a.Shared < min(len(a.Entries), len(mine)) && a.Entries[a.Shared] == mine[a.Shared] {
			a.Shared++
		}
		list = append(list, a)
	}
	return list
}
