package interp

import "protoexp/lang/check"

// Names are the words that mean something on the animal that is being explored: its parts, agents, labels and values (false),
// and actions (true). The map is not to be changed.
func (s *Session) Names() map[string]bool {
	if s.known != nil && s.knownAt == s.now() {
		return s.known
	}
	names := map[string]bool{}
	w, c := s.now().walker, s.circuit()
	if c == nil {
		c = &check.Circuit{}
	}
	for _, list := range [][]string{c.Sites, c.Parts, c.CellNames(), c.OwnerNames(), w.Labels(), w.Values()} {
		for _, n := range list {
			names[n] = false
		}
	}
	for _, g := range c.Agents {
		names[g.Name] = false
	}
	for _, v := range w.VerbsOf(c) {
		names[v] = true
	}
	s.known, s.knownAt = names, s.now()
	return names
}
