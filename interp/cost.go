package interp

import (
	"fmt"
	"time"

	"protoexp/lang/timeline"
)

// worth is what a run must cost for it to be said.
const worth = 2 * time.Second

// restless is what keeps the animal active at all times; "" if nothing does.
func (s *stage) restless() string {
	if s.unrest == nil {
		why := s.animal.Unrest()
		s.unrest = &why
	}
	return *s.unrest
}

// glimpse is how long the beginning of a run is watched.
const glimpse = 30 * time.Millisecond

// foretell says what the run will cost in an animal that is never silent, and in others of its kind, once it has been
// watched for a moment; took is what the last piece of it did.
func (s *stage) foretell(took time.Duration) {
	if s.foretold || s.options.Notice == nil || s.restless() == "" {
		return
	}
	if s.spent += took; s.spent < glimpse {
		return
	}
	s.foretold = true
	if s.world.told.Swap(true) {
		return
	}
	animals, length, done := max(1, s.world.animals), s.planned-s.born, s.animal.Now()-s.born
	step := s.animal.Network().Step
	steps := float64(length) / float64(step) * float64(animals)
	cost := s.spent.Seconds() / float64(done) * float64(length) * float64(animals) / float64(s.world.together())
	if cost < worth.Seconds() {
		return
	}
	whose := "of the animal's time are"
	if animals > 1 {
		whose = fmt.Sprintf("of each of %d animals are", animals)
	}
	s.options.Notice(fmt.Sprintf("%s has %s, so it is stepped all the time: %s %s %s steps, about %s",
		s.setup.Circuit.Name, s.restless(), timeline.Duration(length), whose, roughly(steps), lasting(cost)))
}

// roughly writes a large number.
func roughly(n float64) string {
	for _, u := range []struct {
		size float64
		name string
	}{{1e15, "thousand million million"}, {1e12, "million million"}, {1e9, "billion"}, {1e6, "million"}} {
		if n >= u.size {
			return fmt.Sprintf("%.3g %s", n/u.size, u.name)
		}
	}
	return fmt.Sprintf("%.0f", n)
}

// lasting writes seconds as people say them.
func lasting(seconds float64) string {
	switch {
	case seconds < 100:
		return fmt.Sprintf("%.0f s", seconds)
	case seconds < 100*60:
		return fmt.Sprintf("%.0f min", seconds/60)
	case seconds < 72*3600:
		return fmt.Sprintf("%.0f hours", seconds/3600)
	case seconds < 2*365*86400:
		return fmt.Sprintf("%.0f days", seconds/86400)
	}
	return fmt.Sprintf("%.3g years", seconds/86400/365)
}
