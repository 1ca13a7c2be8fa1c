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

// foretell says what a stretch of time will cost in an animal that is never silent, and in others of its kind, before it
// begins. The rate is measured on a copy for a moment; it changes no result.
func (s *stage) foretell(length int64, animals int) {
	if s.options.Notice == nil || s.world.told.Swap(true) || s.restless() == "" {
		return
	}
	steps := float64(length) / float64(s.animal.Network().Step) * float64(max(1, animals))
	text := fmt.Sprintf("%s has %s, so it is stepped all the time: %s of the animal's time are %s steps", s.setup.Circuit.Name, s.restless(), timeline.Duration(length), roughly(steps))
	if animals > 1 {
		text = fmt.Sprintf("%s has %s, so it is stepped all the time: %s of each of %d animals are %s steps", s.setup.Circuit.Name, s.restless(), timeline.Duration(length), animals, roughly(steps))
	}
	if each := s.stepTime(); each > 0 {
		cost := steps * each.Seconds() / float64(s.world.together())
		if cost < worth.Seconds() {
			return
		}
		text += ", about " + lasting(cost)
	}
	s.options.Notice(text)
}

// stepTime measures how long a step lasts; 0 where there is no room for a copy.
func (s *stage) stepTime() time.Duration {
	if s.animal.Counters().Bytes > s.world.memory()/4 {
		return 0
	}
	probe := s.animal.Copy()
	probe.Stop = nil
	step := probe.Network().Step
	begin, now := time.Now(), probe.Now()
	for n := int64(1); ; n *= 2 {
		if probe.Advance(probe.Now()+n*step) != nil {
			return 0
		}
		if took := time.Since(begin); took > 30*time.Millisecond {
			return took / time.Duration((probe.Now()-now)/step)
		}
	}
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
