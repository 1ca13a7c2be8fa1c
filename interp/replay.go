package interp

import (
	"context"

	"protoexp/lang/ast"
	"protoexp/lang/timeline"
)

// happening is something that was done to an animal: a trial began, or an event started.
type happening struct {
	at     int64 // ns
	begin  bool
	events []timeline.Event
}

// happens keeps what is done to a single animal, so that it can be done again.
func (s *stage) happens(h happening) {
	if s.remember {
		s.history = append(s.history, h)
	}
}

// replay does again what was done to another animal, from one happening to the next, until done says so or there is no more.
func (s *stage) replay(list []happening, done func() bool) error {
	for _, h := range list {
		if done() {
			return nil
		}
		if err := s.Advance(h.at); err != nil {
			return err
		}
		if h.begin {
			s.Begin(h.events)
		} else if err := s.Do(h.events[0]); err != nil {
			return err
		}
	}
	return nil
}

// beginning finds the happening with which a trial began, or -1.
func (s *stage) beginning(t *timeline.Trial) int {
	id := 0
	for i, h := range s.history {
		if h.begin {
			if id == t.ID {
				if h.at != t.Onset {
					return -1
				}
				return i
			}
			id++
		}
	}
	return -1
}

// quiet is a world for animals that are run again: nobody watches them.
func (w *world) quiet(ctx context.Context, together int) *world {
	q := newWorld(ctx, Options{Jobs: w.options.Jobs, Memory: w.options.Memory})
	q.networks, q.workers = w.networks, together
	return q
}

// asks says whether a script has a why in it.
func asks(body []ast.Stmt) (found bool) {
	for _, st := range body {
		ast.Inspect(st, func(n ast.Stmt) bool {
			_, is := n.(*ast.Why)
			found = found || is
			return !found
		})
	}
	return found
}
