package network

import "sync"

// Shared keeps what engines have worked out, for all animals of a network. What it keeps follows from its key alone and
// never changes, so that no result depends on who asked first.
type Shared struct {
	Limit int // how many things are kept: animals whose parameters all differ would fill the memory
	lock  sync.Mutex
	known map[string]any
}

// Get finds what a key stands for, or makes it.
func (s *Shared) Get(key string, make func() any) any {
	s.lock.Lock()
	defer s.lock.Unlock()
	if x, ok := s.known[key]; ok {
		return x
	}
	x := make()
	if s.known == nil || len(s.known) >= s.Limit {
		s.known = map[string]any{}
	}
	s.known[key] = x
	return x
}
