package engine

import (
	"math"

	"protoexp/runtime/network"
)

// ErrStopped is returned when Stop said so.
var ErrStopped = network.ErrStopped

const never = math.MaxInt64

// Advance lets time pass until to, or until it is stopped: then it can go on as if nothing had been.
func (e *Engine) Advance(to int64) error {
	if e.failed != nil {
		return e.failed
	}
	err := e.advance(to)
	e.dismiss()
	switch {
	case err == nil:
		e.now = max(e.now, to)
	case err == ErrStopped:
		e.now = max(e.now, e.t)
		return err
	default:
		e.failed = err
		return err
	}
	return nil
}

// stopped asks Stop, every so many steps (a power of 2).
func (e *Engine) stopped(every int64) bool {
	return e.Steps&(every-1) == 0 && e.Stop != nil && e.Stop()
}

func (e *Engine) advance(to int64) error {
	if err := e.mode(); err != nil {
		return err
	}
	for {
		g := e.nextEdge()
		if err := e.run(min(to, g)); err != nil {
			return err
		}
		if g > to {
			return nil
		}
		if err := e.settle(g); err != nil {
			return err
		}
		if err := e.applyEdges(g); err != nil {
			return err
		}
		if e.solo.on {
			if err := e.foreseeStale(); err != nil {
				return err
			}
			continue
		}
		e.active, e.checkAt, e.backoff = true, e.t, 1
	}
}

// Settle computes cells up to the last grid point before or at t, as reading at that time needs. It is for copies: when an
// animal is settled decides how its silence is cut into pieces.
func (e *Engine) Settle(t int64) error {
	if err := e.Advance(t); err != nil {
		return err
	}
	err := e.settle(t / e.Net.Step * e.Net.Step)
	e.dismiss()
	if err != nil && err != ErrStopped {
		e.failed = err
	}
	return err
}

// run steps while there is activity, and finds out how far the silence goes, up to limit.
func (e *Engine) run(limit int64) error {
	if e.solo.on {
		return e.runSolo(limit)
	}
	for {
		if e.active {
			if e.t >= e.checkAt && !e.AlwaysStep {
				if e.silent() {
					if err := e.finite(); err != nil {
						return err
					}
					e.active = false
					e.macro = 64 * e.Net.Step
					if err := e.sample(true); err != nil {
						return err
					}
					continue
				}
				e.checkAt = e.t + e.backoff*e.Net.Step
				if !e.inFlight() {
					e.backoff = min(2*e.backoff, 64)
				}
			}
			if e.t+e.Net.Step > limit {
				return nil
			}
			if err := e.step(); err != nil {
				return err
			}
			continue
		}
		if !e.general() || e.macro > limit-e.t {
			return nil
		}
		if e.stride(e.macro) {
			e.macro = min(4*e.macro, 1<<58/e.Net.Step*e.Net.Step)
			continue
		}
		if e.macro /= 4; e.macro < 16*e.Net.Step {
			if err := e.wake(); err != nil {
				return err
			}
		}
		e.macro = max(e.macro/e.Net.Step, 1) * e.Net.Step
	}
}

// settle brings all cells to the grid point g, with nothing scheduled in between.
func (e *Engine) settle(g int64) error {
	if e.solo.on {
		return e.waitSolo(g)
	}
	if !e.active && e.t < g && e.general() {
		if !e.stride(g - e.t) {
			if err := e.wake(); err != nil {
				return err
			}
		}
	}
	if e.active {
		for e.t+e.Net.Step <= g {
			if err := e.step(); err != nil {
				return err
			}
		}
		return nil
	}
	if e.exact < g {
		e.Jumps++
	}
	if err := e.jump(g); err != nil {
		return err
	}
	return e.sample(true)
}

// wake returns from silence to the clock: something is going to fire.
func (e *Engine) wake() error {
	if err := e.jump(e.t); err != nil {
		return err
	}
	e.active = true
	e.backoff = min(max(64, 2*e.backoff), 4096)
	e.checkAt = e.t + e.backoff*e.Net.Step
	return nil
}

func (e *Engine) sample(edge bool) error {
	if e.Observer == nil {
		return nil
	}
	return e.Observer.Sample(e.t, edge)
}

func (e *Engine) inFlight() bool {
	for i := range e.queues {
		if len(e.queues[i].time) > 0 {
			return true
		}
	}
	return false
}

// Settled says whether everything has happened that is due, so that reading now needs no copy.
func (e *Engine) Settled() bool {
	return e.failed == nil && e.nextEdge() > e.now && (e.active || !e.general() || e.t+e.Net.Step > e.now)
}
